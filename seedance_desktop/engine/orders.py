"""Takes what the user wants sent, lets it be taken back for a moment, and keeps the tasks of one press together."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status, Task

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.request import Request
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.job import Jobs
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Profiles
    from seedance_desktop.engine.supervisor import Supervisor


class Orders:
    """Begins tasks; see `Engine` for what each command means to the caller."""

    def __init__(self, board: Board, profiles: Profiles, pace: Pace, jobs: Jobs, supervisor: Supervisor) -> None:
        self._board = board
        self._profiles = profiles
        self._pace = pace
        self._jobs = jobs
        self._supervisor = supervisor

    def place(
        self, request: Request, profile_id: str, price: Price | None, takes_folder: Path | None, count: int = 1
    ) -> tuple[str, ...]:
        """Begin tasks that are alike; they are stored together and sent one after the other."""
        batch = os.urandom(8).hex() if count > 1 else ""
        tasks = tuple(self._task(request, profile_id, price, takes_folder, batch) for _ in range(count))
        self._begin(tasks)
        return tuple(task.id for task in tasks)

    def repeat(self, task: Task) -> str:
        """Begin a new task with the request and the price of an old one."""
        again = replace(
            self._task(task.request, task.profile_id, None, None, ""),
            estimate=task.estimate,
            price_key=task.price_key,
            unit_price=task.unit_price,
            quantity=task.quantity,
            takes_folder=task.takes_folder,
        )
        self._begin((again,))
        return again.id

    def held(self, task_id: str) -> tuple[Task, ...]:
        """The tasks of one press that can still be taken back, where `task_id` is held; none where one was sent.

        Their holds end one by one: what is not held any more is only being prepared until its call goes out.
        """
        asked = self._board.get(task_id)
        if asked is None or not _is_held(asked):
            return ()
        press = [task for task in self._board.tasks if task.batch == asked.batch] if asked.batch else [asked]
        waiting = [task for task in press if task.status is not Status.CANCELLED]
        return tuple(waiting) if all(task.status is Status.PREPARING for task in waiting) else ()

    def take_back(self, tasks: Sequence[Task]) -> Coroutine[Any, Any, None]:
        """Undo a press now: no create call has left. What is returned sees to it that no row remains.

        The ledger keeps that there was an intent.

        Raises:
            LocalFailure: when awaited: a row could not be taken away; it says `cancelled`.
        """
        for task in tasks:
            self._supervisor.cancel(task.id)
        changes = {task.id: self._board.change(task.id, status=Status.CANCELLED, held_until=None) for task in tasks}
        return self._clear(changes)

    async def _clear(self, changes: Mapping[str, Awaitable[Task]]) -> None:
        for task_id, change in changes.items():
            await self._jobs.written(task_id, change)
        for task_id in changes:
            await self._board.remove(task_id)

    def _begin(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self._board.hold(task)
        ids = [task.id for task in tasks]
        self._supervisor.start(f"begin {ids[0]}", self._jobs.begin(ids, self._supervisor))

    def _task(
        self, request: Request, profile_id: str, price: Price | None, takes_folder: Path | None, batch: str
    ) -> Task:
        now, hold = self._pace.clock.now(), self._pace.options.hold()
        return Task(
            id=os.urandom(8).hex(),
            status=Status.PREPARING,
            request=request,
            profile_id=profile_id,
            base_url=self._base_url(profile_id),
            created_at=now,
            estimate=None if price is None else price.total,
            price_key="" if price is None else price.key,
            unit_price=None if price is None else price.unit_price,
            quantity=None if price is None else price.quantity,
            held_until=now + hold if hold else None,
            batch=batch,
            takes_folder=None if takes_folder is None else str(takes_folder.absolute()),
        )

    def _base_url(self, profile_id: str) -> str:
        profile = self._profiles.profile(profile_id)
        return profile.base_url if profile is not None else ""


def _is_held(task: Task) -> bool:
    return task.status is Status.PREPARING and task.held_until is not None
