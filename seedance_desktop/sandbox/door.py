"""The service's door: while it is shut, the machine refuses connections to it as if no service ran there."""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn import Server

    from seedance_desktop.sandbox.lines import Lines

HOST = "127.0.0.1"
_BACKLOG = 128
_TURNS = 3
"""Of the loop, until whoever was let in has a connection that can be closed."""


def listening(port: int) -> socket.socket:
    """A socket that listens on this machine.

    Args:
        port: 0 for any that is free.

    Raises:
        OSError: it cannot be had.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let two processes share one port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)  # noqa: FBT003 - the socket's own signature
    return listener


class Door:
    """Opens and shuts the first of a server's listening sockets.

    Args:
        server: serves by the time that `follow` is called.
        port: of that socket.
        is_shut: how it should be.
        lines: the connections, which end when it is shut.
    """

    def __init__(self, server: Server, port: int, is_shut: Callable[[], bool], lines: Lines) -> None:
        self._server = server
        self._port = port
        self._is_shut = is_shut
        self._lines = lines
        self._open = True

    async def follow(self) -> None:
        """Open or shut it, if it is not as it should be; called by one at a time."""
        if self._open and self._is_shut():
            self._open = False
            await self._shut(self._server.servers[0])
        elif not self._open and not self._is_shut():
            loop = asyncio.get_running_loop()
            listener = listening(self._port)
            self._server.servers[0] = await loop.create_server(self._protocol, sock=listener, backlog=_BACKLOG)
            self._open = True

    async def _shut(self, server: asyncio.Server) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # loops that do not watch sockets accept in another way
            for listener in server.sockets:
                loop.remove_reader(listener.fileno())
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        server.close()
        self._lines.cut_all(self._port)

    def _protocol(self) -> asyncio.Protocol:
        """As the server makes them itself."""
        config, state = self._server.config, self._server.server_state
        kind: Callable[..., asyncio.Protocol] = config.http_protocol_class
        return kind(config=config, server_state=state, app_state=self._server.lifespan.state)
