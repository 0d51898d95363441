"""What the account's balance proves about one task: charged, refunded, nothing, or that it cannot tell. Pure.

The service does not say when it charges or refunds; it tells balances. A movement between two readings is laid at a
task's door only where no other task at the same address was under way in between, and where what may still come back,
or be booked late, must have been by the last reading. Other programs that use the account are not seen from here: the
numbers are what moved, not what was billed.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from seedance_desktop.domain.task import Task

BOOKED_LATE = 30.0
"""Seconds after an end was seen within which the service is expected to have booked it."""
DOUBT_LASTS = 3600.0
"""Seconds for which a task of which no answer came may still be charged, as far as we dare say."""
_DOUBTED = frozenset({Status.UNCERTAIN, Status.CANCELLED})
"""Nobody has proved that they were not made, also where the user says so."""
_REVERSIBLE = _DOUBTED | {Status.FAILED}
"""What was taken for them may come back."""


class Movement(StrEnum):
    """What became of the money."""

    CHARGED = "charged"
    REFUNDED = "refunded"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why the balance cannot tell."""

    NO_READING = "no_reading"
    OVERLAPPED = "overlapped"
    ROSE = "rose"
    EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class Witness:
    """A verdict.

    Attributes:
        amount: what is gone (charged), or what came back (refunded); `None` otherwise.
        doubt: only where it is unknown.
    """

    movement: Movement
    amount: Decimal | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    balance: Decimal
    at: float


class Traffic:
    """When other tasks may have moved money on each account: from their create call until their end was seen.

    Args:
        tasks: all that are known.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = tuple(tasks)

    @cached_property
    def _lives(self) -> Mapping[str, _Lives]:
        """Drawn up when first asked for: most sums need no verdict."""
        lives: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
        for task in self._tasks:
            if task.sent_at is not None and task.status is not Status.REFUSED:
                lives[_account(task)].append((task.sent_at, life_end(task), task.id))
        return {account: _Lives(spans) for account, spans in lives.items()}

    def crosses(self, task: Task, start: float, end: float) -> bool:
        """Whether anything but `task` may have moved its account's money between two moments."""
        lives = self._lives.get(_account(task))
        return lives is not None and lives.cross(task.id, start, end)


class _Lives:
    """Spans of one account, asked for those that meet a window: the two that end last, of all begun by then, decide."""

    def __init__(self, spans: list[tuple[float, float, str]]) -> None:
        spans.sort()
        self._starts = [start for start, _, _ in spans]
        self._last: list[tuple[tuple[float, str], tuple[float, str]]] = []
        latest = next_latest = (-math.inf, "")
        for _, end, owner in spans:
            latest, next_latest = sorted((latest, next_latest, (end, owner)), reverse=True)[:2]
            self._last.append((latest, next_latest))

    def cross(self, owner: str, start: float, end: float) -> bool:
        begun = bisect_right(self._starts, end)
        return begun > 0 and any(ended >= start and whose != owner for ended, whose in self._last[begun - 1])


def life_end(task: Task) -> float:
    """Until when a task may move money; without an end while it is under way."""
    if task.finished_at is None:
        return math.inf
    return task.finished_at + (DOUBT_LASTS if task.status in _DOUBTED else BOOKED_LATE)


def witness(task: Task, traffic: Traffic) -> Witness:
    """Judge a task by what was read before its create call, after its answer, and after its end."""
    readings = _readings(task)
    if len(readings) < 2 or task.balance_before is None:
        return Witness(Movement.UNKNOWN, doubt=Doubt.NO_READING)
    clean = [not traffic.crosses(task, earlier.at, later.at) for earlier, later in pairwise(readings)]
    if not all(clean):
        return _at_sending(task, readings, clean)
    return _alone(task, readings)


def told_cost(task: Task) -> Decimal | None:
    """What the service says a task took; `None` also for nothing or less, which some may say before they charge."""
    return task.cost if task.cost is not None and task.cost > 0 else None


def known_cost(task: Task, verdict: Witness) -> Decimal | None:
    """What a task took as the service says, or more where the balance proves it; `None` where neither tells."""
    proved = verdict.amount if verdict.movement is Movement.CHARGED else None
    return max((cost for cost in (told_cost(task), proved) if cost is not None), default=None)


def reading_due(task: Task, tried: float = -math.inf) -> float | None:
    """When to read the balance next for the sake of an ended task; `None` where that can tell nothing more.

    At the end, when the end must have been booked, and when all doubt is over: never more than three times.

    Args:
        task: as it stands.
        tried: Unix seconds of the last attempt.
    """
    sent = task.remote_id is not None or task.status in _DOUBTED
    if not task.status.is_end or not sent or task.sent_at is None or task.balance_before is None:
        return None
    told = task.balance_after is not None and _alone(task, _readings(task)).doubt is not Doubt.EARLY
    if told or task.finished_at is None:
        return None
    last = max(tried, -math.inf if task.balance_after_at is None else task.balance_after_at)
    moments = (task.finished_at, task.finished_at + BOOKED_LATE, life_end(task))
    return next((moment for moment in moments if moment > last), None)


def unsettled(tasks: Iterable[Task], now: float) -> tuple[str, ...]:
    """Ids of the ended tasks of which a reading can still tell something: nothing else came between until now.

    What never was read after a lost answer is read in any case: the person wants to see the number.
    """
    tasks = tuple(tasks)
    waiting = [task for task in tasks if reading_due(task) is not None]
    traffic = Traffic(tasks if waiting else ())
    return tuple(
        task.id
        for task in waiting
        if (task.status is Status.UNCERTAIN and task.balance_after is None)
        or not traffic.crosses(task, _readings(task)[0].at, now)
    )


def _alone(task: Task, readings: list[_Reading]) -> Witness:
    """What the numbers say where nobody else came between, and whether they were read late enough to say it."""
    balances = [reading.balance for reading in readings]
    first, last = balances[0], balances[-1]
    given_back = last == first and task.status is Status.FAILED
    if max(balances) > first or (last > min(balances) and not given_back):
        return Witness(Movement.UNKNOWN, doubt=Doubt.ROSE)
    if last > min(balances):
        return Witness(Movement.REFUNDED, last - min(balances))
    if readings[-1].at < life_end(task) and (last == first or task.status in _REVERSIBLE):
        return Witness(Movement.UNKNOWN, doubt=Doubt.EARLY)
    return Witness(Movement.CHARGED, first - last) if last < first else Witness(Movement.NOTHING)


def _at_sending(task: Task, readings: list[_Reading], clean: list[bool]) -> Witness:
    """Others came between later on; what went with the create call itself may still be told."""
    taken = readings[0].balance - readings[1].balance
    if task.balance_during is not None and clean[0] and taken > 0 and task.status not in _REVERSIBLE:
        return Witness(Movement.CHARGED, taken)
    return Witness(Movement.UNKNOWN, doubt=Doubt.OVERLAPPED)


def _readings(task: Task) -> list[_Reading]:
    sent = task.sent_at if task.sent_at is not None else task.created_at
    ended = task.finished_at if task.finished_at is not None else sent
    known = (
        (task.balance_before, task.balance_before_at, sent),
        (task.balance_during, task.balance_during_at, sent),
        (task.balance_after, task.balance_after_at, ended),
    )
    return [_Reading(balance, usual if at is None else at) for balance, at, usual in known if balance is not None]


def _account(task: Task) -> str:
    """Two profiles at one address may well use one account, and from here nobody can tell."""
    return task.base_url.rstrip("/").lower()
