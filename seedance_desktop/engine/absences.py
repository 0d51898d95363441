"""Tasks that one service says it does not know, and when to believe it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.engine.pace import Pace

_TIMES = 8
"""In a row, at least: a sleep of the machine, or of the service, makes two answers a long time and no proof."""


@dataclass
class _Absence:
    since: float
    times: int = 0


class Absences:
    """A service that has lost its own list says the same of every task, so a single word of it is not believed.

    Args:
        pace: its clock that nobody sets counts the time.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._absent: dict[str, _Absence] = {}
        self._knew_one = -1.0

    def missed(self, task_id: str) -> bool:
        """Take in that the service does not know a task; whether that is to be believed by now.

        Not while it knows no other one of several either: then it is its list that is away, and not our tasks.
        """
        now, options = self._pace.clock.monotonic(), self._pace.options
        absence = self._absent.setdefault(task_id, _Absence(now))
        absence.times += 1
        alone = len(self._absent) == 1 or self._knew_one >= absence.since
        return alone and absence.times >= _TIMES and now - absence.since >= options.missing_long * options.poll_scale

    def knew(self, task_id: str) -> None:
        """Take in that the service knows a task: where it had not, what it said of all others counts no more."""
        if task_id in self._absent:
            self._absent.clear()
        self._knew_one = self._pace.clock.monotonic()

    def leave(self, task_id: str) -> None:
        """A task is asked about no more, or failed otherwise: its absence begins anew."""
        self._absent.pop(task_id, None)
