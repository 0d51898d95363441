"""Gives every reference an address the service can read: upload, remembered upload, review."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.domain.errors import NotSent, Refused, SeedanceError, ServiceFailed
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import UploadProgress, Waiting
from seedance_desktop.engine.throttle import Throttle
from seedance_desktop.media.files import size_of
from seedance_desktop.media.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from seedance_desktop.api.answers import Asset
    from seedance_desktop.domain.reference import Kind, Reference
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store

T = TypeVar("T")


class Preparer:
    """Everything between the click and the create call. Nothing here costs money."""

    def __init__(self, board: Board, store: Store, lines: Lines, pace: Pace, supervisor: Supervisor) -> None:
        self._board = board
        self._store = store
        self._lines = lines
        self._pace = pace
        self._supervisor = supervisor
        self._slots = asyncio.Semaphore(pace.options.uploads_at_once)
        self._same_file: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def addresses(self, task: Task) -> dict[str, str]:
        """Reference id → the address that stands for it.

        Raises:
            Refused: `review.rejected`, or the service took an upload or a review not.
            SeedanceError: after all tries.
        """
        first_of = {reference.source: reference for reference in task.request.references if reference.local}
        uploaded = await self._supervisor.together(self._uploaded(task, one) for one in first_of.values())
        by_source = dict(zip(first_of, uploaded, strict=True))
        addresses = {
            reference.id: by_source[reference.source] for reference in task.request.references if reference.local
        }
        if task.request.reviewed:
            addresses |= await self._reviewed(task, addresses)
        return addresses

    # --- upload ---------------------------------------------------------------------------------------------------

    async def _uploaded(self, task: Task, reference: Reference) -> str:
        path = Path(reference.source)
        if await asyncio.to_thread(size_of, path) > self._pace.options.fingerprint_limit:
            return await self._send(task, reference, path)
        sha256 = await asyncio.to_thread(sha256_of, path)
        host = urlsplit(self._lines.base_url(task)).netloc
        # Two tasks with the same new file: the second one waits and finds it remembered.
        lock = self._same_file.setdefault((sha256, host), asyncio.Lock())
        async with lock, self._slots:
            if known := await self._store.upload(sha256, host, self._pace.clock.now()):
                return known
            address = await self._send(task, reference, path)
            expires_at = self._pace.clock.now() + self._pace.options.upload_lifetime
            await self._store.remember_upload(sha256, host, address, expires_at)
            return address

    async def _send(self, task: Task, reference: Reference, path: Path) -> str:
        throttle = Throttle(self._pace.clock)

        def progress(sent: int, total: int) -> None:
            if throttle.lets(last=sent == total):
                self._board.tell(UploadProgress(task.id, reference.id, sent, total))

        async def call() -> str:
            service = await self._lines.of(task)
            return (await service.upload(path, progress)).url

        return await self._persist(task, call)

    # --- review ---------------------------------------------------------------------------------------------------

    async def _reviewed(self, task: Task, addresses: Mapping[str, str]) -> dict[str, str]:
        """Reference id → `asset://…` for everything that is no asset yet."""
        due = [reference for reference in task.request.references if not reference.is_asset]
        if not due:
            return {}
        urls: dict[Kind, list[str]] = defaultdict(list)
        for reference in due:
            url = addresses.get(reference.id, reference.source)
            if url not in urls[reference.kind]:
                urls[reference.kind].append(url)

        async def call() -> tuple[Asset, ...]:
            service = await self._lines.of(task)
            return await service.submit_for_review(urls)

        submitted = await self._persist(task, call)
        asset_of = _assets_by_address(urls, submitted)
        await self._wait_for_review(task, [asset.asset_id for asset in asset_of.values()])
        return {
            reference.id: f"asset://{asset_of[addresses.get(reference.id, reference.source)].asset_id}"
            for reference in due
        }

    async def _wait_for_review(self, task: Task, asset_ids: Sequence[str]) -> None:
        failures = 0
        while True:
            await self._pace.wait(self._pace.poll_delay())
            try:
                assets = await self._ask_review(task, asset_ids)
            except (ServiceFailed, NotSent) as failure:
                failures += 1
                delay = self._pace.trouble_delay(failures, failure)
                self._board.tell(Waiting(task.id, failure_of(failure), delay))
                await self._pace.wait(delay)
                continue
            if failures:
                failures = 0
                self._board.tell(Waiting(task.id, None, None))
            _refuse_rejected(assets)
            active = {asset.asset_id for asset in assets if asset.status is AssetStatus.ACTIVE}
            if active.issuperset(asset_ids):
                return

    async def _ask_review(self, task: Task, asset_ids: Sequence[str]) -> tuple[Asset, ...]:
        async def call() -> tuple[Asset, ...]:
            service = await self._lines.of(task)
            return await service.review_status(asset_ids)

        return await self._persist(task, call)

    async def _persist(self, task: Task, call: Callable[[], Awaitable[T]]) -> T:
        def waiting(failure: SeedanceError, delay: float) -> None:
            self._board.tell(Waiting(task.id, failure_of(failure), delay))

        return await self._pace.persist(call, self._pace.options.prepare_tries, waiting)


def _assets_by_address(urls: Mapping[Kind, Sequence[str]], assets: Sequence[Asset]) -> dict[str, Asset]:
    """Which asset stands for which address: by the address it names, else by its place in the answer.

    Raises:
        Refused: `review.rejected`: one was not even accepted for review.
        ServiceFailed: an address got no asset.
    """
    _refuse_rejected(assets)
    found = {asset.original_url: asset for asset in assets if asset.original_url and asset.asset_id}
    flat = [url for kind_urls in urls.values() for url in kind_urls]
    if not set(flat) <= found.keys() and len(flat) == len(assets):
        found = dict(zip(flat, assets, strict=True))
    if not all(url in found and found[url].asset_id for url in flat):
        raise ServiceFailed("review.unreadable", {"sent": len(flat), "answered": len(assets)})
    return found


def _refuse_rejected(assets: Sequence[Asset]) -> None:
    rejected = [asset for asset in assets if asset.status is AssetStatus.FAILED]
    if rejected:
        raise Refused("review.rejected", {"count": len(rejected), "total": len(assets)}, rejected[0].word)
