"""What is left on an account: whoever reads it for a task's sake tells the window as well."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import BalanceKnown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from decimal import Decimal

    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.service import Service


class Balances:
    """Tells of readings, per profile the newest: an answer that a later question has overtaken is kept quiet."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._questions = count(1)
        self._told: dict[str, int] = {}

    async def asked(self, profile_id: str, call: Callable[[], Awaitable[Decimal | None]]) -> None:
        """Make a call that the window waits for; answered by `BalanceKnown`, failures included."""
        question = next(self._questions)
        try:
            balance = await call()
        except SeedanceError as failure:
            self._tell(question, BalanceKnown(profile_id, None, failure_of(failure)))
        else:
            self._tell(question, BalanceKnown(profile_id, balance, None))

    async def read(self, profile_id: str | None, service: Service) -> Decimal | None:
        """Read for a task's sake.

        Args:
            profile_id: whose account it is; `None` where that is no longer the one the window shows under any.
            service: is asked.

        Raises:
            SeedanceError: what the call raised; nothing is told then.
        """
        question = next(self._questions)
        balance = await service.balance()
        if profile_id is not None and balance is not None:
            self._tell(question, BalanceKnown(profile_id, balance, None))
        return balance

    def _tell(self, question: int, event: BalanceKnown) -> None:
        if question > self._told.get(event.profile_id, 0):
            self._told[event.profile_id] = question
            self._board.tell(event)
