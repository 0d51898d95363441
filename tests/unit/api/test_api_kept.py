"""Connections that are kept from call to call, and let go of when they are dead."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.fakes.clocks import settled
from tests.fakes.raw_server import RawServer, Visit, reply
from tests.unit.api.service import client

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ANSWER = reply({"code": 0, "data": {"task_id": "v", "status": "processing"}}, connection="keep-alive")


def talking(pause: Callable[[Visit], asyncio.Event | None] = lambda _: None) -> Callable[[Visit], Awaitable[None]]:
    """Answers every request of a connection; where `pause` gives an event, it is waited for before the answer."""

    async def script(visit: Visit) -> None:
        while True:
            await visit.request()
            if (event := pause(visit)) is not None:
                await event.wait()
            await visit.send(ANSWER)

    return script


async def test_calls_share_a_connection_until_it_is_renewed() -> None:
    async with RawServer(talking()) as server, client(server.url) as service:
        await service.query("v")
        await service.query("v")
        assert server.connections == 1
        service.renew()
        await service.query("v")
        await service.query("v")
        assert server.connections == 2


async def test_a_call_under_way_is_not_cut_off_by_a_renewal() -> None:
    event = asyncio.Event()
    async with (
        RawServer(talking(lambda visit: event if visit.server.connections == 1 else None)) as server,
        client(server.url) as service,
    ):
        first = asyncio.ensure_future(service.query("v"))
        await settled(lambda: bool(server.requests))
        service.renew()
        second = await service.query("v")
        event.set()
        assert (await first).word == second.word == "processing"
        assert server.connections == 2


async def test_a_renewal_before_the_first_call_changes_nothing() -> None:
    async with RawServer(talking()) as server, client(server.url) as service:
        service.renew()
        await service.query("v")
        assert server.connections == 1
