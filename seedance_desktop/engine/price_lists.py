"""The services' public price lists, asked for when a person wants to see one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import PriceListFetched

if TYPE_CHECKING:
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor


class PriceLists:
    """The command returns at once; its answer is an event. No price book is changed here."""

    def __init__(self, board: Board, lines: Lines, pace: Pace, supervisor: Supervisor) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._supervisor = supervisor

    def fetch(self, profile: Profile) -> None:
        """Ask a profile's service for its list, without its key; answered by `PriceListFetched`."""
        self._supervisor.start(f"price list {profile.id}", self._fetch(profile))

    async def _fetch(self, profile: Profile) -> None:
        lines = self._lines
        try:
            await self._pace.turn()
            quotes = await lines.services.price_list(profile.base_url, lines.profiles.network())
        except SeedanceError as failure:
            self._board.tell(PriceListFetched(profile.id, profile.base_url, None, failure_of(failure)))
        else:
            self._board.tell(PriceListFetched(profile.id, profile.base_url, quotes, None))
