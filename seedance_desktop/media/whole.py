"""Is the end of a loaded file there? A picture or clip cut short is told before anybody pays for it.

Formats without a cheap mark of their end count as whole; decoding them is the only other judge. PNG has a module of
its own.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.boxes import BoxError, boxes
from seedance_desktop.media.files import reading

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.media.sniff import Sniffed

_PIECE = 1 << 20
_JPEG_END = b"\xff\xd9"
_JPEG_SCAN = 0xDA
_BOXED_PICTURES = ("heic", "avif")


def check_whole(path: Path, sniffed: Sniffed) -> None:
    """Refuses a file whose own marks say that its end is missing.

    Raises:
        LocalFailure: `media.truncated`.
    """
    with reading(path), path.open("rb") as file:
        if not _is_whole(file, sniffed):
            raise LocalFailure("media.truncated", {"name": path.name})


def _is_whole(file: IO[bytes], sniffed: Sniffed) -> bool:
    if sniffed.format == "jpeg":
        return _jpeg_is_whole(file)
    if sniffed.format == "webp":
        return int.from_bytes(sniffed.head[4:8], "little") + 8 <= sniffed.size
    if sniffed.demuxer == "mov" or sniffed.format in _BOXED_PICTURES:
        return _boxes_fit(file, sniffed.size)
    return True


def _holds(file: IO[bytes], mark: bytes) -> bool:
    kept = b""
    while piece := file.read(_PIECE):
        if mark in kept + piece:
            return True
        kept = piece[1 - len(mark) :]
    return False


def _jpeg_is_whole(file: IO[bytes]) -> bool:
    """Steps over the segments before the pixels: an embedded thumbnail has an end mark of its own."""
    file.seek(2)
    while len(header := file.read(4)) == 4:
        if header[0] != 0xFF:
            return True  # damaged rather than cut short: the decoder will judge
        if header[1] == _JPEG_SCAN:
            return _holds(file, _JPEG_END)
        if header[1] == 0xFF:  # fill bytes may stand before a marker
            file.seek(-3, io.SEEK_CUR)
            continue
        file.seek(max(int.from_bytes(header[2:]), 2) - 2, io.SEEK_CUR)
    return False


def _boxes_fit(file: IO[bytes], size: int) -> bool:
    """Whether no box runs past the end; junk behind the last whole box is some cameras' habit and allowed."""
    try:
        for _ in boxes(file, 0, size):
            pass
    except BoxError as error:
        return str(error) != "cut_short"
    return True
