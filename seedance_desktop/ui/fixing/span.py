"""The kept part of a clip: two ends that never cross, never span too much, and never leave the clip."""

from __future__ import annotations

from dataclasses import dataclass, replace

SHORTEST = 0.5
"""Seconds that a kept part spans at least, where the clip is as long as that."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a clip; all in seconds.

    Attributes:
        total: length of the clip.
        start: where the part begins.
        end: where it ends.
        longest: the most that it may span.
    """

    total: float
    start: float
    end: float
    longest: float

    @classmethod
    def of(cls, total: float, start: float = 0.0, end: float | None = None, longest: float | None = None) -> Span:
        """The nearest part that is allowed."""
        most = total if longest is None else min(total, max(longest, min(SHORTEST, total)))
        span = cls(total, 0.0, total, total).with_end(total if end is None else end)
        return replace(span.with_start(start), longest=most).with_start(start)

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def shortest(self) -> float:
        return min(SHORTEST, self.longest)

    def with_start(self, start: float) -> Span:
        """Begin elsewhere; the end is drawn along where the part would become too long."""
        start = max(0.0, min(start, self.end - self.shortest))
        return replace(self, start=start, end=min(self.end, start + self.longest))

    def with_end(self, end: float) -> Span:
        """End elsewhere; the start is drawn along where the part would become too long."""
        end = min(self.total, max(end, self.start + self.shortest))
        return replace(self, start=max(self.start, end - self.longest), end=end)

    def moved_to(self, start: float) -> Span:
        """Keep as much, elsewhere."""
        start = max(0.0, min(start, self.total - self.length))
        return replace(self, start=start, end=start + self.length)
