"""Where a task's take goes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.engine.landing import mount_of, part_of
from seedance_desktop.engine.names import take_name

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.options import Folders


class Places:
    """Knows the folder of every take, and on which disk it was when it was seen first."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._mounts: dict[Path, Path] = {}

    def folder(self, task: Task) -> Path:
        return Path(task.takes_folder) if task.takes_folder else self._folders.takes()

    def kept_free(self, folder: Path) -> int:
        """Bytes that takes must leave free there."""
        return self._folders.kept_free(folder)

    def name(self, task: Task) -> str:
        """Without an ending."""
        return take_name(task.created_at, task.request.prompt, task.id)

    async def part(self, task: Task) -> Path:
        """The file that a download goes to meanwhile; its folder is there.

        Raises:
            LocalFailure: `disk.away`, `disk.read_only`, `disk.full`, `disk.failed`.
        """
        folder = self.folder(task)
        return await asyncio.to_thread(part_of, folder, self.name(task), await self.mount(folder))

    async def mount(self, folder: Path) -> Path:
        """Where the folder's disk began when it was seen first."""
        if folder not in self._mounts:
            self._mounts[folder] = await asyncio.to_thread(mount_of, folder)
        return self._mounts[folder]
