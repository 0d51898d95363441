"""The border to the file system: operating system errors become local failures here."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_SPACE: Final = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Translates what goes wrong while a file is opened or read.

    Raises:
        LocalFailure: `file.missing`, `file.is_folder` or `file.unreadable`.
    """
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LocalFailure("file.missing", {"name": path.name}) from error
    except IsADirectoryError as error:
        raise LocalFailure("file.is_folder", {"name": path.name}) from error
    except OSError as error:
        raise LocalFailure("file.unreadable", {"name": path.name}) from error


def size_of(path: Path) -> int:
    """The bytes of a plain file that may be read.

    Pipes and devices are refused before they are opened: opening one may wait for ever.

    Raises:
        LocalFailure: `file.missing`, `file.is_folder` or `file.unreadable`.
    """
    with reading(path):
        try:
            status = path.stat()
        except ValueError as error:  # a NUL in the name: no such file can exist
            raise FileNotFoundError from error
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode) or not os.access(path, os.R_OK):
            raise PermissionError
        return status.st_size


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Translates what goes wrong while a file is written.

    Raises:
        LocalFailure: `disk.full` or `file.unwritable`.
    """
    try:
        yield
    except OSError as error:
        code = "disk.full" if error.errno in NO_SPACE else "file.unwritable"
        raise LocalFailure(code, {"name": target.name}) from error


def write_whole(target: Path, content: bytes) -> None:
    """Puts a file in its place in one step, so that nobody ever sees half of it.

    Raises:
        LocalFailure: `disk.full` or `file.unwritable`; nothing is left behind.
    """
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with writing(target):
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            settle(part, target)
    finally:
        part.unlink(missing_ok=True)


def part_of(target: Path) -> Path:
    """Where a file is written until it is whole."""
    return target.with_name(f"{target.name}.part")


def settle(part: Path, target: Path) -> None:
    """Puts a whole file in its place once its bytes are on the disk.

    Raises:
        OSError: it cannot be put there.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)
