"""Asks the worker process about local files without ever holding up the loop. Imports no decoder and no Qt."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from queue import LifoQueue
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.files import part_of
from seedance_desktop.media.measured import Measured
from seedance_desktop.media.process import WorkerProcess, default_command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from seedance_desktop.domain.fit import Recipe

GIB = 1 << 30


class MediaService:
    """Measures and draws local files in processes of their own, begun in the order they came.

    A process starts when it is first needed, and anew after it died or was killed for taking too long. A cancelled
    call that has not started is never made; one that has started ends on its own and its answer is dropped.

    Every call may raise `LocalFailure`: `file.missing`, `file.is_folder`, `file.unreadable`, `media.empty`,
    `media.unknown_kind`, `media.unreadable` (the worker could not make sense of it, died or hung), `media.no_helper`
    (the worker cannot be started, or the service is closed).

    Args:
        timeout: seconds for one call, from when it is its turn.
        patience: seconds without progress after which a fitted copy is given up.
        memory_limit: bytes of address space a worker may take, where the platform can bound it; one that makes a
            fitted copy may take twice as much.
        command: what starts a worker; `None` for this Python.
        workers: how many questions are answered at once.
    """

    def __init__(
        self,
        *,
        timeout: float = 20.0,
        patience: float = 120.0,
        memory_limit: int = GIB,
        command: Sequence[str] | None = None,
        workers: int = 2,
    ) -> None:
        self._memory_limit = memory_limit
        self._patience = patience
        self._command = default_command() if command is None else tuple(command)
        self._workers = tuple(WorkerProcess(self._command, timeout) for _ in range(workers))
        # The one that was used last is used first: it runs already.
        self._idle: LifoQueue[WorkerProcess] = LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        # A thread for each waits on the pipe, which has no portable event.
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="media")
        # Copies are made one after the other: one alone keeps a processor busy for minutes.
        self._fitting = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fitting")
        self._fits: set[WorkerProcess] = set()
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

    async def frame(self, path: Path, target: Path, seconds: float) -> None:
        """Writes the frame that a video shows at `seconds`, upright and in full size, as PNG.

        Raises:
            LocalFailure: as every call; also `media.no_picture`, `media.too_large`, `disk.full`, `file.unwritable`.
        """
        await self._ask("frame", path, target=_absolute(target), seconds=seconds)

    async def bare(self, path: Path, target: Path) -> bool:
        """Writes a copy without what the file says about its owner; no pixel and no sample is changed.

        Returns:
            Whether there was anything to take away; else, or where the format is none of those, nothing is written.

        Raises:
            LocalFailure: as every call, so where a damaged file may tell what nobody can find in it; also
                `media.too_large`, `disk.full`, `file.unwritable`.
        """
        return bool(await self._ask("bare", path, target=_absolute(target)))

    async def fit(
        self, path: Path, target: Path, recipe: Recipe, on_progress: Callable[[float], None] | None = None
    ) -> None:
        """Writes a copy as `recipe` wants it, in a process of its own; the original is only read.

        The copy is upright and carries no metadata. It is put in its place in one step. Cancelling kills the process
        and leaves nothing behind.

        Args:
            path: a local file.
            target: where to; its ending says the format, see `seedance_desktop.media.endings.ending_for`.
            recipe: what is to be changed.
            on_progress: told on the loop the growing part, from 0 to 1, that is done.

        Raises:
            LocalFailure: as every call; also `media.no_picture`, `media.no_sound`, `media.too_large`,
                `media.not_small_enough` (no quality that is worth having is below `most_bytes`), `disk.full`,
                `file.unwritable`.
        """
        if self._closed:
            raise LocalFailure("media.no_helper")
        loop = asyncio.get_running_loop()

        def told(fraction: float) -> None:
            if on_progress is not None:
                loop.call_soon_threadsafe(on_progress, fraction)

        details = {"target": _absolute(target), "recipe": asdict(recipe)}
        worker = WorkerProcess(self._command, self._patience)
        self._fits.add(worker)
        work = self._fitting.submit(_ask_once, worker, self._question("fit", path, 2, details), told)
        try:
            _answer(await asyncio.wrap_future(work))
        finally:
            worker.stop()
            if not work.cancelled():  # one that had not begun has nothing to wait for but its turn
                # Who calls a copy off may look at its folder at once.
                await asyncio.to_thread(wait, [work])
            self._fits.discard(worker)

    async def close(self) -> None:
        """Ends the workers at once; calls under way or waiting fail. A second close does nothing."""
        if self._closed:
            return
        self._closed = True
        for worker in (*self._workers, *self._fits):
            worker.stop()
        await asyncio.to_thread(self._let_go)

    async def _ask(self, job: str, path: Path, **details: object) -> Any:
        if self._closed:
            raise LocalFailure("media.no_helper")
        question = self._question(job, path, 1, details)
        return _answer(await asyncio.wrap_future(self._threads.submit(self._ask_idle, question)))

    def _ask_idle(self, question: dict[str, object]) -> dict[str, Any]:
        worker = self._idle.get()
        try:
            return worker.ask(question)
        finally:
            self._idle.put(worker)

    def _let_go(self) -> None:
        self._fitting.shutdown()
        self._threads.shutdown()
        for worker in self._workers:
            worker.reap()

    def _question(self, job: str, path: Path, share: int, details: Mapping[str, object]) -> dict[str, object]:
        return {"job": job, "path": _absolute(path), "memory_limit": share * self._memory_limit, **details}


def _ask_once(worker: WorkerProcess, question: dict[str, object], told: Callable[[float], None]) -> dict[str, Any]:
    """Asks one question, ends the worker, and clears away what a killed one left."""
    try:
        return worker.ask(question, told)
    finally:
        worker.stop()
        worker.reap()
        part_of(Path(str(question["target"]))).unlink(missing_ok=True)


def _answer(reply: dict[str, Any]) -> Any:
    if "code" in reply:
        raise LocalFailure(reply["code"], reply["values"])
    return reply["answer"]


def _absolute(path: Path) -> str:
    """The worker has another current folder, and a decoder must not take a relative name for an address."""
    return str(path.absolute())
