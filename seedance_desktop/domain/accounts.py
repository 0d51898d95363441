"""What was spent, line by line and summed up. Pure."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.domain.spending import NOTHING, spent_on
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.witness import Traffic, Witness, known_cost, witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from seedance_desktop.domain.task import Task

K = TypeVar("K")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins, behind any blanks, that a spreadsheet would run."""

COLUMNS = (
    "sent_at",
    "status",
    "profile",
    "route",
    "model",
    "prompt",
    "price_shown",
    "cost",
    "counted",
    "balance_says",
    "balance_amount",
    "balance_doubt",
    "task_id",
    "our_id",
)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One create call.

    Attributes:
        at: Unix seconds of the call.
        day: of the local calendar.
        amount: what counts as spent; see `spent_on`.
        open: nobody knows whether it was charged.
        verdict: what the balance says.
    """

    task: Task
    at: float
    day: date
    amount: Decimal
    open: bool
    verdict: Witness


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of some lines.

    Attributes:
        spent: without what is open.
        open: what `uncertain` tasks may have cost.
        by_day: newest first; so with the others: the largest first.
    """

    count: int
    spent: Decimal
    open: Decimal
    by_day: Mapping[date, Decimal]
    by_route: Mapping[str, Decimal]
    by_profile: Mapping[str, Decimal]


def account_lines(tasks: Iterable[Task]) -> tuple[AccountLine, ...]:
    """A line for each create call that went out, newest first."""
    known = list(tasks)
    traffic = Traffic(known)
    lines = [_line(task, task.sent_at, traffic) for task in known if task.sent_at is not None]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _line(task: Task, at: float, traffic: Traffic) -> AccountLine:
    day = datetime.fromtimestamp(at).astimezone().date()
    verdict = witness(task, traffic)
    return AccountLine(task, at, day, spent_on(task, traffic), task.status is Status.UNCERTAIN, verdict)


RANGES: tuple[int | None, ...] = (1, 7, 30, None)
"""Local days, today included; `None` is all there is."""


@dataclass(frozen=True, slots=True)
class View:
    """The lines of one range and of one kind of money, and their sums."""

    lines: tuple[AccountLine, ...]
    totals: Totals


def views(tasks: Iterable[Task], now: float, is_sandbox: Callable[[str], bool]) -> dict[tuple[bool, int | None], View]:
    """Everything the ledger page shows, by whether it is the sandbox's money, and by range.

    Args:
        tasks: all that are known, also those off the list.
        now: Unix seconds.
        is_sandbox: of a profile's id.
    """
    lines = account_lines(tasks)
    found: dict[tuple[bool, int | None], View] = {}
    for sandbox in (False, True):
        kind = tuple(line for line in lines if is_sandbox(line.task.profile_id) is sandbox)
        for days in RANGES:
            shown = since(kind, days, now)
            found[sandbox, days] = View(shown, totals(shown))
    return found


def since(lines: Sequence[AccountLine], days: int | None, now: float) -> tuple[AccountLine, ...]:
    """The lines of the last so many local days, today included; `None` takes all."""
    if days is None:
        return tuple(lines)
    first = datetime.fromtimestamp(now).astimezone().date() - timedelta(days=days - 1)
    return tuple(line for line in lines if line.day >= first)


def totals(lines: Sequence[AccountLine]) -> Totals:
    """Sum up."""
    settled = [line for line in lines if not line.open]
    by_day = _sums(settled, lambda line: line.day)
    return Totals(
        count=len(lines),
        spent=sum((line.amount for line in settled), NOTHING),
        open=sum((line.amount for line in lines if line.open), NOTHING),
        by_day=dict(sorted(by_day.items(), reverse=True)),
        by_route=_largest_first(_sums(settled, lambda line: line.task.request.route_id)),
        by_profile=_largest_first(_sums(settled, lambda line: line.task.profile_id)),
    )


def as_csv(lines: Sequence[AccountLine], profile_name: Callable[[str], str]) -> bytes:
    """The lines as a spreadsheet reads them: UTF-8 with its mark, plain decimals, times with their offset.

    Args:
        lines: in the order of the rows.
        profile_name: of a profile's id.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow([_guarded(cell) for cell in _cells(line, profile_name)])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cells(line: AccountLine, profile_name: Callable[[str], str]) -> tuple[str, ...]:
    task, verdict = line.task, line.verdict
    return (
        datetime.fromtimestamp(line.at).astimezone().isoformat(timespec="seconds"),
        task.status.value,
        profile_name(task.profile_id),
        task.request.route_id,
        task.request.model,
        task.request.prompt,
        _plain(task.estimate),
        _plain(known_cost(task, verdict)),
        _plain(line.amount),
        verdict.movement.value,
        _plain(verdict.amount),
        verdict.doubt.value if verdict.doubt is not None else "",
        task.remote_id or "",
        task.id,
    )


def _guarded(cell: str) -> str:
    runs = cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if runs else cell


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:f}"


def _sums(lines: Iterable[AccountLine], key: Callable[[AccountLine], K]) -> dict[K, Decimal]:
    sums: dict[K, Decimal] = defaultdict(lambda: NOTHING)
    for line in lines:
        sums[key(line)] += line.amount
    return dict(sums)


def _largest_first(sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return dict(sorted(sums.items(), key=lambda item: item[1], reverse=True))
