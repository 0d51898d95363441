"""Is a downloaded clip whole? Answered from the headers of its boxes, without a decoder.

An MP4 file is a row of boxes, each a 32-bit size, a four-letter type and a body (ISO/IEC 14496-12, 4.2). Size 1
puts a 64-bit size behind the type; size 0 means "to the end of the file" and is allowed for the last box alone.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.files import reading, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EBML_MAGIC = b"\x1a\x45\xdf\xa3"
_PLAIN_HEADER = 8
_WIDE_HEADER = 16
_LARGEST_FTYP = 4096
_MOST_BOXES = 100_000
"""An hour of one-second fragments has under 10,000; more is a file made to keep us busy."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its type, where it starts, the bytes of its header and of all of it."""

    type: bytes
    start: int
    header: int
    size: int

    @property
    def end(self) -> int:
        return self.start + self.size


class BoxError(ValueError):
    """The boxes do not add up."""


def boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """Walks the boxes that fill the bytes from `start` to `end` exactly.

    Raises:
        BoxError: a size is impossible, runs past the end, or there are too many boxes.
    """
    for _ in range(_MOST_BOXES):
        if start == end:
            return
        box = _box_at(file, start, end)
        yield box
        start = box.end
    raise BoxError("too_many_boxes")


def check_clip(path: Path) -> None:
    """Refuses a take that is not a whole clip: cut short, a web page, JSON, zeros, no index, no pictures.

    WebM is taken on its magic alone: it has no boxes. A last box of size 0 and boxes added behind a whole clip
    cannot tell where the file should end; the download's length check covers them.

    Args:
        path: a local file. Blocks for a few small reads.

    Raises:
        LocalFailure: `take.broken` with a `reason` word, or `file.missing`, `file.is_folder`, `file.unreadable`.
    """
    size = size_of(path)
    with reading(path), path.open("rb") as file:
        if file.read(len(_EBML_MAGIC)) == _EBML_MAGIC:
            return
        try:
            _check_boxes(file, size)
        except BoxError as error:
            raise LocalFailure("take.broken", {"name": path.name, "reason": str(error), "size": size}) from error


def _check_boxes(file: IO[bytes], size: int) -> None:
    if size == 0:
        raise BoxError("empty")
    file.seek(0)
    opening = file.read(_PLAIN_HEADER)
    if opening[4:] != b"ftyp":
        raise BoxError("not_a_clip")
    if not _WIDE_HEADER <= int.from_bytes(opening[:4]) <= _LARGEST_FTYP:
        raise BoxError("not_a_clip")
    found: dict[bytes, Box] = {}
    for box in boxes(file, 0, size):
        found.setdefault(box.type, box)
    moov, mdat = found.get(b"moov"), found.get(b"mdat")
    if moov is None:
        raise BoxError("no_index")
    if mdat is None or mdat.size == mdat.header:
        raise BoxError("no_pictures")
    inside = {box.type for box in boxes(file, moov.start + moov.header, moov.end)}
    if not {b"mvhd", b"trak"} <= inside:
        raise BoxError("no_index")


def _box_at(file: IO[bytes], start: int, end: int) -> Box:
    file.seek(start)
    header = file.read(_WIDE_HEADER)[: end - start]
    if len(header) < _PLAIN_HEADER:
        raise BoxError("cut_short")
    size, kind = struct.unpack_from(">I4s", header)
    length = _PLAIN_HEADER
    if size == 1:
        if len(header) < _WIDE_HEADER:
            raise BoxError("cut_short")
        size, length = int.from_bytes(header[_PLAIN_HEADER:]), _WIDE_HEADER
    elif size == 0:
        size = end - start
    if size < length:
        raise BoxError("impossible_size")
    if start + size > end:
        raise BoxError("cut_short")
    return Box(kind, start, length, size)
