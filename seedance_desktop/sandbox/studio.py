"""Where clips are rendered and uploads measured: beside the server, so that answers never wait for pictures."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from seedance_desktop.sandbox.job import ClipJob, Pictured
from seedance_desktop.sandbox.worker import follow_parent, measure, render, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from seedance_desktop.sandbox.options import Rendering
    from seedance_desktop.sandbox.state import State, TaskRecord


P = ParamSpec("P")
T = TypeVar("T")


class _Worker:
    """One process (or thread) that does one thing after the other; started when it is first needed."""

    def __init__(self, *, in_process: bool) -> None:
        self._in_process = in_process
        self._executor: Executor | None = None
        self._processes: list[BaseProcess] = []

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a piece of work; a process that died before is replaced."""
        try:
            return self._submit(work, *args, **kwargs)
        except BrokenProcessPool:
            self._executor = None
            return self._submit(work, *args, **kwargs)

    def close(self) -> None:
        """Stop in the middle of whatever is being done."""
        for process in self._processes:
            process.terminate()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._executor is not None:
            return self._executor.submit(work, *args, **kwargs)
        if self._in_process:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="sandbox-worker")
            return self._executor.submit(work, *args, **kwargs)
        others = set(multiprocessing.active_children())
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(1, mp_context=context, initializer=follow_parent)
        future = self._executor.submit(work, *args, **kwargs)
        self._processes = [child for child in multiprocessing.active_children() if child not in others]
        return future


class Studio:
    """Renders each task's clip once and knows which are done.

    Args:
        rendering: size and place of the work.
        state: where uploads lie and clips go.
    """

    def __init__(self, rendering: Rendering, state: State) -> None:
        self._scale = rendering.scale
        self._state = state
        self._rendering = _Worker(in_process=rendering.in_process)
        self._measuring = _Worker(in_process=rendering.in_process)
        self._rendering.submit(warm_up)
        self._running: dict[str, Future[None]] = {}

    def clip_of(self, task_id: str) -> Path:
        return self._state.results_folder / f"{task_id}.mp4"

    def start(self, task: TaskRecord) -> None:
        """Render the task's clip, unless that is done or under way."""
        if task.id not in self._running and not self.clip_of(task.id).exists():
            self._running[task.id] = self._rendering.submit(render, self._job(task))

    def is_done(self, task: TaskRecord) -> bool:
        """Whether the clip stands; starts it where a former process left it undone."""
        self.start(task)
        return self.clip_of(task.id).exists()

    def problem(self, task_id: str) -> str:
        """Why a clip could not be made; empty while nothing is wrong."""
        future = self._running.get(task_id)
        if future is None or not future.done():
            return ""
        error = future.exception()
        return "" if error is None else f"{type(error).__name__}: {error}"

    async def measure(self, path: Path) -> dict[str, Any]:
        """The facts of an uploaded file, as far as they can be told."""
        try:
            return await asyncio.wrap_future(self._measuring.submit(measure, path))
        except BrokenProcessPool:
            return {}

    def close(self) -> None:
        """Let go at once: a clip that is half done is started anew by the next process."""
        self._rendering.close()
        self._measuring.close()

    def _job(self, task: TaskRecord) -> ClipJob:
        recipe = dict(task.render)
        pictured = tuple(self._pictured(entry) for entry in recipe.pop("references"))
        target = self.clip_of(task.id)
        return ClipJob(**recipe, references=pictured, target=target, scale=self._scale)

    def _pictured(self, entry: dict[str, Any]) -> Pictured:
        record = dict(entry)
        upload = record.pop("upload")
        path = None if upload is None else self._state.uploads_folder / upload.removeprefix("/uploads/")
        return Pictured(**record, path=path)
