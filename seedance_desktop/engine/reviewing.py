"""Gives references their approved assets: those that are known, else new ones, whose review is waited for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import Refused, SeedanceError
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.asset_maker import content_of
from seedance_desktop.engine.asset_watch import GONE
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.asset_maker import AssetMaker
    from seedance_desktop.engine.asset_shelf import AssetShelf
    from seedance_desktop.engine.asset_watch import AssetWatch
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.handing_in import OnWait, Registrar
    from seedance_desktop.engine.pace import Pace


class Reviewer:
    """Submits what is no asset yet and waits for what is under review. Nothing here costs money."""

    def __init__(
        self, board: Board, shelf: AssetShelf, watch: AssetWatch, registrar: Registrar, maker: AssetMaker, pace: Pace
    ) -> None:
        self._board = board
        self._shelf = shelf
        self._watch = watch
        self._registrar = registrar
        self._maker = maker
        self._pace = pace

    async def contents(self, task: Task) -> dict[str, str]:
        """Reference id → fingerprint, for what may have an asset.

        Raises:
            LocalFailure: a file cannot be read, or nobody knows what was handed in before.
        """
        if not reviews_of(task):
            return {}
        self._shelf.require()
        due = [reference for reference in task.request.references if not reference.is_asset]
        return {one.id: await content_of(one.source, local=one.local) for one in due}

    async def held(self, task: Task, contents: Mapping[str, str]) -> dict[str, str]:
        """Reference id → our asset's id, for what needs neither upload nor review.

        An approved one is asked about once, as nobody says how long the service keeps it.

        Raises:
            SeedanceError: after all tries; or an asset that the task names was refused.
        """
        found = self._found(task, contents)
        approved = [record for record in found.values() if record.state is AssetState.ACTIVE]
        for review in {record.review for record in approved}:
            await self._ask(task, list({r.id: r for r in approved if r.review is review}.values()))
        return {reference_id: record.id for reference_id, record in self._found(task, contents).items()}

    async def submitted(
        self, task: Task, contents: Mapping[str, str], held: Mapping[str, str], addresses: Mapping[str, str]
    ) -> dict[str, str]:
        """Reference id → our asset's id, for everything that has or needs one; what is new is handed in.

        Other tasks wait for what stands on the shelf: cancelling this one must not keep it from being handed in.

        Raises:
            SeedanceError: after all tries.
        """
        # Another task may have handed in the same bytes while these were on their way up.
        standing = dict(held) | {one: record.id for one, record in self._found(task, contents).items()}
        fresh: dict[str, AssetRecord] = {}
        for reference in task.request.references if task.request.reviewed else ():
            if reference.id in contents and reference.id not in standing:
                content = contents[reference.id]
                record = fresh.get(content) or self._maker.of_task(
                    task, reference, content, addresses.get(reference.id, reference.source)
                )
                fresh[content] = record
                standing[reference.id] = record.id
        records = list(fresh.values())
        # Begun in one step: what a task that is cancelled now takes away is nothing that they need.
        shares = [self._shelf.share(task.id, standing[one], addresses[one]) for one in standing.keys() & addresses]
        await asyncio.gather(self._shelf.enter(records), *shares)
        if records:
            for record in records:
                self._maker.draw(record)
            await self._registrar.hand_in(records, self._on_wait(task))
        return standing

    async def reviewed(self, task: Task, standing: Mapping[str, str]) -> dict[str, str]:
        """Reference id → `asset://…` for all of `submitted`, when every one has passed.

        Raises:
            Refused: `review.rejected` names the file and the reason.
            SeedanceError: after all tries.
        """
        if standing:
            await self._wait(task, dict.fromkeys(standing.values()))
        ready = {reference_id: self._shelf.get(asset_id) for reference_id, asset_id in standing.items()}
        return {reference_id: record.reference for reference_id, record in ready.items() if record is not None}

    def _found(self, task: Task, contents: Mapping[str, str]) -> dict[str, AssetRecord]:
        found: dict[str, AssetRecord] = {}
        for reference in task.request.references:
            if reference.is_asset:
                record = self._shelf.named(task, reference.source)
            else:
                record = self._shelf.known(task, reviews_of(task), contents.get(reference.id, ""))
            if record is not None and (record.state is not AssetState.FAILED or self._stops(task, reference, record)):
                found[reference.id] = record
        return found

    @staticmethod
    def _stops(task: Task, reference: Reference, record: AssetRecord) -> bool:
        """Whether a failed one ends the task: not one that failed before, as generating anew is asking anew."""
        gone = record.failure is not None and record.failure.code == GONE
        needed = reference.is_asset or task.request.reviewed
        return needed and not gone and (reference.is_asset or record.changed_at > task.created_at)

    async def _ask(self, task: Task, records: list[AssetRecord]) -> None:
        async def call() -> None:
            await self._watch.look(records)

        await self._pace.persist(call, self._pace.options.prepare_tries, self._on_wait(task))

    async def _wait(self, task: Task, asset_ids: Iterable[str]) -> None:
        told = 0
        with self._watch.for_task(task.id):
            while True:
                records = [self._shelf.get(asset_id) for asset_id in asset_ids]
                there = [record for record in records if record is not None]
                if len(there) < len(records):
                    raise Refused("review.withdrawn")
                _refuse_failed(there)
                waiting = sum(record.state is not AssetState.ACTIVE for record in there)
                if not waiting:
                    return
                if waiting != told:
                    told = waiting
                    await self._board.change(task.id, failure=Failure("review.waiting", {"count": waiting}))
                    continue  # they may have moved while that was written
                await self._shelf.moved()

    def _on_wait(self, task: Task) -> OnWait:
        def tell(failure: SeedanceError, delay: float) -> None:
            self._board.tell(Waiting(task.id, failure_of(failure), delay))

        return tell


def reviews_of(task: Task) -> tuple[Review, ...]:
    """Whose assets a task may use; one stored by an earlier release names only whether it must be reviewed."""
    return task.request.reviews or ((Review.FULL,) if task.request.reviewed else ())


def _refuse_failed(records: list[AssetRecord]) -> None:
    """Raises.

    Raises:
        Refused: one was refused, or nobody can ask about it.
    """
    failed = [record for record in records if record.failure is not None or record.state is AssetState.FAILED]
    if not failed:
        return
    first = failed[0]
    failure = first.failure or Failure("review.refused", {"name": first.name})
    if failure.code != "review.refused":
        raise Refused(failure.code, failure.values, failure.detail)
    why = "told" if failure.detail else "silent"
    raise Refused("review.rejected", {"name": first.name, "reason": failure.detail, "why": why}, failure.detail)
