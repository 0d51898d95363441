"""How far a task's uploads are and how fast they go; no Qt."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.engine.events import UploadProgress

WINDOW = 6.0
"""Seconds over which a speed is taken: shorter jumps, longer lags behind a line that broke."""
SOONEST = 0.5
"""Seconds after which a speed means something."""


@dataclass(frozen=True, slots=True)
class Upload:
    """All uploads of one task together.

    Attributes:
        sent: bytes handed over.
        total: bytes of the files that have begun.
        speed: bytes a second; `None` while nobody can say.
    """

    sent: int
    total: int
    speed: float | None

    @property
    def done(self) -> bool:
        return self.sent == self.total

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.sent / self.total if self.total else 0.0


@dataclass(slots=True)
class _Run:
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    steps: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def sent(self) -> int:
        return sum(sent for sent, _ in self.files.values())


class UploadMeter:
    """Collects what is told of uploads.

    Args:
        clock: seconds that never run back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._runs: dict[str, _Run] = {}

    def add(self, event: UploadProgress) -> None:
        run = self._runs.setdefault(event.task_id, _Run())
        run.files[event.reference_id] = (event.sent, event.total)
        if run.steps and run.sent < run.steps[-1][1]:
            # A file is sent once more: what was sent before says nothing of the line any more.
            run.steps.clear()
        run.steps.append((self._clock(), run.sent))

    def forget(self, task_id: str) -> None:
        self._runs.pop(task_id, None)

    def of(self, task_id: str) -> Upload | None:
        """How a task's uploads stand; `None` where none has begun."""
        run = self._runs.get(task_id)
        if run is None:
            return None
        now = self._clock()
        while len(run.steps) > 1 and run.steps[1][0] <= now - WINDOW:
            run.steps.popleft()
        began, before = run.steps[0]
        moved = run.sent - before
        measurable = now - began >= SOONEST and run.sent > 0
        total = sum(total for _, total in run.files.values())
        return Upload(run.sent, total, moved / (now - began) if measurable else None)
