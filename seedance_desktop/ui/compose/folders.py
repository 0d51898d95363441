"""Finds the media files of a folder that was dropped. Touches the disk, so it runs beside the window's thread."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seedance_desktop.ui.compose.kinds import kind_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 300
"""Taken from one folder; no route takes more than a few, and each is decoded once."""
MOST_ENTRIES = 20_000
"""Looked at: whoever drops the whole disk does not wait for it."""
DEEPEST = 8
"""Folders inside folders."""
_NUMBERS = re.compile(r"(\d+)")
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2)


class Found(NamedTuple):
    """Media files in their natural order.

    Attributes:
        paths: absolute, if the folder's was.
        whole: nothing was left out because there is too much.
    """

    paths: tuple[str, ...]
    whole: bool


def media_in(folder: str) -> Found:
    """The files inside whose names promise a picture, a video or a sound, hidden ones left out.

    Links to folders are not followed: they may lead in a circle, or out into everything.
    """
    walk = _Walk()
    paths = [path for path in walk.files(folder, 1) if kind_of_name(path) is not None]
    paths.sort(key=lambda path: natural(os.path.relpath(path, folder)))
    return Found(tuple(paths[:MOST_FILES]), walk.whole and len(paths) <= MOST_FILES)


def natural(name: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """A key that sorts `shot 2` before `shot 10`, whatever the case, folder by folder."""
    return tuple(
        tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _NUMBERS.split(level) if part)
        for level in Path(name.casefold()).parts
    )


class _Walk:
    def __init__(self) -> None:
        self.whole = True
        self._seen = 0

    def files(self, folder: str, depth: int) -> Iterator[str]:
        inside: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    self._seen += 1
                    if self._seen > MOST_ENTRIES:
                        self.whole = False
                        return
                    if _is_hidden(entry):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        inside.append(entry.path)
                    elif entry.is_file():
                        yield entry.path
        except OSError:  # a folder that may not be read holds nothing for us
            return
        for path in sorted(inside, key=natural):
            if depth >= DEEPEST:
                self.whole = False
                return
            yield from self.files(path, depth + 1)


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & _HIDDEN)
