"""How long to wait, and never less than asked."""

from __future__ import annotations

import random
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.engine.clock import wait
from seedance_desktop.engine.turnstile import Turnstile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.options import EngineOptions

T = TypeVar("T")

_STEEPEST = 16
"""Doublings after which a back-off only grows in theory."""

_SLEPT = 30.0
"""Seconds that a nap must have been longer than asked before we believe that the machine slept."""


class Urgency(IntEnum):
    """Who goes first where calls queue under the cap."""

    PERSON = 0
    POLL = 1


class Pace:
    """Waits with jitter, and one cap on the calls of all tasks together.

    Attributes:
        awakenings: how often the machine was found to have slept; what was connected before is dead.
    """

    def __init__(self, options: EngineOptions, clock: Clock) -> None:
        self.options = options
        self.clock = clock
        self.awakenings = 0
        self._random = random.SystemRandom()
        self._door = Turnstile(1)
        self._next_turn = 0.0
        self._followed = 0
        self._woke = -_SLEPT

    async def turn(self, urgency: Urgency = Urgency.PERSON) -> None:
        """Wait for this call's place under the cap; the queries of tasks let everything else pass."""
        async with self._door.passed(urgency):
            await self.wait(self._next_turn - self.clock.monotonic())
            self._next_turn = self.clock.monotonic() + 1.0 / self.options.calls_a_second

    async def wait(self, seconds: float) -> bool:
        """Wait at least `seconds`.

        Returns:
            Whether the machine slept meanwhile.
        """
        slept = await wait(self.clock, seconds) > _SLEPT
        now = self.clock.monotonic()
        if slept and now - self._woke > _SLEPT:  # everybody who waited finds out by himself
            self._woke = now
            self.awakenings += 1
        return slept

    async def rest(self, seconds: float) -> None:
        """Wait before a query; after a sleep of the machine everything is due at once, so it is spread out again."""
        if await self.wait(seconds):
            await self.spread()

    async def spread(self) -> None:
        """Wait for anywhere within a round, so that those who all become free at once do not call at once."""
        longest = max(self.round, self.options.poll_shortest * self.options.poll_scale)
        await self.wait(self._random.uniform(0.0, longest))

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Count one more task that is asked about, for as long as the block lasts."""
        self._followed += 1
        try:
            yield
        finally:
            self._followed -= 1

    @property
    def round(self) -> float:
        """Seconds in which every task that is followed can be asked about once within the queries' share of the cap."""
        return self._followed / (self.options.poll_share * self.options.calls_a_second)

    def first_delay(self) -> float:
        """Seconds until the first query of a task that was on its way before: none, unless there are very many."""
        return self._random.uniform(0.0, self.round) if self.round > self.options.poll_shortest else 0.0

    def poll_delay(self, factor: float = 1.0) -> float:
        """Seconds until the next query: anywhere between the two bounds, so that tasks do not march in step.

        Many tasks are asked about less often, so that no queue of queries grows.
        """
        options = self.options
        own = self._random.uniform(options.poll_shortest, options.poll_longest) * factor * options.poll_scale
        return max(own, self.round_delay())

    def round_delay(self) -> float:
        """Seconds between two queries of a task as far as the number of tasks wants it; a round on average."""
        return self._random.uniform(0.75, 1.25) * self.round

    def trouble_delay(self, failures: int, failure: SeedanceError | None = None) -> float:
        """Seconds until the next try after so many failures in a row; at least what the service asked for."""
        options = self.options
        most = min(options.poll_shortest * 2.0 ** min(failures, _STEEPEST), options.trouble_longest)
        # At least half of it: a jitter down to nothing would make a burst of the first tries.
        own = self._random.uniform(most / 2, most) * options.poll_scale
        return max(own, asked_wait(failure))

    async def persist(
        self, call: Callable[[], Awaitable[T]], tries: int, on_wait: Callable[[SeedanceError, float], None]
    ) -> T:
        """Make a call that may be repeated, again where its failure may pass by itself.

        Args:
            call: not the create call.
            tries: in all.
            on_wait: told the failure and the seconds until the next try.

        Raises:
            SeedanceError: the last failure.
        """
        for failures in range(1, tries):
            await self.turn()
            try:
                return await call()
            except SeedanceError as failure:
                if not worth_waiting(failure):
                    raise
                delay = self.trouble_delay(failures, failure)
                on_wait(failure, delay)
            await self.wait(delay)
        await self.turn()
        return await call()


def asked_wait(failure: SeedanceError | None) -> float:
    """Seconds the service asked us to wait; 0 where it said nothing."""
    if isinstance(failure, RateLimited | ServiceFailed):
        return failure.retry_after or 0.0
    return 0.0
