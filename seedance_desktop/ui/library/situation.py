"""What a task means to the person who waits for it, and its numbers; no Qt."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task


class Situation(Enum):
    """What there is to say and to do about a task."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    UNSAVED = "unsaved"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def runs(self) -> bool:
        return self in (Situation.WAITING, Situation.WORKING)


_BY_STATUS = {
    Status.QUEUED: Situation.WAITING,
    Status.FAILED: Situation.FAILED,
    Status.REFUSED: Situation.FAILED,
    Status.UNCERTAIN: Situation.UNCERTAIN,
    Status.CANCELLED: Situation.CANCELLED,
}


def situation(task: Task) -> Situation:
    """Judge a task: a result that is not on disk outweighs the word of its status."""
    if task.take is not None and task.status is Status.COMPLETED:
        return Situation.DONE
    if task.status is Status.COMPLETED or (task.result_url and _download_stopped(task)):
        return Situation.UNSAVED
    return _BY_STATUS.get(task.status, Situation.WORKING)


def _download_stopped(task: Task) -> bool:
    return task.status is Status.FAILED or (task.status is Status.DOWNLOADING and task.failure is not None)


def elapsed(task: Task, now: float) -> float:
    """Seconds since it was sent, or since it was made while it was not sent; stops when its take is there as well."""
    start = task.sent_at if task.sent_at is not None else task.created_at
    end = task.finished_at if task.finished_at is not None and task.status.is_end else now
    return max(0.0, end - start)


def clock_text(seconds: float) -> str:
    """`1:05`, from an hour on `1:00:05`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def tenths_text(milliseconds: int) -> str:
    """`0:01.2`: the player counts in tenths."""
    tenths = max(0, milliseconds) // 100
    return f"{clock_text(tenths // 10)}.{tenths % 10}"
