"""Finds letters for a text: a face that has them, else Pillow's own."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Face = ImageFont.FreeTypeFont | ImageFont.ImageFont

_BUNDLED = (Path(__file__).parents[2] / "resources" / "fonts", Path(__file__).parents[1] / "resources" / "fonts")
_LATIN_FILES = ("Inter-Regular.ttf", "Inter.ttf", "InterVariable.ttf", "Inter-Regular.otf")
_SYSTEM = {
    "linux": (
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ),
    "darwin": (
        "/System/Library/Fonts/PingFang.ttc",
        "/System/Library/Fonts/Hiragino Sans GB.ttc",
        "/System/Library/Fonts/Helvetica.ttc",
    ),
    "win32": (
        "C:/Windows/Fonts/msyh.ttc",
        "C:/Windows/Fonts/simsun.ttc",
        "C:/Windows/Fonts/segoeui.ttf",
    ),
}
_SIMPLIFIED_INDEX = 2
"""Noto's collection holds Japanese, Korean, Simplified and Traditional Chinese in this order."""
_FIRST_BEYOND_LATIN = 0x2E80


def face_for(text: str, size: float) -> Face:
    """A face for `text` at `size` pixels: Inter where it has every letter, else the system's Chinese face."""
    beyond = any(ord(letter) >= _FIRST_BEYOND_LATIN for letter in text)
    return _face(beyond, max(4, round(size)))


@lru_cache(maxsize=32)
def _face(beyond_latin: bool, size: int) -> Face:  # noqa: FBT001 - a cache key, passed by position
    latin = [str(folder / name) for folder in _BUNDLED for name in _LATIN_FILES]
    system = list(_SYSTEM.get(sys.platform, ()))
    for path in system if beyond_latin else [*latin, *system]:
        index = _SIMPLIFIED_INDEX if path.endswith("NotoSansCJK-Regular.ttc") else 0
        try:
            return ImageFont.truetype(path, size, index=index)
        except OSError:
            continue
    return ImageFont.load_default(size)


def wrapped(text: str, length: Callable[[str], float], limit: float, lines: int = 3) -> list[str]:
    """The text in at most `lines` lines, the last one with an ellipsis where more was to come.

    Args:
        text: white space of any kind separates; Chinese breaks anywhere.
        length: pixels of a text.
        limit: pixels of a line.
        lines: at most so many.
    """
    done: list[str] = []
    line = ""
    for piece in _pieces(" ".join(text.split())):
        if length(line + piece.rstrip()) <= limit or not line:
            line += piece
            continue
        if len(done) == lines - 1:
            return [*done, shortened(line + piece, length, limit)]
        done.append(line.rstrip())
        line = piece.lstrip()
    return [*done, shortened(line, length, limit)]


def shortened(line: str, length: Callable[[str], float], limit: float) -> str:
    """The line, or as much of it as fits `limit` pixels with an ellipsis."""
    if length(line) <= limit:
        return line
    while line and length(line.rstrip() + "…") > limit:
        line = line[:-1]
    return line.rstrip() + "…"


def _pieces(text: str) -> Iterator[str]:
    """What a line may be broken between: words with their space, single Chinese characters."""
    piece = ""
    for letter in text:
        if ord(letter) >= _FIRST_BEYOND_LATIN:
            if piece:
                yield piece
            piece = ""
            yield letter
            continue
        piece += letter
        if letter == " ":
            yield piece
            piece = ""
    if piece:
        yield piece
