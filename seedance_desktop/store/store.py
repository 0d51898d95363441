"""What the program must not forget: tasks, uploads, and the ledger of what may have cost money."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.store.border import storing
from seedance_desktop.store.database import Database, move_aside
from seedance_desktop.store.ledger import Ledger, read_ledger, recent_lines, sync_folder
from seedance_desktop.store.lock import FolderLock
from seedance_desktop.store.rescue import (
    ANSWER,
    ENDED,
    FORGOTTEN,
    INTENT,
    SENDING,
    UNSENT,
    accepted_ids,
    forgotten_tasks,
    sent_ids,
    tasks_from_ledger,
)
from seedance_desktop.store.rows import origin_to_text, request_to_text, state_to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.task import Task
    from seedance_desktop.store.placements import Kept, Placement

T = TypeVar("T")
LEDGER_NAME = "ledger.jsonl"
DAY = 24 * 3600.0


class Store:
    """The only one that writes in the data folder.

    Every call is handed at once to the store's own thread, which takes them in the order in which they were made; when
    its answer has been awaited, what it wrote is on the disk. A cancelled caller does not undo it. Every answer may be
    a `LocalFailure`: `store.locked`, `store.read_only`, `store.damaged`, `store.failed` or `disk.full`.

    Attributes:
        folder: where everything lies.
        rescued: where a damaged database was moved when this store was opened and its tasks were built anew from the
            ledger; `None` in all other cases.
    """

    def __init__(self, folder: Path, thread: ThreadPoolExecutor, files: _Files) -> None:
        self.folder = folder
        self.rescued = files.rescued
        self._thread = thread
        self._files = files

    @classmethod
    async def open(cls, folder: Path, *, read_only: bool = False) -> Store:
        """Open or create the store in `folder`, alone (`read_only` looks on beside another program).

        Raises:
            LocalFailure: `store.no_folder`, `store.in_use`, `store.newer`, `store.read_only`, `store.locked`,
                `store.damaged` (also unreadable in `read_only`), `disk.full`, `store.failed`.
        """
        # One thread: SQLite has one writing connection, and the order of commits is the order of calls.
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            files = await asyncio.wrap_future(thread.submit(_Files, folder, read_only=read_only))
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(folder, thread, files)

    def tasks(self) -> asyncio.Future[tuple[Task, ...]]:
        """All tasks, newest first."""
        return self._run(self._files.tasks)

    def add(self, *tasks: Task) -> asyncio.Future[None]:
        """Record new tasks, all or none: the lines in the ledger, then the rows."""
        return self._run(lambda: self._files.add(tasks))

    def save(self, task: Task) -> asyncio.Future[None]:
        """Record a change. Steps that matter for money also go to the ledger.

        `submitting` is in the ledger before its row is committed, so that a call never goes out unrecorded.
        """
        return self._run(lambda: self._files.save(task))

    def announced(self, task: Task, body: str) -> asyncio.Future[None]:
        """Record that a create call is about to go out, and with which body.

        Args:
            task: `submitting`.
            body: the JSON text of the request, without signatures.
        """
        return self._run(lambda: self._files.save(task, body))

    def answered(self, task: Task, raw: str) -> asyncio.Future[None]:
        """Record the service's answer to a create call: its raw text in the ledger first, then the row.

        Args:
            task: with the `remote_id` the answer named, if any.
            raw: the answer as text, without the key.
        """
        return self._run(lambda: self._files.answered(task, raw))

    def remove(self, task_id: str) -> asyncio.Future[None]:
        """Forget a task; its take stays on the disk."""
        return self._run(lambda: self._files.remove(task_id))

    def forgotten(self, now: float) -> asyncio.Future[tuple[Task, ...]]:
        """What was taken off the list since the day before `now` (Unix seconds), as the ledger knew it last."""
        return self._run(lambda: self._files.forgotten(now))

    def accepted_ids(self) -> asyncio.Future[dict[str, str]]:
        """Our id → `task_id` of every accepted create call that the ledger knows of."""
        return self._run(self._files.accepted_ids)

    def sent_ids(self) -> asyncio.Future[frozenset[str]]:
        """Our ids of all tasks of which the ledger cannot rule out that their create call went out."""
        return self._run(self._files.sent_ids)

    def upload(self, sha256: str, host: str, now: float) -> asyncio.Future[Kept | None]:
        """The address under which a file's bytes still lie at `host`, if we put them there."""
        return self._run(lambda: self._files.database.upload(sha256, host, now))

    def use_upload(self, sha256: str, use: Placement, now: float) -> asyncio.Future[Kept | None]:
        """What `upload` finds at the host of a use, which is recorded in the same step: nobody removes it meanwhile."""
        return self._run(lambda: self._files.database.use_upload(sha256, use, now))

    def remember_upload(
        self, sha256: str, host: str, address: str, expires_at: float, name: str = ""
    ) -> asyncio.Future[None]:
        """Record an address, to be used until `expires_at` (Unix seconds), and what its host knows the file by."""
        return self._run(lambda: self._files.database.remember_upload(sha256, host, address, expires_at, name))

    def forget_upload(self, host: str, name: str) -> asyncio.Future[None]:
        """Drop the address of an object that is gone."""
        return self._run(lambda: self._files.database.forget_upload(host, name))

    def placements(self) -> asyncio.Future[tuple[Placement, ...]]:
        """Every use of an object in the person's own bucket."""
        return self._run(self._files.database.placements.all)

    def add_placement(self, placement: Placement) -> asyncio.Future[None]:
        """Record that a task uses an object."""
        return self._run(lambda: self._files.database.placements.add(placement))

    def share_placement(self, task_id: str, other_id: str, address: str) -> asyncio.Future[None]:
        """Record that an asset uses what a task has put to an address."""
        return self._run(lambda: self._files.database.placements.share(task_id, other_id, address))

    def release_placement(self, placement: Placement, over: AbstractSet[str]) -> asyncio.Future[bool]:
        """Whether an object is to be removed, as nobody but those `over` uses it; its address is forgotten by then.

        Where another does, or the use is gone, the answer is no and the use is forgotten.
        """
        return self._run(lambda: self._files.database.placements.release(placement, over))

    def leave_placements(self, task_id: str) -> asyncio.Future[None]:
        """Forget the objects of a task: they stay where they are, and nobody uses them again."""
        return self._run(lambda: self._files.database.placements.leave(task_id))

    def forget_placement(self, placement: Placement) -> asyncio.Future[None]:
        """The task needs the object no longer."""
        return self._run(lambda: self._files.database.placements.forget(placement))

    def assets(self) -> asyncio.Future[tuple[AssetRecord, ...]]:
        """Everything that was handed in for review, newest first."""
        return self._run(self._files.database.assets.all)

    def save_asset(self, asset: AssetRecord) -> asyncio.Future[None]:
        """Record one, new or changed."""
        return self._run(lambda: self._files.database.assets.save(asset))

    def remove_asset(self, asset_id: str) -> asyncio.Future[None]:
        """Forget one; what the service holds stays there."""
        return self._run(lambda: self._files.database.assets.remove(asset_id))

    def forget_uploads(self, now: float) -> asyncio.Future[None]:
        """Drop the addresses that have died by `now` (Unix seconds)."""
        return self._run(lambda: self._files.database.forget_uploads(now))

    async def close(self) -> None:
        """Finish what was asked, then let go of the folder. A second close does nothing."""
        if self._files.closed:
            return
        await self._run(self._files.close)
        self._thread.shutdown()

    def _run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.shield(asyncio.wrap_future(self._thread.submit(self._guarded, work)))

    def _guarded(self, work: Callable[[], T]) -> T:
        with storing(self.folder):
            return work()


class _Files:
    """Database, ledger and lock together; lives on the store's thread."""

    def __init__(self, folder: Path, *, read_only: bool) -> None:
        self.rescued: Path | None = None
        self.closed = False
        self._folder = folder
        self._statuses: dict[str, Status] = {}
        self._lock: FolderLock | None = None
        self._ledger: Ledger | None = None
        with storing(folder):
            _refuse_file(folder)
            if read_only:
                self.database = Database(folder, read_only=True)
                return
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = FolderLock(folder)
        try:
            with storing(folder):
                self.database = self._open()
                self._ledger = Ledger(folder / LEDGER_NAME)
        except BaseException:
            self.let_go()
            raise

    def tasks(self) -> tuple[Task, ...]:
        found = self.database.tasks()
        self._statuses.update({task.id: task.status for task in found})
        return found

    def add(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self._note(INTENT, task.id, **_whole(task))
        self.database.insert_all(tasks)
        self._statuses |= {task.id: task.status for task in tasks}

    def save(self, task: Task, body: str = "") -> None:
        moved = self._statuses.get(task.id) is not task.status
        if moved and task.status is Status.SUBMITTING:
            self._note(SENDING, task.id, body=body)
            # Known before the row is: where that fails, the step back is recorded all the same.
            self._statuses[task.id] = task.status
        self.database.update(task)
        if moved and task.status is Status.PREPARING:
            self._note(UNSENT, task.id)
        if moved and task.status.is_end:
            self._note(ENDED, task.id, **_whole(task))
        self._statuses[task.id] = task.status

    def answered(self, task: Task, raw: str) -> None:
        try:
            self._note(ANSWER, task.id, remote_id=task.remote_id, raw=raw)
        finally:
            self.save(task)

    def remove(self, task_id: str) -> None:
        self.database.delete(task_id)
        self._note(FORGOTTEN, task_id)

    def forgotten(self, now: float) -> tuple[Task, ...]:
        return forgotten_tasks(recent_lines(self._folder / LEDGER_NAME, now - 2 * DAY))

    def accepted_ids(self) -> dict[str, str]:
        return accepted_ids(read_ledger(self._folder / LEDGER_NAME))

    def sent_ids(self) -> frozenset[str]:
        return sent_ids(read_ledger(self._folder / LEDGER_NAME))

    def close(self) -> None:
        self.closed = True
        self.database.close()
        self.let_go()

    def let_go(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
        if self._lock is not None:
            self._lock.release()

    def _note(self, what: str, task_id: str, **more: object) -> None:
        if self._ledger is None:
            raise LocalFailure("store.read_only", {"folder": str(self._folder), "name": self._folder.name})
        self._ledger.append({"what": what, "task": task_id, "at": time.time(), **more})

    def _open(self) -> Database:
        try:
            with storing(self._folder):
                return self._filled(Database(self._folder))
        except LocalFailure as failure:
            if failure.code != "store.damaged":
                raise
        self.rescued = move_aside(self._folder)
        database = self._filled(Database(self._folder))
        sync_folder(self._folder)
        return database

    def _filled(self, database: Database) -> Database:
        """A damaged page often shows only when the rows are read.

        Where there are none at all, the ledger is asked: the file may be gone or cut to nothing, or a rescue may have
        been interrupted after it had moved the damaged one aside.
        """
        try:
            if not database.tasks():
                known = tasks_from_ledger(read_ledger(self._folder / LEDGER_NAME))
                # What never left is missed by nobody, unless it stood in a list that was there and broke.
                database.insert_all(task for task in known if self.rescued is not None or task.sent_at is not None)
        except BaseException:
            database.close()
            raise
        return database


def _refuse_file(folder: Path) -> None:
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if there.exists() and not there.is_dir():
        raise LocalFailure("store.no_folder", {"folder": str(there)})


def _whole(task: Task) -> dict[str, object]:
    return {
        "created_at": task.created_at,
        "request": request_to_text(task.request),
        "origin": origin_to_text(task),
        "state": state_to_text(task),
    }
