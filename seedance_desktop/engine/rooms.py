"""Waits for disks that are full, closed or away. One look a while for everybody who waits for the same folder."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import LARGEST_TAKE
from seedance_desktop.engine.events import DiskWaits
from seedance_desktop.engine.turnstile import Turnstile

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.errors import LocalFailure
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.places import Places

FULL = "disk.full"
PAUSES = frozenset({FULL, "disk.read_only", "disk.failed", "disk.away"})
"""Codes of a disk that will not take a clip now and may do so later."""

_SPARE = 1024 * 1024
"""Bytes that must be free where nobody knows how large the clip is."""
_LONGEST = 16
"""A disk that keeps saying no, though it looks well, is tried less and less often: up to so many pauses apart."""


@dataclass(slots=True)
class _Folder:
    """Who waits for it, and why.

    Attributes:
        waiting: our task id → bytes that it needs there.
        code: of `PAUSES`.
    """

    code: str = FULL
    waiting: dict[str, int] = field(default_factory=dict)
    line: Turnstile = field(default_factory=lambda: Turnstile(1))
    told: DiskWaits | None = None


class Rooms:
    """Lets downloads go on when their folder takes files again."""

    def __init__(self, board: Board, pace: Pace, places: Places) -> None:
        self._board = board
        self._pace = pace
        self._places = places
        self._folders: dict[Path, _Folder] = {}

    def needed(self, folder: Path) -> int | None:
        """Bytes that the largest of those needs who wait for a folder; `None` while nobody has to."""
        known = self._folders.get(folder)
        believed = [needed for needed in known.waiting.values() if needed <= LARGEST_TAKE] if known is not None else []
        if believed:
            return max(believed)
        return _SPARE if self._places.kept_free(folder) else None

    def enter(self, task_id: str, folder: Path, failure: LocalFailure) -> None:
        """Count a task among those who wait for a folder, so that nobody else asks for what cannot be kept.

        Args:
            task_id: ours.
            folder: of the take.
            failure: one of `PAUSES`; `needed` and `free` in bytes where it knows them.
        """
        here = self._folders.setdefault(folder, _Folder())
        guess = (self.needed(folder) or _SPARE) if failure.code == FULL else 0
        here.waiting[task_id] = _number(failure, "needed", guess)
        here.code = failure.code
        self._tell(folder, here, _number(failure, "free", 0))

    def leave(self, task_id: str, folder: Path) -> None:
        """Count it no longer."""
        here = self._folders[folder]
        here.waiting.pop(task_id, None)
        self._tell(folder, here, 0)

    async def wait(self, task_id: str, folder: Path, *, rank: float, again: int = 0) -> None:
        """Return when another try makes sense, for a task that has entered: also where its take goes elsewhere now.

        Args:
            task_id: ours.
            folder: of the take.
            rank: the least goes on first.
            again: how often in a row this did not help.
        """
        here = self._folders[folder]
        await self._pause(min(2**again, _LONGEST))
        if here.waiting[task_id] > LARGEST_TAKE:
            return  # no disk has to have that: the server is asked again, and nobody else is held up
        async with here.line.passed(rank):
            while self._still_goes(task_id, folder) and (free := await self._room(folder)) < here.waiting[task_id]:
                self._tell(folder, here, free)
                await self._pause(1)

    def _still_goes(self, task_id: str, folder: Path) -> bool:
        return self._places.folder(self._board[task_id]) == folder

    async def _room(self, folder: Path) -> int:
        free = await asyncio.to_thread(room, folder, await self._places.mount(folder))
        return free - self._places.kept_free(folder)

    async def _pause(self, times: int) -> None:
        options = self._pace.options
        await self._pace.wait(options.space_pause * times * options.poll_scale)

    def _tell(self, folder: Path, here: _Folder, free: int) -> None:
        missing = max(0, max(here.waiting.values(), default=0) - max(0, free)) if here.code == FULL else 0
        told = DiskWaits(str(folder), here.code, missing, len(here.waiting))
        if told != here.told and (here.waiting or here.told is not None):
            here.told = told if here.waiting else None
            self._board.tell(told)


def _number(failure: LocalFailure, name: str, otherwise: int) -> int:
    value = failure.values.get(name)
    return value if isinstance(value, int) else otherwise


def room(folder: Path, mount: Path) -> int:
    """Bytes that can be written in a folder, which is made if it is not there; -1 where nothing can. Blocks.

    Args:
        folder: of takes.
        mount: where its disk begins; where no disk begins there any more, it was pulled out.
    """
    try:
        if not mount.is_mount():
            return -1
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 4096)
            probe.flush()
            os.fsync(probe.fileno())
        return shutil.disk_usage(folder).free
    except OSError:
        return -1
