"""How long the address of a result lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task

LINK_LIFE = 3 * 24 * 3600.0
"""Seconds a result's address lives after it was first seen. Source: the service's notes on results."""

WARNED_BELOW = 24 * 3600.0
"""Seconds of life below which a take that is not on disk is warned of."""


def link_dies_in(task: Task, now: float) -> float | None:
    """Seconds until the result's address dies, at least 0; `None` while there is none.

    Args:
        task: whose result.
        now: Unix seconds by the service's clock, as `result_at` is.
    """
    if task.result_at is None or task.result_url is None:
        return None
    return max(0.0, task.result_at + LINK_LIFE - now)


def is_wanted(task: Task) -> bool:
    """Whether its clip is made and not on disk."""
    return task.take is None and task.status in {Status.DOWNLOADING, Status.COMPLETED}


def dies_soon(task: Task, now: float) -> bool:
    """Whether its clip is not on disk and its address, still alive, dies within a day; `now` as above."""
    if not is_wanted(task):  # asked for each of ten thousand, of which hardly one is
        return False
    left = link_dies_in(task, now)
    return left is not None and 0 < left < WARNED_BELOW
