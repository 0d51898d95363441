"""The unfinished file of a download, and what is remembered beside it; every touch of the disk is off the loop."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self, TypeVar

from seedance_desktop.api.errors import disk_failure
from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO
    from pathlib import Path
    from types import TracebackType

T = TypeVar("T")

BLOCK = 1024 * 1024
"""Bytes gathered before they are written: few hops between threads, and little lost when the program is killed."""

_STRONG = re.compile(r'"[\x21\x23-\x7e]{1,200}"')


class PartFile:
    """One `.part` file, open while a download runs. All work on it is done in order by one thread of its own.

    A cancelled download leaves no write behind that could fall into the next attempt: leaving the context waits
    for the thread. The strong ETag of what is being fetched is kept in a sidecar, `<part>.etag`.

    Args:
        path: the file; its folder must exist.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sidecar = path.with_name(path.name + ".etag")
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="part")
        self._file: FileIO | None = None
        self._waiting = bytearray()
        self._on_disk = 0
        self._whole = 0
        self.size = 0
        self.etag = ""

    async def __aenter__(self) -> Self:
        try:
            await self._do(self._open)
        except BaseException:
            self._thread.shutdown(wait=False)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._do(self._close)
        finally:
            self._thread.shutdown(wait=False)

    async def restart(self, etag: str = "") -> None:
        """Forget everything; the file is empty and will hold what this ETag names."""
        await self._do(self._restart, etag if _STRONG.fullmatch(etag) else "")

    async def reserve(self, more: int) -> None:
        """Refuse early what will not fit.

        Raises:
            LocalFailure: `disk.full` with `needed` and `free` in bytes.
        """
        self._whole = self.size + more
        free = (await self._do(shutil.disk_usage, self._path.parent)).free
        if more > free:
            raise LocalFailure("disk.full", {"name": self._path.name, "needed": more, "free": free})

    async def add(self, chunk: bytes) -> None:
        self._waiting += chunk
        self.size += len(chunk)
        if len(self._waiting) >= BLOCK:
            await self.write_out()

    async def write_out(self) -> None:
        """Hand what was gathered to the disk, so that a later attempt can go on behind it."""
        block, self._waiting = self._waiting, bytearray()
        await self._do(self._write, block)

    async def finish(self) -> None:
        """Make it durable and drop the sidecar.

        Raises:
            LocalFailure: after a failed fsync the file is emptied: what the disk then holds nobody can tell.
        """
        await self.write_out()
        try:
            await self._do(self._sync)
        except LocalFailure:
            await self.restart()
            raise

    async def _do(self, work: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        try:
            # Shielded: a cancelled wait must not take a queued write or close away.
            return await asyncio.shield(loop.run_in_executor(self._thread, work, *arguments))
        except OSError as problem:
            failure = disk_failure(problem, self._path.name)
        if failure.code == "disk.full" and self._whole:
            failure.values["needed"] = max(0, self._whole - self._on_disk)
        raise failure

    def _open(self) -> None:
        if self._path.exists() and self._path.stat().st_nlink > 1:
            self._path.unlink()  # the other name is a take's, and emptying a file empties it under each of its names
        self._file = self._path.open("a+b", buffering=0)
        size = self._file.seek(0, os.SEEK_END)
        etag = ""
        if size and self._sidecar.exists():
            etag = self._sidecar.read_bytes()[:300].decode("ascii", "replace")
        if _STRONG.fullmatch(etag):
            self.size, self.etag = size, etag
            self._on_disk = size
        else:
            self._restart("")

    def _restart(self, etag: str) -> None:
        self._waiting.clear()
        self._opened.truncate(0)
        self.size, self.etag = 0, etag
        self._on_disk = 0
        if etag:
            self._sidecar.write_bytes(etag.encode("ascii"))
        else:
            self._sidecar.unlink(missing_ok=True)

    def _write(self, block: bytearray) -> None:
        rest = memoryview(block)
        while rest:
            written = self._opened.write(rest)
            self._on_disk += written
            rest = rest[written:]

    def _sync(self) -> None:
        os.fsync(self._opened.fileno())
        self._sidecar.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def _opened(self) -> FileIO:
        if self._file is None:
            raise OSError
        return self._file
