"""The SQLite file: opening, checking, reading, writing. Everything here blocks and runs on one thread."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.store.assets import AssetRows
from seedance_desktop.store.migrations import MIGRATIONS, check_version, migrate
from seedance_desktop.store.placements import Kept, Placement, Placements
from seedance_desktop.store.rows import origin_to_text, request_to_text, state_to_text, task_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seedance_desktop.domain.task import Task

BUSY_SECONDS = 2.0
"""How long a commit waits for another program that holds the file, such as a backup."""

FILE_NAME = "tasks.db"


class Database:
    """One connection. A commit is on the disk when the call returns.

    Args:
        folder: must exist.
        read_only: nothing is created or migrated; where there is no file, there are no tasks.

    Raises:
        LocalFailure: `store.newer`.
        sqlite3.Error, OSError: from any call; the caller's border translates them.
    """

    def __init__(
        self, folder: Path, *, read_only: bool = False, migrations: Sequence[Sequence[str]] = MIGRATIONS
    ) -> None:
        self._path = folder / FILE_NAME
        unclean = _size(self._path.with_name(f"{FILE_NAME}-wal")) > 0
        if not read_only:
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        nothing = read_only and not self._path.exists()
        address = f"{self._path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
        self._connection = sqlite3.connect(
            ":memory:" if nothing else address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._prepare(read_only=read_only and not nothing, unclean=unclean, migrations=migrations)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        self._connection.close()

    def tasks(self) -> tuple[Task, ...]:
        """All rows, newest first."""
        rows = self._connection.execute(
            "SELECT id, created_at, request, origin, state FROM tasks ORDER BY created_at DESC, rowid DESC"
        )
        try:
            return tuple(task_from_text(*row) for row in rows)
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise _damage(f"a row cannot be read: {type(error).__name__}") from error

    def insert(self, task: Task) -> None:
        """Add a row, or replace it with what is known now."""
        self._connection.execute(
            "INSERT OR REPLACE INTO tasks (id, created_at, request, origin, state) VALUES (?, ?, ?, ?, ?)",
            _columns(task),
        )

    def insert_all(self, tasks: Iterable[Task]) -> None:
        """Add rows, all or none."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
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

    def upload(self, sha256: str, host: str, now: float) -> Kept | None:
        """The address under which these bytes still lie at `host`, and what they are called there."""
        row = self._connection.execute(
            "SELECT address, name FROM uploads WHERE sha256 = ? AND host = ? AND expires_at > ?", (sha256, host, now)
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
    def placements(self) -> Placements:
        return Placements(self._connection)

    @property
    def assets(self) -> AssetRows:
        return AssetRows(self._connection)

    def forget_uploads(self, now: float) -> None:
        """Drop the addresses that have died."""
        self._connection.execute("DELETE FROM uploads WHERE expires_at <= ?", (now,))

    def _prepare(self, *, read_only: bool, unclean: bool, migrations: Sequence[Sequence[str]]) -> None:
        if unclean:
            self._check()
        check_version(self._connection, migrations)
        if not read_only:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            migrate(self._connection, migrations, self._back_up)

    def _check(self) -> None:
        """After an unclean end the file is looked through before it is trusted."""
        if (found := self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise _damage(str(found))

    def _back_up(self, version: int) -> None:
        with closing(sqlite3.connect(self._path.with_name(f"{FILE_NAME}.v{version}"))) as copy:
            self._connection.backup(copy)


def move_aside(folder: Path) -> Path:
    """Put a damaged database where nobody opens it; it is never deleted.

    Returns:
        where it lies now.

    Raises:
        OSError: it cannot be moved.
    """
    number = 1
    while (kept := folder / f"{FILE_NAME}.damaged-{number}").exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        part = folder / f"{FILE_NAME}{ending}"
        if part.exists():
            part.rename(folder / f"{kept.name}{ending}")
    return kept


def _columns(task: Task) -> tuple[str, float, str, str, str]:
    return task.id, task.created_at, request_to_text(task.request), origin_to_text(task), state_to_text(task)


def _damage(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
