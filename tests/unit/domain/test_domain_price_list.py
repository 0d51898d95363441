"""The service's list beside a price book: told before it is taken, and never taken in another unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.price import PriceBook, Unit
from seedance_desktop.domain.price_list import TAKEN, UNITS, Finding, Quote, compare

OURS = {"md": Unit.TASK, "mini-720p": Unit.SECOND}
BOOK = PriceBook({"md": Decimal("0.45")})


def quote(name: str = "md", mode: str = "per_task", amount: str | None = "0.5") -> Quote:
    return Quote(name, mode, None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("quotes", "finding", "now"),
    [
        ([quote()], Finding.CHANGED, "0.5"),
        ([quote(amount="0.450")], Finding.SAME, "0.45"),
        ([quote("mini-720p", "per_second", "0.05")], Finding.NEW, "0.05"),
        ([quote(mode="per_second")], Finding.OTHER_UNIT, None),
        ([quote(mode="per_million_tokens")], Finding.OTHER_UNIT, None),
        ([quote(mode="")], Finding.OTHER_UNIT, None),
        ([quote("mini-720p")], Finding.OTHER_UNIT, None),
        ([quote(amount=None)], Finding.NO_AMOUNT, None),
        ([quote(), quote(amount="0.50")], Finding.CHANGED, "0.5"),
        ([quote(), quote(mode="per_second", amount="9")], Finding.CHANGED, "0.5"),
        ([quote(), quote(amount=None)], Finding.CHANGED, "0.5"),
        ([quote(), quote(amount="0.6")], Finding.AMBIGUOUS, None),
        ([quote("other")], Finding.NOT_KNOWN, None),
    ],
)
def test_what_an_entry_means(quotes: list[Quote], finding: Finding, now: str | None) -> None:
    (found,) = compare(quotes, OURS, BOOK)

    assert (found.finding, found.now) == (finding, None if now is None else Decimal(now))


def test_ours_come_first_in_our_order() -> None:
    quotes = [quote("z"), quote("mini-720p", "per_second"), quote("a"), quote("md"), quote("z")]

    assert [found.name for found in compare(quotes, OURS, BOOK)] == ["md", "mini-720p", "z", "a"]


AMOUNTS = st.none() | st.decimals("0.01", 10, places=2)
QUOTES = st.lists(
    st.builds(Quote, st.sampled_from([*OURS, "other"]), st.sampled_from([*UNITS, "per_million_tokens", ""]), AMOUNTS)
)
BOOKS = st.dictionaries(st.sampled_from([*OURS]), st.decimals("0.01", 10, places=2)).map(PriceBook)


@given(QUOTES, BOOKS)
def test_what_may_be_taken_is_listed_in_the_unit_the_route_is_billed_by(quotes: list[Quote], book: PriceBook) -> None:
    for found in compare(quotes, OURS, book):
        taken = found.finding in TAKEN
        assert (found.now is not None) == (taken or found.finding is Finding.SAME)
        if found.now is not None:
            fitting = {q.amount for q in quotes if q.name == found.name and UNITS.get(q.mode) is OURS[found.name]}
            assert fitting - {None} == {found.now}


@given(QUOTES, BOOKS)
def test_once_taken_there_is_nothing_left_to_take(quotes: list[Quote], book: PriceBook) -> None:
    taken = {c.name: c.now for c in compare(quotes, OURS, book) if c.finding in TAKEN and c.now is not None}

    again = compare(quotes, OURS, PriceBook({**book.prices, **taken}))

    assert not TAKEN & {found.finding for found in again}


def test_the_book_itself_is_not_touched() -> None:
    compare([quote()], OURS, BOOK)

    assert PriceBook({"md": Decimal("0.45")}) == BOOK
