"""What was spent adds up, day by day, and a spreadsheet reads it as it is."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.accounts import COLUMNS, FORMULA, account_lines, as_csv, since, totals
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.domain.witness import BOOKED_LATE, Movement

NOON = datetime(2026, 11, 26, 12).astimezone()


def task(name: str, days_ago: int = 0, status: Status = Status.COMPLETED, **changes: Any) -> Task:
    sent = (NOON - timedelta(days=days_ago)).timestamp()
    made = Task(
        id=name,
        status=status,
        request=Request("m", "mini", "words", 5),
        profile_id="main",
        base_url="https://service.example",
        created_at=sent,
        sent_at=sent,
        finished_at=sent + 60,
        estimate=Decimal("0.35"),
    )
    return replace(made, **changes)


def test_only_what_was_sent_is_a_line_and_the_newest_comes_first() -> None:
    tasks = [task("old", 3), task("never", sent_at=None, status=Status.CANCELLED), task("new"), task("mid", 1)]
    assert [line.task.id for line in account_lines(tasks)] == ["new", "mid", "old"]


def test_totals_are_kept_apart_by_day_route_and_profile_and_doubt() -> None:
    std = Request("m", "std", "words", 5)
    tasks = [
        task("a"),
        task("b", cost=Decimal("0.30")),
        task("c", 1, request=std, cost=Decimal(1)),
        task("d", 1, profile_id="studio"),
        task("e", status=Status.UNCERTAIN),
        task("f", status=Status.REFUSED),
    ]
    sums = totals(account_lines(tasks))
    assert (sums.count, sums.spent, sums.open) == (6, Decimal("2.00"), Decimal("0.35"))
    assert list(sums.by_day.values()) == [Decimal("0.65"), Decimal("1.35")]
    assert list(sums.by_day) == [NOON.date(), NOON.date() - timedelta(days=1)]
    assert sums.by_route == {"mini": Decimal("1.00"), "std": Decimal(1)}
    assert sums.by_profile == {"main": Decimal("1.65"), "studio": Decimal("0.35")}


def test_a_range_counts_calendar_days_and_today_is_the_first() -> None:
    lines = account_lines([task(str(days), days) for days in range(40)])
    now = (NOON + timedelta(hours=11)).timestamp()
    assert [len(since(lines, days, now)) for days in (1, 7, 30, None)] == [1, 7, 30, 40]


def test_the_balance_of_a_line_is_judged_beside_all_others() -> None:
    at = task("a").sent_at or 0
    read: dict[str, Any] = {"balance_before": Decimal(10), "balance_before_at": at - 1}
    after: dict[str, Any] = {"balance_after": Decimal(9), "balance_after_at": at + 61}
    alone, beside = task("a", **read, **after), task("b", sent_at=at + 5)
    assert account_lines([alone])[0].verdict.movement is Movement.CHARGED
    assert {line.task.id: line.verdict.movement for line in account_lines([alone, beside])}["a"] is Movement.UNKNOWN


def test_what_the_balance_saw_come_back_was_not_spent() -> None:
    read: dict[str, Any] = {"balance_before": Decimal(10), "balance_after": Decimal(10), "status": Status.FAILED}
    read["balance_after_at"] = (task("a").finished_at or 0) + BOOKED_LATE
    refunded = task("a", **read, balance_during=Decimal("9.65"))
    (line,) = account_lines([refunded])
    assert (line.verdict.movement, line.amount) == (Movement.REFUNDED, Decimal("0.00"))
    (line,) = account_lines([task("b", **read)])
    assert (line.verdict.movement, line.amount) == (Movement.NOTHING, Decimal(0))


def test_where_no_price_is_known_the_balance_stands_in() -> None:
    read: dict[str, Any] = {"balance_before": Decimal(10), "balance_after": Decimal("9.65"), "estimate": None}
    (line,) = account_lines([task("a", **read)])
    assert line.amount == Decimal("0.35")
    (line,) = account_lines([task("a", **read, cost=Decimal("0.30"))])
    assert line.amount == Decimal("0.35")


@pytest.mark.parametrize(
    ("changes", "cost"),
    [
        ({"balance_after": Decimal("9.65")}, "0.35"),
        ({"balance_after": Decimal("9.3")}, "0.7"),
        ({"balance_after": Decimal("9.65"), "cost": Decimal("0.30")}, "0.35"),
        ({"balance_after": Decimal("9.65"), "cost": Decimal(0)}, "0.35"),
        ({"cost": Decimal("0.30")}, "0.30"),
        ({"cost": Decimal(0)}, ""),
        ({"balance_after": Decimal(10)}, ""),
        ({}, ""),
    ],
    ids=[
        "proved",
        "more than was shown",
        "more than told",
        "told nothing",
        "told",
        "no sum told",
        "nothing",
        "not read",
    ],
)
def test_the_cost_is_what_the_service_says_or_the_balance_proves(changes: dict[str, Any], cost: str) -> None:
    lines = account_lines([task("a", balance_before=Decimal(10), **changes)])
    (row,) = csv.DictReader(io.StringIO(as_csv(lines, str).decode("utf-8-sig"), newline=""))
    assert row["cost"] == cost


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_a_prompt_holds_a_spreadsheet_reads_it_back_and_runs_nothing(prompt: str) -> None:
    lines = account_lines([task("a", request=Request("m", "mini", prompt, 5))])
    written = as_csv(lines, lambda profile_id: f"={profile_id}")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["prompt"].lstrip("'") == prompt.lstrip("'")
    assert rows[0]["profile"] == "'=main"
    assert rows[0]["price_shown"] == "0.35"
    assert datetime.fromisoformat(rows[0]["sent_at"]) == NOON
    assert not any(cell.lstrip().startswith(FORMULA) for cell in rows[0].values())
