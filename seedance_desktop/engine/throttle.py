"""Progress that is told a few times a second, not with every packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.engine.clock import Clock

_APART = 0.2
"""Seconds; a bar that moves five times a second looks smooth enough."""


class Throttle:
    """Lets one through, then none for a moment."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = clock.monotonic()

    def lets(self, *, last: bool = False) -> bool:
        """Whether this one is told; the last one always is."""
        now = self._clock.monotonic()
        if not last and now < self._next:
            return False
        self._next = now + _APART
        return True
