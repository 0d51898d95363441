"""What was spent, as the window's ledger page asks for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import AccountsKnown, FileSaved
from seedance_desktop.media.files import write_whole, writing

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store


class Accounts:
    """Commands return at once and are answered by events."""

    def __init__(self, board: Board, store: Store, supervisor: Supervisor) -> None:
        self._board = board
        self._store = store
        self._supervisor = supervisor

    def ask(self) -> None:
        """Answered by `AccountsKnown`; where the ledger cannot be read, by nothing: the list itself is at hand."""
        self._supervisor.start("accounts", self._ask(), after=True)

    def export(self, content: bytes, path: Path) -> None:
        """Write a file that the user has chosen the name of; answered by `FileSaved`."""
        self._supervisor.start(f"export {path}", self._export(content, path), after=True)

    async def _ask(self) -> None:
        with suppress(LocalFailure):
            self._board.tell(AccountsKnown(await self._store.all_forgotten()))

    async def _export(self, content: bytes, path: Path) -> None:
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
