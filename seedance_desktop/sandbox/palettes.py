"""The moods of the landscape. Data: a new mood is a new row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import random

Colour: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one mood.

    Attributes:
        sky: from top to horizon.
        sun: disc of sun or moon.
        glow: how strong the light around it is, 0 to 1.
        hills: from far to near; each falls off to the next pair's second colour at its foot.
        stars: how many, for a frame of 1280 × 720.
        words: a prompt with one of these asks for this mood.
    """

    sky: tuple[Colour, ...]
    sun: Colour
    glow: float
    hills: tuple[tuple[Colour, Colour], ...]
    stars: int = 0
    words: tuple[str, ...] = ()


def _rgb(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


def _hills(*pairs: str) -> tuple[tuple[Colour, Colour], ...]:
    return tuple((_rgb(pair[:6]), _rgb(pair[7:])) for pair in pairs)


PALETTES = {
    "dusk": Palette(
        sky=(_rgb("442A5E"), _rgb("3B1A57"), _rgb("4A1C52")),
        sun=_rgb("F79777"),
        glow=0.34,
        hills=_hills("3A174B-2E1242", "2C1340-220F35", "21102F-180B23", "160B20-0E0716"),
        words=("dusk", "sunset", "evening", "twilight", "first light", "dawn", "黄昏", "傍晚", "日落", "黎明"),
    ),
    "harbour": Palette(
        sky=(_rgb("0E4263"), _rgb("3F5A68"), _rgb("B4694A"), _rgb("C97B4E")),
        sun=_rgb("FBDDA6"),
        glow=0.42,
        hills=_hills("8A5243-6B3F3C", "5C3A3D-432E38", "3A2A36-2A2230", "221D2A-15131D"),
        words=("harbour", "harbor", "sea", "boat", "ocean", "river", "lake", "海", "船", "港", "湖"),
    ),
    "desert": Palette(
        sky=(_rgb("F6CE5E"), _rgb("F4BA60"), _rgb("F0A468")),
        sun=_rgb("FDF0CC"),
        glow=0.5,
        hills=_hills("D98A5C-C67850", "B5664A-9C5340", "8A4539-6F352E", "562823-3A1A18"),
        words=("desert", "sand", "dune", "heat", "summer", "noon", "沙漠", "夏", "阳光"),
    ),
    "night": Palette(
        sky=(_rgb("070D22"), _rgb("101D44"), _rgb("24376B")),
        sun=_rgb("EEF1FA"),
        glow=0.3,
        hills=_hills("22335F-1A2850", "172448-111B39", "0F1831-0A1124", "080D1C-04070F"),
        stars=70,
        words=("night", "moon", "star", "midnight", "neon", "夜", "月", "星", "霓虹"),
    ),
    "fog": Palette(
        sky=(_rgb("C9D5E1"), _rgb("D6DFE8"), _rgb("E3E8ED")),
        sun=_rgb("FFFFFF"),
        glow=0.6,
        hills=_hills("B3C1CE-C3CED9", "8FA2B4-A3B3C2", "627A90-788DA0", "3D5468-2C3F51"),
        words=("fog", "mist", "snow", "winter", "rain", "cloud", "雾", "雪", "冬", "雨", "云"),
    ),
}


def palette_for(prompt: str, seed: random.Random) -> Palette:
    """The mood a prompt asks for, else one drawn by its seed.

    Args:
        prompt: the prompt.
        seed: drawn from only when no word decides.
    """
    text = prompt.lower()
    for palette in PALETTES.values():
        if any(word in text for word in palette.words):
            return palette
    return seed.choice(list(PALETTES.values()))
