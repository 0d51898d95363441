"""What may be spent: caps that stop hard, and what counts against them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Failure, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from seedance_desktop.domain.price import PriceBook
    from seedance_desktop.domain.task import Task

NOTHING = Decimal(0)


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


def spent_on(task: Task) -> Decimal:
    """What a task has cost or may yet be found to have cost.

    An `uncertain` one counts in full, and so does one that failed after it was taken: nobody has seen a refund. What
    never left, was refused, or was closed by the user as never made counts nothing.
    """
    if task.sent_at is None or task.status in {Status.PREPARING, Status.REFUSED, Status.CANCELLED}:
        return NOTHING
    return task.cost if task.cost is not None else task.estimate or NOTHING


def spent(tasks: Iterable[Task], before: Container[str], now: float, batch: str = "") -> Spent:
    """Sum up a profile's tasks.

    Args:
        tasks: of one profile.
        before: ids of those sent before the session; by no clock, as that may be put right meanwhile.
        now: Unix seconds; its local day is today, and so is what a clock that was put back shows as still to come.
        batch: of the press that is looked at; empty for none.
    """
    today = _day(now)
    sums = [(task, spent_on(task)) for task in tasks]
    return Spent(
        session=sum((amount for task, amount in sums if task.id not in before), NOTHING),
        day=sum((amount for task, amount in sums if amount and _day(task.sent_at or 0.0) >= today), NOTHING),
        batch=sum((amount for task, amount in sums if batch and task.batch == batch), NOTHING),
    )


def _day(at: float) -> date:
    """The local calendar's; a day of 23 or 25 hours begins at midnight like any other."""
    return datetime.fromtimestamp(at).astimezone().date()


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
