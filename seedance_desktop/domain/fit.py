"""What a fitted copy of a reference should be: the answer to a limit that its original breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Facts


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a picture, in pixels as shown (after rotation)."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that is to be changed in one copy; what is not named stays as near to the original as can be.

    A copy is always upright and never says where it was taken.

    Attributes:
        format: `png`, `jpeg`, `mp4` or `m4a`; empty keeps the original's where it can be written, else the nearest.
        start: seconds; where the kept part begins.
        end: seconds; where it ends; `None` keeps all behind `start`.
        crop: the part of the picture that is kept.
        width: pixels after cropping; `None` keeps them.
        height: pixels after cropping; `None` keeps them.
        fps: frames per second; `None` keeps them.
        most_bytes: bytes the copy must stay below.
    """

    format: str = ""
    start: float = 0.0
    end: float | None = None
    crop: Crop | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    most_bytes: int | None = None

    def applied_to(self, facts: Facts) -> Facts:
        """What is known of the copy before it is made; `size` is the most it may have, else unknown."""
        width, height = facts.width, facts.height
        if self.crop is not None:
            width, height = self.crop.width, self.crop.height
        end = self.end if facts.seconds is None else min(facts.seconds, self.end or facts.seconds)
        return replace(
            facts,
            format=self.format or facts.format,
            width=self.width or width,
            height=self.height or height,
            seconds=None if end is None else max(0.0, end - self.start),
            fps=self.fps or facts.fps,
            size=self.most_bytes,
            rotation=0,
            located=False,
        )
