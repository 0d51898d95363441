"""Puts a whole download in its place. Everything here blocks and is called in a thread."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.api.part import is_whole, sidecar_of
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.boxes import check_clip

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
_EBML_MAGIC = b"\x1a\x45\xdf\xa3"
PART = ".part"


@contextmanager
def _landing(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "disk.failed"
        if error.errno in _NO_SPACE:
            code = "disk.full"
        elif error.errno in _FORBIDDEN:
            code = "disk.read_only"
        raise LocalFailure(code, {"name": name, "errno": error.errno or 0}) from error


def part_of(folder: Path, name: str, mount: Path | None = None) -> Path:
    """Where the download of a take called `name` goes meanwhile; the folder is made if it is not there.

    Args:
        folder: of the take.
        name: without an ending.
        mount: where the folder's disk began when it was seen first: a disk that was pulled out since must not be
            made up for by a folder on the disk below.

    Raises:
        LocalFailure: `disk.away`, `disk.read_only`, `disk.full`, `disk.failed`.
    """
    if mount is not None and not mount.is_mount():
        raise LocalFailure("disk.away", {"name": folder.name, "folder": str(folder)})
    with _landing(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}{PART}"


def mount_of(folder: Path) -> Path:
    """Where the disk begins that a folder lies on, or would lie on."""
    return next((path for path in (folder, *folder.parents) if path.is_mount()), Path(folder.anchor))


def land(part: Path) -> Path:
    """Check a part file and give it its name; nothing that has that name already is touched.

    Returns:
        The take; its name and the folder's entry are on the disk.

    Raises:
        LocalFailure: `take.broken`: it is no whole clip, and the part file is gone, so that the next attempt starts
            from nothing; `disk.read_only`, `disk.full`, `disk.failed`: the part file stays, also where it could not
            be read.
    """
    with _landing(part.name):
        try:
            check_clip(part)
        except LocalFailure as failure:
            if failure.code != "take.broken":
                raise LocalFailure("disk.failed", {"name": part.name, "errno": _number(failure)}) from failure
            _dropped(part)
            raise
        ending = _ending(part)
        name = part.name.removesuffix(PART)
        number = 1
        while not _moved(part, take := part.with_name(f"{name}{f'-{number}' if number > 1 else ''}{ending}")):
            number += 1
        _sync(take.parent)
    with suppress(OSError):  # it says nothing any more, and the next download to that name does not believe it
        sidecar_of(part).unlink(missing_ok=True)
    return take


def drop(part: Path) -> None:
    """Remove a part file and what is remembered of it, if it is there.

    Raises:
        LocalFailure: `disk.read_only`, `disk.failed`.
    """
    with _landing(part.name):
        _dropped(part)


def earlier(part: Path) -> Path | None:
    """The take that came whole before: in its place already, or put there now.

    Raises:
        LocalFailure: as `land` does.
    """
    take = landed(part)
    if take is None:
        with _landing(part.name):
            whole = is_whole(part)
        take = land(part) if whole else None
    return take


def landed(part: Path) -> Path | None:
    """The take that an earlier run put in its place before it could say so: whole, and named after its task."""
    for ending in (".mp4", ".webm"):
        take = part.with_name(part.name.removesuffix(PART) + ending)
        try:
            check_clip(take)
        except LocalFailure:
            continue
        with suppress(OSError):  # a whole take is one also where its other name cannot be removed
            sidecar_of(part).unlink(missing_ok=True)
            if part.samefile(take):  # killed between the two steps of `_moved`
                part.unlink()
        return take
    return None


def _number(failure: LocalFailure) -> int:
    cause = failure.__cause__
    return (cause.errno or 0) if isinstance(cause, OSError) else 0


def _dropped(part: Path) -> None:
    part.unlink(missing_ok=True)
    sidecar_of(part).unlink(missing_ok=True)


def _ending(part: Path) -> str:
    with part.open("rb") as file:
        return ".webm" if file.read(len(_EBML_MAGIC)) == _EBML_MAGIC else ".mp4"


def _moved(part: Path, take: Path) -> bool:
    """Rename without ever replacing: a second name that must be new, then the first one goes."""
    try:
        os.link(part, take)
    except FileExistsError:
        return False
    except OSError:
        # A file system without hard links (memory sticks): look first, then rename.
        if take.exists():
            return False
        part.rename(take)
        return True
    part.unlink()
    return True


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
