"""The stories, and how far a task has come in its own. Pure."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task

LOST, EXPIRED, FULL, REFUSED = "lost-answer", "expired-link", "full-disk", "moderation"
STORIES = (LOST, EXPIRED, FULL, REFUSED)
"""In the order in which they are told."""

CALM = "calm"
SCENARIOS = {LOST: LOST, EXPIRED: EXPIRED, FULL: CALM, REFUSED: REFUSED}
"""What the sandbox does meanwhile; a full disk is none of its doing."""

DISK_FULL = "disk.full"


class Moment(Enum):
    """Where a story stands."""

    STARTING = auto()
    SENDING = auto()
    MAKING = auto()
    TROUBLE = auto()
    HELPED = auto()
    """The person did what ends the trouble, and the program has not seen it yet."""
    LEARNT = auto()
    ASTRAY = auto()


def moment_of(story: str, task: Task) -> Moment:
    """How far a task has come; `ASTRAY` where it ended in another way than its story does."""
    if task.status in {Status.PREPARING, Status.SUBMITTING}:
        return Moment.SENDING
    if _is_learnt(story, task):
        return Moment.LEARNT
    if _is_trouble(story, task):
        return Moment.TROUBLE
    return Moment.ASTRAY if task.status.is_end else Moment.MAKING


def _is_learnt(story: str, task: Task) -> bool:
    if story == REFUSED:
        return task.status is Status.FAILED and task.remote_id is not None
    closed = story == LOST and task.status is Status.CANCELLED and task.sent_at is not None
    return closed or (task.status is Status.COMPLETED and task.take is not None)


def _is_trouble(story: str, task: Task) -> bool:
    if story == LOST:
        return task.status is Status.UNCERTAIN
    if story == FULL:
        return task.failure is not None and task.failure.code == DISK_FULL
    return story == EXPIRED and task.status is Status.DOWNLOADING
