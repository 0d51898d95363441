"""The sandbox lists what it charges, to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from seedance_desktop.api.price_list import PATH, fetch_price_list
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.network import Network
from seedance_desktop.domain.price_list import Finding, compare
from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.sandbox.prices import price_book

if TYPE_CHECKING:
    from tests.unit.sandbox.desk import Desk


async def test_the_list_says_what_the_sandbox_charges(desk: Desk) -> None:
    units = {row.key: row.unit for group in price_groups(load_catalog()) for row in group.rows}

    quotes = await fetch_price_list(desk.live.address.base_url, Network("none"))

    assert quotes is not None
    found = compare(quotes, units, price_book())
    assert [one.name for one in found if one.finding is Finding.SAME] == list(units)
    assert {one.finding for one in found} == {Finding.SAME, Finding.NOT_KNOWN}


def test_the_list_can_be_searched_and_has_the_documented_shape(desk: Desk) -> None:
    answer = httpx.get(f"{desk.live.address.base_url}{PATH}", params={"search": "soundCLONE"}, trust_env=False).json()

    assert (answer["code"], answer["msg"]) == (20000, "ok")
    (entry,) = answer["data"]["list"]
    assert entry.keys() >= {"model_name", "display_name", "model_type", "price_mode", "unit_price"}
    assert (entry["price_mode"], type(entry["unit_price"])) == ("per_10k_char", float)
