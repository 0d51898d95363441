"""What the tests of the client share: a key that must never show, short deadlines, and how to reach a raw server."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from seedance_desktop.api.client import ServiceClient
from seedance_desktop.api.http import Deadlines
from seedance_desktop.domain.network import Network

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

KEY = "sk-canary-5f1d2c7b9a"
DIRECT = Network(proxy="none")
SHORT = Deadlines(connect=1.0, silence=2.0, call=2.0, create=2.0, upload=5.0, download=5.0)
HASTY = Deadlines(connect=0.4, silence=0.6, call=0.6, create=0.6, upload=0.6, download=0.6)
BODY = {"model": "seedance2.0-mini-sp", "prompt": "a heron \u82cd\u9e6d", "duration": 5}


async def key() -> str | None:
    return KEY


@asynccontextmanager
async def client(url: str, network: Network = DIRECT, deadlines: Deadlines = SHORT) -> AsyncIterator[ServiceClient]:
    made = ServiceClient(url, key, network, deadlines=deadlines)
    try:
        yield made
    finally:
        await made.aclose()
