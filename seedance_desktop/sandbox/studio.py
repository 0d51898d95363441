"""Where clips are rendered: one worker beside the server, so that answers never wait for pictures."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from seedance_desktop.sandbox.job import ClipJob, Pictured
from seedance_desktop.sandbox.worker import follow_parent, measure, render, warm_up

if TYPE_CHECKING:
    import asyncio
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from seedance_desktop.sandbox.options import Rendering
    from seedance_desktop.sandbox.state import State, TaskRecord


class Studio:
    """Renders each task's clip once and knows which are done.

    Args:
        rendering: size and place of the work.
        state: where uploads lie and clips go.
    """

    def __init__(self, rendering: Rendering, state: State) -> None:
        self._rendering = rendering
        self._state = state
        self._workers: list[BaseProcess] = []
        self._executor = self._new_executor()
        self._running: dict[str, Future[None]] = {}

    def clip_of(self, task_id: str) -> Path:
        return self._state.results_folder / f"{task_id}.mp4"

    def start(self, task: TaskRecord) -> None:
        """Render the task's clip, unless that is done or under way."""
        if task.id not in self._running and not self.clip_of(task.id).exists():
            self._running[task.id] = self._submit(self._job(task))

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

    async def measure(self, path: Path, loop: asyncio.AbstractEventLoop) -> dict[str, Any]:
        """The facts of an uploaded file, as far as they can be told."""
        try:
            return await loop.run_in_executor(self._executor, measure, path)
        except BrokenProcessPool:
            self._executor = self._new_executor()
            return {}

    def close(self) -> None:
        """Let go at once: a clip that is half done is started anew by the next process."""
        for worker in self._workers:
            worker.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _submit(self, job: ClipJob) -> Future[None]:
        try:
            return self._executor.submit(render, job)
        except BrokenProcessPool:
            self._executor = self._new_executor()
            return self._executor.submit(render, job)

    def _new_executor(self) -> Executor:
        if self._rendering.in_process:
            return ThreadPoolExecutor(1, thread_name_prefix="clip")
        context = multiprocessing.get_context("spawn")
        others = set(multiprocessing.active_children())
        executor = ProcessPoolExecutor(1, mp_context=context, initializer=follow_parent)
        executor.submit(warm_up)
        self._workers = [child for child in multiprocessing.active_children() if child not in others]
        return executor

    def _job(self, task: TaskRecord) -> ClipJob:
        recipe = dict(task.render)
        pictured = tuple(self._pictured(entry) for entry in recipe.pop("references"))
        target = self.clip_of(task.id)
        return ClipJob(**recipe, references=pictured, target=target, scale=self._rendering.scale)

    def _pictured(self, entry: dict[str, Any]) -> Pictured:
        record = dict(entry)
        upload = record.pop("upload")
        path = None if upload is None else self._state.uploads_folder / upload.removeprefix("/uploads/")
        return Pictured(**record, path=path)
