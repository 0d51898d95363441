"""A client that many calls share, and that can be let go of while some of them are still under way."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx


class Kept:
    """Keeps its connections from call to call.

    Args:
        client: closed by this.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._users = 0
        self._retired = False

    @asynccontextmanager
    async def used(self) -> AsyncIterator[httpx.AsyncClient]:
        """The client, open for as long as the block lasts."""
        self._users += 1
        try:
            yield self._client
        finally:
            self._users -= 1
            if self._retired and not self._users:
                await self._client.aclose()

    async def retire(self) -> None:
        """Close it: now, or with the last of the calls that are under way."""
        self._retired = True
        if not self._users:
            await self._client.aclose()

    async def close(self) -> None:
        """Close it now, whoever uses it."""
        self._retired = True
        await self._client.aclose()
