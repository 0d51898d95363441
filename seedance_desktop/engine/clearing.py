"""Takes files away from the person's own bucket after the last task or review that used them, also after a restart."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure, SeedanceError
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import AssetChanged, AssetForgotten, TaskChanged, TaskForgotten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_desktop.engine.assets import Assets
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.events import Event
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.placements import Placement
    from seedance_desktop.store.store import Store


class Clearer:
    """Follows the tasks and the reviews. What cannot be removed now is tried again at the next start."""

    def __init__(self, board: Board, assets: Assets, store: Store, lines: Lines, supervisor: Supervisor) -> None:
        self._board = board
        self._assets = assets
        self._begun = False
        self._store = store
        self._lines = lines
        self._supervisor = supervisor
        board.listen(self._hear)

    async def begin(self) -> None:
        """Remove what ended tasks and reviews of an earlier run left. Before, nothing is removed.

        Tasks and assets are loaded: one that is not known is over.

        Raises:
            LocalFailure: the store cannot be read.
        """
        placements = await self._store.placements()
        self._begun = True
        for user in {placement.task_id for placement in placements}:
            self._start(user)

    def _hear(self, event: Event) -> None:
        match event:
            case TaskChanged(task=user) | AssetChanged(asset=user):
                self._start(user.id)
            case TaskForgotten(task_id=user_id) | AssetForgotten(asset_id=user_id):
                self._start(user_id)

    def _is_over(self, user_id: str) -> bool:
        """Whether nobody will read the files for it any more; of an uncertain task nobody knows."""
        if task := self._board.get(user_id):
            return task.status.is_end and task.status is not Status.UNCERTAIN
        record = self._assets.get(user_id)
        return record is None or not record.is_open

    def _start(self, user_id: str) -> None:
        if self._begun and self._is_over(user_id):
            self._supervisor.start(f"clear {user_id}", self._clear(user_id), after=True)

    async def _clear(self, user_id: str) -> None:
        with suppress(LocalFailure):
            placements = await self._store.placements()
            users = {placement.task_id for placement in placements}
            for placement in placements:
                if placement.task_id == user_id:
                    await self._let_go(placement, users)

    async def _let_go(self, placement: Placement, users: Iterable[str]) -> None:
        """Remove an object that nobody uses, unless the person wants it kept or has another host now."""
        found = await self._lines.host(placement.profile_id)
        # Nothing is awaited between this look and the store's call, which takes its turn: whoever begins to use the
        # object later finds its address forgotten, whoever did so before stands among its users.
        over = {user for user in users if self._is_over(user)}
        if placement.task_id not in over:
            return
        if found is not None and found[0].label == placement.host and found[0].deletes:
            if not await self._store.release_placement(placement, over):
                return
            try:
                await found[1].remove(placement.name)
            except SeedanceError:
                return
        await self._store.forget_placement(placement)
