"""Folders and files for their owner alone: prompts, links and a proxy's password are nobody else's."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; one that is there stays as open as its owner made it.

    Raises:
        OSError: it cannot be made.
    """
    for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(exist_ok=True)


def refuse_other(path: Path) -> None:
    """Let nothing be opened that is there and is no file: a pipe would be waited for for ever.

    Raises:
        OSError: it is no file.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a file")


def private_file(path: Path, flags: int = os.O_TRUNC) -> BinaryIO:
    """Open a file for writing, made if need be.

    Raises:
        OSError: it cannot be written, or is no file.
    """
    refuse_other(path)
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600), "wb")
    keep_private(path)
    return file


def keep_private(path: Path) -> None:
    """Take from others what they may do with a file of ours; where that cannot be, it stays as it is."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
