"""The balance is believed as far as its numbers go, and no step further."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.domain.witness import Doubt, Movement, Traffic, Witness, reading_due, witness
from seedance_desktop.store.rescue import forgotten_tasks
from seedance_desktop.store.rows import whole

T0 = 1_795_000_000.0
SENT = Task(
    id="t",
    status=Status.COMPLETED,
    request=Request("m", "r", "words", 5),
    profile_id="main",
    base_url="https://service.example",
    created_at=T0,
    sent_at=T0,
    finished_at=T0 + 300,
    remote_id="vid",
)
TIMES: dict[str, Any] = {"balance_before_at": T0 - 1, "balance_during_at": T0 + 2, "balance_after_at": T0 + 330}
DOUBTED: dict[str, Any] = {"status": Status.UNCERTAIN, "remote_id": None, "finished_at": T0 + 1}
OVER: dict[str, Any] = {**DOUBTED, "balance_after_at": T0 + 3601}


def read(before: str | None, during: str | None, after: str | None, **changes: Any) -> Task:
    sums = {"balance_before": before, "balance_during": during, "balance_after": after}
    known: dict[str, Any] = {name: None if text is None else Decimal(text) for name, text in sums.items()}
    return replace(SENT, **known, **{**TIMES, **changes})


def charged(amount: str) -> Witness:
    return Witness(Movement.CHARGED, Decimal(amount))


BACK = Witness(Movement.REFUNDED, Decimal("0.35"))


def doubt(why: Doubt) -> Witness:
    return Witness(Movement.UNKNOWN, doubt=why)


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        (read("10", "9.65", "9.65"), charged("0.35")),
        (read("10", "10", "9.65"), charged("0.35")),
        (read("10", None, "9.65"), charged("0.35")),
        (read("10", "9.65", None), charged("0.35")),
        (read("0.3", "0.2", "0.1"), charged("0.2")),
        (read("10", "10", "10"), Witness(Movement.NOTHING)),
        (read("10", None, "10", **OVER), Witness(Movement.NOTHING)),
        (read("10", None, "9.65", **OVER), charged("0.35")),
        (read("10", None, "10", **DOUBTED), doubt(Doubt.EARLY)),
        (read("10", None, "9.65", **DOUBTED), doubt(Doubt.EARLY)),
        (read("10", None, "10", **{**DOUBTED, "status": Status.CANCELLED}), doubt(Doubt.EARLY)),
        (read("10", "10", "10", balance_after_at=T0 + 329), doubt(Doubt.EARLY)),
        (read("10", "9.65", "9.65", balance_after_at=T0 + 301), charged("0.35")),
        (read("10", "9.65", "9.65", balance_after_at=T0 + 329, status=Status.FAILED), doubt(Doubt.EARLY)),
        (read("10", "9.65", "10", balance_after_at=T0 + 301, status=Status.FAILED), BACK),
        (read("10", "10", None, status=Status.PROCESSING, finished_at=None), doubt(Doubt.EARLY)),
        (read("10", "9.65", "10", status=Status.FAILED), BACK),
        (read("10", "9.65", "9.9", status=Status.FAILED), doubt(Doubt.ROSE)),
        (read("10", "5", "6", status=Status.FAILED), doubt(Doubt.ROSE)),
        (read("10", "9.65", "9.65", status=Status.FAILED), charged("0.35")),
        (read("10", "9.65", "19.65"), doubt(Doubt.ROSE)),
        (read("10", "9.65", "19.65", status=Status.FAILED), doubt(Doubt.ROSE)),
        (read("10", "9.65", "10"), doubt(Doubt.ROSE)),
        (read(None, None, "10"), doubt(Doubt.NO_READING)),
        (read("10", None, None), doubt(Doubt.NO_READING)),
        (read(None, "10", "9"), doubt(Doubt.NO_READING)),
    ],
)
def test_alone_the_numbers_speak(task: Task, verdict: Witness) -> None:
    assert witness(task, Traffic([task])) == verdict


def beside(sent: float, finished: float | None, **changes: Any) -> Task:
    return replace(
        SENT, id="other", sent_at=T0 + sent, finished_at=None if finished is None else T0 + finished, **changes
    )


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (beside(-500, None), doubt(Doubt.OVERLAPPED)),
        (beside(-500, -200), charged("0.35")),
        (beside(400, None), charged("0.35")),
        (beside(100, None, base_url="https://another.example"), charged("0.35")),
        (beside(-20, None, profile_id="another key to the same account"), doubt(Doubt.OVERLAPPED)),
        (beside(-20, None, base_url="https://Service.example/"), doubt(Doubt.OVERLAPPED)),
        (beside(-500, -400, status=Status.CANCELLED), doubt(Doubt.OVERLAPPED)),
        (beside(100, None, status=Status.REFUSED), charged("0.35")),
        (beside(100, None), charged("0.35")),
        (beside(-500, 100), doubt(Doubt.OVERLAPPED)),
        (beside(-35, -5, status=Status.UNCERTAIN), doubt(Doubt.OVERLAPPED)),
        (beside(0, None), doubt(Doubt.OVERLAPPED)),
        (beside(-20, None), doubt(Doubt.OVERLAPPED)),
        (beside(-500, 30), doubt(Doubt.OVERLAPPED)),
    ],
)
def test_what_others_did_meanwhile_is_not_laid_at_its_door(other: Task, verdict: Witness) -> None:
    task = read("10", "9.65", "9.65")
    assert witness(task, Traffic([other, task])) == verdict


def test_a_failed_one_beside_others_may_have_got_its_money_back() -> None:
    task = read("10", "9.65", "9.65", status=Status.FAILED)
    assert witness(task, Traffic([beside(100, None)])) == doubt(Doubt.OVERLAPPED)


PRICE, TOP_UP = Decimal("0.35"), Decimal(1)
BOOKED = st.integers(0, 29)
"""Seconds by which the service's books are late."""


@dataclass(frozen=True)
class Life:
    """What really happens to a task, and when we come to see it.

    Attributes:
        booked: part of its life after which it is charged.
        slow: seconds until that is booked.
        late: seconds until its end is seen.
        back: seconds after its end until the refund is booked.
        lost: seconds after which we gave up waiting for the answer to the create call; 0 where it came.
        made: whether a lost one was made at all.
        closed: the user says of a lost one that it was not.
    """

    sent: int
    lasts: int
    booked: float
    slow: int
    fails: bool
    late: int
    refunded: bool
    back: int
    lost: int
    made: bool
    closed: bool
    profile: str
    forgotten: bool

    def moves(self) -> list[tuple[float, Decimal]]:
        if self.lost and not self.made:
            return []
        charged = self.sent + 0.5 + self.booked * (self.lasts - 1) + self.slow
        back = [(max(charged, self.sent + self.lasts + self.back), PRICE)] if self.fails and self.refunded else []
        return [(charged, -PRICE), *back]

    @property
    def ends(self) -> int:
        """As we see it."""
        return self.sent + (self.lost or self.lasts + self.late)

    def task(self, name: str) -> Task:
        status = Status.FAILED if self.fails else Status.COMPLETED
        if self.lost:
            status = Status.CANCELLED if self.closed else Status.UNCERTAIN
        seen: dict[str, Any] = {"sent_at": T0 + self.sent, "finished_at": T0 + self.ends, "profile_id": self.profile}
        return replace(SENT, id=name, status=status, remote_id=None if self.lost else "vid", **seen)


LIVES = st.builds(
    Life,
    sent=st.integers(0, 900),
    lasts=st.integers(20, 300),
    booked=st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1),
    slow=BOOKED,
    fails=st.booleans(),
    late=st.integers(0, 900),
    refunded=st.booleans(),
    back=BOOKED,
    lost=st.sampled_from([0, 0, 1, 60]),
    made=st.booleans(),
    closed=st.booleans(),
    profile=st.sampled_from(["main", "second"]),
    forgotten=st.booleans(),
)


def all_known(lives: list[Life]) -> list[Task]:
    """The tasks on the list, and those off it as the ledger holds them."""
    tasks = [life.task(str(number)) for number, life in enumerate(lives)]
    gone = [{"what": "forgotten", "task": task.id, **whole(task)} for task in tasks if lives[int(task.id)].forgotten]
    return [*(task for task in tasks if not lives[int(task.id)].forgotten), *forgotten_tasks(gone)]


PLAIN = Life(
    sent=0,
    lasts=60,
    booked=0.0,
    slow=0,
    fails=False,
    late=0,
    refunded=False,
    back=0,
    lost=0,
    made=True,
    closed=False,
    profile="main",
    forgotten=False,
)


@example([replace(PLAIN, fails=True, refunded=True, back=20)], [], 3, 1)
@example([replace(PLAIN, slow=20, lost=1)], [], 2, 1)
@example([replace(PLAIN, booked=1.0, lost=1)], [], 2, 31)
@example([PLAIN, replace(PLAIN, sent=10, profile="second", forgotten=True)], [], 2, 31)
@given(
    st.lists(LIVES, min_size=1, max_size=4),
    st.lists(st.integers(0, 2000), max_size=2),
    st.integers(2, 3),
    st.sampled_from([1, 31, 3601]) | st.integers(0, 4000),
)
def test_every_verdict_agrees_with_what_really_happened(
    lives: list[Life], top_ups: list[int], reads: int, waited: int
) -> None:
    moves = [move for life in lives for move in life.moves()] + [(float(at), TOP_UP) for at in top_ups]

    def held(at: float) -> Decimal:
        return 100 + sum((change for when, change in moves if when <= at), Decimal(0))

    mine = lives[0]
    after = mine.ends + waited
    readings = {"balance_before": held(mine.sent - 1), "balance_after": held(after)}
    times = {"balance_before_at": T0 + mine.sent - 1, "balance_after_at": T0 + after}
    if reads == len(TIMES) and not mine.lost:
        readings["balance_during"], times["balance_during_at"] = held(mine.sent + 2), T0 + mine.sent + 2
    known: dict[str, Any] = {**readings, **times}
    verdict = witness(replace(mine.task("0"), **known), Traffic(all_known(lives)))
    net = sum((change for _, change in mine.moves()), Decimal(0))
    if verdict.movement is Movement.NOTHING:
        assert net == 0
    elif verdict.movement is Movement.CHARGED:
        assert (net, verdict.amount) == (-PRICE, PRICE)
    elif verdict.movement is Movement.REFUNDED:
        assert (net, verdict.amount) == (Decimal(0), PRICE)


@given(st.lists(LIVES, min_size=1, max_size=1), st.none() | st.integers(0, 5000), st.integers(0, 5000))
def test_a_task_is_read_three_times_at_most_and_the_last_time_decides(
    lives: list[Life], first: int | None, delay: int
) -> None:
    """`first`: seconds after its end at which an earlier run read; `delay`: by how much each reading comes late."""
    (mine,) = lives
    task = replace(mine.task("0"), balance_before=Decimal(10), balance_before_at=T0 + mine.sent - 1)
    if first is not None:
        task = replace(task, balance_after=Decimal(10), balance_after_at=T0 + mine.ends + first)
    reads = 0
    while (due := reading_due(task)) is not None:
        reads += 1
        task = replace(task, balance_after=Decimal(10), balance_after_at=due + delay)
    assert reads <= 3
    assert witness(task, Traffic([])).doubt is not Doubt.EARLY
    assert reading_due(replace(task, balance_after=None, balance_after_at=None), math.inf) is None


MONEY = st.none() | st.decimals(0, 20, places=2)


@given(MONEY, MONEY, MONEY, st.sampled_from(Status), st.lists(st.floats(-600, 600), max_size=4))
def test_it_never_names_more_than_was_seen_to_move(
    before: Decimal | None, during: Decimal | None, after: Decimal | None, status: Status, sent: list[float]
) -> None:
    task = replace(SENT, balance_before=before, balance_during=during, balance_after=after, status=status, **TIMES)
    verdict = witness(task, Traffic(beside(at, None) for at in sent))
    seen = [balance for balance in (before, during, after) if balance is not None]
    if verdict.amount is not None:
        assert 0 < verdict.amount <= max(seen) - min(seen)
    assert (verdict.doubt is None) == (verdict.movement is not Movement.UNKNOWN)
    if verdict.movement is Movement.NOTHING:
        assert len(set(seen)) == 1
