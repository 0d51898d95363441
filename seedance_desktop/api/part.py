"""The unfinished file of a download, and what is remembered beside it; every touch of the disk is off the loop."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TypeVar

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
_WHOLE = re.compile(r"\nwhole (\d{1,18})\Z")


def sidecar_of(part: Path) -> Path:
    """Where it is remembered what a part file holds: the strong ETag, and `whole` with its bytes once it is synced."""
    return part.with_name(part.name + ".etag")


def is_whole(part: Path) -> bool:
    """Whether a part file is all of a download, on the disk, as its sidecar says. Blocks.

    Raises:
        OSError: it could not be looked at.
    """
    return part.exists() and _remembered(part, part.stat().st_size)[1]


def _remembered(part: Path, size: int) -> tuple[str, bool]:
    """The strong ETag of what lies there, or nothing, and whether that is all of it."""
    try:
        text = sidecar_of(part).read_bytes()[:300].decode("ascii", "replace") if size else ""
    except FileNotFoundError:
        text = ""
    etag, mark = text.partition("\n")[0], _WHOLE.search(text)
    return etag if _STRONG.fullmatch(etag) else "", mark is not None and int(mark[1]) == size


class PartFile:
    """One `.part` file, open while a download runs. All work on it is done in order by one thread of its own.

    A cancelled download leaves no write behind that could fall into the next attempt: leaving the context waits
    for the thread. What lay there stays until an answer has come that begins anew.

    Args:
        path: the file; its folder must exist.

    Attributes:
        size: bytes that a download can go on behind; 0 where nothing proves what they are.
        etag: of what is being fetched, where it is a strong one.
        whole: all of it came before and is on the disk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sidecar = sidecar_of(path)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="part")
        self._file: FileIO | None = None
        self._waiting = bytearray()
        self._on_disk = 0
        self._expected = 0
        self.size = 0
        self.etag = ""
        self.whole = False

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
        self._expected = self.size + more
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
        """Make it durable and mark it as whole.

        Raises:
            LocalFailure: after a failed fsync the file is emptied: what the disk then holds nobody can tell.
        """
        await self.write_out()
        try:
            await self._do(self._sync)
        except LocalFailure:
            await self.restart()
            raise
        await self._do(self._mark)

    async def _do(self, work: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        try:
            # Shielded: a cancelled wait must not take a queued write or close away.
            return await asyncio.shield(loop.run_in_executor(self._thread, work, *arguments))
        except OSError as problem:
            failure = _disk_failure(problem, self._path.name)
        if failure.code == "disk.full" and self._expected:
            failure.values["needed"] = max(0, self._expected - self._on_disk)
        raise failure

    def _open(self) -> None:
        if self._path.exists() and self._path.stat().st_nlink > 1:
            self._path.unlink()  # the other name is a take's, and emptying a file empties it under each of its names
        self._file = self._path.open("a+b", buffering=0)
        size = self._file.seek(0, os.SEEK_END)
        self.etag, self.whole = _remembered(self._path, size)
        self.size = self._on_disk = size if self.etag or self.whole else 0

    def _restart(self, etag: str) -> None:
        self._waiting.clear()
        self._sidecar.write_bytes(b"")  # first: a file that then cannot be emptied must not be believed
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

    def _mark(self) -> None:
        # Appended, so that a kill leaves the ETag; and without a mark it is whole all the same.
        with suppress(OSError), self._sidecar.open("ab") as sidecar:
            sidecar.write(b"\nwhole %d" % self.size)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()

    @property
    def _opened(self) -> FileIO:
        if self._file is None:
            raise OSError
        return self._file


def _disk_failure(problem: OSError, name: str) -> LocalFailure:
    """A failed write, by what the user can do about it.

    Args:
        problem: what the system said.
        name: the file's name without its folder.
    """
    if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
        return LocalFailure("disk.full", {"name": name})
    if problem.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return LocalFailure("disk.read_only", {"name": name})
    return LocalFailure("disk.failed", {"name": name, "errno": problem.errno or 0})
