"""Pictures as the encoder wants them: one brightness and two colour planes.

Composing in planes instead of RGB halves the bytes that move per frame and spares a conversion per frame, which is
most of what a clip costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

# RGB (0-255) to limited-range Y'CbCr of ITU-R BT.709.
_BT709 = (
    (0.1826, 0.6142, 0.0620, 16.0),
    (-0.1006, -0.3386, 0.4392, 128.0),
    (0.4392, -0.3989, -0.0403, 128.0),
)
_MATRIX = tuple(value for row in _BT709 for value in row)


@dataclass(frozen=True, slots=True)
class Planes:
    """Brightness at full size, both colours at half width and height."""

    y: Image.Image
    u: Image.Image
    v: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> Planes:
        """The planes of an RGB picture of even width and height."""
        full = picture.convert("RGB", _MATRIX)
        _, u, v = picture.reduce(2).convert("RGB", _MATRIX).split()
        return cls(full.getchannel(0), u, v)

    def copy(self) -> Planes:
        return self._each(Image.Image.copy)

    def cropped(self, box: tuple[int, int, int, int]) -> Planes:
        """A part with even edges."""
        half = _halved(box)
        return Planes(self.y.crop(box), self.u.crop(half), self.v.crop(half))

    def blended(self, other: Planes, share: float) -> Planes:
        """This picture with `share` (0 to 1) of the other one over it."""
        return Planes(
            Image.blend(self.y, other.y, share),
            Image.blend(self.u, other.u, share),
            Image.blend(self.v, other.v, share),
        )

    def paste(self, other: Planes, at: tuple[int, int], mask: Mask) -> None:
        """Lay `other` over this picture; `at` has even coordinates."""
        half = (at[0] // 2, at[1] // 2)
        self.y.paste(other.y, at, mask.full)
        self.u.paste(other.u, half, mask.half)
        self.v.paste(other.v, half, mask.half)

    def _each(self, change: Callable[[Image.Image], Image.Image]) -> Planes:
        return Planes(change(self.y), change(self.u), change(self.v))


@dataclass(frozen=True, slots=True)
class Mask:
    """How much of a picture covers what lies under it, for both plane sizes."""

    full: Image.Image
    half: Image.Image

    @classmethod
    def of(cls, coverage: Image.Image) -> Mask:
        """From one picture of mode L with even width and height."""
        return cls(coverage, coverage.reduce(2))

    def cropped(self, box: tuple[int, int, int, int]) -> Mask:
        """A part with even edges."""
        half = _halved(box)
        return Mask(self.full.crop(box), self.half.crop(half))

    def faded(self, share: float) -> Mask:
        """The same shape, `share` (0 to 1) as strong."""
        table = [round(value * share) for value in range(256)]
        return Mask(self.full.point(table), self.half.point(table))


def _halved(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, upper, right, lower = box
    return left // 2, upper // 2, right // 2, lower // 2
