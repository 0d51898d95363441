"""Hands assets in for review, each once: what goes out is on the disk before it leaves."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import LocalFailure, SeedanceError
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine import review_calls
from seedance_desktop.engine.board import failure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.engine.asset_shelf import AssetShelf
    from seedance_desktop.engine.asset_watch import AssetWatch
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor

    OnWait = Callable[[SeedanceError, float], None]


class Registrar:
    """Makes the calls and keeps their answers."""

    def __init__(self, shelf: AssetShelf, watch: AssetWatch, lines: Lines, pace: Pace, supervisor: Supervisor) -> None:
        self._shelf = shelf
        self._watch = watch
        self._lines = lines
        self._pace = pace
        self._supervisor = supervisor

    async def hand_in(self, records: Sequence[AssetRecord], on_wait: OnWait) -> None:
        """Hand in assets of one account and one review, which have an address and stand on the shelf.

        Raises:
            SeedanceError: the first that failed; its record says so too.
        """
        for batch in review_calls.batches(records[0].review, records):
            # Nobody's cancelling comes between the call and the record of its answer.
            await self._supervisor.shelter(self._submit(batch, on_wait))
        self._watch.wake()

    async def _submit(self, batch: Sequence[AssetRecord], on_wait: OnWait) -> None:
        first = batch[0]

        async def call() -> list[review_calls.Verdict]:
            service = await self._lines.to(self._lines.base_url(first), first.profile_id)
            for record in batch:
                await self._shelf.change(record.id, state=AssetState.SUBMITTED, address=record.address, failure=None)
            try:
                return await review_calls.hand_in(service, first.review, batch)
            except SeedanceError as failure:
                for record in batch if failure.code != review_calls.LOST else ():
                    await self._shelf.change(record.id, state=AssetState.PREPARING)
                raise

        try:
            verdicts = await self._pace.persist(call, self._pace.options.prepare_tries, on_wait)
        except SeedanceError as failure:
            for record in batch:
                with suppress(LocalFailure):
                    await self._shelf.change(record.id, state=AssetState.FAILED, failure=failure_of(failure))
            raise
        # Side by side: what the disk refuses for one keeps none of the others from having its answer.
        await asyncio.gather(*(self._answered(*each) for each in zip(batch, verdicts, strict=True)))

    async def _answered(self, record: AssetRecord, verdict: review_calls.Verdict) -> None:
        failed = verdict.state is AssetState.FAILED
        failure = Failure("review.refused", {"name": record.name}, verdict.reason) if failed else None
        changes = {"asset_id": verdict.asset_id, "usable": verdict.usable, "failure": failure}
        await self._shelf.change(record.id, state=verdict.state, **changes)
