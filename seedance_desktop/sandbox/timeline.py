"""Where a task stands, told from the time that has passed and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.sandbox.scenarios import Scenario

QUEUED = "queued"
PROCESSING = "processing"
COMPLETED = "completed"
FAILED = "failed"

_FAILS_AT = 0.6
_ODD_FROM = 0.3
_ODD_UNTIL = 0.7


@dataclass(frozen=True, slots=True)
class Standing:
    """A status of the query page's table and its progress in percent."""

    status: str
    progress: int


def standing_after(elapsed: float, scenario: Scenario, pace: float) -> Standing:
    """Where a task stands.

    Args:
        elapsed: seconds since it was created.
        scenario: the one it was created under.
        pace: factor on all waiting times; 0.01 makes eight seconds 80 ms.

    Source of the words and of the progress of each: the query page's status table.
    """
    queue, work = scenario.queue_seconds * pace, scenario.work_seconds * pace
    if elapsed < queue:
        return Standing(QUEUED, 0)
    done = (elapsed - queue) / work if work > 0 else 1.0
    if scenario.failure and done >= _FAILS_AT:
        return Standing(FAILED, 0)
    if done >= 1.0:
        return Standing(COMPLETED, 100)
    word = scenario.odd_word if _ODD_FROM <= done < _ODD_UNTIL else ""
    return Standing(word or PROCESSING, max(1, min(99, int(done * 100))))


def failed_at(created_at: float, scenario: Scenario, pace: float) -> float | None:
    """Unix seconds at which the task fails; `None` when it does not."""
    if not scenario.failure:
        return None
    return created_at + (scenario.queue_seconds + scenario.work_seconds * _FAILS_AT) * pace


def completed_at(created_at: float, scenario: Scenario, pace: float) -> float:
    """Unix seconds at which the task is done."""
    return created_at + (scenario.queue_seconds + scenario.work_seconds) * pace
