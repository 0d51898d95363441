"""The kept part of a picture: inside it, in the shape that is asked for, never too small to see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from seedance_desktop.domain.fit import Crop

SMALLEST = 32
"""Pixels of the shorter side that are kept at least, where the picture has them."""


@dataclass(frozen=True, slots=True)
class CropBox:
    """A part of a picture, in its pixels.

    Attributes:
        width: of the picture.
        height: of the picture.
        crop: the part.
        ratio: width : height of the part; `None` leaves it free.
    """

    width: int
    height: int
    crop: Crop
    ratio: tuple[int, int] | None = None

    @classmethod
    def largest(cls, width: int, height: int, ratio: tuple[int, int] | None = None) -> CropBox:
        """As much as the shape allows, in the middle."""
        whole = cls(width, height, Crop(0, 0, width, height), ratio)
        return whole.scaled(1.0)

    def moved(self, right: float, down: float) -> CropBox:
        """Keep as much, elsewhere; pixels."""
        return self.placed(self.crop.left + right, self.crop.top + down)

    def placed(self, left: float, top: float) -> CropBox:
        crop = self.crop
        x = max(0, min(round(left), self.width - crop.width))
        y = max(0, min(round(top), self.height - crop.height))
        return replace(self, crop=replace(crop, left=x, top=y))

    def scaled(self, factor: float) -> CropBox:
        """Keep more or less around the same middle."""
        crop = self.crop
        across, down = crop.left + crop.width / 2, crop.top + crop.height / 2
        width, height = self._shaped(crop.width * factor, crop.height * factor)
        return replace(self, crop=Crop(0, 0, width, height)).placed(across - width / 2, down - height / 2)

    def dragged(self, anchor: tuple[int, int], to: tuple[float, float]) -> CropBox:
        """Span from a corner that stays to one that is dragged; both in pixels of the picture."""
        reach = tuple(max(0.0, min(place, most)) for place, most in zip(to, (self.width, self.height), strict=True))
        room = tuple(
            anchor[n] if reach[n] < anchor[n] else most - anchor[n] for n, most in enumerate((self.width, self.height))
        )
        width, height = self._shaped(abs(reach[0] - anchor[0]), abs(reach[1] - anchor[1]), room)
        left = anchor[0] - width if reach[0] < anchor[0] else anchor[0]
        top = anchor[1] - height if reach[1] < anchor[1] else anchor[1]
        return replace(self, crop=Crop(0, 0, width, height)).placed(left, top)

    def _shaped(self, width: float, height: float, room: tuple[float, ...] | None = None) -> tuple[int, int]:
        """The nearest size in the right shape that has room."""
        most_wide, most_high = room or (self.width, self.height)
        if self.ratio is None:
            least = min(SMALLEST, self.width, self.height)
            return max(least, round(min(width, most_wide))), max(least, round(min(height, most_high)))
        wide, high = self.ratio
        unit = max(width / wide, height / high)
        unit = max(unit, SMALLEST / min(wide, high))
        unit = min(unit, most_wide / wide, most_high / high)
        return (
            max(1, min(self.width, round(unit * wide))),
            max(1, min(self.height, round(unit * high))),
        )
