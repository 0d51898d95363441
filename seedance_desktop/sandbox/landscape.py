"""A calm, slowly moving landscape: sky, sun and hills, its mood told by the prompt."""

from __future__ import annotations

import hashlib
import math
import random
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from seedance_desktop.sandbox.palettes import palette_for
from seedance_desktop.sandbox.planes import Mask, Planes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.sandbox.palettes import Colour, Palette

_SMOOTHING = 2
_DISC_SMOOTHING = 6
_HORIZON = 0.60
_HILL_STEP = 0.125
_HILL_DEPTH = 0.27
_HILL_DRIFT = (0.016, 0.03, 0.055, 0.09)
_SUN_SIZE = 0.105
_GLOW_SIZE = 5.2
_GRAIN = 1.1
_GRAIN_TILE = 256
_RIM = 180


@dataclass(frozen=True, slots=True)
class _Hill:
    """A hill wider than the frame, of which a window moves along.

    Attributes:
        top: pixels from the frame's upper edge.
        drift: pixels it moves over the clip; negative moves left.
    """

    colours: Planes
    mask: Mask
    top: int
    drift: float


class Landscape:
    """Everything that does not change, painted once; `at` puts a moment together.

    Args:
        width: even pixels.
        height: even pixels.
        prompt: decides the mood and the lie of the land.
    """

    def __init__(self, width: int, height: int, prompt: str) -> None:
        seed = random.Random(hashlib.sha256(prompt.encode()).digest())  # noqa: S311 - the same land for the same prompt
        palette = palette_for(prompt, seed)
        self._width, self._height = width, height
        self._short = min(width, height)
        self._sky = Planes.of(_sky(width, height, palette, seed))
        self._sun, self._sun_mask = self._painted_sun(palette)
        self._heading = seed.choice((-1, 1))
        self._sun_from = seed.uniform(0.28, 0.42) if self._heading > 0 else seed.uniform(0.58, 0.72)
        self._hills = [self._painted_hill(i, pair, seed) for i, pair in enumerate(palette.hills)]

    def at(self, moment: float) -> Planes:
        """The picture at `moment`, 0 (beginning) to 1 (end) of the clip."""
        picture = self._sky.copy()
        self._place_sun(picture, moment)
        for hill in self._hills:
            shift = _even((abs(hill.drift) * moment) if hill.drift < 0 else hill.drift * (1 - moment))
            box = (shift, 0, shift + self._width, hill.mask.full.height)
            picture.paste(hill.colours, (0, hill.top), hill.mask.cropped(box))
        return picture

    def _place_sun(self, picture: Planes, moment: float) -> None:
        size = self._sun.y.width
        x = (self._sun_from + self._heading * 0.11 * moment) * self._width - size / 2
        y = (0.44 + 0.05 * moment) * self._height - size / 2
        left, top = _even(x), _even(y)
        box = (max(0, -left), max(0, -top), min(size, self._width - left), min(size, self._height - top))
        if box[0] < box[2] and box[1] < box[3]:
            picture.paste(self._sun.cropped(box), (left + box[0], top + box[1]), self._sun_mask.cropped(box))

    def _painted_sun(self, palette: Palette) -> tuple[Planes, Mask]:
        radius = self._short * _SUN_SIZE / 2 * (1.6 if self._width < self._height else 1.35)
        size = _even(radius * 2 * _GLOW_SIZE)
        # Pillow's gradient is black in the middle and reaches `_RIM` where a side is nearest.
        light = [palette.glow * max(0.0, 1 - value / _RIM) ** 2 for value in range(256)]
        distance = Image.radial_gradient("L").resize((size, size), Image.Resampling.BICUBIC)
        glow = distance.point([round(255 * share) for share in light])
        coverage = _dithered(glow, glow)
        disc = _disc(radius)
        corner = (size - disc.width) // 2
        coverage.paste(255, (corner, corner), disc)
        return Planes.of(Image.new("RGB", (size, size), palette.sun)), Mask.of(coverage)

    def _painted_hill(self, index: int, colours: tuple[Colour, Colour], seed: random.Random) -> _Hill:
        travel = _even(self._width * _HILL_DRIFT[index])
        width = self._width + travel
        crest = _crest(width, max(self._width, self._height), self._height * (0.04 + 0.012 * index), seed)
        level = self._height * (_HORIZON + _HILL_STEP * index)
        top = max(0, _even(level + min(crest)) - 2)
        bottom = min(self._height, _even(level + self._height * _HILL_DEPTH))
        height = bottom - top
        outline = [(x * _SMOOTHING, (level + y - top) * _SMOOTHING) for x, y in enumerate(crest)]
        shape = Image.new("L", (width * _SMOOTHING, height * _SMOOTHING))
        foot = [(width * _SMOOTHING, height * _SMOOTHING), (0, height * _SMOOTHING)]
        ImageDraw.Draw(shape).polygon([*outline, (width * _SMOOTHING, outline[-1][1]), *foot], 255)
        painted = _gradient(self._width, height, colours)
        drift = -self._heading * travel
        return _Hill(Planes.of(painted), Mask.of(shape.reduce(_SMOOTHING)), top, drift)


def _disc(radius: float) -> Image.Image:
    """A smooth-edged full circle, mode L."""
    side = _even(radius * 2) + 4
    drawn = Image.new("L", (side * _DISC_SMOOTHING, side * _DISC_SMOOTHING))
    near, far = (side / 2 - radius) * _DISC_SMOOTHING, (side / 2 + radius) * _DISC_SMOOTHING
    ImageDraw.Draw(drawn).ellipse((near, near, far, far), 255)
    return drawn.reduce(_DISC_SMOOTHING)


def _crest(width: int, frame: int, swing: float, seed: random.Random) -> list[float]:
    """Heights of a hill's edge, pixel by pixel: a few long waves laid over each other."""
    waves = [
        (seed.uniform(0.7, 1.1), seed.uniform(0, math.tau), 1.0),
        (seed.uniform(1.6, 2.3), seed.uniform(0, math.tau), 0.42),
        (seed.uniform(3.4, 4.6), seed.uniform(0, math.tau), 0.12),
    ]
    return [
        swing * sum(share * math.sin(math.tau * turns * x / frame + phase) for turns, phase, share in waves)
        for x in range(width)
    ]


def _sky(width: int, height: int, palette: Palette, seed: random.Random) -> Image.Image:
    sky = _gradient(width, height, palette.sky, until=_HORIZON + 0.1)
    draw = ImageDraw.Draw(sky)
    unit = min(width, height) / 720
    for _ in range(palette.stars):
        x, y = seed.uniform(0, width), seed.uniform(0, height * 0.55)
        reach, light = seed.uniform(0.5, 1.2) * unit, round(seed.uniform(70, 190))
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), (light, light, min(255, light + 18)))
    return sky


def _gradient(width: int, height: int, colours: Sequence[Colour], until: float = 1.0) -> Image.Image:
    """A smooth vertical run of colours that ends at `until` of the height, dithered against bands."""
    strips = [
        Image.frombytes("L", (1, height), bytes(_run([c[band] for c in colours], height, until))) for band in range(3)
    ]
    smooth = Image.merge("RGB", strips).resize((width, height))
    return Image.merge("RGB", [_dithered(band) for band in smooth.split()])


def _run(stops: Sequence[int], height: int, until: float) -> list[int]:
    values = []
    for row in range(height):
        place = min(1.0, row / max(1.0, height * until)) * (len(stops) - 1)
        low = min(int(place), len(stops) - 2)
        share = place - low
        values.append(round(stops[low] * (1 - share) + stops[low + 1] * share))
    return values


def _dithered(band: Image.Image, where: Image.Image | None = None) -> Image.Image:
    """A grain of about one step, without which eight bits show bands in a dark sky.

    Args:
        band: mode L.
        where: the grain falls only where this one is not black.
    """
    grained = ImageChops.add(band, _grain(band.size), 1, -128)
    if where is None:
        return grained
    return Image.composite(grained, band, where.point([0] * 4 + [255] * 252))


def _grain(size: tuple[int, int]) -> Image.Image:
    """Noise around 128, one tile laid side by side: making it anew costs more than all else in a large picture."""
    tile = _grain_tile()
    field = Image.new("L", size)
    for left in range(0, size[0], _GRAIN_TILE):
        for top in range(0, size[1], _GRAIN_TILE):
            field.paste(tile, (left, top))
    return field


@lru_cache(maxsize=1)
def _grain_tile() -> Image.Image:
    return Image.effect_noise((_GRAIN_TILE, _GRAIN_TILE), _GRAIN)


def _even(value: float) -> int:
    return 2 * round(value / 2)
