"""Where the private items of a HEIC or AVIF picture lie: its EXIF and its XMP (ISO/IEC 14496-12, 8.11)."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from seedance_desktop.media.boxes import Box, BoxError, boxes

if TYPE_CHECKING:
    from collections.abc import Iterator

Extent = tuple[int, int, bool]
"""First byte, bytes, whether it is EXIF."""

_IN_FILE, _IN_IDAT = 0, 1
_MOST_ITEMS = 100_000


def private_extents(content: bytes) -> list[Extent] | None:
    """The places in the file of what tells about its owner.

    Returns:
        `None` where the boxes that would tell are missing or written in a way that is not known.

    Raises:
        BoxError, struct.error: they do not hold together.
    """
    file = io.BytesIO(content)
    meta = _child(file, b"meta", 0, len(content))
    if meta is None:
        return None
    inner = meta.start + meta.header + 4
    infos, places = (_child(file, name, inner, meta.end) for name in (b"iinf", b"iloc"))
    if infos is None or places is None:
        return None
    private = dict(_private_items(content, infos))
    idat = _child(file, b"idat", inner, meta.end)
    return list(_extents(content, places, private, None if idat is None else idat.start + idat.header))


def _child(file: io.BytesIO, name: bytes, start: int, end: int) -> Box | None:
    return next((box for box in boxes(file, start, end) if box.type == name), None)


def _private_items(content: bytes, infos: Box) -> Iterator[tuple[int, bool]]:
    """Ids of the items, and whether they are EXIF."""
    at = infos.start + infos.header
    first = at + (6 if content[at] == 0 else 8)
    for info in boxes(io.BytesIO(content), first, infos.end):
        body = info.start + info.header
        version = content[body]
        if version < 2:
            continue
        number, rest = _number(content, body + 4, 2 if version == 2 else 4)
        kind = content[rest + 2 : rest + 6]
        if kind in {b"Exif", b"mime"}:
            yield number, kind == b"Exif"


def _extents(content: bytes, places: Box, private: dict[int, bool], idat: int | None) -> Iterator[Extent]:
    at = places.start + places.header
    version = content[at]
    if version > 2:
        raise BoxError("unknown_version")
    offset_size, length_size = divmod(content[at + 4], 16)
    base_size, index_size = divmod(content[at + 5], 16)
    wide = 4 if version == 2 else 2
    count, at = _number(content, at + 6, wide)
    for _ in range(min(count, _MOST_ITEMS)):
        item, at = _number(content, at, wide)
        method = _IN_FILE
        if version:
            method = struct.unpack_from(">H", content, at)[0] & 15
            at += 2
        base, at = _number(content, at + 2, base_size)
        extents, at = _number(content, at, 2)
        for _ in range(extents):
            at += index_size if version else 0
            offset, at = _number(content, at, offset_size)
            length, at = _number(content, at, length_size)
            if item in private:
                yield _start(base + offset, method, idat), length, private[item]


def _start(offset: int, method: int, idat: int | None) -> int:
    if method == _IN_FILE:
        return offset
    if method == _IN_IDAT and idat is not None:
        return idat + offset
    raise BoxError("unknown_place")


def _number(content: bytes, at: int, size: int) -> tuple[int, int]:
    """A number of so many bytes, and where it ends."""
    if at + size > len(content):
        raise BoxError("cut_short")
    return int.from_bytes(content[at : at + size]), at + size
