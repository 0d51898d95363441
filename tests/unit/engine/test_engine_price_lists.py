"""A price list is asked for once, told as an event, and changes nothing by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import NotSent
from seedance_desktop.domain.price_list import Quote
from seedance_desktop.domain.profile import Profile
from seedance_desktop.engine.events import PriceListFetched
from tests.fakes.service import Script

if TYPE_CHECKING:
    from tests.fakes.house import House

QUOTES = (Quote("seedance2.0-md", "per_task", Decimal("0.45")),)
OWN = Profile("own", "Own", "https://own.example")


def told(house: House) -> list[PriceListFetched]:
    return [event for event in house.events if isinstance(event, PriceListFetched)]


async def test_the_list_of_any_address_is_told(house: House) -> None:
    house.service.price_script = Script([QUOTES, None])
    async with house.engine() as engine:
        engine.price_lists.fetch(OWN)
        await house.clock.until(lambda: len(told(house)) == 1)
        engine.price_lists.fetch(OWN)
        await house.clock.until(lambda: len(told(house)) == 2)

    assert told(house) == [
        PriceListFetched("own", OWN.base_url, QUOTES, None),
        PriceListFetched("own", OWN.base_url, None, None),
    ]
    assert house.service.listed == [OWN.base_url] * 2


async def test_a_second_press_while_one_is_under_way_asks_nothing_more(house: House) -> None:
    async with house.engine() as engine:
        engine.price_lists.fetch(OWN)
        engine.price_lists.fetch(OWN)
        await house.clock.until(lambda: bool(told(house)))

    assert house.service.listed == [OWN.base_url]


async def test_why_it_did_not_come_is_told(house: House) -> None:
    house.service.price_script = Script([NotSent("net.dns", {"host": "own.example"})])
    async with house.engine() as engine:
        engine.price_lists.fetch(OWN)
        await house.clock.until(lambda: bool(told(house)))

    (event,) = told(house)
    assert event.quotes is None
    assert event.failure is not None
    assert event.failure.code == "net.dns"
