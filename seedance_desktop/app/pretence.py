"""The world around the program, as the sandbox's stories need it: a console to look into, a disk that is full."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.sandbox.state import newest_task

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.supervisor import Supervisor

MORE_THAN_ANY = 10**17
"""Bytes."""


class Pretence(QObject):
    """Nothing of it is kept: the next start finds the disk as it is.

    Args:
        sandbox: the sandbox's own folder.
        supervisor: watches over what takes a while.

    Attributes:
        console_told: id of the task that the sandbox made last; empty where there is none.
    """

    console_told = Signal(str)

    def __init__(self, sandbox: Path, supervisor: Supervisor) -> None:
        super().__init__()
        self._sandbox = sandbox
        self._spawn = supervisor.start
        self._full: Path | None = None

    def ask_console(self) -> None:
        """Answered by `console_told`."""
        self._spawn("console", self._ask())

    def fill(self, folder: Path) -> None:
        """Let a folder's disk seem full; one that seemed so before does no longer."""
        self._full = folder

    def make_room(self) -> None:
        """Let every disk be as it is."""
        self._full = None

    def kept_free(self, folder: Path) -> int:
        """Bytes of a folder's disk that takes may not use."""
        return MORE_THAN_ANY if folder == self._full else 0

    async def _ask(self) -> None:
        self.console_told.emit(await asyncio.to_thread(newest_task, self._sandbox))
