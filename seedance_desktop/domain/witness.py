"""What the account's balance proves about one task: charged, refunded, nothing, or that it cannot tell. Pure.

The service does not say when it charges or refunds; it tells balances. A movement between two readings is laid at a
task's door only where no other task of the profile was sent, or came to its end, in between. Other programs that use
the same account are not seen from here: the numbers are what moved, not what was billed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from seedance_desktop.domain.task import Task

SEEN_LATE = 60.0
"""Seconds by which an end may have happened before we asked and saw it."""
BOOKED_LATE = 30.0
"""Seconds within which the service is expected to have booked what it was told to do."""
LONGEST = SEEN_LATE + BOOKED_LATE


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
    """When money may have moved on each account: around every create call, and around every end.

    Args:
        tasks: all that are known.
    """

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._spans: dict[tuple[str, str], list[tuple[float, float, str]]] = defaultdict(list)
        for task in tasks:
            self._spans[_account(task)] += [(start, end, task.id) for start, end in _spans(task)]
        for spans in self._spans.values():
            spans.sort()

    def crosses(self, task: Task, start: float, end: float) -> bool:
        """Whether anything but `task` may have moved its account's money between two moments."""
        spans = self._spans.get(_account(task), [])
        for place in range(bisect_left(spans, (start - LONGEST,)), len(spans)):
            began, ended, owner = spans[place]
            if began > end:
                return False
            if ended >= start and owner != task.id:
                return True
        return False


def witness(task: Task, traffic: Traffic) -> Witness:
    """Judge a task by what was read before its create call, after its answer, and after its end."""
    readings = _readings(task)
    if len(readings) < 2 or task.balance_before is None:
        return Witness(Movement.UNKNOWN, doubt=Doubt.NO_READING)
    clean = [not traffic.crosses(task, earlier.at, later.at) for earlier, later in pairwise(readings)]
    if not all(clean):
        return _at_sending(task, readings, clean)
    balances = [reading.balance for reading in readings]
    first, last, back = balances[0], balances[-1], balances[-1] - min(balances)
    if max(balances) > first or (back and task.status is not Status.FAILED):
        return Witness(Movement.UNKNOWN, doubt=Doubt.ROSE)
    if back:
        return Witness(Movement.REFUNDED, back)
    return Witness(Movement.CHARGED, first - last) if last < first else Witness(Movement.NOTHING)


def _at_sending(task: Task, readings: list[_Reading], clean: list[bool]) -> Witness:
    """Others came between later on; what went with the create call itself may still be told."""
    taken = readings[0].balance - readings[1].balance
    if task.balance_during is not None and clean[0] and taken > 0 and task.status is not Status.FAILED:
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


def _account(task: Task) -> tuple[str, str]:
    return task.profile_id, task.base_url


def _spans(task: Task) -> list[tuple[float, float]]:
    """When a task may have moved money: around its create call, and around its end."""
    if task.sent_at is None or task.status is Status.REFUSED:
        return []
    spans = [(task.sent_at, task.sent_at + BOOKED_LATE)]
    if task.finished_at is not None:
        spans.append((task.finished_at - SEEN_LATE, task.finished_at + BOOKED_LATE))
    return spans
