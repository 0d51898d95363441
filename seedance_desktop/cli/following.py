"""Follows tasks until each has come to rest, and tells of it."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, Self

from seedance_desktop.cli.exits import Exit, exit_of
from seedance_desktop.cli.outlet import loss
from seedance_desktop.cli.session import Interrupts
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.events import Fault, Notice, TaskChanged, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from seedance_desktop.cli.voice import Voice
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.engine.events import Event

PATIENCE = 8
"""Failed tries in a row after which a command leaves a task for `resume`; some ten minutes at the usual pace."""

HOPELESS = frozenset(
    {"key.missing", "key.malformed", "key.refused", "net.bad_address", "net.insecure_address", "net.setup"}
)
"""Codes that no waiting mends."""


class Report(Protocol):
    """Tells how tasks fare, as JSON or for a person."""

    def moved(self, task: Task) -> None: ...

    def waiting(self, failure: Failure, seconds: float) -> None: ...

    def ended(self, task: Task) -> None: ...


class Following:
    """Waits for tasks; ends early when the user wishes so.

    Args:
        engine: its events are listened to for the length of the block.
        report: is told of what happens.
        voice: says what is wrong with this machine.
        hurry: see `Given`.
    """

    def __init__(
        self, engine: Engine, report: Report, voice: Voice, hurry: Callable[[int], None] = lambda _code: None
    ) -> None:
        self._engine = engine
        self._report = report
        self._voice = voice
        self._open: dict[str, Task | None] = {}
        self._told: dict[str, tuple[Status, int]] = {}
        self._troubles: dict[str, int] = {}
        self._rested: dict[str, Task] = {}
        self._over = asyncio.Event()
        self._forget = engine.listen(self._hear)
        self._hurry = hurry
        self._interrupts = Interrupts(asyncio.get_running_loop(), self._stop)

    def __enter__(self) -> Self:
        self._interrupts.__enter__()
        return self

    def __exit__(self, *exception: object) -> None:
        self._interrupts.__exit__(*exception)
        self._forget()

    async def rest(self, task_ids: Iterable[str]) -> None:
        """Return when every task has come to rest, or when the user wants to stop."""
        self._open = {task_id: None for task_id in task_ids if task_id not in self._rested}
        for task in self._engine.tasks:
            if task.id in self._open:
                self._look_at(task)
        while self._open and self._interrupts.signal is None and not self._is_unheard():
            # Tasks that came to rest before we asked have woken it already.
            self._over.clear()
            await self._over.wait()

    def close(self, tasks: Sequence[Task]) -> Exit:
        """Tell the rest once the engine is closed and nothing moves any more; what the command came to.

        Args:
            tasks: the engine's, as they are now.
        """
        now = {task.id: task for task in tasks}
        for task_id in self._open:
            if task_id in now:
                self._end(now[task_id])
        self._open = {}
        if self._interrupts.signal is signal.SIGINT:
            return Exit.INTERRUPTED
        return exit_of(*(now.get(task_id, task) for task_id, task in self._rested.items()))

    def _stop(self) -> None:
        interrupted = self._interrupts.signal is signal.SIGINT
        self._hurry(Exit.INTERRUPTED if interrupted else Exit.UNFINISHED)
        self._over.set()

    def _hear(self, event: Event) -> None:
        match event:
            case TaskChanged(task):
                self._look_at(task)
            case Waiting(task_id, reason, seconds):
                self._trouble(task_id, reason, seconds or 0.0)
            case Notice(code, values):
                self._voice.tell(code, values)
            case Fault(report):
                self._voice.line(report)

    def _look_at(self, task: Task) -> None:
        if self._told.get(task.id) != (task.status, task.progress):
            self._told[task.id] = (task.status, task.progress)
            self._report.moved(task)
        if is_at_rest(task):
            self._end(task)
            self._open.pop(task.id, None)
        self._maybe_over()

    def _trouble(self, task_id: str, reason: Failure | None, seconds: float) -> None:
        self._troubles[task_id] = self._troubles.get(task_id, 0) + 1 if reason is not None else 0
        if reason is None:
            return
        self._report.waiting(reason, seconds)
        if reason.code in HOPELESS or self._troubles[task_id] >= PATIENCE:
            task = next((task for task in self._engine.tasks if task.id == task_id), None)
            if task is None:
                return  # an asset that is asked about by itself
            self._end(replace(task, failure=reason))
            self._open.pop(task_id, None)
            self._maybe_over()

    def _end(self, task: Task) -> None:
        if task.id not in self._rested:
            self._rested[task.id] = task
            self._report.ended(task)

    def _maybe_over(self) -> None:
        if not self._open or self._is_unheard():
            self._over.set()

    def _is_unheard(self) -> bool:
        """Whether nobody listens and all tasks have their ids: `resume` tells how they end to somebody who does."""
        return loss() is not None and all(task.remote_id for task in self._engine.tasks if task.id in self._open)


def is_at_rest(task: Task) -> bool:
    """Whether nothing happens to a task by itself any more: it ended, its take waits for the user, or we broke it."""
    waits = task.status is Status.DOWNLOADING or (task.failure is not None and task.failure.code == "engine.fault")
    return task.status.is_end or (task.failure is not None and waits)
