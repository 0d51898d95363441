"""A picture that is uploaded says nothing about its owner: not where it was taken, nor with what, nor by whom.

A film does not say where it was taken; what is larger than `MOST_BYTES`, or of a format that `media.bare` does not
know, goes as it is.
"""

from __future__ import annotations

import asyncio
import uuid
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.engine.service import Media

FOLDER = "leaving"
WHY = {
    "disk.full": "disk",
    "file.unwritable": "disk",
    "media.unreadable": "damaged",
    "media.truncated": "damaged",
}
MOST_BYTES = 500_000_000
"""A larger film is not copied only to blank a line of it: Fix makes a copy of those that say where they were taken."""


class Disguise:
    """Makes copies that live as long as an upload.

    Args:
        media: takes away.
        cache: where the copies lie meanwhile.
    """

    def __init__(self, media: Media, cache: Path) -> None:
        self._media = media
        self._folder = cache / FOLDER

    @asynccontextmanager
    async def on(self, reference: Reference, size: int) -> AsyncIterator[Path]:
        """The file that is to be sent for a local reference: a copy that tells nothing, or itself where it is silent.

        The same file always gives the same copy, so that a remembered upload is found again.

        Args:
            reference: a local one.
            size: bytes of its file.

        Raises:
            LocalFailure: `upload.not_bare`: no copy could be made, and what the file tells is not sent unasked.
        """
        path = Path(reference.source)
        if size > MOST_BYTES or not (reference.kind is Kind.IMAGE or reference.facts.located):
            yield path
            return
        copy = self._folder / f"{uuid.uuid4().hex}{path.suffix[:10]}"
        try:
            yield copy if await self._made(reference, path, copy) else path
        finally:
            with suppress(OSError):  # what stays in the cache tells nothing, and the upload is whole
                await asyncio.to_thread(copy.unlink, missing_ok=True)

    async def _made(self, reference: Reference, path: Path, copy: Path) -> bool:
        try:
            await asyncio.to_thread(_make_folder, self._folder)
            return await self._media.bare(path, copy)
        except LocalFailure as failure:
            why = WHY.get(failure.code, "")
            raise LocalFailure("upload.not_bare", {"name": reference.called, "why": why}, failure.code) from failure


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise LocalFailure("file.unwritable", {"name": folder.name}) from None
