"""Time as the engine sees it."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol

_LONGEST_NAP = 60.0
"""Seconds. A timer does not count the time a machine sleeps; after a nap the boot clock is asked how late it is."""


class Clock(Protocol):
    """A clock that can be waited on; tests bring their own."""

    def now(self) -> float:
        """Unix seconds."""

    def monotonic(self) -> float:
        """Seconds since some moment, never set back; goes on while the machine sleeps, where the system can tell."""

    async def sleep(self, seconds: float) -> None:
        """Rest for about that long."""


class SystemClock:
    """The machine's clocks and the running loop's timers."""

    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        boot = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if boot is None else time.clock_gettime(boot)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def wait(clock: Clock, seconds: float) -> float:
    """Wait at least `seconds`: the clock is read again after each nap, as timers may ring early or late.

    Returns:
        By how many seconds the worst nap was longer than asked: the machine slept, or the process was halted.
    """
    overslept = 0.0
    now = clock.monotonic()
    until = now + seconds
    while (left := until - now) > 0:
        nap = min(left, _LONGEST_NAP)
        await clock.sleep(nap)
        before, now = now, clock.monotonic()
        overslept = max(overslept, now - before - nap)
    return overslept
