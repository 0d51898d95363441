"""Puts bytes of our own where the network would be: all of the client above the socket is the real one."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from seedance_desktop.api.http import SYSTEM, Connector, Deadlines

if TYPE_CHECKING:
    from seedance_desktop.api.address import Address


class Line(httpcore.AsyncNetworkBackend):
    """Every connection brings the answer that is laid ready.

    Attributes:
        pieces: the answer's bytes as they arrive.
        reset: it then breaks instead of ending.
        sent: everything that was written, over all connections since it was cleared.
    """

    def __init__(self) -> None:
        self.pieces: tuple[bytes, ...] = ()
        self.reset = False
        self.sent = bytearray()

    async def connect_tcp(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(self)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise httpcore.ConnectError

    async def sleep(self, seconds: float) -> None:
        """Nobody waits here."""


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, line: Line) -> None:
        self._line = line
        self._left = list(line.pieces)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109  the library's
        if not self._left:
            if self._line.reset:
                raise httpcore.ReadError
            return b""
        piece = self._left.pop(0)
        if len(piece) > max_bytes:
            self._left.insert(0, piece[max_bytes:])
        return piece[:max_bytes]

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109  as above
        self._line.sent += buffer

    async def aclose(self) -> None:
        self._left.clear()

    async def start_tls(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        return self

    def get_extra_info(self, info: str) -> Any:  # noqa: ARG002  as above
        return None


class LineConnector(Connector):
    """Clients as the real one makes them, over a line.

    Args:
        line: what stands in for the network.
    """

    def __init__(self, line: Line) -> None:
        super().__init__(SYSTEM, Deadlines())
        self._line = line
        self._plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    async def open(self, address: Address, *, reuse: bool = False, silence: float | None = None) -> httpx.AsyncClient:  # noqa: ARG002  the real one's
        transport = httpx.AsyncHTTPTransport(verify=self._plain)
        transport._pool = httpcore.AsyncConnectionPool(
            ssl_context=self._plain, network_backend=self._line, max_keepalive_connections=0
        )
        return httpx.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            headers={"User-Agent": "seedance-desktop", "Accept-Encoding": "identity"},
        )
