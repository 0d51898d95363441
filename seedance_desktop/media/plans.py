"""What films to try for a recipe. Imported in the worker process only."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from seedance_desktop.domain.fit import Crop
from seedance_desktop.media.film import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.domain.fit import Recipe

_TRIES = 6
_LEAST_BITS = 0.03
"""Per pixel: below that H.264 shows blocks, and fewer pixels look better."""
_LEAST_RATE = 20_000
"""Bits per second that any moving picture takes."""
_SMALLEST_SIDE = 64


@dataclass(frozen=True, slots=True)
class Source:
    """What a video is like, as far as a plan needs it.

    Attributes:
        width: pixels as shown.
        height: pixels as shown.
        turn: degrees clockwise by which its frames come turned the wrong way.
        fps: frames per second, on the average.
        start: seconds on the clock of its container.
        seconds: length, where it is known.
        sampling: samples per second that its sound should have in a film; `None` where it is silent.
        layout: of that sound.
    """

    width: int
    height: int
    turn: int
    fps: Fraction
    start: float
    seconds: float | None
    sampling: int | None
    layout: str


def plans(source: Source, recipe: Recipe) -> Iterator[Plan]:
    """What to try, one after the other; only a limit in bytes needs more than one."""
    size = _size(source, recipe)
    fps = Fraction(recipe.fps).limit_denominator(1001) if recipe.fps else source.fps
    length = None if recipe.end is None else max(0.0, recipe.end - recipe.start)
    plan = Plan(
        fps,
        size,
        _inside(recipe.crop, source),
        source.turn,
        source.start + recipe.start,
        length,
        sampling=source.sampling,
        layout=source.layout,
    )
    if recipe.most_bytes is None:
        yield plan
        return
    left = max(0.1, (source.seconds or 0.0) - recipe.start)
    seconds = left if length is None else min(left, length) or left
    share = 0.97
    fixed = recipe.width is not None or recipe.height is not None
    for _ in range(_TRIES):
        lighter = _lighter(plan, recipe.most_bytes * 8 * share / seconds, fixed=fixed)
        if lighter is not None:
            yield replace(lighter, most_bytes=recipe.most_bytes)
        share *= 0.85


def _lighter(plan: Plan, bits: float, *, fixed: bool) -> Plan | None:
    """The plan within `bits` per second, its container counted; with fewer pixels where they would get too few bits."""
    sound = int(min(plan.sound_rate, max(32_000, bits / 6))) if plan.sampling else 0
    video = int(bits - sound - 200 * float(plan.fps) - 6_000)
    if video < _LEAST_RATE:
        return None
    width, height = plan.size
    scale = math.sqrt(video / (width * height * float(plan.fps) * _LEAST_BITS))
    if scale < 1 and not fixed:
        width, height = _even(width * scale), _even(height * scale)
        if min(width, height) < min(_SMALLEST_SIDE, *plan.size):
            return None
    return replace(plan, size=(width, height), video_rate=video, sound_rate=sound)


def _size(source: Source, recipe: Recipe) -> tuple[int, int]:
    crop = _inside(recipe.crop, source)
    width, height = (source.width, source.height) if crop is None else (crop.width, crop.height)
    if recipe.width and recipe.height:
        width, height = recipe.width, recipe.height
    elif recipe.width:
        width, height = recipe.width, round(height * recipe.width / width)
    elif recipe.height:
        width, height = round(width * recipe.height / height), recipe.height
    return _even(width), _even(height)


def _inside(crop: Crop | None, source: Source) -> Crop | None:
    """The part of a crop that lies within the picture, one pixel at least."""
    if crop is None:
        return None
    left, top = min(max(crop.left, 0), source.width - 1), min(max(crop.top, 0), source.height - 1)
    width, height = min(crop.width, source.width - left), min(crop.height, source.height - top)
    return Crop(left, top, max(1, width), max(1, height))


def _even(side: float) -> int:
    return max(2, int(side) // 2 * 2)
