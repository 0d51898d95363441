"""JPEG without anything but its picture, and without decoding it: not one pixel changes.

A marker is 0xFF and a letter; all but a few carry a 16-bit length and a body (ITU-T T.81, B.1.1).
"""

from __future__ import annotations

import re
from typing import Final

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_PICTURE: Final = {*range(0xC0, 0xD0), _SCAN, 0xDB, 0xDC, 0xDD} - {0xC8}
"""Frames, tables, scans, lines and restarts; a letter that damage has made of another is read by no decoder."""
_SHORT: Final = {0xDC, 0xDD}
"""Their bodies are two bytes."""
_APPS: Final = range(0xE0, 0xF0)
_KEPT = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
"""What tells how colours are meant; all else that programs add may tell on somebody."""
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""Inside a scan 0xFF is followed by 0, and restart markers belong to it."""


def stripped(content: bytes) -> bytes | None:
    """The same picture without EXIF, XMP, comments, thumbnails and whatever stands behind its end.

    Returns:
        `None` where the segments do not hold together.
    """
    if content[:2] != bytes((0xFF, _START)):
        return None
    kept, at = [content[:2]], 2
    while (marker := _NEXT_MARKER.match(content, at)) is not None:
        kind, body = marker[1][0], marker.end()
        if kind == _END:
            return b"".join([*kept, content[body - 2 : body]])
        end = body + int.from_bytes(content[body : body + 2])
        if end < body + 2 or end > len(content):
            return None
        if kind == _SCAN:
            following = _NEXT_MARKER.search(content, end)
            end = len(content) if following is None else following.start()
        if _is_kept(kind, content[body + 2 : min(end, body + 14)]):
            kept.append(content[body - 2 : end])
        at = end
    return None


def _is_kept(kind: int, body: bytes) -> bool:
    if kind in _APPS:
        return any(kind == app and body.startswith(name) for app, name in _KEPT)
    return kind in _PICTURE and not (kind in _SHORT and len(body) != 2)
