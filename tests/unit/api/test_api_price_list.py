"""The public price list: asked for without a key, read as far as it makes sense, and told where there is none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.api.http import BODY_LIMIT
from seedance_desktop.api.price_list import MOST, fetch_price_list
from seedance_desktop.domain.errors import NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.price_list import Quote
from tests.fakes.raw_server import RawServer, Visit, answering
from tests.unit.api.service import DIRECT, HASTY, SHORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENTRY: dict[str, object] = {
    "model_name": "seedance2.0-md",
    "display_name": "Seedance 2.0 MD",
    "model_type": "video",
    "price_mode": "per_task",
    "unit_price": 0.45,
    "official_price": 0.8,
    "remark": "",
    "group": "Seedance 2.0",
}


def enveloped(entries: Sequence[object]) -> dict[str, object]:
    return {"code": 20000, "msg": "ok", "data": {"list": list(entries)}}


async def fetched(answer: Mapping[str, object], status: int = 200) -> tuple[Quote, ...] | None:
    async with RawServer(answering(dict(answer), status)) as server:
        return await fetch_price_list(server.url, DIRECT, SHORT)


async def test_the_list_is_asked_for_without_a_key_or_a_cookie() -> None:
    async with RawServer(answering(enveloped([ENTRY]))) as server:
        found = await fetch_price_list(server.url, DIRECT, SHORT)

    assert found == (Quote("seedance2.0-md", "per_task", Decimal("0.45")),)
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("GET", "/api/openapi/model/catalog", b"")
    assert not {"authorization", "cookie", "idempotency-key"} & request.headers.keys()


@pytest.mark.parametrize(
    ("changes", "price"),
    [
        ({"unit_price": "0.050"}, "0.050"),
        ({"unit_price": 3}, "3"),
        ({"unit_price": 1e-7}, "0.0000001"),
        ({"unit_price": 0}, None),
        ({"unit_price": -0.5}, None),
        ({"unit_price": None}, None),
        ({"unit_price": True}, None),
        ({"unit_price": "NaN"}, None),
        ({"unit_price": "1e400"}, None),
        ({"unit_price": "1e-400"}, None),
        ({"unit_price": [0.5]}, None),
    ],
)
async def test_a_price_is_a_number_above_nothing(changes: dict[str, Any], price: str | None) -> None:
    found = await fetched(enveloped([ENTRY | changes]))

    assert found == (Quote("seedance2.0-md", "per_task", None if price is None else Decimal(price)),)


async def test_what_is_no_entry_is_passed_over_and_odd_ones_are_cut() -> None:
    entries = [
        None,
        "text",
        {},
        {"model_name": " ", "unit_price": 1},
        {"model_name": "x" * 201, "unit_price": 1},
        {"model_name": "a\x00\n", "price_mode": "PER_SECOND", "unit_price": 1},
        {"model_name": "b", "price_mode": "m" * 99},
    ]

    assert await fetched(enveloped(entries)) == (
        Quote("a", "per_second", Decimal(1)),
        Quote("b", "m" * 40, None),
    )


async def test_only_so_many_entries_are_read() -> None:
    found = await fetched(enveloped([{"model_name": f"m{n}"} for n in range(MOST + 7)]))

    assert found is not None
    assert len(found) == MOST


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"code": 404, "msg": "no such path"}, 404),
        ({"msg": "no"}, 405),
        ({"code": 20001, "msg": "authentication failed"}, 200),
        ({"code": 20001, "msg": "authentication failed"}, 401),
        ({}, 403),
        ({}, 302),
        ({"code": 20000, "data": {"items": []}}, 200),
        ({"code": 20000, "data": [ENTRY]}, 200),
        ({"models": []}, 200),
    ],
)
async def test_a_service_without_a_list_has_none(answer: dict[str, object], status: int) -> None:
    assert await fetched(answer, status) is None


async def test_a_web_page_is_no_list() -> None:
    async def page(visit: Visit) -> None:
        await visit.request()
        await visit.answer(b"<!doctype html><title>Console</title>", content_type="text/html")

    async with RawServer(page) as server:
        assert await fetch_price_list(server.url, DIRECT, SHORT) is None


async def test_an_empty_list_is_a_list() -> None:
    assert await fetched(enveloped([])) == ()


@pytest.mark.parametrize(
    ("answer", "status", "kind"),
    [
        ({"code": -1, "msg": "server error"}, 200, ServiceFailed),
        ({"code": -1, "msg": "server error"}, 503, ServiceFailed),
        ({"code": 429, "msg": "slow down"}, 429, RateLimited),
        ({"code": 20000, "data": {"list": [], "pad": "x" * BODY_LIMIT}}, 200, ServiceFailed),
    ],
)
async def test_trouble_is_told(answer: dict[str, object], status: int, kind: type[SeedanceError]) -> None:
    with pytest.raises(kind):
        await fetched(answer, status)


@pytest.mark.parametrize("url", ["http://service.example", "ftp://x", "https://x.example/?a=1", ""])
async def test_nothing_is_asked_of_an_address_that_may_not_be_used(url: str) -> None:
    with pytest.raises(NotSent):
        await fetch_price_list(url, DIRECT, SHORT)


async def test_a_service_that_says_nothing_is_not_waited_for_for_ever() -> None:
    async def silent(visit: Visit) -> None:
        await visit.request()
        await visit.until_gone()

    async with RawServer(silent) as server:
        with pytest.raises(ServiceFailed):
            await fetch_price_list(server.url, DIRECT, HASTY)
