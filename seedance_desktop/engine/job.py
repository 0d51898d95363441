"""One coroutine that moves one task along, from wherever it stands."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure, Refused, SeedanceError
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.board import failure_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.creating import Creator
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.poller import Poller
    from seedance_desktop.engine.preparing import Preparer
    from seedance_desktop.engine.settling import Settler
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.engine.takes import Fetcher

_STORE_PAUSE = 30.0
"""Seconds until a store that could not write is tried again."""
_FAULT_PAUSE = 60
_LONGEST_FAULT_PAUSE = 3600
"""Seconds until a task that a fault of ours stopped goes on: after its first one, and at most."""


class Jobs:
    """The stages of a task, and the way from one to the next."""

    def __init__(
        self,
        board: Board,
        pace: Pace,
        *,
        preparer: Preparer,
        creator: Creator,
        poller: Poller,
        fetcher: Fetcher,
        settler: Settler,
    ) -> None:
        self._board = board
        self._pace = pace
        self._preparer = preparer
        self._creator = creator
        self._poller = poller
        self._fetcher = fetcher
        self._settler = settler
        self._faults: Counter[str] = Counter()

    async def begin(self, task_ids: Sequence[str], supervisor: Supervisor) -> None:
        """Store new tasks, all or none, and carry each through in a job of its own."""
        refused: LocalFailure | None = None
        try:
            await self._board.add(task_ids)
        except LocalFailure as failure:
            refused = failure
        for task_id in task_ids:
            task = self._board.get(task_id)
            if task is not None and task.status is Status.PREPARING:
                if refused is None:
                    supervisor.start(task_id, self.carry(task_id, resumed=False))
                else:
                    supervisor.start(task_id, self._give_up(task_id, Status.FAILED, refused))

    async def carry(self, task_id: str, *, resumed: bool, fresh: bool = False) -> None:
        """Move a task along until it ends, or waits for the user.

        Args:
            task_id: ours.
            resumed: it was on its way before the program started.
            fresh: ask the service for the result's address before its first download.
        """
        if self._board[task_id].status is Status.PREPARING:
            await self._start(task_id)
        while True:
            try:
                await self._go_on(task_id, resumed=resumed, fresh=fresh)
                break
            except LocalFailure as failure:
                # Only the store says this here. Memory is ahead of the disk: what happened is written again.
                self._board.notice(failure)
                await self._rewrite(task_id)
        self._settler.follow(task_id)

    async def carry_after_fault(self, task_id: str) -> None:
        """Go on with a paid task that a fault of ours stopped: most pass, and what is left to do costs nothing.

        Each fault of a task doubles its pause, so that one that stays does not spin.
        """
        pause = min(_FAULT_PAUSE * 2 ** self._faults[task_id], _LONGEST_FAULT_PAUSE)
        self._faults[task_id] += 1
        await self._pace.wait(pause * self._pace.options.poll_scale)
        await self.written(task_id, self._board.change(task_id, failure=None))
        await self.carry(task_id, resumed=True)

    async def written(self, task_id: str, change: Awaitable[Task]) -> None:
        """Wait until a change is on the disk, however often it must be written: a task called off must stay so."""
        try:
            await change
        except LocalFailure as failure:
            self._board.notice(failure)
            self._board.show(task_id)
            await self._rewrite(task_id)

    async def _start(self, task_id: str) -> None:
        """Prepare and create; whatever stops this before the call costs nothing."""
        try:
            await self._hold(task_id)
            addresses = await self._preparer.addresses(self._board[task_id])
            await self._creator.create(task_id, addresses)
        except SeedanceError as failure:
            if self._board[task_id].status is Status.PREPARING:
                refused = isinstance(failure, Refused)
                await self._give_up(task_id, Status.REFUSED if refused else Status.FAILED, failure)
            elif isinstance(failure, LocalFailure):
                # The id of a paid task must be seen even while the disk does not take it.
                self._board.notice(failure)
                self._board.show(task_id)
                await self._rewrite(task_id)

    async def _hold(self, task_id: str) -> None:
        """Let nothing leave this machine while the press can still be taken back.

        A hold whose end the clock has jumped away from begins anew; one that the end of the program cut short never
        comes here: `judge_cut_short`.
        """
        until, clock = self._board[task_id].held_until, self._pace.clock
        if until is None:
            return
        hold = self._pace.options.hold()
        left = until - clock.now()
        if not 0 < left <= hold:
            left = hold
            if hold:
                await self._board.change(task_id, held_until=clock.now() + hold)
        await self._pace.wait(left)
        await self._board.change(task_id, held_until=None)

    async def _go_on(self, task_id: str, *, resumed: bool, fresh: bool) -> None:
        if self._board[task_id].status in {Status.QUEUED, Status.PROCESSING}:
            await self._poller.follow(task_id, at_once=resumed)
        if self._board[task_id].status is Status.DOWNLOADING:
            await self._fetcher.fetch(task_id, resumed=resumed, fresh=fresh)

    async def _rewrite(self, task_id: str) -> None:
        while self._board.get(task_id) is not None:
            await self._pace.wait(_STORE_PAUSE * self._pace.options.poll_scale)
            with suppress(LocalFailure, KeyError):  # it may be off the list by then
                await self._board.change(task_id)
                return

    async def _give_up(self, task_id: str, status: Status, failure: SeedanceError) -> None:
        now = self._pace.clock.now()
        change = self._board.change(task_id, status=status, failure=failure_of(failure), finished_at=now)
        await self.written(task_id, change)
