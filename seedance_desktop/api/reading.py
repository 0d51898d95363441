"""Reads a file in a thread of its own, a little ahead of whoever sends it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

PIECE = 256 * 1024
"""Bytes read first; from then on as many as the line takes in a moment."""
SMALLEST, LARGEST = 64 * 1024, 1024 * 1024
QUICK, SLOW = 0.05, 0.5
"""Seconds for one piece."""
AHEAD = 2
"""Pieces that lie ready at most."""


async def read_ahead(path: Path) -> AsyncGenerator[bytes, None]:
    """The pieces of a file. Sending one and reading the next go on at the same time.

    Raises:
        OSError: it cannot be read.
    """
    reader = _Reader(path, asyncio.get_running_loop())
    reader.start()
    try:
        while piece := await reader.next():
            began = time.monotonic()
            yield piece
            reader.took(time.monotonic() - began)
    finally:
        await reader.end()


class _Reader:
    def __init__(self, path: Path, loop: asyncio.AbstractEventLoop) -> None:
        self._path = path
        self._loop = loop
        self._length = PIECE
        self._read: deque[bytes | OSError] = deque()
        self._waited_for = False
        self._there = asyncio.Event()
        self._room = threading.Semaphore(AHEAD)
        self._over = False
        # No pooled thread: a slow line would keep it from everybody else for as long as the upload takes.
        self._thread = threading.Thread(target=self._run, name="upload", daemon=True)

    def start(self) -> None:
        self._thread.start()

    async def next(self) -> bytes:
        """Empty at the end."""
        while not self._read:
            # Only who waits is woken: a turn of the loop for every piece costs as much as sending a part of it.
            self._there.clear()
            self._waited_for = True
            if not self._read:
                await self._there.wait()
            self._waited_for = False
        got = self._read.popleft()
        if isinstance(got, OSError):
            raise got
        return got

    def took(self, seconds: float) -> None:
        """Large pieces on a fast line, as each costs a turn of the loop; on a slow one small ones, for its progress."""
        if seconds < QUICK:
            self._length = min(self._length * 2, LARGEST)
        elif seconds > SLOW:
            self._length = max(self._length // 2, SMALLEST)
        self._room.release()

    async def end(self) -> None:
        self._over = True
        self._room.release()
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        try:
            with self._path.open("rb", buffering=0) as file:
                while self._room.acquire() and not self._over:
                    piece = file.read(self._length)
                    self._hand_over(piece)
                    if not piece:
                        return
        except OSError as problem:
            self._hand_over(problem)

    def _hand_over(self, got: bytes | OSError) -> None:
        self._read.append(got)
        if self._waited_for:
            self._loop.call_soon_threadsafe(self._there.set)
