"""What the queries of all tasks together know of one service: whether it answers at all."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import Refused, SeedanceError
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import ServiceHealth, Waiting
from seedance_desktop.engine.pace import Urgency, asked_wait
from seedance_desktop.engine.turnstile import Turnstile

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.pace import Pace

T = TypeVar("T")

_FIRST_PROBE = 2
"""The first probe waits as a task does after one failure more than this, each further one longer."""


class Breaker:
    """Queries go to the service a few at a time; while it does not answer, one at a time and minutes apart.

    Nothing here ends a task: those that are held up wait, and are spread out once it answers.

    Args:
        address: the service's base address.
        board: is told.
        pace: waits.
    """

    def __init__(self, address: str, board: Board, pace: Pace) -> None:
        self._address = address
        self._board = board
        self._pace = pace
        self._few = Turnstile(pace.options.polls_at_once)
        self._one = Turnstile(1)
        self._held: set[str] = set()
        self._failures = 0
        self._probes = 0
        self._since = 0.0
        self._next_probe = 0.0
        self._told = ""

    @property
    def is_down(self) -> bool:
        return self._failures >= self._pace.options.down_after

    @property
    def pause(self) -> float:
        """Seconds until the service is tried again; 0 while it answers."""
        return max(0.0, self._next_probe - self._pace.clock.monotonic()) if self.is_down else 0.0

    async def ask(self, task_id: str, call: Callable[[], Awaitable[T]]) -> T:
        """Make a task's query when its turn comes.

        Raises:
            SeedanceError: what the call raised.
        """
        while True:
            if self.is_down:
                async with self._waited(task_id) as probes:
                    if probes:
                        return await self._noted(call)
                await self._pace.spread()
            async with self._few.passed():
                if not self.is_down:
                    await self._pace.turn(Urgency.POLL)
                if not self.is_down:
                    return await self._noted(call)

    @asynccontextmanager
    async def _waited(self, task_id: str) -> AsyncIterator[bool]:
        """Hold a task until it is its turn to try the service, or until the service answers again."""
        self._held.add(task_id)
        try:
            async with self._one.passed():
                while self.pause:  # one that was on its way may have been told of a longer wait meanwhile
                    await self._pace.wait(self.pause)
                if self.is_down:
                    await self._pace.turn(Urgency.POLL)
                self._held.discard(task_id)
                yield self.is_down
        finally:
            self._held.discard(task_id)

    async def _noted(self, call: Callable[[], Awaitable[T]]) -> T:
        was_down = self.is_down
        try:
            answer = await call()
        except SeedanceError as failure:
            if worth_waiting(failure):
                self._fail(failure, probed=was_down)
            elif isinstance(failure, Refused):
                self._recover()  # it said no: it is there
            raise
        self._recover()
        return answer

    def _fail(self, failure: SeedanceError, *, probed: bool) -> None:
        clock = self._pace.clock
        if not self._failures:
            self._since = clock.now()
        self._failures += 1
        self._next_probe = max(self._next_probe, clock.monotonic() + asked_wait(failure))
        if not self.is_down or (self._told and not probed):
            return  # not yet; or one of those that were on their way when it went down
        self._probes += 1
        delay = self._pace.trouble_delay(self._probes + _FIRST_PROBE, failure)
        self._next_probe = max(self._next_probe, clock.monotonic() + delay)
        reason = failure_of(failure)
        if self._told != failure.code:
            self._told = failure.code
            self._board.tell(ServiceHealth(self._address, self._since, reason))
        for task_id in self._held:
            self._board.tell(Waiting(task_id, reason, self.pause))

    def _recover(self) -> None:
        was_down = self.is_down
        self._failures = self._probes = 0
        self._told = ""
        if was_down:
            self._board.tell(ServiceHealth(self._address, None, None))
            for task_id in self._held:
                self._board.tell(Waiting(task_id, None, None))
