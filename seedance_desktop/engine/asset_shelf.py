"""The assets in memory, and the one way to change them: memory, then disk, then everybody who listens or waits."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import AssetChanged, AssetForgotten

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Sequence

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.review import Review
    from seedance_desktop.domain.task import Errand
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.store.store import Store

_BEST = (AssetState.ACTIVE, AssetState.PENDING, AssetState.SUBMITTED, AssetState.PREPARING, AssetState.FAILED)


class AssetShelf:
    """All assets of all profiles."""

    def __init__(self, board: Board, store: Store, lines: Lines, clock: Clock) -> None:
        self._board = board
        self._store = store
        self._lines = lines
        self._clock = clock
        self._records: dict[str, AssetRecord] = {}
        self._next = asyncio.Event()
        self._unread: LocalFailure | None = None

    @property
    def records(self) -> tuple[AssetRecord, ...]:
        """Newest first."""
        return tuple(sorted(self._records.values(), key=lambda record: record.created_at)[::-1])

    def get(self, asset_id: str) -> AssetRecord | None:
        return self._records.get(asset_id)

    async def load(self) -> None:
        """Take over what is stored. What stopped the asking then says nothing of now.

        A call that was under way when the program ended may have arrived; there is no way to ask for an asset without
        its id, so that one is not handed in again by itself.

        Raises:
            LocalFailure: the store cannot be read.
        """
        try:
            stored = await self._store.assets()
        except LocalFailure as failure:
            self._unread = failure
            raise
        self._records = {record.id: record for record in reversed(stored)}
        for record in self.records:
            if record.state is AssetState.SUBMITTED:
                with suppress(LocalFailure):  # then the next start finds it as this one did
                    await self.change(record.id, state=AssetState.FAILED, failure=Failure("review.answer_lost"))
            elif record.state is AssetState.PENDING and record.failure is not None:
                self._records[record.id] = replace(record, failure=None)

    def require(self) -> None:
        """Whoever hands something in asks this first.

        Raises:
            LocalFailure: the store could not be read at the start, so that anything might be handed in twice.
        """
        if self._unread is not None:
            raise self._unread

    def known(self, errand: Errand, reviews: Iterable[Review], content: str) -> AssetRecord | None:
        """The best that there is of the same bytes in the same account."""
        wanted = tuple(reviews)
        found = [r for r in self._of(errand) if r.review in wanted and r.content == content]
        return min(found, key=lambda record: _BEST.index(record.state), default=None)

    def named(self, errand: Errand, reference: str) -> AssetRecord | None:
        """The one that an `asset://…` of the same account stands for."""
        return next((record for record in self._of(errand) if record.reference == reference), None)

    async def enter(self, records: Sequence[AssetRecord]) -> None:
        """Take in new ones, all known at once; what failed of the same bytes goes, so that each stands there once.

        Raises:
            LocalFailure: the store could not write. None of them stays, as nobody would carry it.
        """
        self._records |= {record.id: record for record in records}
        try:
            for record in records:
                await self._kept(record)
                await self._replace_failed(record)
        except Exception:  # whatever it was: it goes on its way once nothing is left that nobody would carry
            for record in records:
                with suppress(LocalFailure):
                    await self.forget(record.id)
            raise

    def share(self, task_id: str, asset_id: str, address: str) -> Awaitable[None]:
        """Keep what a task has put to an address for a review too, which may last longer than the task.

        It is under way at once.

        Raises:
            LocalFailure: when awaited: the store could not write.
        """
        return self._store.share_placement(task_id, asset_id, address)

    async def change(self, record_id: str, /, **changes: Any) -> None:
        """Change one; nothing happens where it was forgotten meanwhile.

        Raises:
            LocalFailure: the change is not on the disk.
        """
        if (record := self._records.get(record_id)) is None:
            return
        if changes.get("state", record.state) is not record.state:
            changes["changed_at"] = self._clock.now()
        moved = replace(record, **changes)
        self._records[record_id] = moved
        await self._kept(moved)

    async def forget(self, asset_id: str) -> None:
        """Drop one from the list.

        Raises:
            LocalFailure: it is still on the disk.
        """
        if self._records.pop(asset_id, None) is not None:
            try:
                await self._store.remove_asset(asset_id)
            finally:
                self._tell(AssetForgotten(asset_id))

    async def moved(self) -> None:
        """Wait until any of them changes."""
        await self._next.wait()

    def _of(self, errand: Errand) -> list[AssetRecord]:
        """Those of an errand's account: a sandbox may come back on another port."""
        address = self._lines.base_url(errand)
        return [
            record
            for record in self.records
            if record.profile_id == errand.profile_id and self._lines.base_url(record) == address
        ]

    async def _replace_failed(self, record: AssetRecord) -> None:
        for old in self._of(record):
            same = (old.review, old.content) == (record.review, record.content)
            if same and old.id != record.id and old.state is AssetState.FAILED:
                await self.forget(old.id)

    async def _kept(self, record: AssetRecord) -> None:
        try:
            await self._store.save_asset(record)
        finally:
            self._tell(AssetChanged(record))

    def _tell(self, event: AssetChanged | AssetForgotten) -> None:
        self._board.tell(event)
        self._next.set()
        self._next = asyncio.Event()
