"""Brings a finished task's clip home."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from seedance_desktop.api.redact import redact
from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import LocalFailure, NotFound, NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.link import LINK_LIFE, link_dies_in
from seedance_desktop.domain.profile import LOOPBACK_HOSTS
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import TakeProgress, Waiting
from seedance_desktop.engine.landing import drop, earlier, land
from seedance_desktop.engine.rooms import PAUSES, Rooms
from seedance_desktop.engine.throttle import Throttle
from seedance_desktop.engine.turnstile import Turnstile

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.places import Places
    from seedance_desktop.engine.poller import Poller
    from seedance_desktop.engine.service import Media

_AGAIN = frozenset({"take.broken", "download.not_video", "download.too_large", "download.redirects"})
"""Codes of what arrived and was no clip: a fresh address may name a better one."""

_SPOILT = _AGAIN | {"download.short"}
"""Codes after which, the second time, what lies there already may be the reason."""

LOST = "take.lost"
_NO_LINK = "take.no_link"
_FIRST = float("-inf")
_SHORTEST_REST = 60.0
"""Seconds."""


@dataclass(slots=True)
class _Tries:
    """How a download went so far.

    Attributes:
        again: failures in a row of a disk that looked well.
        answer: what the service said of the task when it was asked last.
        size: bytes that had come when it broke off last.
    """

    broken: int = 0
    offline: int = 0
    again: int = 0
    answer: str = ""
    size: int = 0

    @property
    def total(self) -> int:
        return self.broken + self.offline

    def grew(self, failure: SeedanceError) -> bool:
        """Whether a download that broke off came further than before: it will get there."""
        size, before = failure.values.get("size"), self.size
        if failure.code != "download.short" or not isinstance(size, int):
            return False
        self.size = size
        return size > before


class Fetcher:
    """Downloads, checks, names; a few at a time, the one whose address dies first before the others.

    A paid result is never given up: what cannot go on now waits as `downloading`, and goes on by itself while its
    address lives.
    """

    def __init__(
        self, board: Board, lines: Lines, pace: Pace, poller: Poller, media: Media, folders: Folders, places: Places
    ) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._poller = poller
        self._media = media
        self._folders = folders
        self._places = places
        self._rooms = Rooms(board, pace, places)
        self._berths = Turnstile(pace.options.downloads_at_once)

    async def fetch(self, task_id: str, *, resumed: bool, fresh: bool = False) -> None:
        """Move a `downloading` task to `completed`.

        While something stops it, the task says so in its `failure`; the call returns when only the user can help.

        Args:
            task_id: ours.
            resumed: an earlier run may have brought the whole file, and even named it.
            fresh: ask the service for the address before the first try.

        Raises:
            LocalFailure: the store could not write.
        """
        tries = _Tries()
        url = None if fresh else self._board[task_id].result_url
        while True:
            try:
                take = await self._once(task_id, url, tries, resumed=resumed)
                break
            except SeedanceError as failure:
                if not await self._goes_on(task_id, failure, tries):
                    return
                if not isinstance(failure, NotSent | RateLimited | LocalFailure) or failure.code in _AGAIN:
                    url = None  # dead or broken: the service is asked for a fresh one
        if tries.total:
            self._board.tell(Waiting(task_id, None, None))
        await self._complete(task_id, take)

    # --- one attempt ----------------------------------------------------------------------------------------------

    async def _once(self, task_id: str, url: str | None, tries: _Tries, *, resumed: bool) -> Path:
        async with self._berths.passed(self._rank(task_id)):
            try:
                take = await self._earlier(task_id) if tries.again or (resumed and not tries.total) else None
                if not (take or tries.again):
                    self._room_before(task_id)
                return take or await self._brought(task_id, url or await self._link(task_id, tries))
            except LocalFailure as failure:
                if failure.code in PAUSES:
                    self._rooms.enter(task_id, self._places.folder(self._board[task_id]), failure)
                raise

    async def _earlier(self, task_id: str) -> Path | None:
        return await asyncio.to_thread(earlier, await self._places.part(self._board[task_id]))

    async def _link(self, task_id: str, tries: _Tries) -> str:
        """The result's address as the service names it now."""
        await self._pace.turn()
        try:
            report = await self._poller.report(self._board[task_id])
        except SeedanceError as failure:
            tries.answer = failure.excerpt
            raise
        tries.answer = redact(report.raw)
        if report.video_url is None:
            raise ServiceFailed(_NO_LINK, {"word": report.word}, report.error_message)
        task = self._board[task_id]
        known = task.result_at is not None and task.result_url == report.video_url
        first_seen = task.result_at if known else self._poller.time(task).now()
        await self._board.change(task_id, result_url=report.video_url, result_at=first_seen)
        return report.video_url

    async def _brought(self, task_id: str, url: str) -> Path:
        task = self._board[task_id]
        part = await self._places.part(task)
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
        with suppress(LocalFailure):  # a disk that is away now says so by itself
            await asyncio.to_thread(drop, await self._places.part(self._board[task_id]))

    def _rank(self, task_id: str) -> float:
        """Who dies first goes first; whose age nobody knows may be the oldest."""
        at = self._board[task_id].result_at
        return _FIRST if at is None else at

    # --- what stops it --------------------------------------------------------------------------------------------

    async def _goes_on(self, task_id: str, failure: SeedanceError, tries: _Tries) -> bool:
        """Wait for as long as a failure wants; whether another attempt makes sense then."""
        if isinstance(failure, LocalFailure) and failure.code in PAUSES:
            await self._until_room(task_id, failure, tries)
            return True
        if self._worth_trying(failure, tries):
            if tries.broken > 1 and failure.code in _SPOILT:
                await self._forget_part(task_id)
            await self._pause(task_id, failure, tries)
            return True
        return await self._parked(task_id, failure, tries)

    def _worth_trying(self, failure: SeedanceError, tries: _Tries) -> bool:
        """Count a failure and say whether another automatic try makes sense soon."""
        options = self._pace.options
        if isinstance(failure, NotSent | RateLimited) and worth_waiting(failure):
            tries.offline += 1
            return tries.offline < options.offline_tries
        if failure.code in _AGAIN or isinstance(failure, NotFound) or worth_waiting(failure):
            tries.broken = 1 if tries.grew(failure) else tries.broken + 1
            return tries.broken < options.broken_tries
        return False

    async def _pause(self, task_id: str, failure: SeedanceError, tries: _Tries) -> None:
        delay = self._pace.trouble_delay(tries.total, failure)
        self._board.tell(Waiting(task_id, failure_of(failure), delay))
        await self._pace.wait(delay)

    def _room_before(self, task_id: str) -> None:
        """Stand in line where others wait for room already, instead of asking for what cannot be kept."""
        task = self._board[task_id]
        needed = self._rooms.needed(self._places.folder(task))
        if needed:
            raise LocalFailure("disk.full", {"name": self._places.name(task), "needed": needed})

    async def _until_room(self, task_id: str, failure: LocalFailure, tries: _Tries) -> None:
        """Keep what came, and wait until the folder takes files again."""
        folder = self._places.folder(self._board[task_id])
        try:
            await self._board.change(task_id, failure=failure_of(failure))
            await self._rooms.wait(task_id, folder, rank=self._rank(task_id), again=tries.again)
        finally:
            self._rooms.leave(task_id, folder)
        tries.again += 1
        await self._board.change(task_id, failure=None)

    async def _parked(self, task_id: str, failure: SeedanceError, tries: _Tries) -> bool:
        """Say what stops it, and wait for long.

        Returns:
            Whether another round makes sense: not where an address must have died and the service names no other.
        """
        if (isinstance(failure, NotFound) or failure.code == _NO_LINK) and self._is_dead(task_id):
            why = {} if self._board[task_id].result_url else {"why": "unnamed"}
            lost = Failure(LOST, {**failure.values, **why}, tries.answer)
            await self._board.change(task_id, status=Status.COMPLETED, failure=lost, finished_at=self._ended(task_id))
            return False
        if isinstance(failure, LocalFailure) and failure.code != "take.broken":
            self._board.notice(failure)
        await self._board.change(task_id, failure=failure_of(failure))
        await self._pace.wait(self._rest(task_id))
        await self._board.change(task_id, failure=None)
        tries.broken = tries.offline = 0
        return True

    def _rest(self, task_id: str) -> float:
        """Seconds until the next round; no more than half of the life that its address has left."""
        task, options = self._board[task_id], self._pace.options
        longest = options.rest_after_tries * options.poll_scale
        left = link_dies_in(task, self._poller.time(task).now())
        return min(longest, max(_SHORTEST_REST, left / 2)) if left else longest

    def _is_dead(self, task_id: str) -> bool:
        """Whether its address has died, or would have, had there been one since it was made."""
        task = self._board[task_id]
        return task.result_at is not None and self._poller.time(task).now() >= task.result_at + LINK_LIFE

    # --- home -----------------------------------------------------------------------------------------------------

    async def _complete(self, task_id: str, take: Path) -> None:
        seen = await self._seen(task_id, take)
        ended: dict[str, Any] = {"status": Status.COMPLETED, "finished_at": self._ended(task_id)}
        await self._board.change(task_id, **ended, take=str(take), failure=None, progress=100, **seen)

    def _ended(self, task_id: str) -> float:
        """When the service's end was seen; an older release did not keep that before the take was there."""
        seen = self._board[task_id].finished_at
        return self._pace.clock.now() if seen is None else seen

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
