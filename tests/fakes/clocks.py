"""A clock that only moves when nobody has anything else to do."""

from __future__ import annotations

import asyncio
import heapq
import time
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 20.0
"""Real seconds after which a condition that does not come true is a failure."""

SETTLE = 0.001
"""Real seconds in which threads may still answer before the clock moves on."""


CALM = 12
"""Turns of the loop in which what woke has come to rest."""


class ManualClock:
    """Virtual seconds; sleepers wake in the order in which they are due.

    Args:
        start: Unix seconds.
        early: by what part of a nap it ends too early.
        quick: no threads answer here; time moves on when the loop has nothing to do.

    Attributes:
        naps: how long each sleeper asked for, in order.
    """

    def __init__(self, start: float = 1_795_000_000.0, early: float = 0.0, *, quick: bool = False) -> None:
        self._time = start
        self._quick = quick
        self._early = early
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self.naps: list[float] = []

    def now(self) -> float:
        return self._time

    def monotonic(self) -> float:
        return self._time

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        wakes: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Qt's timers may ring early; so does this one, where it is told to.
        heapq.heappush(self._sleepers, (self._time + seconds * (1 - self._early), next(self._numbers), wakes))
        await wakes

    def jump(self, seconds: float) -> None:
        """Let time pass for whoever looks at the clock."""
        self._time += seconds

    async def until(self, true: Callable[[], bool]) -> None:
        """Let everything run, and time pass, until something is true."""
        deadline = time.monotonic() + PATIENCE
        quiet_since = time.monotonic()
        while not true():
            await asyncio.sleep(0)
            if time.monotonic() > deadline:
                raise AssertionError("it never came true")
            if self._quick:
                await _calm()
                if not true():  # else time would run on past the moment in which it came true
                    self._wake_next()
            elif time.monotonic() - quiet_since > SETTLE:
                self._wake_next()
                quiet_since = time.monotonic()

    def _wake_next(self) -> None:
        while self._sleepers:
            due, _, wakes = heapq.heappop(self._sleepers)
            self._time = max(self._time, due)
            if not wakes.done():
                wakes.set_result(None)
                return


async def _calm() -> None:
    """Let one thing lead to the next, as far as things lead here without a thread."""
    for _ in range(CALM):
        await asyncio.sleep(0)


async def settled(true: Callable[[], bool]) -> None:
    """Let everything run, without time passing, until something is true."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        await asyncio.sleep(0)
        if time.monotonic() > deadline:
            raise AssertionError("it never came true")
