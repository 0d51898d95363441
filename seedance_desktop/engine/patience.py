"""Tries a call for a task again while trying may help, and tells the task's wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_desktop.domain.errors import SeedanceError
    from seedance_desktop.domain.task import Errand
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.pace import Pace

T = TypeVar("T")


class Patient:
    """Persists with calls that cost nothing."""

    def __init__(self, board: Board, pace: Pace) -> None:
        self._board = board
        self._pace = pace

    async def persist(self, task: Errand, call: Callable[[], Awaitable[T]]) -> T:
        """Call until it succeeds.

        Raises:
            SeedanceError: the last failure, after all tries.
        """

        def waiting(failure: SeedanceError, delay: float) -> None:
            self._board.tell(Waiting(task.id, failure_of(failure), delay))

        return await self._pace.persist(call, self._pace.options.prepare_tries, waiting)
