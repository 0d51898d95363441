"""What becomes of tasks whose create call was under way, or already answered, when the program ended."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.events import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.engine.board import Board
    from seedance_desktop.store.store import Store


def tell_of_the_files(board: Board, store: Store) -> None:
    """Tell what was wrong with them at the start, and whatever shows from now on."""
    for found in store.found:
        board.tell(Notice(found.code, found.values))
    store.on_trouble = board.notice


@contextmanager
def unless_unread(board: Board, code: str) -> Iterator[None]:
    """Go on without what cannot be read, and tell what that means."""
    try:
        yield
    except LocalFailure:
        board.tell(Notice(code, {}))


async def judge_cut_short(board: Board, store: Store, now: float) -> None:
    """Make a task `queued` if its answer had reached the ledger, else `uncertain` if its call may have gone out.

    A `preparing` one is asked about as well: a database that is older than its ledger (put back from a backup, or
    without its last pages) would have it sent, and paid, a second time. One whose press could still be taken back ends
    here: who closed the program in that moment must not find it sent by the next start, perhaps days later.

    Raises:
        LocalFailure: the ledger cannot be read.
    """
    cut_short = [task for task in board.tasks if task.status in {Status.PREPARING, Status.SUBMITTING}]
    if not cut_short:
        return
    accepted, sent = await store.accepted_ids(), await store.sent_ids()
    for task in cut_short:
        remote_id = task.remote_id or accepted.get(task.id)
        with suppress(LocalFailure):  # what cannot be written now is judged again at the next start
            if remote_id is not None:
                await board.change(task.id, status=Status.QUEUED, remote_id=remote_id)
            elif task.status is Status.SUBMITTING or task.id in sent:
                failure = Failure("create.interrupted")
                await board.change(task.id, status=Status.UNCERTAIN, failure=failure, finished_at=now)
            elif task.held_until is not None:
                end = {"status": Status.CANCELLED, "failure": Failure("hold.cut_short"), "held_until": None}
                await board.change(task.id, **end, finished_at=now)
