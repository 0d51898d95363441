"""A service's clock, as its answers show it: what it says about hours to live is counted by its own watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.engine.events import ClockSkew

if TYPE_CHECKING:
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.clock import Clock

NOTICED = 60.0
"""Seconds; answers carry whole seconds and have travelled, so less than this is no difference between two clocks."""


class ServiceTime:
    """Unix seconds by one service's clock; by this machine's own until an answer has come.

    Args:
        address: of the service.
        board: where a difference is told.
        clock: of this machine.
    """

    def __init__(self, address: str, board: Board, clock: Clock) -> None:
        self._address = address
        self._board = board
        self._clock = clock
        self._ahead = 0.0

    def now(self) -> float:
        return self._clock.now() + self._ahead

    def learn(self, answered_at: float | None) -> None:
        """Take in the date of an answer, Unix seconds; a difference that has changed is told."""
        if answered_at is None:
            return
        ahead = answered_at - self._clock.now()
        ahead = ahead if abs(ahead) >= NOTICED else 0.0
        if abs(ahead - self._ahead) >= NOTICED:
            self._ahead = ahead
            self._board.tell(ClockSkew(self._address, ahead))
