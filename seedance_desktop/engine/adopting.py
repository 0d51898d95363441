"""A task of which nobody knows an id goes on under the one that the user found in the service's console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Notice

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.job import Jobs
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store


class Adopter:
    """Believes an id only as far as the service confirms it: until then the task may fall back to `uncertain`."""

    def __init__(self, board: Board, store: Store, jobs: Jobs, supervisor: Supervisor) -> None:
        self._board = board
        self._store = store
        self._jobs = jobs
        self._supervisor = supervisor

    async def adopt(self, task_id: str, remote_id: str) -> None:
        """Ask about a task under an id, unless that is the id of another one, be it off the list."""
        remote_id = "".join(remote_id.split())
        try:
            if remote_id:
                await self._adopt(task_id, remote_id)
        except LocalFailure as failure:  # the ledger cannot be read: nobody can say whose id it is
            self._board.notice(failure)

    async def _adopt(self, task_id: str, remote_id: str) -> None:
        accepted = await self._store.accepted_ids()
        known = {task.remote_id for task in self._board.known} | set(accepted.values())
        task = self._board.get(task_id)
        if task is None or not task.is_adoptable:
            return
        if remote_id in known:
            self._board.tell(Notice("adopt.known", {"id": remote_id}))
            return
        changes = {"status": Status.QUEUED, "remote_id": remote_id, "adopted": True}
        change = self._board.change(task_id, failure=None, finished_at=None, **changes)
        self._supervisor.start(task_id, self._jobs.carry(task_id, resumed=True), after=True)
        await self._jobs.written(task_id, change)
