"""A local file on its way to the service, read piece by piece off the loop."""

from __future__ import annotations

import asyncio
import mimetypes
import re
import secrets
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.api.reading import read_ahead
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.uploads import LIMIT

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parcel:
    """One multipart body with one part named `file`.

    The file travels under a neutral name: its own may tell more than the user wants public, and its ending is all
    the service looks at.

    Attributes:
        size: bytes of the file.
        head: what stands before the file in the body.
        tail: what stands behind it.
    """

    path: Path
    size: int
    boundary: str
    head: bytes
    tail: bytes
    on_progress: Callable[[int, int], None] | None

    @classmethod
    async def of(cls, path: Path, format_: str, on_progress: Callable[[int, int], None] | None) -> Parcel:
        """Measure the file before anything is sent.

        Args:
            path: the file.
            format_: by its content; empty leaves the ending of its name.
            on_progress: called with bytes handed over and bytes in all.

        Raises:
            LocalFailure: `upload.unreadable`, `upload.empty` or `upload.too_large`.
        """
        size = await asyncio.to_thread(size_to_send, path)
        if size > LIMIT:
            raise LocalFailure("upload.too_large", {"name": path.name, "size": size, "limit": LIMIT})
        boundary = secrets.token_hex(16)
        ending = f".{ending_of(path, format_)}"
        # The first guess reads the system's table of types from the disk.
        kind = (await asyncio.to_thread(mimetypes.guess_type, f"file{ending}"))[0] or "application/octet-stream"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="reference{ending}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        return cls(path, size, boundary, head.encode(), f"\r\n--{boundary}--\r\n".encode(), on_progress)

    def headers(self) -> dict[str, str]:
        length = len(self.head) + self.size + len(self.tail)
        return {"Content-Type": f"multipart/form-data; boundary={self.boundary}", "Content-Length": str(length)}

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body.

        Raises:
            LocalFailure: the file became unreadable or changed its length meanwhile.
        """
        yield self.head
        async with aclosing(pieces(self.path, self.size, self.on_progress)) as file:
            async for piece in file:
                yield piece
        yield self.tail


async def pieces(path: Path, size: int, on_progress: Callable[[int, int], None] | None) -> AsyncGenerator[bytes, None]:
    """A file's bytes, read off the loop while those before them are sent.

    Raises:
        LocalFailure: `upload.unreadable`, or `upload.changed`: its length is no longer `size`.
    """
    sent = 0
    try:
        async with aclosing(read_ahead(path)) as read:
            async for piece in read:
                sent += len(piece)
                if sent > size:
                    break
                yield piece
                if on_progress is not None:
                    on_progress(sent, size)
    except OSError:
        raise LocalFailure("upload.unreadable", {"name": path.name}) from None
    if sent != size:
        raise LocalFailure("upload.changed", {"name": path.name})


def size_to_send(path: Path) -> int:
    """The bytes of a file. Blocks; call it in a thread.

    Raises:
        LocalFailure: `upload.unreadable` or `upload.empty`.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
    except OSError:
        raise LocalFailure("upload.unreadable", {"name": path.name}) from None
    if size == 0:
        raise LocalFailure("upload.empty", {"name": path.name})
    return size


def ending_of(path: Path, format_: str) -> str:
    """The ending under which a file travels: of what is in it, as names lie; `bin` where neither tells.

    Args:
        path: the file.
        format_: by its content; empty where nobody looked.
    """
    if format_:
        return "jpg" if format_ == "jpeg" else format_
    return path.suffix[1:].lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", path.suffix) else "bin"
