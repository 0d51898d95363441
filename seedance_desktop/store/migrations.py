"""The schema, as numbered steps. A step that has shipped is never changed; a new one is added below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE tasks (
            id TEXT PRIMARY KEY,
            created_at REAL NOT NULL,
            request TEXT NOT NULL,
            origin TEXT NOT NULL,
            state TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE uploads (
            sha256 TEXT NOT NULL,
            host TEXT NOT NULL,
            address TEXT NOT NULL,
            expires_at REAL NOT NULL,
            PRIMARY KEY (sha256, host)
        ) STRICT""",
    ),
    (
        "ALTER TABLE uploads ADD COLUMN name TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE placements (
            task_id TEXT NOT NULL,
            profile_id TEXT NOT NULL,
            host TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (task_id, host, name)
        ) STRICT""",
    ),
    (
        """CREATE TABLE assets (
            id TEXT PRIMARY KEY,
            created_at REAL NOT NULL,
            record TEXT NOT NULL
        ) STRICT""",
    ),
)
"""Step n takes a database from version n - 1 to n; its version stands in `user_version`."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps a database has seen; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = MIGRATIONS) -> int:
    """The database's version, if this release knows it.

    Raises:
        LocalFailure: `store.newer`: a later release wrote it.
    """
    version = version_of(connection)
    if version > len(steps):
        raise LocalFailure("store.newer", {"version": version, "known": len(steps)})
    return version


def migrate(
    connection: sqlite3.Connection,
    steps: Sequence[Sequence[str]] = MIGRATIONS,
    backup: Callable[[int], None] | None = None,
) -> None:
    """Bring a database up to date in one transaction: all steps or none.

    Args:
        connection: in autocommit mode.
        steps: all that are known.
        backup: called with the old version before an existing schema is changed.

    Raises:
        LocalFailure: `store.newer`: a later release wrote it.
        sqlite3.Error: a step failed; the database is as it was.
    """
    version = check_version(connection, steps)
    if version == len(steps):
        return
    if version and backup is not None:
        backup(version)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in (statement for step in steps[version:] for statement in step):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except BaseException:
        if connection.in_transaction:  # a full disk has SQLite roll back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
