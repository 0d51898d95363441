"""Where things made of a local file stand: copies, frames, small pictures."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from seedance_desktop.media.files import reading
from seedance_desktop.store.private import private_folder

if TYPE_CHECKING:
    from pathlib import Path


async def derived(folder: Path, file: Path, made: str, ending: str) -> tuple[Path, bool]:
    """Where something made of a file stands, under a name that changes when the file does or what is made of it.

    Args:
        folder: is there afterwards.
        file: local.
        made: what is made of it.
        ending: of the name, without a dot.

    Returns:
        Its path, and whether it was made before.

    Raises:
        LocalFailure: `file.missing` or `file.unreadable`.
    """
    return await asyncio.to_thread(_look_up, folder, file, made, ending)


def _look_up(folder: Path, file: Path, made: str, ending: str) -> tuple[Path, bool]:
    with reading(file):
        status = file.stat()
        mark = f"{file.absolute()}\0{status.st_mtime_ns}\0{status.st_size}\0{made}"
        private_folder(folder)
    target = folder / f"{hashlib.sha256(mark.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.{ending}"
    return target, target.exists()
