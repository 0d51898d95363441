"""Fitted copies, frames and filmstrips of local files: what a person may want made before anything is sent."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.domain.reference import Facts
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.derived import derived
from seedance_desktop.engine.events import FitProgress, Fitted, FrameTaken, ReferenceStrip
from seedance_desktop.media.endings import ending_for

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.service import Media
    from seedance_desktop.engine.supervisor import Supervisor

STRIP_HEIGHT = 80
"""Pixels: twice the height it is shown at, for sharp screens."""
KEPT_FOR = 24 * 3600.0
"""Seconds for which a copy that nothing refers to is kept: a step may be taken back to it."""


class Fitting:
    """Commands return at once; their answers are events, failures included."""

    def __init__(self, board: Board, media: Media, folders: Folders, supervisor: Supervisor) -> None:
        self._board = board
        self._media = media
        self._folders = folders
        self._supervisor = supervisor

    def fit(self, token: str, path: str, recipe: Recipe) -> None:
        """Make a copy; answered by `FitProgress` and, unless it is cancelled, `Fitted`.

        Args:
            token: the caller's, unique among the copies that are being made.
            path: absolute, of a local file, which is only read.
            recipe: what is to be changed.
        """
        self._supervisor.start(f"fit {token}", self._fit(token, Path(path), recipe))

    def cancel(self, token: str) -> None:
        """Stop making a copy; nothing of it is left and nothing more is told of it."""
        self._supervisor.cancel(f"fit {token}")

    def strip(self, path: str, frames: int = 12) -> None:
        """Draw pictures along a local video; answered by `ReferenceStrip`."""
        self._supervisor.start(f"strip {frames} {path}", self._strip(path, frames))

    def frame(self, token: str, path: str, seconds: float) -> None:
        """Take the frame that a local video shows at `seconds`; answered by `FrameTaken`."""
        self._supervisor.start(f"frame {token}", self._frame(token, Path(path), seconds))

    def tidy(self, kept: Collection[str]) -> None:
        """Remove copies and frames that are a day old and that no task refers to, nor anything in `kept`.

        Args:
            kept: absolute paths.
        """
        sources = {r.source for task in self._board.tasks for r in task.request.references if r.local}
        self._supervisor.start("tidy", asyncio.to_thread(self._sweep, sources | set(kept)))

    async def _fit(self, token: str, path: Path, recipe: Recipe) -> None:
        def progress(fraction: float) -> None:
            self._board.tell(FitProgress(token, fraction))

        try:
            original = await self._media.measure(path)
            ending = ending_for(recipe, original.kind, original.facts.format or "")
            target, there = await derived(self._folders.fitted, path, repr(recipe), ending)
            if not there:
                await self._media.fit(path, target, recipe, progress)
            facts = (await self._media.measure(target)).facts
        except SeedanceError as failure:
            self._board.tell(Fitted(token, "", Facts(), failure_of(failure)))
        else:
            self._board.tell(Fitted(token, str(target), facts, None))

    async def _strip(self, path: str, frames: int) -> None:
        drawn = ""
        with suppress(SeedanceError):
            folder = self._folders.cache / "filmstrips"
            target, there = await derived(folder, Path(path), f"{frames}", "png")
            if not there:
                await self._media.filmstrip(Path(path), target, frames, STRIP_HEIGHT)
            drawn = str(target)
        self._board.tell(ReferenceStrip(path, drawn))

    async def _frame(self, token: str, path: Path, seconds: float) -> None:
        try:
            target, there = await derived(self._folders.frames, path, f"{seconds:.3f}", "png")
            if not there:
                await self._media.frame(path, target, seconds)
        except SeedanceError as failure:
            self._board.tell(FrameTaken(token, "", failure_of(failure)))
        else:
            self._board.tell(FrameTaken(token, str(target), None))

    def _sweep(self, kept: Collection[str]) -> None:
        before = time.time() - KEPT_FOR
        for folder in (self._folders.fitted, self._folders.frames):
            for file in folder.glob("*") if folder.is_dir() else ():
                with suppress(OSError):
                    if str(file) not in kept and file.stat().st_mtime < before:
                        file.unlink()
