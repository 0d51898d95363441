"""The store's border: what SQLite and the file system say becomes a local failure here, once."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_BROKEN = {errno.EIO: "store.failed", errno.EINVAL: "store.failed"}
"""A disk that fails, or something else in a file's place, is no folder whose rights could be changed."""
_CODES = {
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_NOTADB: "store.damaged",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
}
_PRIMARY = 0xFF
"""SQLite's extended result codes hold the primary one in the lowest byte."""


@contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Translates what goes wrong while the store's files are read or written.

    Raises:
        LocalFailure: `store.locked`, `store.read_only`, `store.damaged`, `store.failed` or `disk.full`.
    """
    try:
        yield
    except sqlite3.Error as error:
        primary = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY
        code = _CODES.get(primary, "store.failed")
        raise LocalFailure(code, {"folder": str(folder), "name": folder.name}, str(error)) from error
    except UnicodeDecodeError as error:  # SQLite's message quotes what it does not understand
        raise LocalFailure("store.damaged", {"folder": str(folder), "name": folder.name}, str(error)) from error
    except OSError as error:
        code = "disk.full" if error.errno in _NO_SPACE else _BROKEN.get(error.errno or 0, "store.read_only")
        raise LocalFailure(code, {"folder": str(folder), "name": folder.name}, error.strerror or "") from error
