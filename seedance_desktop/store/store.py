"""What the program must not forget: tasks, uploads, and the ledger of what may have cost money."""

from __future__ import annotations

import asyncio
import math
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.store.border import storing
from seedance_desktop.store.files import Files
from seedance_desktop.store.ledger import LEDGER_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.task import Task
    from seedance_desktop.store.placements import Kept, Placement

T = TypeVar("T")
LEDGER_NAME = LEDGER_FILE


class Store:
    """The only one that writes in the data folder.

    Every call is handed at once to the store's own thread, which takes them in the order in which they were made; when
    its answer has been awaited, what it wrote is on the disk. A cancelled caller does not undo it. Every answer may be
    a `LocalFailure`: `store.locked`, `store.read_only`, `store.damaged`, `store.failed` or `disk.full`.

    Attributes:
        folder: where everything lies.
        found: what was not as it should be when this store was opened, and what became of it: codes of sentences.
        rescued: where a damaged database was moved then, to be built anew; `None` in all other cases.
        hindered: why this store can only be read; `None` where it takes changes.
        on_trouble: called on the loop with what the store meets by itself later: `store.damaged`.
    """

    def __init__(self, folder: Path, thread: ThreadPoolExecutor, files: Files) -> None:
        self.folder = folder
        self.found = files.found
        self.rescued = files.rescued
        self.hindered = files.hindered
        self.on_trouble: Callable[[LocalFailure], None] = lambda _failure: None
        self._thread = thread
        self._files = files

    @classmethod
    async def open(cls, folder: Path, *, read_only: bool = False, look_on: bool = False) -> Store:
        """Open or create the store in `folder`, alone (`read_only` looks on beside another program).

        Args:
            folder: made if need be.
            read_only: only look.
            look_on: where nothing can be written (`store.newer`, `store.read_only`) but the tasks can be read, open it
                for that; `hindered` says why.

        Raises:
            LocalFailure: `store.no_folder`, `store.in_use`, `store.newer`, `store.read_only`, `store.locked`,
                `store.damaged` (also unreadable in `read_only`), `disk.full`, `store.failed`.
        """
        # One thread: SQLite has one writing connection, and the order of commits is the order of calls.
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        loop = asyncio.get_running_loop()
        opened: list[Store] = []

        def met_damage() -> None:
            for store in opened:
                with suppress(RuntimeError):  # the loop is closed: the next start finds it
                    loop.call_soon_threadsafe(store.meet_damage)

        try:
            work = thread.submit(Files, folder, read_only=read_only, look_on=look_on, on_damage=met_damage)
            opened.append(cls(folder, thread, await asyncio.wrap_future(work)))
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return opened[0]

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

    def remove(self, task: Task) -> asyncio.Future[None]:
        """Forget a task; its take stays on the disk, and all that is known of it in the ledger."""
        return self._run(lambda: self._files.remove(task))

    def saw(self, task_id: str, word: str, raw: str) -> asyncio.Future[None]:
        """Record a status word of the service, and its whole answer where that is the last one (else empty)."""
        return self._run(lambda: self._files.saw(task_id, word, raw))

    def uploaded(self, task_id: str, reference_id: str, sha256: str, of: str) -> asyncio.Future[None]:
        """Record which bytes stand for a reference, and what they are: its file, or which copy of it."""
        return self._run(lambda: self._files.uploaded(task_id, reference_id, sha256, of))

    def lines_of(self, task_id: str) -> asyncio.Future[tuple[Mapping[str, Any], ...]]:
        """All that the ledger holds of a task, in order, with `what` and `at` (Unix seconds) in each line."""
        return self._run(lambda: self._files.lines_of(task_id))

    def all_forgotten(self) -> asyncio.Future[tuple[Task, ...]]:
        """Everything that was ever taken off the list, as the ledger knew it last."""
        return self._run(self._files.all_forgotten)

    def forgotten(self, now: float) -> asyncio.Future[tuple[Task, ...]]:
        """What was taken off the list since the day before `now` (Unix seconds), as the ledger knew it last."""
        return self._run(lambda: self._files.forgotten(now))

    def accepted_ids(self) -> asyncio.Future[dict[str, str]]:
        """Our id → `task_id` of every accepted create call that the ledger knows of."""
        return self._run(self._files.accepted_ids)

    def sent_ids(self) -> asyncio.Future[frozenset[str]]:
        """Our ids of all tasks of which the ledger cannot rule out that their create call went out."""
        return self._run(self._files.sent_ids)

    def upload(self, sha256: str, host: str, now: float, longest: float = math.inf) -> asyncio.Future[Kept | None]:
        """The address under which a file's bytes still lie at `host`, if we put them there.

        Args:
            sha256: of the bytes.
            host: where.
            now: Unix seconds.
            longest: seconds that an address is used for; one that would be for longer was remembered by a clock that
                has been set back since, and nobody knows how old it is.
        """
        return self._run(lambda: self._files.database.upload(sha256, host, now, longest))

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

    def meet_damage(self) -> None:
        """The file has turned out to be damaged while nobody asked."""
        self.on_trouble(LocalFailure("store.damaged", {"folder": str(self.folder), "name": self.folder.name}))

    async def close(self) -> None:
        """Finish what was asked, then let go of the folder. A second close does nothing."""
        if self._files.closed:
            return
        await self._run(self._files.close)
        self._thread.shutdown()

    def _run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        answer = asyncio.wrap_future(self._thread.submit(self._guarded, work))
        answer.add_done_callback(_seen)
        return asyncio.shield(answer)

    def _guarded(self, work: Callable[[], T]) -> T:
        try:
            with storing(self.folder):
                return work()
        except LocalFailure as failure:
            self._files.damaged |= failure.code == "store.damaged"
            raise
        finally:
            if self._files.backups is not None:
                self._files.backups.begin_if_due()


def _seen(answer: asyncio.Future[Any]) -> None:
    """A caller that was cancelled asks no more what became of its call, and that is no fault to be told."""
    if not answer.cancelled():
        answer.exception()
