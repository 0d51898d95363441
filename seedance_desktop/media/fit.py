"""Makes the fitted copy of any file. Imported in the worker process only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.endings import FILM, PICTURES, SOUNDS
from seedance_desktop.media.files import NO_SPACE, part_of, settle, write_whole, writing
from seedance_desktop.media.fit_film import fit_film, fit_moving_picture
from seedance_desktop.media.fit_picture import fit_picture
from seedance_desktop.media.fit_sound import fit_sound
from seedance_desktop.media.sniff import sniff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.media.sniff import Sniffed

    Report = Callable[[float], None]
    Copy = Callable[[Path, Sniffed, Path, Recipe, Report], None]


def fit(path: Path, target: Path, recipe: Recipe, report: Report) -> None:
    """Writes the copy of `path` that `recipe` describes; the ending of `target` says its format.

    Raises:
        LocalFailure: see `MediaService.fit`.
        av.FFmpegError, OSError, ValueError, SyntaxError: the original cannot be read.
    """
    sniffed = sniff(path)
    ending = target.suffix[1:].lower()
    if sniffed.kind is Kind.IMAGE and ending in PICTURES:
        write_whole(target, fit_picture(path, sniffed, ending, recipe))
        return
    copy = _copy_for(sniffed, ending)
    if copy is None:
        raise LocalFailure("media.no_picture", {"name": path.name})
    part = part_of(target)
    try:
        with writing(target):
            part.touch()
        copy(path, sniffed, part, recipe, report)
        with writing(target):
            settle(part, target)
    except av.FFmpegError as error:
        if error.errno in NO_SPACE:
            raise LocalFailure("disk.full", {"name": target.name}) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def _copy_for(sniffed: Sniffed, ending: str) -> Copy | None:
    if ending == FILM:
        return fit_moving_picture if sniffed.kind is Kind.IMAGE else fit_film
    return fit_sound if ending in SOUNDS and sniffed.kind is not Kind.IMAGE else None
