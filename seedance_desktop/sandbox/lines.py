"""Connections that can be cut in the middle of a call."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol

from seedance_desktop.sandbox.broken_lines import End

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Scope

    from seedance_desktop.sandbox.broken_lines import Line

_AT_ONCE = struct.pack("ii", 1, 0)
"""`SO_LINGER` of a connection that is reset instead of closed."""


class Lines:
    """The open connections, by the address of the client's end."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def opened(self, transport: asyncio.Transport) -> None:
        if (end := self._end_of(transport)) is not None:
            self._open[end] = transport

    def closed(self, transport: asyncio.Transport) -> None:
        if (end := self._end_of(transport)) is not None:
            self._open.pop(end, None)

    def cut_all(self, port: int) -> None:
        """Close every connection to a port of ours."""
        for transport in list(self._open.values()):
            if transport.get_extra_info("sockname")[1] == port:
                transport.close()

    def cut(self, scope: Scope) -> None:
        """Close the connection of a call; what was written so far still arrives, nothing after it."""
        if (transport := self._of(scope)) is not None:
            transport.close()

    def say(self, scope: Scope, line: Line) -> None:
        """Write the bytes of a broken answer past the server, and end the connection as it says."""
        if (transport := self._of(scope)) is None:
            return
        if line.end is End.STALL or (line.early and line.end is End.CLOSE):
            transport.pause_reading()  # what is still on its way meets a closed door
        transport.write(line.raw)
        if line.end is End.CLOSE:
            transport.close()
        elif line.end is End.RESET:
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            transport.abort()

    def _of(self, scope: Scope) -> asyncio.Transport | None:
        client = scope.get("client")
        return self._open.get((client[0], client[1])) if client else None

    @staticmethod
    def _end_of(transport: asyncio.Transport) -> tuple[str, int] | None:
        """`None` for a client that was gone before we looked."""
        peer = transport.get_extra_info("peername")
        return None if peer is None else (str(peer[0]), int(peer[1]))


def protocol_on(lines: Lines) -> type[H11Protocol]:
    """The HTTP protocol class that tells `lines` of its connections."""

    class CuttableProtocol(H11Protocol):
        """HTTP/1.1 over a line that can be cut."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn narrows it
            lines.opened(transport)
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            lines.closed(self.transport)
            super().connection_lost(exc)

    return CuttableProtocol
