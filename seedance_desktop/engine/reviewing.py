"""Gives the references of a reviewed route their assets, and waits for their approval."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.domain.errors import NotSent, Refused, ServiceFailed
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import Waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_desktop.api.answers import Asset
    from seedance_desktop.domain.reference import Kind
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.patience import Patient


class Reviewer:
    """Submits what is no asset yet. Nothing here costs money."""

    def __init__(self, board: Board, lines: Lines, pace: Pace, patient: Patient) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._patient = patient

    async def reviewed(self, task: Task, addresses: Mapping[str, str]) -> dict[str, str]:
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

        submitted = await self._patient.persist(task, call)
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

        return await self._patient.persist(task, call)


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
