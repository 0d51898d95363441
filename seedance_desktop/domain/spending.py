"""What may be spent: caps that stop hard, and what counts against them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.domain.witness import Movement, Traffic, known_cost, told_cost, witness

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from seedance_desktop.domain.price import PriceBook
    from seedance_desktop.domain.task import Task

NOTHING = Decimal(0)
_SEEN_TO_END = frozenset({Status.DOWNLOADING, Status.COMPLETED, Status.FAILED})
"""What the service says by then that they took is its last word."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Most that a profile may spend, in the profile's own money; `None` is no cap.

    Attributes:
        session: from the start of the program to its end.
        day: of the local calendar.
        batch: by one press on Generate.
    """

    session: Decimal | None = None
    day: Decimal | None = None
    batch: Decimal | None = None

    @property
    def are_set(self) -> bool:
        return (self.session, self.day, self.batch) != (None, None, None)


@dataclass(frozen=True, slots=True)
class Spent:
    """What counts as spent already under a profile.

    Attributes:
        batch: by the press on Generate that is looked at.
    """

    session: Decimal = NOTHING
    day: Decimal = NOTHING
    batch: Decimal = NOTHING

    def plus(self, amount: Decimal) -> Spent:
        """With an amount that is on its way out."""
        return replace(self, session=self.session + amount, day=self.day + amount)


def spent_on(task: Task, traffic: Traffic) -> Decimal:
    """What a task has cost or may yet be found to have cost: the one sum for the caps and for the ledger.

    An `uncertain` one counts in full, and so does one that failed after it was taken, less what the balance proves to
    have come back or never to have gone. What never left or was refused counts nothing, nor does what the user closed
    as never made, unless the balance proves that it was paid. What the service says replaces the price once it has
    told the end, and until then where it is more. Where the balance proves that more is gone, what is gone counts.

    Args:
        task: any.
        traffic: of all tasks that may have moved the same account's money meanwhile.
    """
    if task.sent_at is None or task.status in {Status.PREPARING, Status.REFUSED}:
        return NOTHING
    price = _price(task)
    settled = task.status not in {Status.FAILED, Status.CANCELLED}
    if price is not None and settled and not _fell_below(task, price):
        return price
    verdict = witness(task, traffic)
    closed = task.status is Status.CANCELLED and verdict.movement is not Movement.CHARGED
    if closed or verdict.movement is Movement.NOTHING:
        return NOTHING
    if verdict.movement is Movement.REFUNDED:
        return max(NOTHING, (price or NOTHING) - (verdict.amount or NOTHING))
    return max(price or NOTHING, known_cost(task, verdict) or NOTHING)


def _price(task: Task) -> Decimal | None:
    """What a task counts for as long as the balance says nothing; `None` where nobody named a sum."""
    told = told_cost(task)
    if told is not None and task.status in _SEEN_TO_END:
        return told
    return max((price for price in (told, task.estimate) if price is not None), default=None)


def _fell_below(task: Task, price: Decimal) -> bool:
    """Whether the balance was seen to lose more than a price: only then is it worth asking who took it."""
    later = [balance for balance in (task.balance_during, task.balance_after) if balance is not None]
    return task.balance_before is not None and bool(later) and task.balance_before - min(later) > price


def spent(tasks: Iterable[Task], profile_id: str, before: Container[str], now: float, batch: str = "") -> Spent:
    """Sum up a profile's tasks.

    Args:
        tasks: of all profiles, also those that only met one which counts: the balance tells less then.
        profile_id: whose sums are wanted.
        before: ids of those sent before the session; by no clock, as that may be put right meanwhile.
        now: Unix seconds; its local day is today, and so is what a clock that was put back shows as still to come.
        batch: of the press that is looked at; empty for none.
    """
    today = _midnight(now)
    known = list(tasks)
    traffic = Traffic(known)
    sums = [(task, spent_on(task, traffic)) for task in known if task.profile_id == profile_id]
    return Spent(
        session=sum((amount for task, amount in sums if task.id not in before), NOTHING),
        day=sum((amount for task, amount in sums if (task.sent_at or 0.0) >= today), NOTHING),
        batch=sum((amount for task, amount in sums if batch and task.batch == batch), NOTHING),
    )


def _midnight(now: float) -> float:
    """When the local day began, in Unix seconds, also where it has 23 or 25 hours."""
    return datetime.combine(datetime.fromtimestamp(now).astimezone().date(), time()).timestamp()


def stop_of(caps: Caps, so_far: Spent, price: Decimal | None, count: int = 1) -> Failure | None:
    """Why a press on Generate may not spend what it would; `None` where it may.

    Of several caps the tightest, the one that leaves least, is named. Under a cap nothing of unknown price is sent:
    nobody could say whether it fits.

    Args:
        caps: of the profile.
        so_far: spent, or under way, under the profile.
        price: of one task.
        count: of tasks in this press.
    """
    limits = {
        "cap.batch": (caps.batch, so_far.batch),
        "cap.session": (caps.session, so_far.session),
        "cap.day": (caps.day, so_far.day),
    }
    left = {code: (cap - done, cap, done) for code, (cap, done) in limits.items() if cap is not None}
    if not left:
        return None
    if price is None:
        return Failure("cap.price_unknown")
    tightest = min(left, key=lambda code: left[code][0])
    room, cap, done = left[tightest]
    if price * count <= room:
        return None
    return Failure(tightest, {"cap": str(cap), "spent": str(done), "price": str(price * count)})


def price_change(task: Task, prices: PriceBook) -> Failure | None:
    """Why a task must be asked about again: its price book says otherwise than when the button was pressed.

    A task that was begun without a price, as by a program that kept none, has nothing to compare.
    """
    now = prices.unit_price(task.price_key) if task.price_key else task.unit_price
    if now == task.unit_price:
        return None
    return Failure("price.changed", {"before": _shown(task.unit_price), "now": _shown(now)})


def _shown(price: Decimal | None) -> str:
    return "–" if price is None else f"{price:f}"
