"""What the sandbox remembers in its data folder."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from seedance_desktop.store.backups import DAMAGE, damage
from seedance_desktop.store.database import move_aside
from seedance_desktop.store.private import private_file, private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task that was created and charged.

    Attributes:
        account: whose it is.
        created_at: Unix seconds.
        scenario: the one it was created under.
        pace: the pace it was created under.
        body: the create call's JSON.
        charged: decimal text.
        refunded: the charge was given back.
        render: arguments of the clip's rendering.
        named_dead: a dead link was handed out once.
        broken: a download was cut once.
    """

    id: str
    account: str
    created_at: float
    scenario: str
    pace: float
    body: dict[str, Any]
    charged: str
    render: dict[str, Any]
    refunded: bool = False
    named_dead: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """An uploaded file; its id is its path on the results origin."""

    id: str
    account: str
    created_at: float
    filename: str
    size: int
    mime_type: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AssetRecord:
    """An entry of an asset library.

    Attributes:
        library: `full`, `sp` or `person`.
        kind: `image`, `video`, `audio` or `text`.
        ready_at: Unix seconds at which the review ends.
        accepted: how it ends.
        polls_left: how often it must still be asked about before it ends.
        reason: why it ends badly.
    """

    id: str
    account: str
    library: str
    kind: str
    name: str
    url: str
    created_at: float
    ready_at: float
    accepted: bool
    polls_left: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CreateRecord:
    """A create call that came in whole, whatever became of it."""

    id: str
    at: float
    account: str
    task_id: str = ""


R = TypeVar("R", TaskRecord, UploadRecord, AssetRecord, CreateRecord)


class Shelf(Generic[R]):
    """Records of one kind. Nothing is cached: two processes may use one data folder.

    Args:
        database: open connection in autocommit.
        name: table name.
        record: the dataclass of its records.
    """

    def __init__(self, database: sqlite3.Connection, name: str, record: type[R]) -> None:
        self._database = database
        self._record: type[R] = record
        self._put = f"INSERT OR REPLACE INTO {name} (id, record) VALUES (?, ?)"  # noqa: S608 - a name of ours
        self._get = f"SELECT record FROM {name} WHERE id = ?"  # noqa: S608 - a name of ours
        self._all = f"SELECT record FROM {name} ORDER BY rowid"  # noqa: S608 - a name of ours
        database.execute(f"CREATE TABLE IF NOT EXISTS {name} (id TEXT PRIMARY KEY, record TEXT NOT NULL)")

    def put(self, record: R) -> R:
        self._database.execute(self._put, (record.id, json.dumps(asdict(record))))
        return record

    def get(self, record_id: str) -> R | None:
        row = self._database.execute(self._get, (record_id,)).fetchone()
        return None if row is None else self._record(**json.loads(row[0]))

    def __iter__(self) -> Iterator[R]:
        rows = self._database.execute(self._all).fetchall()
        return iter([self._record(**json.loads(row[0])) for row in rows])


def newest_task(folder: Path) -> str:
    """The id of the task that was created last, as a console would list it. Blocks.

    Args:
        folder: of a sandbox, which may be running.

    Returns:
        Empty where there is none, or where nothing can be read.
    """
    try:
        with contextlib.closing(State(folder)) as state:
            newest = max(state.tasks, key=lambda task: task.created_at, default=None)
    except (OSError, sqlite3.Error):
        return ""
    return "" if newest is None else newest.id


class State:
    """The data folder: one SQLite file, the uploads and the clips.

    A damaged file is put aside and another one begun: the next rehearsal is worth more than what is known of the last.

    Args:
        folder: made when missing.
    """

    def __init__(self, folder: Path) -> None:
        private_folder(folder)
        self.uploads_folder = folder / "uploads"
        self.results_folder = folder / "results"
        private_folder(self.uploads_folder)
        private_folder(self.results_folder)
        path = folder / "sandbox.sqlite3"
        try:
            self._open(path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) not in DAMAGE:
                raise
            move_aside(path)
            self._open(path)

    def _open(self, path: Path) -> None:
        private_file(path, 0).close()
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        with contextlib.ExitStack() as undone:
            undone.callback(self._database.close)
            if (found := self._database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise damage(str(found))
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute("CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)")
            self.tasks = Shelf(self._database, "tasks", TaskRecord)
            self.uploads = Shelf(self._database, "uploads", UploadRecord)
            self.assets = Shelf(self._database, "assets", AssetRecord)
            self.creates = Shelf(self._database, "creates", CreateRecord)
            undone.pop_all()

    def note(self, name: str) -> str | None:
        row = self._database.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, name: str, text: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO notes (name, text) VALUES (?, ?)", (name, text))

    def sweep(self, before: float) -> None:
        """Remove clips and uploads last written before that Unix second: their links are dead."""
        for folder in (self.uploads_folder, self.results_folder):
            for file in folder.rglob("*"):
                if file.is_file() and file.stat().st_mtime < before:
                    file.unlink(missing_ok=True)

    def close(self) -> None:
        self._database.close()
