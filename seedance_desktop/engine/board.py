"""The tasks in memory, and the one way to change them: memory, then disk, then everybody who listens."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.redact import redact
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.events import Notice, TaskChanged, TaskForgotten

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterable, Sequence

    from seedance_desktop.domain.errors import SeedanceError
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.events import Event
    from seedance_desktop.store.store import Store


class Board:
    """All tasks.

    A change is made in memory and handed to the store in one step, so that two changes never lose each other and
    commits keep their order.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tasks: dict[str, Task] = {}
        self._newest: tuple[Task, ...] | None = None
        self._running: set[str] = set()
        self._gone: dict[str, Task] = {}
        self._touched: dict[str, None] = {}
        self._listeners: dict[object, Callable[[Event], None]] = {}

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Newest first."""
        if self._newest is None:
            self._newest = tuple(reversed(self._tasks.values()))
        return self._newest

    @property
    def running(self) -> int:
        """How many have not come to an end; told at every change, so it is not counted then."""
        return len(self._running)

    @property
    def touched(self) -> tuple[Task, ...]:
        """Those that are new or changed since they were loaded, however many there are besides."""
        return tuple(self._tasks[task_id] for task_id in self._touched)

    @property
    def known(self) -> tuple[Task, ...]:
        """Those off the list as well, as they were then: what they did to the balance stays done."""
        return (*self.tasks, *self._gone.values())

    def get(self, task_id: str) -> Task | None:
        return self._tasks.get(task_id)

    def __getitem__(self, task_id: str) -> Task:
        return self._tasks[task_id]

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` on the loop with every event from now on; call the result to stop that."""
        token = object()
        self._listeners[token] = listener
        return lambda: self._listeners.pop(token, None) and None

    def tell(self, event: Event) -> None:
        """Tell everybody, soon: what a listener raises is its own trouble and must not stop a job."""
        loop = asyncio.get_running_loop()
        for token in self._listeners:
            loop.call_soon(self._deliver, token, event)

    def load(self, tasks: Iterable[Task], gone: Iterable[Task] = ()) -> None:
        """Take over stored tasks, newest first, and those that were taken off the list."""
        self._gone = {task.id: task for task in gone}
        self._tasks = {task.id: task for task in reversed(list(tasks))}
        self._running = {task.id for task in self._tasks.values() if not task.status.is_end}
        self._sort()

    def hold(self, task: Task) -> None:
        """Know a task as it is now, stored or not."""
        latest = self._tasks.get(task.id) or next(reversed(self._tasks.values()), task)
        fits = latest.created_at <= task.created_at
        self._tasks[task.id] = task
        self._touched[task.id] = None
        self._newest = None
        if task.status.is_end:
            self._running.discard(task.id)
        else:
            self._running.add(task.id)
        if not fits:  # the clock was set back meanwhile
            self._sort()

    async def add(self, task_ids: Sequence[str]) -> None:
        """Store held tasks, all or none.

        Raises:
            LocalFailure: they are not stored.
        """
        tasks = [self._tasks[task_id] for task_id in task_ids]
        await self._store.add(*tasks)
        for task in tasks:
            self.tell(TaskChanged(task))

    def change(self, task_id: str, **changes: Any) -> Awaitable[Task]:
        """Change a task. It is changed in memory at once; await the result before relying on the disk.

        Raises:
            LocalFailure: when awaited: the change is not on the disk. It goes there with the next one.
        """
        task = self._moved(task_id, changes)
        return _Stored(self, task, self._store.save(task))

    def announced(self, task_id: str, body: str, **changes: Any) -> Awaitable[Task]:
        """Change a task whose create call is about to go out; the body's text is recorded first."""
        task = self._moved(task_id, changes)
        return _Stored(self, task, self._store.announced(task, body))

    def answered(self, task_id: str, raw: str, **changes: Any) -> Awaitable[Task]:
        """Change a task by the answer to its create call; the answer's text is recorded first, without signatures."""
        task = self._moved(task_id, changes)
        return _Stored(self, task, self._store.answered(task, redact(raw)))

    async def saw(self, task_id: str, word: str, raw: str = "") -> None:
        """Record a word of the service for the receipt; the task goes on where the disk does not take it."""
        with suppress(LocalFailure):
            # A signature is of use for three days, the ledger stays.
            await self._store.saw(task_id, word, redact(raw))

    async def remove(self, task_id: str) -> None:
        """Forget a task.

        Raises:
            LocalFailure: it is still there, and on the list.
        """
        task = self._tasks.get(task_id)
        if task is not None and task.status is Status.UNCERTAIN:
            # Nobody can say when the service will have read its files.
            await self._store.leave_placements(task_id)
        self._touched.pop(task_id, None)
        self._running.discard(task_id)
        if (task := self._tasks.pop(task_id, None)) is not None:
            self._newest = None
            self._gone[task_id] = task
            try:
                await self._store.remove(task)
            except LocalFailure:
                self.hold(self._gone.pop(task_id))
                raise
            self.tell(TaskForgotten(task_id))

    def show(self, task_id: str) -> None:
        """Tell a task as it is in memory, for the day on which the disk takes nothing any more."""
        if task := self._tasks.get(task_id):
            self.tell(TaskChanged(task))

    def notice(self, failure: SeedanceError) -> None:
        self.tell(Notice(failure.code, failure.values))

    def _sort(self) -> None:
        """Hold the tasks by their age, so that nothing has to be sorted at a change."""
        by_age = sorted(self._tasks.items(), key=lambda held: held[1].created_at)
        self._tasks, self._newest = dict(by_age), None

    def _moved(self, task_id: str, changes: dict[str, Any]) -> Task:
        task = replace(self._tasks[task_id], **changes)
        self.hold(task)
        return task

    def _deliver(self, token: object, event: Event) -> None:
        if listener := self._listeners.get(token):
            listener(event)


class _Stored:
    """A change on its way to the disk; not a coroutine, as it is under way whether or not anybody awaits it."""

    def __init__(self, board: Board, task: Task, saved: asyncio.Future[None]) -> None:
        self._board = board
        self._task = task
        self._saved = saved

    def __await__(self) -> Generator[Any, None, Task]:
        yield from self._saved
        self._board.tell(TaskChanged(self._task))
        return self._task


def failure_of(error: SeedanceError) -> Failure:
    """A failure as a task keeps it."""
    return Failure(error.code, error.values, error.excerpt)
