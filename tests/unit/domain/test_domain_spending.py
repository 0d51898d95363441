"""Caps stop hard, the tightest wins, and nothing that may have cost money is counted as free."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.accounts import account_lines
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.spending import Caps, Spent, price_change, spent, stop_of
from seedance_desktop.domain.task import Status, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2026, 11, 26, 12).astimezone().timestamp()
HOUR = 3600.0
SENT = Task(
    id="t",
    status=Status.PROCESSING,
    request=Request("m", "r", "words", 5),
    profile_id="main",
    base_url="https://service.example",
    created_at=NOON,
    sent_at=NOON,
    remote_id="vid",
    estimate=Decimal("0.5"),
)
READ = {"balance_before": Decimal(10), "finished_at": NOON + 60, "balance_after_at": NOON + 2 * HOUR}
MONEY = st.decimals(0, 100, places=2)


def assert_counted(task: Task, amount: Decimal) -> None:
    assert spent([task], "main", set(), NOON) == Spent(amount, amount)
    assert sum((line.amount for line in account_lines([task])), Decimal(0)) == amount


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, "0.5"),
        ({"status": Status.COMPLETED}, "0.5"),
        ({"status": Status.UNCERTAIN, "remote_id": None}, "0.5"),
        ({"status": Status.FAILED}, "0.5"),
        ({"status": Status.SUBMITTING, "remote_id": None}, "0.5"),
        ({"status": Status.REFUSED, "remote_id": None}, "0"),
        ({"status": Status.CANCELLED, "remote_id": None}, "0"),
        ({"status": Status.PREPARING, "sent_at": None, "remote_id": None}, "0"),
        ({"status": Status.FAILED, "sent_at": None, "remote_id": None}, "0"),
        ({"estimate": None}, "0"),
        ({"estimate": None, **READ, "balance_after": Decimal("9.6")}, "0.4"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal("9.3")}, "0.7"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal("9.6")}, "0.5"),
        ({"balance_before": Decimal(10), "balance_during": Decimal("9.3")}, "0.7"),
        ({"status": Status.FAILED, **READ, "balance_after": Decimal("9.3")}, "0.7"),
        ({"status": Status.FAILED, **READ, "balance_during": Decimal("9.5"), "balance_after": Decimal("9.5")}, "0.5"),
        ({"status": Status.FAILED, **READ, "balance_during": Decimal("9.5"), "balance_after": Decimal(10)}, "0.0"),
        ({"status": Status.FAILED, **READ, "balance_after": Decimal(10)}, "0"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal(10)}, "0.5"),
        ({"status": Status.CANCELLED, "remote_id": None, **READ, "balance_after": Decimal("9.5")}, "0.5"),
        ({"status": Status.CANCELLED, "remote_id": None, **READ, "balance_after": Decimal(10)}, "0"),
    ],
)
def test_the_caps_and_the_ledger_count_a_task_alike(changes: dict[str, object], amount: str) -> None:
    assert_counted(replace(SENT, **changes), Decimal(amount))  # type: ignore[arg-type]  # fields of a task


@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({"cost": Decimal("0.4")}, "0.5"),
        ({"cost": Decimal("0.6")}, "0.6"),
        ({"cost": Decimal(0)}, "0.5"),
        ({"cost": Decimal(-1)}, "0.5"),
        ({"estimate": None, "cost": Decimal("0.4")}, "0.4"),
        ({"status": Status.DOWNLOADING, "cost": Decimal("0.4")}, "0.4"),
        ({"status": Status.COMPLETED, "cost": Decimal("0.4")}, "0.4"),
        ({"status": Status.COMPLETED, "cost": Decimal(0)}, "0.5"),
        ({"status": Status.FAILED, "cost": Decimal(0)}, "0.5"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal("9.3"), "cost": Decimal("0.4")}, "0.7"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal("9.7"), "cost": Decimal("0.4")}, "0.4"),
        ({"status": Status.COMPLETED, **READ, "balance_after": Decimal("9.3"), "cost": Decimal(0)}, "0.7"),
        ({"status": Status.FAILED, **READ, "balance_after": Decimal("9.5"), "cost": Decimal(0)}, "0.5"),
        ({"status": Status.FAILED, **READ, "balance_after": Decimal("9.3"), "cost": Decimal("0.4")}, "0.7"),
    ],
)
def test_what_the_service_says_replaces_neither_a_price_before_the_end_nor_what_is_gone(
    changes: dict[str, object], amount: str
) -> None:
    assert_counted(replace(SENT, **changes), Decimal(amount))  # type: ignore[arg-type]  # fields of a task


@pytest.mark.parametrize("profile_id", ["main", "another at the same address"])
def test_a_task_that_another_met_is_not_cleared(profile_id: str) -> None:
    cleared = replace(SENT, status=Status.FAILED, **READ, balance_after=Decimal(10))  # type: ignore[arg-type]  # fields of a task
    met = replace(SENT, id="met", profile_id=profile_id, sent_at=NOON - 48 * HOUR)
    assert spent([cleared], "main", set(), NOON).day == 0
    assert spent([cleared, met], "main", {"met"}, NOON).day == Decimal("0.5")


def test_what_another_may_have_taken_counts_for_neither() -> None:
    dear = replace(SENT, status=Status.COMPLETED, **READ, balance_after=Decimal("9.3"))  # type: ignore[arg-type]  # fields of a task
    assert spent([dear, replace(SENT, id="met")], "main", {"met"}, NOON).session == Decimal("0.5")


def test_the_day_begins_at_midnight_and_the_session_with_the_program() -> None:
    tasks = [
        replace(SENT, id="yesterday", sent_at=NOON - 13 * HOUR),
        replace(SENT, id="this morning", sent_at=NOON - 11 * HOUR),
        replace(SENT, id="now", sent_at=NOON - 60),
    ]
    before = {"yesterday", "this morning"}
    assert spent(tasks, "main", before, NOON) == Spent(session=Decimal("0.5"), day=Decimal("1.0"))
    assert spent(tasks, "main", before, NOON - 2 * HOUR).day == Decimal("1.0"), "the clock was put back"


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield ZoneInfo("Europe/Berlin")
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("day", "month"), [(25, 10), (29, 3)])
def test_a_day_on_which_the_clocks_change_begins_at_midnight_as_well(berlin: ZoneInfo, day: int, month: int) -> None:
    midnight = datetime(2026, month, day, tzinfo=berlin).timestamp()
    noon = datetime(2026, month, day, 12, tzinfo=berlin).timestamp()
    for minutes, amount in ((-30, "0"), (30, "0.5")):
        sent = replace(SENT, sent_at=midnight + minutes * 60)
        assert spent([sent], "main", set(), noon).day == Decimal(amount)


def test_one_press_is_summed_up_apart() -> None:
    tasks = [replace(SENT, id=name, batch=name[0]) for name in ("a1", "a2", "b1")]
    assert spent(tasks, "main", set(), NOON, "a").batch == Decimal("1.0")
    assert spent(tasks, "main", set(), NOON).batch == 0


@pytest.mark.parametrize(
    ("caps", "price", "count", "code"),
    [
        (Caps(), None, 1, None),
        (Caps(day=Decimal(3)), Decimal(1), 1, None),
        (Caps(day=Decimal("2.9")), Decimal(1), 1, "cap.day"),
        (Caps(session=Decimal(1), day=Decimal(9)), Decimal(1), 1, "cap.session"),
        (Caps(batch=Decimal(3)), Decimal(1), 3, None),
        (Caps(batch=Decimal(3)), Decimal(1), 4, "cap.batch"),
        (Caps(batch=Decimal(1), session=Decimal(1), day=Decimal(2)), Decimal(5), 1, "cap.day"),
        (Caps(batch=Decimal(1)), None, 1, "cap.price_unknown"),
        (Caps(day=Decimal(0)), Decimal(0), 1, "cap.day"),
    ],
)
def test_the_cap_that_leaves_least_is_named(caps: Caps, price: Decimal | None, count: int, code: str | None) -> None:
    stop = stop_of(caps, Spent(session=Decimal("0.5"), day=Decimal(2)), price, count)
    assert (None if stop is None else stop.code) == code


@given(st.lists(MONEY, max_size=30), MONEY, MONEY, st.integers(1, 8))
def test_whatever_is_asked_for_no_cap_is_ever_exceeded(
    prices: list[Decimal], session: Decimal, day: Decimal, count: int
) -> None:
    caps, so_far = Caps(session=session, day=day), Spent()
    for price in prices:
        if stop_of(caps, so_far, price, count) is None:
            so_far = so_far.plus(price * count)
    assert so_far.session <= session
    assert so_far.day <= day


PRICED = replace(SENT, price_key="md", unit_price=Decimal("0.45"), quantity=1)


@pytest.mark.parametrize(
    ("was", "book", "told"),
    [
        ("0.45", {"md": "0.45"}, None),
        ("0.45", {"md": "0.450", "std": "9"}, None),
        (None, {"std": "1"}, None),
        ("0.45", {"md": "0.46"}, ("0.45", "0.46")),
        ("0.45", {}, ("0.45", "–")),
        (None, {"md": "1E+2"}, ("–", "100")),
    ],
)
def test_a_price_that_is_no_longer_what_was_shown_is_told(
    was: str | None, book: dict[str, str], told: tuple[str, str] | None
) -> None:
    task = replace(PRICED, unit_price=None if was is None else Decimal(was))

    found = price_change(task, PriceBook({key: Decimal(price) for key, price in book.items()}))

    assert (found and (found.values["before"], found.values["now"])) == told


def test_a_task_without_a_recorded_price_has_nothing_to_compare() -> None:
    assert price_change(replace(PRICED, price_key=""), PriceBook()) is None


@given(MONEY, MONEY)
def test_only_the_same_price_passes(shown: Decimal, now: Decimal) -> None:
    changed = price_change(replace(PRICED, unit_price=shown), PriceBook({"md": now}))

    assert (changed is None) == (shown == now)
