"""The assets' commands: hand in, hand in again, ask, forget."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetRecord, AssetState
from seedance_desktop.domain.errors import LocalFailure, SeedanceError
from seedance_desktop.domain.reference import Reference
from seedance_desktop.engine.asset_maker import content_of
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import AssetChanged, Notice, Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.review import Review
    from seedance_desktop.engine.asset_maker import AssetMaker
    from seedance_desktop.engine.asset_shelf import AssetShelf
    from seedance_desktop.engine.asset_watch import AssetWatch
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.handing_in import OnWait, Registrar
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.engine.uploading import Uploader


class Assets:
    """Commands return at once; their answers are `AssetChanged`, `AssetForgotten` and `Notice`."""

    def __init__(
        self,
        board: Board,
        shelf: AssetShelf,
        watch: AssetWatch,
        registrar: Registrar,
        uploader: Uploader,
        maker: AssetMaker,
        supervisor: Supervisor,
    ) -> None:
        self._board = board
        self._shelf = shelf
        self._watch = watch
        self._registrar = registrar
        self._uploader = uploader
        self._maker = maker
        self._supervisor = supervisor

    @property
    def records(self) -> tuple[AssetRecord, ...]:
        """All of all profiles, newest first."""
        return self._shelf.records

    def get(self, asset_id: str) -> AssetRecord | None:
        return self._shelf.get(asset_id)

    async def begin(self) -> None:
        """Take over what is stored and go on where the last run stopped.

        Raises:
            LocalFailure: the store cannot be read.
        """
        await self._shelf.load()
        for record in self._shelf.records:
            if record.state is AssetState.PREPARING:
                self._start(record.id)
        self._watch.wake()

    def submit(self, profile_id: str, review: Review, sources: Sequence[str]) -> None:
        """Hand in local files and addresses. What is approved or under review already is told, not handed in again.

        Args:
            profile_id: whose account.
            review: who looks at them.
            sources: absolute paths, or addresses with `https://`.
        """
        for source in dict.fromkeys(sources):
            work = self._take(profile_id, review, source)
            self._supervisor.start(f"asset {profile_id} {review} {source}", work, after=True)

    def submit_again(self, asset_id: str) -> None:
        """Hand a failed one in again; one that the service knows is asked about first, as it may stand there by now."""
        self._supervisor.start(f"asset {asset_id}", self._again(asset_id))

    def refresh(self, asset_id: str) -> None:
        """Ask where one stands, now."""
        self._supervisor.start(f"look {asset_id}", self._look(asset_id))

    def forget(self, asset_id: str) -> None:
        """Take one from the list; the service keeps it, as it has no call to remove one."""
        self._supervisor.start(f"drop {asset_id}", self._forgotten(asset_id))

    def _start(self, asset_id: str) -> None:
        self._supervisor.start(f"asset {asset_id}", self._carry(asset_id), after=True)

    async def _take(self, profile_id: str, review: Review, source: str) -> None:
        try:
            self._shelf.require()
            record = await self._maker.made(profile_id, review, source)
            known = self._shelf.known(record, [review], record.content)
            if known is not None and known.state is not AssetState.FAILED:
                self._board.tell(AssetChanged(known))
                return
            await self._shelf.enter([record])
        except SeedanceError as failure:
            self._board.tell(Notice(failure.code, failure.values))
            return
        self._maker.draw(record)
        await self._carry(record.id)

    async def _carry(self, asset_id: str) -> None:
        """Upload and hand in; whatever stops it stands in the record."""
        record = self._shelf.get(asset_id)
        if record is None:
            return
        try:
            address = await self._address(record)
            await self._registrar.hand_in([replace(record, address=address)], self._waits(asset_id))
        except SeedanceError as failure:
            await self._fail(asset_id, failure)
        self._board.tell(Waiting(asset_id, None, None))

    async def _address(self, record: AssetRecord) -> str:
        if not record.local:
            return record.source
        reference = Reference(record.id, record.kind.tray, record.source, local=True)
        return await self._uploader.uploaded(record, reference)

    async def _again(self, asset_id: str) -> None:
        record = self._shelf.get(asset_id)
        if record is None or (record.is_open and record.failure is None):
            return
        try:
            if record.asset_id:
                await self._watch.look([record])
                record = self._shelf.get(asset_id)
            if record is None or record.state is not AssetState.FAILED:
                self._watch.wake()
                return
            content = await content_of(record.source, local=record.local)
            again = {"state": AssetState.PREPARING, "content": content, "asset_id": "", "usable": "", "failure": None}
            await self._shelf.change(asset_id, **again)
        except SeedanceError as failure:
            self._board.tell(Notice(failure.code, failure.values))
            return
        await self._carry(asset_id)

    async def _look(self, asset_id: str) -> None:
        record = self._shelf.get(asset_id)
        if record is None or not record.asset_id:
            return
        try:
            if record.state is AssetState.PENDING and record.failure is not None:
                await self._shelf.change(asset_id, failure=None)
            await self._watch.look([record])
        except SeedanceError as failure:
            self._board.tell(Notice(failure.code, failure.values))
        self._watch.wake()

    async def _forgotten(self, asset_id: str) -> None:
        try:
            await self._shelf.forget(asset_id)
        except LocalFailure as failure:
            self._board.notice(failure)

    async def _fail(self, asset_id: str, failure: SeedanceError) -> None:
        with suppress(LocalFailure):
            await self._shelf.change(asset_id, state=AssetState.FAILED, failure=failure_of(failure))

    def _waits(self, asset_id: str) -> OnWait:
        def tell(failure: SeedanceError, delay: float) -> None:
            self._board.tell(Waiting(asset_id, failure_of(failure), delay))

        return tell
