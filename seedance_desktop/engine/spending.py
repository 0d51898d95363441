"""The one gate before money: caps, the price as it was shown, and the question whether this was sent just now."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.spending import NOTHING, price_change, spent, stop_of
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.domain.witness import life_end

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.request import Request
    from seedance_desktop.domain.spending import Caps, Spent
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.service import Profiles
    from seedance_desktop.store.store import Store

DAY = 26 * 3600.0
"""Seconds: no local day is longer."""
TWIN_SECONDS = 600.0
"""Within which the same request is asked about before it is sent again."""


class Spending:
    """Judges sends. What was forgotten, or is not loaded into this engine, counts all the same.

    Args:
        board: the tasks at hand.
        store: open.
        profiles: caps and prices as they are now.
        clock: says which day it is.
    """

    def __init__(self, board: Board, store: Store, profiles: Profiles, clock: Clock) -> None:
        self._board = board
        self._store = store
        self._profiles = profiles
        self._clock = clock
        self._is_read = False
        self._before: frozenset[str] = frozenset()
        self._past: dict[str, Task] = {}

    @property
    def hindered(self) -> Failure | None:
        """Why nothing can be recorded, and so nothing sent or changed; `None` where it can."""
        return self._store.hindered

    async def begin(self) -> None:
        """Learn what was spent before: stored tasks, and those taken off the list since yesterday.

        Raises:
            LocalFailure: the store cannot be read. What could be counts; under a cap nothing is sent until all is.
        """
        self._learn(await self._store.tasks())
        self._learn(await self._store.forgotten(self._clock.now()))
        self._is_read = True

    async def begin_again(self) -> None:
        """Try once more where the store could not be read: a disk that was away for a moment may be back."""
        if not self._is_read:
            with suppress(LocalFailure):
                await self.begin()

    def forget(self, task: Task) -> None:
        """A task leaves the list; what it cost does not come back."""
        self._past[task.id] = task

    def stop(self, profile_id: str, price: Price | None, count: int = 1) -> Failure | None:
        """Why a press on Generate may not spend what it would; tasks that wait to be sent count as spent."""
        return self._stop(profile_id, None if price is None else price.total, count)

    def stop_again(self, task: Task) -> Failure | None:
        """Why what a task sent may not be sent once more, by the profile and for the price it was sent with."""
        return self._stop(task.profile_id, task.estimate)

    def so_far(self, profile_id: str) -> Spent:
        """What counts against a profile's caps: spent, or about to be."""
        known = self._known()
        waiting = (t for t in known if t.profile_id == profile_id and t.status is Status.PREPARING)
        on_the_way = sum((t.estimate or NOTHING for t in waiting), NOTHING)
        return spent(known, profile_id, self._before, self._clock.now()).plus(on_the_way)

    def stop_sending(self, task: Task) -> Failure | None:
        """Why a task's create call may not go out now.

        Another of the same press failed, its price is no longer what was shown, or a cap is reached, or nobody can say
        whether it is.
        """
        if self.hindered is not None:
            return self.hindered
        if task.batch and any(map(_spoils, (one for one in self._board.tasks if one.batch == task.batch))):
            return Failure("batch.stopped")
        profile = self._profiles.profile(task.profile_id)
        if profile is None:
            return None
        return price_change(task, profile.prices) or self._over_cap(task, profile.caps)

    def _over_cap(self, task: Task, caps: Caps) -> Failure | None:
        if not caps.are_set:
            return None
        if not self._is_read:
            return Failure("cap.unread")
        others = (one for one in self._known() if one.id != task.id)
        so_far = spent(others, task.profile_id, self._before, self._clock.now(), task.batch)
        return stop_of(caps, so_far, task.estimate)

    def twin(self, request: Request, profile_id: str) -> Task | None:
        """The newest task that sent the same within ten minutes, or is about to; also one off the list by now."""
        since, body = self._clock.now() - TWIN_SECONDS, request.body()
        recent = (task for task in self._known() if task.created_at >= since and task.profile_id == profile_id)
        same = (task for task in recent if goes_out(task) and task.request.body() == body)
        return max(same, key=lambda task: task.created_at, default=None)

    def _stop(self, profile_id: str, price: Decimal | None, count: int = 1) -> Failure | None:
        profile = self._profiles.profile(profile_id)
        if self.hindered is not None or profile is None or not profile.caps.are_set:
            return self.hindered
        return stop_of(profile.caps, self.so_far(profile_id), price, count)

    def _known(self) -> tuple[Task, ...]:
        return tuple((self._past | {task.id: task for task in self._board.touched}).values())

    def _learn(self, tasks: Iterable[Task]) -> None:
        """Take in what was stored; a later reading also finds what this session sent, which is known by then."""
        known = {task.id for task in self._known()}
        self._before |= {task.id for task in tasks if task.sent_at is not None and task.id not in known}
        self._past = {task.id: task for task in tasks if self._matters(task)} | self._past

    def _matters(self, task: Task) -> bool:
        """Whether a task of before can count for today, be sent in this session, or have met one that does."""
        since = self._clock.now() - DAY
        return task.sent_at is None or task.sent_at >= since or life_end(task) >= since


def goes_out(task: Task) -> bool:
    """Whether it was sent, or is about to be, and may be made."""
    on_its_way = task.sent_at is not None or task.status is Status.PREPARING
    return on_its_way and task.status not in {Status.REFUSED, Status.CANCELLED}


def _spoils(task: Task) -> bool:
    """Whether another create call like this one would most likely go the same way, or must wait for an explanation."""
    never_taken = task.status is Status.FAILED and task.remote_id is None
    return never_taken or task.status in {Status.REFUSED, Status.UNCERTAIN}
