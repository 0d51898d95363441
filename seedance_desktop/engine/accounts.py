"""What was spent, as the window's ledger page asks for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from seedance_desktop.domain.accounts import as_csv, views
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import AccountsKnown, FileSaved
from seedance_desktop.media.files import write_whole, writing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from seedance_desktop.domain.accounts import AccountLine
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.service import Profiles
    from seedance_desktop.engine.supervisor import Supervisor


class Accounts:
    """Commands return at once and are answered by events."""

    def __init__(self, board: Board, supervisor: Supervisor, profiles: Profiles, clock: Clock) -> None:
        self._profiles = profiles
        self._clock = clock
        self._board = board
        self._supervisor = supervisor

    def ask(self) -> None:
        """Answered by `AccountsKnown`."""
        self._supervisor.start("accounts", self._ask(), after=True)

    def export(self, lines: Sequence[AccountLine], names: Mapping[str, str], path: Path) -> None:
        """Write lines as a spreadsheet reads them; answered by `FileSaved`.

        Args:
            lines: in the order of the rows.
            names: of profiles by their ids.
            path: where the user wants it.
        """
        self._supervisor.start(f"export {path}", self._export(lines, names, path), after=True)

    async def _ask(self) -> None:
        # Ten thousand lines take longer than the loop may be held up.
        found = await asyncio.to_thread(views, self._board.known, self._clock.now(), self._is_sandbox)
        self._board.tell(AccountsKnown(found))

    def _is_sandbox(self, profile_id: str) -> bool:
        profile = self._profiles.profile(profile_id)
        return profile is not None and profile.sandbox

    async def _export(self, lines: Sequence[AccountLine], names: Mapping[str, str], path: Path) -> None:
        content = await asyncio.to_thread(as_csv, lines, lambda profile_id: names.get(profile_id, profile_id))
        self._board.tell(await saved(content, path))


async def saved(content: bytes, path: Path) -> FileSaved:
    """Write a file whole or not at all, and say what came of it."""
    try:
        await asyncio.to_thread(_write, content, path)
    except LocalFailure as failure:
        return FileSaved(str(path), failure_of(failure))
    return FileSaved(str(path), None)


def _write(content: bytes, path: Path) -> None:
    with writing(path):
        write_whole(path, content)
