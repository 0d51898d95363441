"""PNG, chunk by chunk: is all of it there and undamaged, and what does its EXIF say? No pixel is decoded.

A chunk is a 32-bit length, a four-letter name, a body and the CRC-32 of name and body (W3C, PNG third edition, 5.3).
"""

from __future__ import annotations

import struct
import zlib
from typing import IO, TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.files import reading

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE = 8
_PIECE = 1 << 20
_LARGEST_EXIF = 1 << 20
_CRITICAL = b"Z"
"""Names up to this letter are of chunks that nothing can be shown without (5.4)."""


def read_png(path: Path) -> bytes:
    """Walks over a whole PNG file and gives the body of its EXIF chunk, wherever that stands; else nothing.

    Pillow finds a chunk behind the pixels only by decoding them.

    Raises:
        LocalFailure: `media.truncated` (it ends before its end), `media.unreadable` (a chunk that matters is damaged),
            `file.missing`, `file.unreadable`.
    """
    exif = b""
    with reading(path), path.open("rb") as file:
        file.seek(_SIGNATURE)
        while len(header := file.read(8)) == 8:
            length, name = struct.unpack(">I4s", header)
            body, sound = _body(file, length, name)
            if sound is None:
                break
            if not sound and name[:1] <= _CRITICAL:
                raise LocalFailure("media.unreadable", {"name": path.name})
            if name == b"IEND":
                return exif
            if name == b"eXIf" and sound:
                exif = body
    raise LocalFailure("media.truncated", {"name": path.name})


def _body(file: IO[bytes], length: int, name: bytes) -> tuple[bytes, bool | None]:
    """The body, where it is EXIF, and whether its checksum holds; `None` where the file ends within."""
    crc, left, kept = zlib.crc32(name), length, b""
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            return b"", None
        crc, left = zlib.crc32(piece, crc), left - len(piece)
        if name == b"eXIf" and length <= _LARGEST_EXIF:
            kept += piece
    told = file.read(4)
    return kept, None if len(told) < 4 else int.from_bytes(told) == crc
