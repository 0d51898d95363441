"""A server on a bare socket that misbehaves as told and counts the requests that reached it whole."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    Script = Callable[["Visit"], Awaitable[None]]

BIG = 64 * 1024 * 1024


@dataclass(frozen=True)
class Seen:
    """One request that arrived whole."""

    method: str
    target: str
    version: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


class Visit:
    """One connection, as a script sees it."""

    def __init__(self, server: RawServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer

    async def head(self) -> tuple[str, dict[str, str]]:
        """Request line and headers only."""
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        return lines[0], {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:] if line)}

    async def request(self) -> Seen:
        line, headers = await self.head()
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        method, target, version = line.split(" ", 2)
        seen = Seen(method, target, version, headers, body)
        self.server.requests.append(seen)
        return seen

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        with suppress(OSError):
            await self.writer.drain()

    async def answer(self, body: bytes | Mapping[str, object] = b"", status: int = 200, **headers: str) -> None:
        await self.send(reply(body, status, **headers))

    def reset(self) -> None:
        """End with RST instead of FIN."""
        connection = self.writer.get_extra_info("socket")
        with suppress(OSError):  # closed already
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def stop_reading(self) -> None:
        transport = self.writer.transport
        assert isinstance(transport, asyncio.Transport)
        transport.pause_reading()

    async def until_gone(self) -> None:
        """Keep quiet until the other side closes."""
        with suppress(OSError):
            while await self.reader.read(65536):
                pass


class RawServer:
    """Runs `script` for every connection, on a free port of 127.0.0.1."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.script = script
        self.tls = tls
        self.requests: list[Seen] = []
        self.connections = 0
        self.troubles: list[BaseException] = []
        self._visits: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls, limit=BIG)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for visit in self._visits:
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)
        for _ in range(10):  # a few turns for the client's side to notice; nothing is awaited from it
            await asyncio.sleep(0)
        if self.troubles:
            raise self.troubles[0]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        me = asyncio.current_task()
        assert me is not None
        self._visits.add(me)
        visit = Visit(self, reader, writer)
        try:
            await self.script(visit)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client went away, which is what many rows are about
        except asyncio.CancelledError:
            visit.reset()  # an RST ends even a connection that the other side forgot to close
        except BaseException as trouble:  # noqa: BLE001 - a script's own mistake must fail the test, not vanish
            self.troubles.append(trouble)
        finally:
            self._visits.discard(me)
            writer.close()
            with suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()


def reply(body: bytes | Mapping[str, object] = b"", status: int = 200, **headers: str) -> bytes:
    """A whole HTTP/1.1 answer; underscores in header names become dashes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {re.sub("_", "-", name).lower(): value for name, value in headers.items()}
    if isinstance(body, Mapping):
        named.setdefault("content-type", "application/json")
    named.setdefault("content-length", str(len(content)))
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + content


def answering(body: bytes | Mapping[str, object] = b"", status: int = 200, **headers: str) -> Script:
    """A script that reads one request and gives this answer."""

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.answer(body, status, **headers)

    return script


def bytes_answering(data: bytes) -> Script:
    """A script that reads one request and sends exactly these bytes."""

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.send(data)

    return script
