"""How long to wait, and never less than asked."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.engine.clock import wait

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.options import EngineOptions

T = TypeVar("T")

_STEEPEST = 16
"""Doublings after which a back-off only grows in theory."""


class Pace:
    """Waits with jitter, and one cap on the calls of all tasks together."""

    def __init__(self, options: EngineOptions, clock: Clock) -> None:
        self.options = options
        self.clock = clock
        self._random = random.SystemRandom()
        self._next_turn = 0.0

    async def turn(self) -> None:
        """Wait for this call's place under the cap."""
        now = self.clock.monotonic()
        turn = max(now, self._next_turn)
        self._next_turn = turn + 1.0 / self.options.calls_a_second
        await wait(self.clock, turn - now)

    async def wait(self, seconds: float) -> None:
        await wait(self.clock, seconds)

    def poll_delay(self, factor: float = 1.0) -> float:
        """Seconds until the next query: anywhere between the two bounds, so that tasks do not march in step."""
        options = self.options
        return self._random.uniform(options.poll_shortest, options.poll_longest) * factor * options.poll_scale

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
