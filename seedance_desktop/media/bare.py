"""The same file without what it says about its owner: no pixel and no sample is decoded, moved or changed.

Colour profiles and the orientation stay, as they say how pixels are meant. What cannot be cut out of a row of boxes
without moving others is blanked where it stands. Imported in the worker process only.
"""

from __future__ import annotations

import shutil
import struct
import zlib
from typing import IO, TYPE_CHECKING, Final

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.boxes import Box, BoxError, boxes
from seedance_desktop.media.files import part_of, settle, write_whole, writing
from seedance_desktop.media.items import private_extents
from seedance_desktop.media.jpeg import stripped
from seedance_desktop.media.pictures import opened_picture
from seedance_desktop.media.png import read_png
from seedance_desktop.media.sniff import sniff
from seedance_desktop.media.whereabouts import ORIENTATION, exif_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_desktop.media.sniff import Sniffed

_PNG_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT cICP mDCV cLLI".split()
)
"""What pixels and their colours are made of (W3C, PNG third edition, 11)."""
_WEBP_KEPT: Final = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
"""Bits of the flags in VP8X (RFC 9649, 2.7.1.1)."""
_FILM_PRIVATE: Final = frozenset((b"udta", b"meta", b"uuid"))
_FILM_PARENTS: Final = frozenset((b"moov", b"trak"))
NOT_CLEAR: Final = "the picture does not hold together"
_BLANK_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08" + bytes(6)
"""Four bytes of offset, then a TIFF header with an empty directory (ISO/IEC 23008-12, A.2.1)."""


def bare_copy(path: Path, target: Path) -> bool:
    """Write the file without what it says about its owner.

    Returns:
        Whether there was anything to take away; else nothing is written.

    Raises:
        LocalFailure: `media.unreadable`, `media.too_large`, `disk.full`, `file.unwritable`, `file.missing`.
        OSError, ValueError, SyntaxError: the original cannot be read, or does not hold together.
    """
    sniffed = sniff(path)
    if sniffed.kind is not Kind.IMAGE:
        try:
            return sniffed.demuxer == "mov" and _bare_film(path, target, sniffed.size)
        except BoxError as error:
            raise LocalFailure("media.unreadable", {"name": path.name}) from error
    found = bare(path.read_bytes(), sniffed.format, _orientation(path, sniffed))
    if found is None:
        return False
    write_whole(target, found)
    return True


def _orientation(path: Path, sniffed: Sniffed) -> int:
    if sniffed.format not in {"jpeg", "png", "webp"}:
        return 1
    late = read_png(path) if sniffed.format == "png" else b""
    with opened_picture(path, sniffed) as image:
        told = exif_of(image, late).get(ORIENTATION, 1)
    return int(told) if told in range(2, 9) else 1


def bare(content: bytes, format_: str, orientation: int = 1) -> bytes | None:
    """The file without EXIF, XMP, comments, thumbnails and whatever stands behind its end.

    Args:
        content: a whole file.
        format_: as `sniff` names it.
        orientation: of its EXIF, 1 to 8; it stays.

    Returns:
        `None` where nothing is to be taken away, or where the file is of another format.

    Raises:
        ValueError: it does not hold together or is written in an unknown way: what it tells is anybody's guess.
    """
    try:
        if format_ == "jpeg":
            found = _bare_jpeg(content, orientation)
        elif format_ == "png":
            found = _bare_png(content, orientation)
        elif format_ == "webp":
            found = _bare_webp(content, orientation)
        elif format_ in {"heic", "avif"}:
            found = _blanked(content, private_extents(content))
        else:
            return None
    except (struct.error, BoxError, IndexError) as error:
        raise ValueError(NOT_CLEAR) from error
    if found is None:
        raise ValueError(NOT_CLEAR)
    return None if found == content else found


def exif_of_orientation(orientation: int) -> bytes:
    """A TIFF structure that says how a picture is turned and nothing else (TIFF 6.0, 2; EXIF 2.32, 4.6.4)."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _bare_jpeg(content: bytes, orientation: int) -> bytes | None:
    kept = stripped(content)
    if kept is None or orientation == 1:
        return kept
    body = b"Exif\0\0" + exif_of_orientation(orientation)
    return kept[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + kept[2:]


def _bare_png(content: bytes, orientation: int) -> bytes | None:
    kept = [content[:8]]
    at = 8
    while at + 12 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            return None
        if name == b"IEND":
            if orientation != 1:
                body = b"eXIf" + exif_of_orientation(orientation)
                kept.append(struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body)))
            return b"".join([*kept, content[at:end]])
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        at = end
    return None


def _bare_webp(content: bytes, orientation: int) -> bytes | None:
    kept, at = [], 12
    end_of_all = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    while at + 8 <= end_of_all:
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            return None
        if name in _WEBP_KEPT:
            kept.append(bytearray(content[at:end]))
        at = end
    if kept and kept[0][:4] == b"VP8X":
        kept[0][8] &= ~(_WEBP_EXIF | _WEBP_XMP)
        if orientation != 1:
            kept[0][8] |= _WEBP_EXIF
            exif = exif_of_orientation(orientation)
            kept.append(bytearray(b"EXIF" + struct.pack("<I", len(exif)) + exif))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body if kept else None


def _blanked(content: bytes, extents: list[tuple[int, int, bool]] | None) -> bytes | None:
    """The same length, with EXIF emptied and texts made of spaces."""
    if extents is None:
        return None
    changed = bytearray(content)
    for start, length, is_exif in extents:
        if start + length > len(content):
            return None
        filling = _BLANK_EXIF if is_exif else b""
        changed[start : start + length] = filling[:length].ljust(length, b"\0" if is_exif else b" ")
    return bytes(changed)


def _bare_film(path: Path, target: Path, size: int) -> bool:
    """Boxes with texts about the film become free space of the same size, so that nothing else moves."""
    with path.open("rb") as original:
        private = list(_private_boxes(original, 0, size))
    if not private:
        return False
    part = part_of(target)
    try:
        with writing(target):
            shutil.copyfile(path, part)
            with part.open("r+b") as file:
                for box in private:
                    file.seek(box.start + 4)
                    file.write(b"free")
                    file.seek(box.start + box.header)
                    file.write(bytes(box.size - box.header))
            settle(part, target)
    finally:
        part.unlink(missing_ok=True)
    return True


def _private_boxes(file: IO[bytes], start: int, end: int) -> Iterator[Box]:
    for box in boxes(file, start, end):
        if box.type in _FILM_PRIVATE:
            yield box
        elif box.type in _FILM_PARENTS:
            yield from _private_boxes(file, box.start + box.header, box.end)
