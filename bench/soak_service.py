"""A service with which every task is under way for ever; runs in a process of its own and prints its port.

`/count` answers how many queries it has had; everything else is a query.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from email.utils import formatdate


class Service:
    """Answers each request of each connection."""

    def __init__(self) -> None:
        self.queries = 0

    async def visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it is closed."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError), contextlib.closing(writer):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(self._reply(head.split(b" ", 2)[1].decode()))
                await writer.drain()

    def _reply(self, path: str) -> bytes:
        if path == "/count":
            body: dict[str, object] = {"queries": self.queries}
        elif path.endswith("/user/balance"):
            body = {"code": 20000, "data": {"balance": 50, "used_coin": 0, "available": 50}}
        else:
            self.queries += 1
            body = {"code": 20000, "data": {"task_id": path.rpartition("/")[2], "status": "processing", "progress": 42}}
        content = json.dumps(body).encode()
        head = f"HTTP/1.1 200 OK\r\ndate: {formatdate(usegmt=True)}\r\ncontent-type: application/json\r\n"
        return f"{head}content-length: {len(content)}\r\n\r\n".encode() + content


async def main() -> None:
    """Serve until killed."""
    server = await asyncio.start_server(Service().visit, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
