"""Very many tasks with a service, without a disk: virtual time must not run past what a real one takes."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.board import Board
from seedance_desktop.engine.lines import Lines
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.engine.pace import Pace
from seedance_desktop.engine.poller import Poller
from tests.fakes.clocks import ManualClock
from tests.fakes.house import PROMPT_ONLY
from tests.fakes.service import FakeProfiles, FakeService, FakeServices, Script, report

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from seedance_desktop.engine.events import Event
    from seedance_desktop.store.store import Store


class NoDisk:
    """A store that keeps nothing and takes no time."""

    def saw(self, _task_id: str, _word: str, _raw: str) -> asyncio.Future[None]:
        return self._done()

    def save(self, _: Task) -> asyncio.Future[None]:
        return self._done()

    @staticmethod
    def _done() -> asyncio.Future[None]:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return done


class Crowd:
    """Tasks that are followed.

    Attributes:
        events: what was told.
    """

    def __init__(self, options: EngineOptions | None = None, clock: ManualClock | None = None) -> None:
        self.clock = clock or ManualClock(quick=True)
        self.service = FakeService(self.clock.now)
        self.service.query_script = Script([report("processing", 10)])
        self.profiles = FakeProfiles()
        self.pace = Pace(options or EngineOptions(), self.clock)
        self.board = Board(cast("Store", NoDisk()))
        self.lines = Lines(self.profiles, FakeServices(self.service), self.pace)
        self.poller = Poller(self.board, self.lines, self.pace)
        self.events: list[Event] = []
        self.board.listen(self.events.append)

    @asynccontextmanager
    async def follow(self, count: int, profile_id: str = "main", *, at_once: bool = True) -> AsyncIterator[list[str]]:
        """Follow so many tasks inside the block; their ids are given."""
        ids = [f"{profile_id}-{number}" for number in range(count)]
        for task_id in ids:
            profile = self.profiles.known[profile_id]
            self.board.hold(self._task(task_id, profile_id, profile.base_url))
        following = [asyncio.ensure_future(self.poller.follow(task_id, at_once=at_once)) for task_id in ids]
        try:
            yield ids
        finally:
            for one in following:
                one.cancel()
            await asyncio.gather(*following, return_exceptions=True)

    async def later(self, seconds: float) -> None:
        """Let time pass."""
        begin = self.clock.now()
        await self.clock.until(lambda: self.clock.now() - begin >= seconds)

    def statuses(self) -> set[Status]:
        return {task.status for task in self.board.tasks}

    def of(self, kind: type[Any]) -> list[Any]:
        """Events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def _task(self, task_id: str, profile_id: str, base_url: str) -> Task:
        now = self.clock.now()
        return Task(
            id=task_id,
            status=Status.QUEUED,
            request=PROMPT_ONLY,
            profile_id=profile_id,
            base_url=base_url,
            created_at=now,
            sent_at=now,
            remote_id=f"vid_{task_id}",
        )
