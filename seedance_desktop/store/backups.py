"""Copies of the database that are looked through and kept for a while."""

from __future__ import annotations

import calendar
import logging
import os
import sqlite3
import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from seedance_desktop.store.ledger import sync_folder
from seedance_desktop.store.private import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FOLDER = "backups"
EVERY = 3600.0
"""Seconds between two copies while something changes."""
SETTLED = 20.0
"""Seconds after the start in which everything else goes first."""
NEWEST = 2
DAYS = 3
"""Days of which the last copy is kept beside the newest ones."""
STEP = 256
"""Pages after which a copy under way looks whether it is still wanted."""
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""SQLite quotes what it does not understand in its message, whatever bytes those are."""
STAMP = "%Y%m%dT%H%M%SZ"


class Backups:
    """Copies of one database file, made on a thread of their own beside whoever writes.

    A reader's snapshot holds up no commit, so nothing that is paid for ever waits for a copy. Each copy is looked
    through before it counts: it takes no damage over, and a damage that nobody has met yet is found by it.

    Args:
        database: the file that is open for writing.
        on_damage: called on the copying thread when the copy shows that the file is damaged.
        at_once: there is something to copy already.
    """

    def __init__(self, database: Path, on_damage: Callable[[], None], *, at_once: bool = False) -> None:
        self._database = database
        self._folder = database.parent / FOLDER
        self._on_damage = on_damage
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._next = time.monotonic() + (SETTLED if at_once else EVERY)

    def begin_if_due(self) -> None:
        """Start a copy unless one was made lately, one is under way, or nothing has changed since the last."""
        now = time.monotonic()
        if now < self._next or self._stop.is_set():
            return
        self._next = now + EVERY
        try:
            if self._is_wanted():
                self.begin()
        except (OSError, RuntimeError) as error:  # an unreadable folder, no thread to be had: the commit stands
            logging.getLogger(__name__).warning("no copy of the list this time: %s", error)

    def begin(self) -> None:
        """Start a copy now."""
        self.wait()
        thread = threading.Thread(target=self._copy, name="backup")
        thread.start()
        self._thread = thread  # only one that runs can be waited for

    def wait(self) -> None:
        """Until the copy under way is made."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Give up a copy under way; the last one stays."""
        self._stop.set()
        self.wait()

    def _is_wanted(self) -> bool:
        newest = next(iter(copies(self._database)), None)
        with suppress(OSError):
            age = time.time() - newest.stat().st_mtime if newest is not None else EVERY
            return age >= EVERY or age < 0
        return True

    def _copy(self) -> None:
        try:
            private_folder(self._folder)
            target = self._folder / f"tasks-{time.strftime(STAMP, time.gmtime())}.db"
            with closing(sqlite3.connect(f"{self._database.absolute().as_uri()}?mode=ro", uri=True)) as source:
                source.execute("BEGIN")
                source.execute("SELECT 1 FROM sqlite_master").fetchone()  # one snapshot, whatever is written meanwhile
                copy_to(source, target, self._go_on, is_sound)
            for old in superfluous(copies(self._database)):
                old.unlink()
        except (OSError, *UNREADABLE) as error:
            if isinstance(error, UnicodeDecodeError) or getattr(error, "sqlite_errorcode", None) in DAMAGE:
                self._on_damage()
            # Else there is no copy this time: the store itself tells what is wrong with the disk.

    def _go_on(self, *_progress: int) -> None:
        if self._stop.is_set():
            raise sqlite3.OperationalError("not wanted any more")


def damage(what: str) -> sqlite3.DatabaseError:
    """As SQLite itself would tell it."""
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def copies(database: Path) -> list[Path]:
    """The copies there are, newest first; those that were made before a change of the schema come last."""
    folder = database.parent
    dated = sorted((folder / FOLDER).glob("tasks-*.db"), reverse=True)
    return [*dated, *sorted(folder.glob(f"{database.name}.v*"), reverse=True)]


def taken_at(copy: Path) -> float:
    """From when on (Unix seconds) a copy knows of nothing: by its name, as files get new times where they are moved."""
    try:
        return calendar.timegm(time.strptime(copy.stem, f"tasks-{STAMP}")) + 1.0
    except ValueError:
        return copy.stat().st_mtime


def superfluous(found: Sequence[Path]) -> list[Path]:
    """Those that are not kept, of all copies, newest first."""
    dated = [path for path in found if path.name.startswith("tasks-")]
    last_of_day: dict[str, Path] = {}
    for path in dated:
        last_of_day.setdefault(path.name.partition("T")[0], path)
    kept = {*dated[:NEWEST], *list(last_of_day.values())[:DAYS]}
    return [path for path in dated if path not in kept]


def copy_to(
    source: sqlite3.Connection,
    target: Path,
    progress: Callable[[int, int, int], None] | None = None,
    judge: Callable[[Path], bool] = lambda _copy: True,
) -> None:
    """Copy a database by SQLite's own means; the copy is there as a whole and on the disk, or not at all.

    Raises:
        sqlite3.Error, OSError: it cannot be made, or the judge refused it: both are damaged then.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous = OFF")  # synced below, once
            source.backup(copy, pages=STEP, progress=progress, sleep=0)
        if not judge(part):
            raise damage("the copy is damaged")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)
    sync_folder(target.parent)


def is_sound(path: Path) -> bool:
    """Whether every page of a file that nobody writes to is as SQLite left it, and there is one."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as copy:
            is_empty = copy.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
            return not is_empty and bool(copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except UNREADABLE:
        return False
