"""Takes files away from the person's own bucket when the last task that used them has ended, also after a restart."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure, SeedanceError
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import TaskChanged, TaskForgotten

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.events import Event
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.placements import Placement
    from seedance_desktop.store.store import Store


class Clearer:
    """Follows the tasks. What cannot be removed now is tried again at the next start."""

    def __init__(self, board: Board, store: Store, lines: Lines, supervisor: Supervisor) -> None:
        self._board = board
        self._store = store
        self._lines = lines
        self._supervisor = supervisor
        board.listen(self._hear)

    async def begin(self) -> None:
        """Remove what ended tasks of an earlier run left.

        Raises:
            LocalFailure: the store cannot be read.
        """
        for task_id in {placement.task_id for placement in await self._store.placements()}:
            if self._is_over(task_id):
                self._start(task_id)

    def _hear(self, event: Event) -> None:
        if isinstance(event, TaskForgotten):
            self._start(event.task_id)
        elif isinstance(event, TaskChanged) and self._is_over(event.task.id):
            self._start(event.task.id)

    def _is_over(self, task_id: str) -> bool:
        """Whether nobody will read the files for this task any more; of an uncertain one nobody knows."""
        task = self._board.get(task_id)
        return task is None or (task.status.is_end and task.status is not Status.UNCERTAIN)

    def _start(self, task_id: str) -> None:
        self._supervisor.start(f"clear {task_id}", self._clear(task_id), after=True)

    async def _clear(self, task_id: str) -> None:
        with suppress(LocalFailure):
            placements = await self._store.placements()
            ours = [placement for placement in placements if placement.task_id == task_id]
            kept = {(p.host, p.name) for p in placements if not self._is_over(p.task_id)}
            for placement in ours:
                if (placement.host, placement.name) in kept or await self._removed(placement):
                    await self._store.forget_placement(placement)

    async def _removed(self, placement: Placement) -> bool:
        """Whether it is gone, or no longer ours to remove: the person has another host now."""
        found = await self._lines.host(placement.profile_id)
        if found is None or found[0].label != placement.host or not found[0].deletes:
            return True
        try:
            await found[1].remove(placement.name)
        except SeedanceError:
            return False
        await self._store.forget_upload(placement.host, placement.name)
        return True
