"""What becomes of tasks whose create call was under way when the program ended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.store.store import Store


async def judge_cut_short(board: Board, store: Store, now: float) -> None:
    """Make every `submitting` task `queued` if its answer had reached the ledger, else `uncertain`.

    Raises:
        LocalFailure: the ledger cannot be read.
    """
    cut_short = [task for task in board.tasks if task.status is Status.SUBMITTING]
    if not cut_short:
        return
    accepted = await store.accepted_ids()
    for task in cut_short:
        remote_id = task.remote_id or accepted.get(task.id)
        with suppress(LocalFailure):  # what cannot be written now is judged again at the next start
            if remote_id is not None:
                await board.change(task.id, status=Status.QUEUED, remote_id=remote_id)
            else:
                failure = Failure("create.interrupted")
                await board.change(task.id, status=Status.UNCERTAIN, failure=failure, finished_at=now)
