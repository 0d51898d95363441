"""From resolution and ratio to pixels."""

from __future__ import annotations

from fractions import Fraction

_SHORT_SIDE = {"480p": 480, "720p": 720, "1080p": 1080, "2k": 1440, "4k": 2160}
_DEFAULT_SIDE = 720
_WIDE = Fraction(16, 9)
_UPRIGHT = 1 / _WIDE
_WIDEST = Fraction(21, 9)
_LIMIT = Fraction(4)
ADAPTIVE = "adaptive"


def aspect(ratio: str, orientation: str, first_picture: tuple[int, int] | None) -> Fraction:
    """Width over height.

    Args:
        ratio: such as `16:9`, `Adaptive`, or empty.
        orientation: counts while the ratio is empty.
        first_picture: width and height of the first picture that was given, for `Adaptive`.
    """
    if ratio.lower() == ADAPTIVE and first_picture is not None and min(first_picture) > 0:
        return min(_WIDEST, max(1 / _WIDEST, Fraction(*first_picture)))
    wide, _, high = ratio.partition(":")
    if wide.isdecimal() and high.isdecimal() and int(wide) and int(high):
        return min(_LIMIT, max(1 / _LIMIT, Fraction(int(wide), int(high))))
    return _UPRIGHT if not ratio and orientation == "portrait" else _WIDE


def frame_size(resolution: str, shape: Fraction, scale: float = 1.0) -> tuple[int, int]:
    """Even width and height whose short side is what the resolution names.

    Args:
        resolution: such as `720p`, `2k`; anything unknown counts as 720p.
        shape: width over height.
        scale: factor on both.
    """
    short = _SHORT_SIDE.get(resolution.lower(), _DEFAULT_SIDE) * scale
    long = short * float(max(shape, 1 / shape))
    width, height = (long, short) if shape >= 1 else (short, long)
    return _even(width), _even(height)


def _even(value: float) -> int:
    return max(16, 2 * round(value / 2))
