"""What a disk is asked for, beside the window's thread: a folder on a server that is gone must not freeze it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
MOST = 8
"""Threads of one owner for what is still of interest: one that hangs keeps its own, and the next may well answer."""


class Aside(QObject):
    """Looks at files in other threads, and hands what was found back in the owner's.

    Args:
        parent: owner; when it is gone, nobody is told.
    """

    _found = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(MOST)
        self._round = 0
        self._found.connect(self._hand_over)

    def ask(self, look: Callable[[], T], then: Callable[[T], object]) -> None:
        """Call `look` in another thread, and `then` with what it found in this one.

        Args:
            look: raises nothing and touches no widget.
            then: may be called in another order than it was asked for.
        """
        asked_in = self._round
        self._pool.start(lambda: self._look(asked_in, look, then))

    def drop(self) -> None:
        """What was asked until now is of no interest any more, whenever it is found."""
        self._round += 1
        self._pool.clear()
        # Those that hang go on hanging: whoever walks through the clips of a server that is gone meets many of them.
        self._pool.setMaxThreadCount(self._pool.activeThreadCount() + MOST)

    def _look(self, asked_in: int, look: Callable[[], T], then: Callable[[T], object]) -> None:
        found = look()
        with suppress(RuntimeError):  # the owner is gone meanwhile
            self._found.emit(asked_in, then, found)

    def _hand_over(self, asked_in: int, then: Callable[[T], object], found: T) -> None:
        if asked_in == self._round:
            then(found)
