"""The service's own price list beside a price book: what would change, before anything does. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from seedance_desktop.domain.price import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from seedance_desktop.domain.price import PriceBook

UNITS = {"per_task": Unit.TASK, "per_second": Unit.SECOND}
"""What the list's `price_mode` counts; it knows others (tokens, characters) that no route of ours is billed by."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One entry of the list.

    Attributes:
        name: the service's `model_name`.
        mode: its `price_mode` as it came, maybe empty.
        amount: above 0; `None` where the entry states none that can be used.
    """

    name: str
    mode: str
    amount: Decimal | None


class Finding(StrEnum):
    """What an entry means for a price book."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OTHER_UNIT = "other_unit"
    AMBIGUOUS = "ambiguous"
    NO_AMOUNT = "no_amount"
    NOT_KNOWN = "not_known"


TAKEN = frozenset({Finding.NEW, Finding.CHANGED})
"""What may go into the price book."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the list says of one name.

    Attributes:
        name: a key of the price book, except where the finding is `NOT_KNOWN`.
        finding: what it means.
        before: what the price book says.
        now: what the list says, in the unit the route is billed by; `None` where it says nothing of use.
        mode: the list's word for what it counts.
    """

    name: str
    finding: Finding
    before: Decimal | None
    now: Decimal | None
    mode: str


def compare(quotes: Iterable[Quote], units: Mapping[str, Unit], book: PriceBook) -> tuple[Comparison, ...]:
    """Lay the list beside the book; an entry that counts otherwise than the route never becomes a price.

    Args:
        quotes: as listed; a name may stand there several times.
        units: everything that has a price here, by key, and what it counts.
        book: as it is.

    Returns:
        What the list has of ours, in the order of `units`, then what is not known here.
    """
    listed: dict[str, list[Quote]] = {}
    for quote in quotes:
        listed.setdefault(quote.name, []).append(quote)
    ours = [_judged(listed[key], unit, book) for key, unit in units.items() if key in listed]
    others = [_not_known(entries[0]) for name, entries in listed.items() if name not in units]
    return (*ours, *others)


def _judged(entries: Sequence[Quote], unit: Unit, book: PriceBook) -> Comparison:
    name, before = entries[0].name, book.unit_price(entries[0].name)
    fitting = [quote for quote in entries if UNITS.get(quote.mode) is unit]
    amounts = {quote.amount for quote in fitting if quote.amount is not None}
    if not fitting:
        return Comparison(name, Finding.OTHER_UNIT, before, None, entries[0].mode)
    if not amounts:
        return Comparison(name, Finding.NO_AMOUNT, before, None, fitting[0].mode)
    if len(amounts) > 1:
        return Comparison(name, Finding.AMBIGUOUS, before, None, fitting[0].mode)
    (now,) = amounts
    same = Finding.SAME if now == before else Finding.CHANGED
    return Comparison(name, Finding.NEW if before is None else same, before, now, fitting[0].mode)


def _not_known(quote: Quote) -> Comparison:
    return Comparison(quote.name, Finding.NOT_KNOWN, None, None, quote.mode)
