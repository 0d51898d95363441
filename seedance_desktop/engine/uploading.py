"""Gives a local file an address: uploaded, or remembered from an upload that still lives."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from seedance_desktop.engine.events import UploadProgress
from seedance_desktop.engine.throttle import Throttle
from seedance_desktop.media.files import size_of
from seedance_desktop.media.hashing import sha256_of

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.patience import Patient
    from seedance_desktop.store.store import Store


class Uploader:
    """Sends each file once while its address lives, a few at a time over all tasks."""

    def __init__(self, board: Board, store: Store, lines: Lines, pace: Pace, patient: Patient) -> None:
        self._board = board
        self._store = store
        self._lines = lines
        self._pace = pace
        self._patient = patient
        self._slots = asyncio.Semaphore(pace.options.uploads_at_once)
        self._same_file: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def uploaded(self, task: Task, reference: Reference) -> str:
        """The address that stands for a local reference.

        Raises:
            SeedanceError: the file cannot be read, or no upload succeeded after all tries.
        """
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

        return await self._patient.persist(task, call)
