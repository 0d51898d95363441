"""Watches the window's loop: how much of the processor each single call of it takes.

The processor's time of the loop's own thread is counted, not the wall's, so that what other processes do adds as little
as possible. A call is what the loop hands over to at once: one posted event, one timer, one socket, one asyncio
callback. What a call sends on within itself counts as its own.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

TICK = 5
"""Milliseconds between two ticks of the timer that runs meanwhile."""
HANDED_OVER = frozenset(
    {
        QEvent.Type.Timer,
        QEvent.Type.MetaCall,
        QEvent.Type.SockAct,
        QEvent.Type.LayoutRequest,
        QEvent.Type.UpdateRequest,
        QEvent.Type.UpdateLater,
        QEvent.Type.PolishRequest,
        QEvent.Type.DeferredDelete,
    }
)
"""Kinds of event that the loop itself delivers; all others are sent from within a call."""


class LoopWatch(QObject):
    """Counts while it is told to.

    Attributes:
        count: calls that were made while watching.
        slowest: processor seconds of the slowest call of each kind; what it did within is part of the kind. Nothing is
            kept of single calls: that would be work for the garbage collector, and be measured as the program's.
        turn: processor seconds of the longest turn of the loop, which makes one call or several.
        gap: seconds on the wall between two ticks of the timer, at most.
        ticks: of that timer.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.count = self.ticks = 0
        self.slowest: dict[str, float] = {}
        self.turn = self.gap = 0.0
        self._watching = False
        self._began = self._turned = self._ticked = 0.0
        self._name = ""
        self._within: set[str] = set()
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._measure_gap)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._end_turn)
        dispatcher.aboutToBlock.connect(self._end_turn)
        app.installEventFilter(self)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Count as long as the block lasts; asyncio's callbacks tell their names meanwhile."""
        run = asyncio.Handle._run

        def named(handle: asyncio.Handle) -> None:
            self._within.add(_name_of(handle))
            run(handle)

        asyncio.Handle._run = named  # type: ignore[method-assign, assignment]  # typed as private
        self._began = self._turned = time.thread_time()
        self._tick.start()
        self._watching = True
        try:
            yield
        finally:
            self._watching = False
            self._tick.stop()
            asyncio.Handle._run = run  # type: ignore[method-assign]  # as above

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if self._watching:
            kind = event.type()
            if kind in HANDED_OVER:
                self._end_call()
                self._name = f"{type(watched).__name__} {kind.name}"
            else:
                self._within.add(f"{type(watched).__name__} {kind.name}")
        return False

    def _end_turn(self) -> None:
        if self._watching:
            self._end_call()
            now = time.thread_time()
            self.turn = max(self.turn, now - self._turned)
            self._turned = now

    def _end_call(self) -> None:
        seconds = time.thread_time() - self._began
        kind = f"{self._name}: {', '.join(sorted(self._within))}"
        self.slowest[kind] = max(seconds, self.slowest.get(kind, 0.0))
        self.count += 1
        self._name = ""
        self._within.clear()
        self._began = time.thread_time()

    def _measure_gap(self) -> None:
        now = time.perf_counter()
        if self.ticks:
            self.gap = max(self.gap, now - self._ticked)
        self._ticked = now
        self.ticks += 1


def _name_of(handle: asyncio.Handle) -> str:
    """The coroutine or the function that a callback runs, without addresses in memory."""
    callback = handle._callback  # type: ignore[attr-defined]  # the only way to tell callbacks apart
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        callback = owner.get_coro()
    return str(getattr(callback, "__qualname__", type(callback).__name__))
