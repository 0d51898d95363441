"""Tells a list of tasks that nothing was ever written into from one that has lost what it had: both look empty."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from seedance_desktop.store.backups import UNREADABLE, copies
from seedance_desktop.store.ledger import LEDGER_FILE
from seedance_desktop.store.seal import sealed_sizes

if TYPE_CHECKING:
    from pathlib import Path

SMALLEST = 512
"""Bytes of SQLite's smallest page; it takes anything shorter for a new file."""
_HOT = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_BEFORE = slice(16, 20)
"""A rollback journal's first bytes, and how many pages the file had before (https://sqlite.org/fileformat2.html, 3)."""


def is_blank(path: Path, address: str) -> bool:
    """Whether a database holds nothing: it is not there, or its creation was cut short.

    Args:
        path: of the file.
        address: under which SQLite opens it for reading.
    """
    return not path.exists() or (path.is_file() and (_is_begun(path) or _has_no_schema(address)))


def has_past(path: Path) -> bool:
    """Whether there ever was something in a database that holds nothing now.

    The ledger and the copies are begun when the first creation is through, and so is a log beside an empty file. The
    seal of the last clean end, as long as it is not taken off, knows of a ledger that has lost everything as well.
    """
    log = path.with_name(f"{path.name}-wal")
    lost = _size(path) < SMALLEST and _size(log) > 0
    sealed_ledger = sum(sealed_sizes(path.parent)[1:])
    return lost or _size(path.with_name(LEDGER_FILE)) > 0 or sealed_ledger > 0 or bool(copies(path))


def _is_begun(path: Path) -> bool:
    """Whether it is empty, or will be once SQLite has taken back what was not finished."""
    if _size(path) < SMALLEST:
        return True
    journal = path.with_name(f"{path.name}-journal")
    if not journal.is_file():
        return False
    with journal.open("rb") as file:
        head = file.read(_BEFORE.stop)
    return head.startswith(_HOT) and head[_BEFORE] == bytes(4)


def _has_no_schema(address: str) -> bool:
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute("SELECT name FROM sqlite_schema").fetchone() is None
    except UNREADABLE:  # whoever opens it next says what it is
        return False


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
