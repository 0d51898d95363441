"""Reads what the account holds after a task's end, and again when that must have been booked."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.witness import reading_due, unsettled

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.creating import Creator
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor


class Settler:
    """At most three readings of a task, none of them the reason for anything else to wait."""

    def __init__(self, board: Board, lines: Lines, pace: Pace, creator: Creator, supervisor: Supervisor) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._creator = creator
        self._supervisor = supervisor

    def begin(self) -> None:
        """Take up what an earlier run did not come to read."""
        self._supervisor.start("settle", self._begin())

    def follow(self, task_id: str) -> None:
        """Read for a task that has ended, instead of what was planned for an earlier end of it."""
        name = f"settle {task_id}"
        self._supervisor.cancel(name)
        self._supervisor.start(name, self._follow(task_id), after=True)

    async def _begin(self) -> None:
        for task_id in await asyncio.to_thread(unsettled, self._board.known, self._pace.clock.now()):
            self.follow(task_id)

    async def _follow(self, task_id: str) -> None:
        clock, tried = self._pace.clock, -math.inf
        while (task := self._board.get(task_id)) is not None and (due := reading_due(task, tried)) is not None:
            if due > clock.now():
                await self._pace.wait(due - clock.now())
                continue
            read = await self._creator.read_balance(await self._lines.of(task), task, "after")
            tried = clock.now()
            if read and self._board.get(task_id) is not None:
                try:
                    await self._board.change(task_id, **read)
                except LocalFailure as failure:
                    self._board.notice(failure)
