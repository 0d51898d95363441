"""The SQLite file: opening, checking, reading, writing. Everything here blocks and runs on one thread."""

from __future__ import annotations

import json
import math
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.store.assets import AssetRows
from seedance_desktop.store.backups import copy_to, damage
from seedance_desktop.store.beginning import has_past, is_blank
from seedance_desktop.store.migrations import MIGRATIONS, check_version, migrate, version_of
from seedance_desktop.store.placements import Kept, Placement, Placements
from seedance_desktop.store.private import keep_private
from seedance_desktop.store.rows import origin_to_text, request_to_text, state_to_text, task_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from seedance_desktop.domain.task import Task

BUSY_SECONDS = 2.0
"""How long a commit waits for another program that holds the file, such as a backup."""

FILE_NAME = "tasks.db"
_NOT_OURS = (
    0,  # a text that is no UTF-8
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_SCHEMA,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_RANGE,
)
"""What it says of a schema, or of values, that no release of ours wrote."""


class Database:
    """One connection. A commit is on the disk when the call returns.

    Args:
        folder: must exist.
        read_only: nothing is created or migrated; where nothing was ever written, there are no tasks.
        thorough: compare every page and every index first; a file that was not closed is looked through anyway.
        still: with `read_only`: nobody else has it open. It is read as far as we understand it, whoever wrote it, and
            nothing is made beside it.
        name: of the file.

    Raises:
        LocalFailure: `store.newer`.
        sqlite3.Error, OSError: from any call; the caller's border translates them.
    """

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        thorough: bool = False,
        still: bool = False,
        name: str = FILE_NAME,
        migrations: Sequence[Sequence[str]] = MIGRATIONS,
    ) -> None:
        self._path = folder / name
        self._still = still
        left_open = _size(self._path.with_name(f"{name}-wal")) > 0
        check = "integrity_check" if thorough else "quick_check" if left_open else ""
        if not read_only:
            if any(part.exists() and not part.is_file() for part in parts_of(self._path)):
                raise damage("something else is in its place")
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        address = f"{self._path.absolute().as_uri()}?{_mode(self._path, read_only=read_only, still=still)}"
        nothing = read_only and is_blank(self._path, address)
        if nothing and has_past(self._path):
            raise damage("what was in it is gone")
        self._connection = sqlite3.connect(
            ":memory:" if nothing else address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            with _judged(self._path):
                self._prepare(read_only=read_only and not nothing, check=check, migrations=migrations)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        self._connection.close()

    def tasks(self) -> tuple[Task, ...]:
        """All rows, newest first."""
        with _judged(self._path):
            rows = self._connection.execute(
                "SELECT id, created_at, request, origin, state FROM tasks ORDER BY created_at DESC, rowid DESC"
            )
            try:
                return tuple(task_from_text(*row) for row in rows)
            except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
                raise damage(f"a row cannot be read: {type(error).__name__}") from error

    def look_through(self) -> None:
        """Read what is read one by one otherwise, so that its damage shows now.

        Raises:
            sqlite3.DatabaseError: some of it is damaged.
        """
        with _judged(self._path):
            self._connection.execute("SELECT * FROM uploads").fetchall()
            self._connection.execute("SELECT * FROM placements").fetchall()
            for (record,) in self._connection.execute("SELECT record FROM assets").fetchall():
                try:
                    json.loads(record)
                except (ValueError, RecursionError) as error:
                    raise damage("an asset cannot be read") from error

    def insert(self, task: Task) -> None:
        """Add a row, or replace it with what is known now."""
        self._connection.execute(
            "INSERT INTO tasks (id, created_at, request, origin, state) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, request = excluded.request,"
            " origin = excluded.origin, state = excluded.state",  # in its place among those of the same moment
            _columns(task),
        )

    def insert_all(self, tasks: Iterable[Task], instead_of: Iterable[str] = ()) -> None:
        """Add rows, and take others out, all or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for task_id in instead_of:
                self.delete(task_id)
            for task in tasks:
                self.insert(task)
        except BaseException:
            if self._connection.in_transaction:  # a full disk has SQLite roll back by itself
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def update(self, task: Task) -> None:
        """Write what may change; the frozen parts of a known row stay as they were."""
        self._connection.execute(
            "INSERT INTO tasks (id, created_at, request, origin, state) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET state = excluded.state",
            _columns(task),
        )

    def delete(self, task_id: str) -> None:
        self._connection.execute("DELETE FROM tasks WHERE id = ?", (task_id,))

    def upload(self, sha256: str, host: str, now: float, longest: float = math.inf) -> Kept | None:
        """The address under which these bytes still lie at `host`, and what they are called there."""
        row = self._connection.execute(
            "SELECT address, name FROM uploads WHERE sha256 = ? AND host = ? AND expires_at > ? AND expires_at <= ?",
            (sha256, host, now, now + longest),
        ).fetchone()
        return None if row is None else Kept(str(row[0]), str(row[1]))

    def use_upload(self, sha256: str, use: Placement, now: float) -> Kept | None:
        """What `upload` finds at the host of a use; the use is recorded for the name it has there."""
        kept = self.upload(sha256, use.host, now)
        if kept is not None and kept.name:
            self.placements.add(replace(use, name=kept.name))
        return kept

    def remember_upload(self, sha256: str, host: str, address: str, expires_at: float, name: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO uploads (sha256, host, address, expires_at, name) VALUES (?, ?, ?, ?, ?)",
            (sha256, host, address, expires_at, name),
        )

    def forget_upload(self, host: str, name: str) -> None:
        """Drop the address of an object that is gone."""
        self._connection.execute("DELETE FROM uploads WHERE host = ? AND name = ?", (host, name))

    @property
    def is_known(self) -> bool:
        """Whether no later release wrote it."""
        return version_of(self._connection) <= len(MIGRATIONS)

    @property
    def placements(self) -> Placements:
        return Placements(self._connection)

    @property
    def assets(self) -> AssetRows:
        return AssetRows(self._connection)

    def forget_uploads(self, now: float) -> None:
        """Drop the addresses that have died."""
        self._connection.execute("DELETE FROM uploads WHERE expires_at <= ?", (now,))

    def _prepare(self, *, read_only: bool, check: str, migrations: Sequence[Sequence[str]]) -> None:
        if check and (found := self._connection.execute(f"PRAGMA {check}(1)").fetchone()[0]) != "ok":
            raise damage(str(found))
        if not self._still:
            check_version(self._connection, migrations)
        if not read_only:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            migrate(self._connection, migrations, self._back_up)

    def _back_up(self, version: int) -> None:
        copy_to(self._connection, self._path.with_name(f"{FILE_NAME}.v{version}"))


def parts_of(path: Path) -> tuple[Path, ...]:
    """A database file and those that SQLite keeps beside it, the file itself last."""
    return tuple(path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal", "-shm", ""))


def move_aside(path: Path) -> Path:
    """Put a damaged file where nobody opens it; it is never deleted.

    Returns:
        where it lies now.

    Raises:
        OSError: it cannot be moved.
    """
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    for part in parts_of(path):
        if part.exists() or part.is_symlink():
            aside = path.with_name(f"{kept.name}{part.name.removeprefix(path.name)}")
            part.rename(aside)
            keep_private(aside)
    return kept


def _mode(path: Path, *, read_only: bool, still: bool) -> str:
    """How SQLite is to open a file; nothing is made beside one that nobody else can have open."""
    if not read_only:
        return "mode=rw"
    return "immutable=1" if still and _size(path.with_name(f"{path.name}-wal")) == 0 else "mode=ro"


@contextmanager
def _judged(path: Path) -> Iterator[None]:
    """While a file is opened, whatever SQLite does not understand in it is damage, not a mistake of ours."""
    try:
        yield
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in _NOT_OURS or (code == sqlite3.SQLITE_READONLY and _says_read_only(path)):
            raise damage(str(error)) from error
        raise
    except (UnicodeDecodeError, OverflowError) as error:
        raise damage(str(error)) from error


def _says_read_only(path: Path) -> bool:
    """Whether a file is read-only because of what stands in it: SQLite's file formats are 1 and 2."""
    with path.open("rb") as file:
        return any(number > 2 for number in file.read(20)[18:])


def _columns(task: Task) -> tuple[str, float, str, str, str]:
    return task.id, task.created_at, request_to_text(task.request), origin_to_text(task), state_to_text(task)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
