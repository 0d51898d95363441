"""Opens the store's files whatever state they are in: what is lost in one is brought back from the others."""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.store.backups import copies, is_sound, taken_at
from seedance_desktop.store.beginning import SMALLEST, has_past, is_blank
from seedance_desktop.store.border import storing
from seedance_desktop.store.database import FILE_NAME, Database, move_aside, parts_of
from seedance_desktop.store.ledger import LEDGER_FILE, Ledger, Reading, sync_folder
from seedance_desktop.store.private import keep_private
from seedance_desktop.store.rescue import (
    ANSWER,
    ENDED,
    INTENT,
    SENDING,
    Known,
    behind,
    cut_short,
    maybe_sent,
    never_sent,
    rebuilt,
)
from seedance_desktop.store.rows import whole
from seedance_desktop.store.seal import Seal, sealed_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_desktop.domain.task import Task


LEDGER_HARM = frozenset({"store.ledger_damaged", "store.ledger_lost"})


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands open.

    Attributes:
        found: what was not as it should be, and what became of it: codes of sentences.
        rescued: where a damaged database lies now.
        tasks: all that there are, newest first.
    """

    database: Database
    ledger: Ledger
    seal: Seal
    found: tuple[Failure, ...]
    rescued: Path | None
    tasks: tuple[Task, ...]


class Mender:
    """Opens database and ledger of a folder that nobody else uses.

    After a clean end nothing but the database is read. Else every page is looked at, and the ledger is read from its
    beginning and compared with the list: a file may have been put back, cut, damaged or lost.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / FILE_NAME
        self._ledger_path = folder / LEDGER_FILE
        self._reading = Reading(self._ledger_path)
        self._found: list[Failure] = []
        self._rescued: Path | None = None
        self._is_list_current = False
        self._was_sealed = False
        self._sealed_size: int | None = None
        self._read: Known | None = None

    def open(self) -> Opened:
        """Open them.

        Raises:
            LocalFailure: `store.newer`, and whatever the disk has against it; nothing is lost by it.
            OSError: likewise; the caller's border translates it.
        """
        seal = Seal(self._folder, (self._path, self._ledger_path))
        past = has_past(self._path)
        sizes = sealed_sizes(self._folder)
        touched = seal.take()
        for path in (
            self._path,
            self._ledger_path,
            *copies(self._path),
        ):  # what was put back may be anybody's
            keep_private(path)
        sealed = touched == ()
        self._was_sealed = touched is not None
        if touched is not None:
            self._is_list_current = self._path not in touched
            self._sealed_size = sum(sizes[1:])
        lost = past and is_blank(self._path, f"{self._path.absolute().as_uri()}?mode=ro")
        found = None if lost else self._sound(thorough=not sealed)
        database, rows = self._rebuilt() if found is None else found
        try:
            if found is not None and not sealed:
                rows = self._caught_up(database, rows)
            ledger = self._open_ledger(rows, trusted=sealed and found is not None)
            if not sealed or found is None:
                self._complete(ledger, rows)
        except BaseException:
            database.close()
            raise
        if any(said.code in LEDGER_HARM for said in self._found):
            self._found = [said for said in self._found if said.code != "store.caught_up"]  # one sentence is enough
        return Opened(database, ledger, seal, tuple(self._found), self._rescued, rows)

    def _sound(self, *, thorough: bool) -> tuple[Database, tuple[Task, ...]] | None:
        """The database and its rows; `None` where it is damaged, which often shows only when the rows are read."""
        try:
            with storing(self._folder):
                database = Database(self._folder, thorough=thorough)
                try:
                    if thorough:
                        database.look_through()
                    return database, database.tasks()
                except BaseException:
                    database.close()
                    raise
        except LocalFailure as failure:
            if failure.code != "store.damaged":
                raise
            return None

    def _rebuilt(self) -> tuple[Database, tuple[Task, ...]]:
        """A new database from the last copy and the ledger. What is there is moved aside when the new one stands."""
        known = self._known()
        part = self._path.with_name(f"{FILE_NAME}.part")
        for left in parts_of(part):
            left.unlink(missing_ok=True)
        rows, copied_at = self._from_copy(part)
        whole_ledger = self._is_ledger_whole(rows)
        reaches = self._sealed_size is not None or known.until >= copied_at  # else its end may be gone
        tasks = rebuilt(rows, known, sure=whole_ledger and reaches, now=time.time())
        there = {row.id: row for row in rows}
        fresh = Database(self._folder, name=part.name)
        try:
            changed = [task for task in tasks if there.get(task.id) != task]
            fresh.insert_all(changed, instead_of=there.keys() - {task.id for task in tasks})
        finally:
            fresh.close()
        if any(file.exists() for file in parts_of(self._path)):
            self._rescued = move_aside(self._path)
        part.replace(self._path)
        sync_folder(self._folder)
        kept = self._path.name if self._rescued is None else self._rescued.name
        values = {"name": kept, "count": len(tasks), "folder": str(self._folder)}
        self._found.append(Failure("store.rescued" if whole_ledger else "store.rescued_partly", values))
        return Database(self._folder), tasks[::-1]

    def _is_ledger_whole(self, rows: tuple[Task, ...]) -> bool:
        """Whether nothing shows that a line of it is missing; when the file was written says nothing about that."""
        known = self._known()
        size = _size(self._ledger_path)
        return self._reading.garbage == 0 and 0 < size >= (self._sealed_size or 0) and known.has_all(rows)

    def _from_copy(self, part: Path) -> tuple[tuple[Task, ...], float]:
        """Put the newest copy that a list can be built on in a place, if there is one, and read it.

        Returns:
            Its rows, and from when on (Unix seconds) they know of nothing.
        """
        for copy in copies(self._path):
            if (rows := _rows_of(copy)) is not None:
                shutil.copyfile(copy, part)
                keep_private(part)
                return rows, taken_at(copy)
        return (), 0.0

    def _caught_up(self, database: Database, rows: tuple[Task, ...]) -> tuple[Task, ...]:
        """Bring back what a sound list lacks, and let nothing leave that a person has stopped since."""
        known = self._known()
        late = behind(rows, known)
        there = {row.id for row in rows}
        gone = (there & known.gone.keys()) - known.tasks.keys()
        settled = gone | {task.id for task in late}
        waiting = [row for row in rows if row.status is Status.PREPARING and row.id not in settled]
        stopped = self._stopped(waiting, rows) if waiting else []
        if late or gone or stopped:
            database.insert_all([*late, *stopped], instead_of=gone)
            rows = database.tasks()
        if missing := sum(task.id not in there for task in late):
            self._found.append(Failure("store.caught_up", {"count": missing}))
        return rows

    def _stopped(self, waiting: list[Task], rows: tuple[Task, ...]) -> list[Task]:
        """What must not leave by itself: the ledger has lost it, and unless the list is the last one may have it sent.

        Without a clean end it is all that waits: nobody knows whether the disk has what a person saw last, and who saw
        a clip called off or failed must not find it paid.

        Args:
            waiting: tasks to be sent, as the list says.
            rows: the whole list.
        """
        sure, now = self._is_list_current or self._is_ledger_whole(rows), time.time()
        noted = [row for row in waiting if sure and row.id in self._known().tasks]
        stray = [row for row in waiting if row not in noted]
        judged = [never_sent(row) if self._is_list_current else maybe_sent(row, now) for row in stray]
        if self._was_sealed or not noted:
            return judged
        self._found.append(Failure("store.unsent", {"count": len(noted)}))
        return [*judged, *(cut_short(row, now) for row in noted)]

    def _known(self) -> Known:
        """Read once, as it may be years long."""
        if self._read is None:
            try:
                self._read = Known.of(self._reading)
            except OSError:
                self._reading.garbage += 1
                self._read = Known()
        return self._read

    def _open_ledger(self, rows: tuple[Task, ...], *, trusted: bool) -> Ledger:
        path = self._ledger_path
        told = bool(self._found and self._found[0].code == "store.rescued_partly")
        if (path.exists() and not path.is_file()) or (not trusted and self._reading.garbage):
            self._renew(rows, "store.ledger_damaged", told=told)
        elif not trusted and _size(path) == 0 and any(row.sent_at or row.remote_id for row in rows):
            self._renew(rows, "store.ledger_lost", told=told)
        try:
            return Ledger(path)
        except PermissionError:
            with suppress(OSError):
                path.chmod(0o600)
        try:
            return Ledger(path)
        except PermissionError:
            self._renew(rows, "store.ledger_damaged", told=told)
            return Ledger(path)

    def _complete(self, ledger: Ledger, rows: tuple[Task, ...]) -> None:
        """Note what the list knows of paid tasks and the ledger does not: its end may have been cut off."""
        known = self._known().tasks
        for row in reversed(rows):
            told = known.get(row.id)
            if told is None or (row.remote_id and not told.remote_id) or (row.sent_at and told.sent_at is None):
                for line in _lines_of(row) if row.remote_id or row.sent_at else ():
                    ledger.append(line)

    def _renew(self, rows: tuple[Task, ...], code: str, *, told: bool) -> None:
        """Write the ledger anew: what can be read of it, and what the list knows beyond that."""
        part = self._ledger_path.with_name(f"{LEDGER_FILE}.part")
        part.unlink(missing_ok=True)
        known = self._known()
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with suppress(OSError):
                file.writelines(_text(line) for line in self._reading)
            lost = [row for row in rows if row.id not in known.tasks]
            file.writelines(_text(line) for row in reversed(lost) for line in _lines_of(row))
            file.flush()
            os.fsync(file.fileno())
        kept = ""
        if self._ledger_path.exists() or self._ledger_path.is_symlink():
            kept = move_aside(self._ledger_path).name
        part.replace(self._ledger_path)
        sync_folder(self._folder)
        self._read = None
        if not told:
            self._found.append(Failure(code, {"name": LEDGER_FILE, "kept": kept, "count": len(rows)}))


def _rows_of(copy: Path) -> tuple[Task, ...] | None:
    """What a copy holds; `None` where no list can be built on it: damage may have been copied before anybody met it."""
    if not copy.is_file() or not is_sound(copy):
        return None
    try:
        with storing(copy.parent):
            database = Database(copy.parent, name=copy.name, read_only=True, still=True)
            try:
                database.look_through()
                return database.tasks() if database.is_known else None
            finally:
                database.close()
    except LocalFailure:
        return None


def _lines_of(task: Task) -> Iterator[dict[str, object]]:
    """What the ledger would hold of a task, had it been there."""
    yield {"what": INTENT, "task": task.id, "at": task.created_at, **whole(task)}
    if task.sent_at is not None:
        yield {"what": SENDING, "task": task.id, "at": task.sent_at, "body": ""}
    if task.remote_id is not None:
        yield {"what": ANSWER, "task": task.id, "at": task.sent_at, "remote_id": task.remote_id, "raw": ""}
    if task.status.is_end:
        yield {"what": ENDED, "task": task.id, "at": task.finished_at, **whole(task)}


def _text(line: dict[str, object]) -> bytes:
    return json.dumps(line, separators=(",", ":"), default=str).encode("ascii") + b"\n"


def _size(path: Path) -> int:
    """Bytes; what is no file is not empty."""
    if not path.exists():
        return 0
    return path.stat().st_size if path.is_file() else SMALLEST
