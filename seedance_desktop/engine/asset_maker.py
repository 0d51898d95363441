"""Looks into a file that is to be reviewed, and draws it."""

from __future__ import annotations

import asyncio
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetRecord
from seedance_desktop.domain.errors import Refused, SeedanceError
from seedance_desktop.domain.reference import Facts, Kind, Place, Reference
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.uploads import ENDINGS
from seedance_desktop.media.hashing import sha256_of

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.asset_shelf import AssetShelf
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Media
    from seedance_desktop.engine.supervisor import Supervisor


class AssetMaker:
    """Makes records of what a person hands in."""

    def __init__(
        self, shelf: AssetShelf, lines: Lines, pace: Pace, media: Media, folders: Folders, supervisor: Supervisor
    ) -> None:
        self._shelf = shelf
        self._lines = lines
        self._pace = pace
        self._media = media
        self._folders = folders
        self._supervisor = supervisor

    async def made(self, profile_id: str, review: Review, source: str) -> AssetRecord:
        """A new record of a file or an address.

        Raises:
            Refused: the review does not take its kind.
            LocalFailure: the file cannot be read.
        """
        local = "://" not in source
        kind, facts = await self._kind(source, local=local)
        reference = Reference("", kind.tray, source, local, facts)
        if kind not in review.kinds:
            raise Refused("review.wrong_kind", {"name": reference.called, "kind": kind.value})
        profile = self._lines.profiles.profile(profile_id)
        now = self._pace.clock.now()
        return AssetRecord(
            id=os.urandom(8).hex(),
            profile_id=profile_id,
            base_url=profile.base_url if profile is not None else "",
            review=review,
            content=await content_of(source, local=local),
            kind=kind,
            source=source,
            local=local,
            name=reference.called,
            created_at=now,
            changed_at=now,
        )

    def of_task(self, task: Task, reference: Reference, content: str, address: str) -> AssetRecord:
        """A new record of what a task must have reviewed."""
        now = self._pace.clock.now()
        return AssetRecord(
            id=os.urandom(8).hex(),
            profile_id=task.profile_id,
            base_url=self._lines.base_url(task),
            review=Review.FULL,
            content=content,
            kind=reference.kind,
            source=reference.source,
            local=reference.local,
            name=reference.called,
            created_at=now,
            changed_at=now,
            address=address,
        )

    def draw(self, record: AssetRecord) -> None:
        """Begin to draw it; what it waits for does not wait for that."""
        self._supervisor.start(f"draw {record.id}", self._draw(record))

    async def _draw(self, record: AssetRecord) -> None:
        """Give a local picture or video its thumbnail; one that cannot be drawn goes without."""
        if not record.local or record.kind is Kind.AUDIO or record.thumbnail:
            return
        target = self._folders.cache / "assets" / f"{record.content[:32]}.png"
        with suppress(SeedanceError, OSError):
            if not await asyncio.to_thread(target.exists):
                await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
                await self._media.thumbnail(Path(record.source), target)
            await self._shelf.change(record.id, thumbnail=str(target))

    async def _kind(self, source: str, *, local: bool) -> tuple[Kind, Facts]:
        """By content; of an address, which nobody fetches, by its ending."""
        if local:
            found = await self._media.measure(Path(source))
            return found.kind, found.facts
        ending = Reference("", Place.IMAGES, source).format or ""
        return next((kind for kind, endings in ENDINGS.items() if ending in endings), Kind.IMAGE), Facts()


async def content_of(source: str, *, local: bool) -> str:
    """What makes two submissions the same: a file's bytes, or an address.

    Raises:
        LocalFailure: the file cannot be read.
    """
    if local:
        return await asyncio.to_thread(sha256_of, Path(source))
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
