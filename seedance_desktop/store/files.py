"""Database, ledger, lock and copies of one folder, as one thread works on them."""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.store.backups import Backups
from seedance_desktop.store.border import storing
from seedance_desktop.store.database import FILE_NAME, Database
from seedance_desktop.store.ledger import LEDGER_FILE, Reading, read_ledger, recent_lines
from seedance_desktop.store.lock import FolderLock
from seedance_desktop.store.mending import Mender
from seedance_desktop.store.private import private_folder
from seedance_desktop.store.rescue import (
    ANSWER,
    ENDED,
    FORGOTTEN,
    INTENT,
    SEEN,
    SENDING,
    UNSENT,
    UPLOADED,
    accepted_ids,
    forgotten_tasks,
    sent_ids,
)
from seedance_desktop.store.rows import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from seedance_desktop.domain.task import Task
    from seedance_desktop.store.ledger import Ledger
    from seedance_desktop.store.seal import Seal

DAY = 24 * 3600.0
LOOK_ON = ("store.newer", "store.read_only")
"""What keeps us from writing and leaves the list to be read."""
_UNWRITTEN = (LocalFailure, OSError, sqlite3.Error, ValueError, TypeError, ArithmeticError)
"""A disk that takes nothing, and values that no row takes."""


class Files:
    """Lives on the store's thread.

    Attributes:
        found: what was not as it should be when they were opened.
        rescued: where a damaged database was moved then.
        hindered: why nothing can be written; `None` where it can.
        damaged: the database has turned out to be damaged since.

    Args:
        folder: made if need be.
        read_only: look on beside another program.
        look_on: where nothing can be written, read what is there instead of failing.
        on_damage: called on any thread when `damaged` becomes true by itself.
    """

    def __init__(
        self, folder: Path, *, read_only: bool, look_on: bool = False, on_damage: Callable[[], None] = lambda: None
    ) -> None:
        self.found: tuple[Failure, ...] = ()
        self.rescued: Path | None = None
        self.hindered: Failure | None = None
        self.closed = False
        self.damaged = False
        self._on_damage = on_damage
        self._folder = folder
        self._statuses: dict[str, Status] = {}
        self._answers: dict[str, Mapping[str, object]] = {}  # what the ledger has not taken yet
        self._behind: dict[str, tuple[Task, str]] = {}  # changes whose row could not be written, to be made good
        self._lock: FolderLock | None = None
        self._ledger: Ledger | None = None
        self._fresh: tuple[Task, ...] | None = None  # read for the opening, and good until something changes
        self._seal: Seal | None = None
        self.backups: Backups | None = None
        with storing(folder):
            _refuse_file(folder)
            if read_only:
                self.database = Database(folder, read_only=True)
                return
        try:
            self._open()
        except LocalFailure as failure:
            if not look_on or failure.code not in LOOK_ON or not self._look_on(failure):
                self.let_go()
                raise
        except BaseException:
            self.let_go()
            raise

    def tasks(self) -> tuple[Task, ...]:
        found, self._fresh = self.database.tasks() if self._fresh is None else self._fresh, None
        self._statuses.update({task.id: task.status for task in found})
        return found

    def add(self, tasks: Sequence[Task]) -> None:
        self._fresh = None
        for task in tasks:
            self._note(INTENT, task.id, **whole(task))
        self.database.insert_all(tasks)
        self._statuses |= {task.id: task.status for task in tasks}
        self._catch_up()

    def save(self, task: Task, body: str = "") -> None:
        self._write(task, body)
        self._catch_up()

    def answered(self, task: Task, raw: str) -> None:
        self._answers[task.id] = {"remote_id": task.remote_id, "raw": raw}
        self.save(task)

    def saw(self, task_id: str, word: str, raw: str) -> None:
        self._note(SEEN, task_id, word=word, **({"raw": raw} if raw else {}))

    def uploaded(self, task_id: str, reference_id: str, sha256: str, of: str) -> None:
        self._note(UPLOADED, task_id, reference=reference_id, sha256=sha256, of=of)

    def lines_of(self, task_id: str) -> tuple[Mapping[str, Any], ...]:
        lines = Reading(self._folder / LEDGER_FILE, _in_quotes(task_id))
        return tuple(line for line in lines if line.get("task") == task_id)

    def all_forgotten(self) -> tuple[Task, ...]:
        path = self._folder / LEDGER_FILE
        gone = [line for line in Reading(path, FORGOTTEN.encode()) if line.get("what") == FORGOTTEN]
        if all("state" in line for line in gone):  # else an older release wrote no more than which
            return forgotten_tasks(gone)
        return forgotten_tasks(read_ledger(path))

    def remove(self, task: Task) -> None:
        self._fresh = None
        self.database.delete(task.id)
        self._behind.pop(task.id, None)
        self._note(FORGOTTEN, task.id, **whole(task))

    def forgotten(self, now: float) -> tuple[Task, ...]:
        return forgotten_tasks(recent_lines(self._folder / LEDGER_FILE, now - 2 * DAY))

    def accepted_ids(self) -> dict[str, str]:
        return accepted_ids(Reading(self._folder / LEDGER_FILE, _in_quotes(ANSWER)))

    def sent_ids(self) -> frozenset[str]:
        return sent_ids(Reading(self._folder / LEDGER_FILE, _in_quotes(SENDING), _in_quotes(UNSENT)))

    def close(self) -> None:
        self.closed = True
        self._catch_up()
        if self.backups is not None:
            self.backups.close()
        with suppress(sqlite3.Error):  # the next start looks harder
            self.database.close()
            if self._seal is not None and not self.damaged and not self._behind:
                self._seal.put()
        self.let_go()

    def let_go(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
        if self._lock is not None:
            self._lock.release()

    def _catch_up(self) -> None:
        """Write what could not be written before: a start must find each task as it was shown last."""
        with suppress(*_UNWRITTEN):  # it stays behind, and whoever calls asked for something else
            for task, body in tuple(self._behind.values()):
                self._write(task, body)

    def _write(self, task: Task, body: str) -> None:
        self._fresh = None
        self._behind[task.id] = task, body
        try:
            self._note_answer(task.id)
        finally:
            self._save(task, body)
        del self._behind[task.id]

    def _save(self, task: Task, body: str) -> None:
        moved = self._statuses.get(task.id) is not task.status
        if moved and task.status is Status.SUBMITTING:
            self._note(SENDING, task.id, body=body)
            # Known before the row is: where that fails, the step back is recorded all the same.
            self._statuses[task.id] = task.status
        try:
            self.database.update(task)
        except sqlite3.DatabaseError:
            if moved and task.status.is_end:  # a list that is built anew must know what became of it
                self._note(ENDED, task.id, **whole(task))
            raise
        if moved and task.status is Status.PREPARING:
            self._note(UNSENT, task.id)
        if moved and task.status.is_end:
            self._note(ENDED, task.id, **whole(task))
        self._statuses[task.id] = task.status

    def _note_answer(self, task_id: str) -> None:
        """Before the row; what the ledger does not take now it takes with the next change."""
        if (answer := self._answers.get(task_id)) is not None:
            self._note(ANSWER, task_id, **answer)
            del self._answers[task_id]

    def _open(self) -> None:
        with storing(self._folder):
            private_folder(self._folder)
            self._lock = FolderLock(self._folder)
            opened = Mender(self._folder).open()
        self.database, self._ledger, self._seal = opened.database, opened.ledger, opened.seal
        self.found, self.rescued = opened.found, opened.rescued
        self.backups = Backups(self._folder / FILE_NAME, self._met_damage, at_once=bool(opened.tasks))
        self._fresh = opened.tasks

    def _look_on(self, failure: LocalFailure) -> bool:
        """Whether what is there can be read at least."""
        try:
            with storing(self._folder):
                self.database = Database(self._folder, read_only=True, still=True)
                try:
                    self.database.tasks()
                except BaseException:
                    self.database.close()
                    raise
        except LocalFailure:
            return False
        self.hindered = Failure(failure.code, failure.values, failure.excerpt)
        return True

    def _met_damage(self) -> None:
        self.damaged = True
        self._on_damage()

    def _note(self, what: str, task_id: str, **more: object) -> None:
        if self._ledger is None:
            raise LocalFailure("store.read_only", {"folder": str(self._folder), "name": self._folder.name})
        self._ledger.append({"what": what, "task": task_id, "at": time.time(), **more})


def _in_quotes(text: str) -> bytes:
    """As it stands in the ledger; inside another text its quotes would have a stroke before them."""
    return json.dumps(text).encode("ascii")


def _refuse_file(folder: Path) -> None:
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if there.exists() and not there.is_dir():
        raise LocalFailure("store.no_folder", {"folder": str(there)})
