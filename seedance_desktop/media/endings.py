"""Under which ending a fitted copy is written; light enough for the window's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from seedance_desktop.domain.reference import Kind

if TYPE_CHECKING:
    from seedance_desktop.domain.fit import Recipe

PICTURES: Final = frozenset({"jpg", "png", "webp"})
SOUNDS: Final = frozenset({"m4a", "mp3", "wav", "flac", "ogg"})
FILM: Final = "mp4"

_NEAREST = {
    Kind.IMAGE: ({"jpeg": "jpg", "png": "png", "webp": "webp", "heic": "jpg", "avif": "jpg", "tiff": "jpg"}, "png"),
    Kind.VIDEO: ({}, FILM),
    Kind.AUDIO: ({"mp3": "mp3", "wav": "wav", "flac": "flac", "ogg": "ogg"}, "m4a"),
}
"""Ending of each format that can be kept, or is kept best elsewhere; and of all others."""
_ENDINGS = {"jpeg": "jpg"}
_HEAVY = {"png": "jpg", "wav": "m4a", "flac": "m4a"}
"""Where a copy goes that must be small and whose format has no quality to give up."""


def ending_for(recipe: Recipe, kind: Kind, format_: str) -> str:
    """The ending, without a dot, of the file that `recipe` makes.

    Args:
        recipe: what is to be changed.
        kind: of the original.
        format_: of the original, as measured.
    """
    if recipe.format:
        return _ENDINGS.get(recipe.format, recipe.format)
    kept, other = _NEAREST[kind]
    ending = kept.get(format_, other)
    return ending if recipe.most_bytes is None else _HEAVY.get(ending, ending)
