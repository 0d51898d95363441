"""Asks the worker process about local files without ever holding up the loop. Imports no decoder and no Qt."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.measured import Measured
from seedance_desktop.media.process import WorkerProcess, default_command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

GIB = 1 << 30


class MediaService:
    """Measures and draws local files in a separate process, one after the other in the order they came.

    The process starts with the first question, and anew after it died or was killed for taking too long. A cancelled
    call that has not started is never made; one that has started ends on its own and its answer is dropped.

    Every call may raise `LocalFailure`: `file.missing`, `file.is_folder`, `file.unreadable`, `media.empty`,
    `media.unknown_kind`, `media.unreadable` (the worker could not make sense of it, died or hung), `media.no_helper`
    (the worker cannot be started, or the service is closed).

    Args:
        timeout: seconds for one call, from when it is its turn.
        memory_limit: bytes of address space the worker may take, where the platform can bound it.
        command: what starts the worker; `None` for this Python.
    """

    def __init__(self, *, timeout: float = 20.0, memory_limit: int = GIB, command: Sequence[str] | None = None) -> None:
        self._memory_limit = memory_limit
        self._worker = WorkerProcess(default_command() if command is None else command, timeout)
        # One thread, so that calls are answered in order; it waits on the pipe, which has no portable event.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="media")
        self._closed = False

    async def measure(self, path: Path) -> Measured:
        """Kind by content, format, pixels as shown after rotation, seconds, frames per second, bytes.

        Raises:
            LocalFailure: as every call; also `media.truncated` (its end is missing), `media.too_large` (it claims more
                pixels than anything real).
        """
        found = await self._ask("measure", path)
        return Measured(Kind(found["kind"]), Facts(**found["facts"]))

    async def thumbnail(self, path: Path, target: Path, longest_side: int = 320) -> None:
        """Writes a PNG of the picture, or of a video's first frame: upright, never enlarged, in one step.

        Raises:
            LocalFailure: as every call; also `media.no_picture` (sound, SVG), `media.too_large`, `disk.full`,
                `file.unwritable`.
        """
        await self._ask("thumbnail", path, target=_absolute(target), longest_side=longest_side)

    async def waveform(self, path: Path, buckets: int = 64) -> tuple[float, ...]:
        """The peak of each of `buckets` equal parts of the first audio stream, from 0 to 1.

        Raises:
            LocalFailure: as every call; also `media.no_sound`.
        """
        return tuple(await self._ask("waveform", path, buckets=buckets))

    async def filmstrip(self, path: Path, target: Path, frames: int = 9, height: int = 40) -> None:
        """Writes one PNG of `frames` pictures, evenly spaced over the video, side by side, `height` pixels high.

        Raises:
            LocalFailure: as every call; also `media.no_picture`, `media.too_large`, `disk.full`, `file.unwritable`.
        """
        await self._ask("filmstrip", path, target=_absolute(target), frames=frames, height=height)

    async def close(self) -> None:
        """Ends the worker at once; calls under way or waiting fail. A second close does nothing."""
        if self._closed:
            return
        self._closed = True
        self._worker.stop()
        await asyncio.wrap_future(self._thread.submit(self._worker.reap))
        self._thread.shutdown()

    async def _ask(self, job: str, path: Path, **details: object) -> Any:
        if self._closed:
            raise LocalFailure("media.no_helper")
        question = {"job": job, "path": _absolute(path), "memory_limit": self._memory_limit, **details}
        reply = await asyncio.wrap_future(self._thread.submit(self._worker.ask, question))
        if "code" in reply:
            raise LocalFailure(reply["code"], reply["values"])
        return reply["answer"]


def _absolute(path: Path) -> str:
    """The worker has another current folder, and a decoder must not take a relative name for an address."""
    return str(path.absolute())
