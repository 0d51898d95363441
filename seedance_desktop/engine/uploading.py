"""Gives a local file an address: uploaded, or remembered from an upload that still lives."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from seedance_desktop.api.upload import ending_of
from seedance_desktop.domain.errors import LocalFailure, Refused
from seedance_desktop.domain.host import DAY
from seedance_desktop.engine.events import UploadProgress
from seedance_desktop.engine.throttle import Throttle
from seedance_desktop.media.files import size_of
from seedance_desktop.media.hashing import sha256_of
from seedance_desktop.store.placements import Kept, Placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.host import Host
    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Errand
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.disguise import Disguise
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.patience import Patient
    from seedance_desktop.engine.service import FileHost
    from seedance_desktop.store.store import Store


class Uploader:
    """Sends each file once while its address lives, a few at a time over all tasks."""

    def __init__(
        self, board: Board, store: Store, lines: Lines, pace: Pace, patient: Patient, disguise: Disguise
    ) -> None:
        self._board = board
        self._store = store
        self._lines = lines
        self._pace = pace
        self._patient = patient
        self._disguise = disguise
        self._slots = asyncio.Semaphore(pace.options.uploads_at_once)
        self._same_file: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def uploaded(self, task: Errand, reference: Reference) -> str:
        """The address that stands for a local reference.

        Raises:
            SeedanceError: the file cannot be read, or no upload succeeded after all tries.
        """
        path = Path(reference.source)
        size = await asyncio.to_thread(size_of, path)
        if reference.facts.size not in (None, size):
            # What was measured and judged is not what would be sent, and paid for.
            raise LocalFailure("upload.changed", {"name": reference.called})
        async with self._disguise.on(reference, size) as sent:
            return await self._uploaded(task, reference, sent, size)

    async def _uploaded(self, task: Errand, reference: Reference, path: Path, size: int) -> str:
        own = await self._lines.host(task.profile_id)
        if own is None and size > self._pace.options.fingerprint_limit:
            return await self._send(task, reference, path)
        sha256 = await asyncio.to_thread(sha256_of, path)
        await self._note(task, reference, path, sha256)
        host = urlsplit(self._lines.base_url(task)).netloc if own is None else own[0].label
        # Two tasks with the same new file: the second one waits and finds it remembered.
        lock = self._same_file.setdefault((sha256, host), asyncio.Lock())
        async with lock, self._slots:
            if own is not None:
                return await self._placed(task, reference, path, own, sha256)
            lifetime = self._pace.options.upload_lifetime
            if known := await self._store.upload(sha256, host, self._pace.clock.now(), lifetime):
                return known.address
            address = await self._send(task, reference, path)
            await self._store.remember_upload(sha256, host, address, self._until(lifetime))
            return address

    async def _note(self, task: Errand, reference: Reference, path: Path, sha256: str) -> None:
        """Record for the receipt which bytes go out: later the file may be another one, or gone."""
        of = "fitted copy" if reference.original else "file"
        with suppress(LocalFailure):
            await self._store.uploaded(
                task.id, reference.id, sha256, of if path == Path(reference.source) else "bare copy"
            )

    async def _placed(
        self, task: Errand, reference: Reference, path: Path, own: tuple[Host, FileHost], sha256: str
    ) -> str:
        """The address in the person's own place, which answered a stranger before any money is spent."""
        host, place = own
        size = await asyncio.to_thread(size_of, path)
        use = Placement(task.id, task.profile_id, host.label, "")
        # Recorded as in use before it is looked at: what answers now is not removed a moment later.
        known = await self._store.use_upload(sha256, use, self._pace.clock.now())
        if known is not None and not await self._answers(task, place, known.address, size):
            await self._store.forget_upload(host.label, known.name)
            known = None
        fresh = known is None
        known = known or await self._put(task, reference, path, place)
        if fresh:
            if known.name:
                # Before anything can go wrong: what lies there shall go also when it turns out to be of no use.
                await self._store.add_placement(replace(use, name=known.name))
            await self._look(task, place, known.address, size)
            # A day is left for the queue and the service's own reading.
            until = self._until(max(host.lifetime / 2, host.lifetime - DAY))
            await self._store.remember_upload(sha256, host.label, known.address, until, known.name)
        return known.address

    async def _put(self, task: Errand, reference: Reference, path: Path, place: FileHost) -> Kept:
        ending = ending_of(path, reference.facts.format or "")

        async def call() -> Kept:
            placed = await place.put(path, ending, self._progress(task, reference))
            return Kept(placed.url, placed.name)

        return await self._patient.persist(task, call)

    async def _look(self, task: Errand, place: FileHost, address: str, size: int) -> None:
        profile = self._lines.profiles.profile(task.profile_id)
        local = profile is not None and profile.is_loopback

        async def call() -> None:
            await place.look(address, local_service=local, size=size)

        await self._patient.persist(task, call)

    async def _answers(self, task: Errand, place: FileHost, address: str, size: int) -> bool:
        try:
            await self._look(task, place, address, size)
        except Refused:
            return False
        return True

    async def _send(self, task: Errand, reference: Reference, path: Path) -> str:
        async def call() -> str:
            service = await self._lines.of(task)
            progress = self._progress(task, reference)
            return (await service.upload(path, progress, format_=reference.facts.format or "")).url

        return await self._patient.persist(task, call)

    def _progress(self, task: Errand, reference: Reference) -> Callable[[int, int], None]:
        throttle = Throttle(self._pace.clock)

        def tell(sent: int, total: int) -> None:
            if throttle.lets(last=sent == total):
                self._board.tell(UploadProgress(task.id, reference.id, sent, total))

        return tell

    def _until(self, seconds: float) -> float:
        return self._pace.clock.now() + seconds
