"""Brings a finished task's clip home."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import LocalFailure, NotFound, NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.profile import LOOPBACK_HOSTS
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import TakeProgress, Waiting
from seedance_desktop.engine.landing import drop, land, landed, part_of
from seedance_desktop.engine.names import take_name
from seedance_desktop.engine.throttle import Throttle

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.poller import Poller
    from seedance_desktop.engine.service import Media

_AGAIN = frozenset({"take.broken", "download.not_video", "download.too_large", "download.redirects"})
"""Codes of what arrived and was no clip: a fresh address may name a better one."""


@dataclass(slots=True)
class _Tries:
    """How a download went so far."""

    broken: int = 0
    offline: int = 0

    @property
    def total(self) -> int:
        return self.broken + self.offline


class Fetcher:
    """Downloads, checks, names. A paid result is never given up: what cannot go on now waits as `downloading`."""

    def __init__(self, board: Board, lines: Lines, pace: Pace, poller: Poller, media: Media, folders: Folders) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._poller = poller
        self._media = media
        self._folders = folders

    async def fetch(self, task_id: str, *, resumed: bool) -> None:
        """Move a `downloading` task to `completed`, or leave it with the failure that stops it for now.

        Args:
            task_id: ours.
            resumed: an earlier run may have got as far as naming the file.

        Raises:
            LocalFailure: the store could not write.
        """
        tries = _Tries()
        url = self._board[task_id].result_url
        while True:
            try:
                take = await self._earlier(task_id) if resumed and not tries.total else None
                if take is None:
                    url = url or await self._link(task_id)
                    take = await self._brought(task_id, url)
                break
            except SeedanceError as failure:
                if not self._worth_trying(failure, tries):
                    await self._park(task_id, failure)
                    return
                if not isinstance(failure, NotSent | RateLimited):
                    url = None  # dead or broken: the service is asked for a fresh one
                if tries.broken > 1:
                    await self._forget_part(task_id)
                delay = self._pace.trouble_delay(tries.total, failure)
                self._board.tell(Waiting(task_id, failure_of(failure), delay))
            await self._pace.wait(delay)
        if tries.total:
            self._board.tell(Waiting(task_id, None, None))
        await self._complete(task_id, take)

    async def _earlier(self, task_id: str) -> Path | None:
        return await asyncio.to_thread(landed, await self._part(self._board[task_id]))

    async def _link(self, task_id: str) -> str:
        """The result's address as the service names it now."""
        await self._pace.turn()
        report = await self._poller.report(self._board[task_id])
        if report.video_url is None:
            raise ServiceFailed("take.no_link", {"word": report.word}, report.error_message)
        now = self._pace.clock.now()
        task = self._board[task_id]
        first_seen = task.result_at if task.result_at is not None and task.result_url == report.video_url else now
        await self._board.change(task_id, result_url=report.video_url, result_at=first_seen)
        return report.video_url

    async def _brought(self, task_id: str, url: str) -> Path:
        task = self._board[task_id]
        part = await self._part(task)
        throttle = Throttle(self._pace.clock)

        def progress(received: int, total: int | None) -> None:
            if throttle.lets(last=received == total):
                self._board.tell(TakeProgress(task_id, received, total))

        lines = self._lines
        await lines.services.download(
            url,
            part,
            lines.profiles.network(),
            allow_loopback_http=_is_loopback(lines.base_url(task)),
            on_progress=progress,
        )
        return await asyncio.to_thread(land, part)

    async def _forget_part(self, task_id: str) -> None:
        """Going on where it broke off did not help: the next attempt begins with nothing."""
        part = await self._part(self._board[task_id])
        await asyncio.to_thread(drop, part)

    async def _part(self, task: Task) -> Path:
        folder = Path(task.takes_folder) if task.takes_folder else self._folders.takes()
        name = take_name(task.created_at, task.request.prompt, task.id)
        return await asyncio.to_thread(part_of, folder, name)

    def _worth_trying(self, failure: SeedanceError, tries: _Tries) -> bool:
        """Count a failure and say whether another automatic try makes sense."""
        options = self._pace.options
        if isinstance(failure, NotSent | RateLimited) and worth_waiting(failure):
            tries.offline += 1
            return tries.offline < options.offline_tries
        if failure.code in _AGAIN or isinstance(failure, NotFound) or worth_waiting(failure):
            tries.broken += 1
            return tries.broken < options.broken_tries
        return False

    async def _park(self, task_id: str, failure: SeedanceError) -> None:
        if isinstance(failure, LocalFailure) and failure.code != "take.broken":
            self._board.notice(failure)
        await self._board.change(task_id, failure=failure_of(failure))

    async def _complete(self, task_id: str, take: Path) -> None:
        seen = await self._seen(task_id, take)
        now = self._pace.clock.now()
        await self._board.change(
            task_id, status=Status.COMPLETED, take=str(take), finished_at=now, failure=None, progress=100, **seen
        )

    async def _seen(self, task_id: str, take: Path) -> dict[str, Any]:
        """Length and first frame; a take that cannot be looked into is a take all the same."""
        seen: dict[str, Any] = {}
        thumbnail = self._folders.cache / "thumbnails" / f"{task_id}.png"
        with suppress(SeedanceError):
            seen["seconds"] = (await self._media.measure(take)).facts.seconds
        with suppress(SeedanceError, OSError):
            await asyncio.to_thread(thumbnail.parent.mkdir, parents=True, exist_ok=True)
            await self._media.thumbnail(take, thumbnail)
            seen["thumbnail"] = str(thumbnail)
        return seen


def _is_loopback(base_url: str) -> bool:
    try:
        return urlsplit(base_url).hostname in LOOPBACK_HOSTS
    except ValueError:
        return False
