"""Questions that change no task: what is this file, what does the account hold, does this profile work."""

from __future__ import annotations

import asyncio
import os
from base64 import b64decode
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from seedance_desktop.domain.errors import NotFound, SeedanceError
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.derived import derived
from seedance_desktop.engine.events import FilmstripReady, HostTested, Measured, ProfileTested
from seedance_desktop.media.files import write_whole
from seedance_desktop.store.private import private_folder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from decimal import Decimal

    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.engine.balances import Balances
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Media, Service

T = TypeVar("T")

_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
"""The smallest PNG there is, in Base64."""
_NOBODYS_TASK = "seedance-desktop-connection-test"
"""An id that no service has: asking for it costs nothing and still needs a good key."""


FILMSTRIP_HEIGHT = 80
"""Pixels: twice the height it is shown at, for sharp screens."""


class Inquiries:
    """Answers as events, failures included."""

    def __init__(
        self, board: Board, lines: Lines, pace: Pace, balances: Balances, media: Media, folders: Folders
    ) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._balances = balances
        self._media = media
        self._folders = folders

    async def measure(self, path: str) -> None:
        """Answered by `Measured`: kind and facts, with a thumbnail or a waveform where one can be drawn."""
        file = Path(path)
        try:
            found = await self._media.measure(file)
        except SeedanceError as failure:
            self._board.tell(Measured(path, None, Facts(), None, (), failure_of(failure)))
            return
        thumbnail: str | None = None
        waveform: tuple[float, ...] = ()
        with suppress(SeedanceError, OSError):
            if found.kind is Kind.AUDIO:
                waveform = await self._media.waveform(file)
            else:
                thumbnail = await self._thumbnail(file)
        self._board.tell(Measured(path, found.kind, found.facts, thumbnail, waveform, None))

    async def balance(self, profile_id: str) -> None:
        """Answered by `BalanceKnown`."""
        profile = self._lines.profiles.profile(profile_id)
        if profile is None:
            return

        async def reading() -> Decimal | None:
            service = await self._lines.to(profile.base_url, profile_id)
            return await self._asked(service.balance)

        await self._balances.asked(profile_id, reading)

    async def test(self, profile: Profile, key: str) -> None:
        """Answered by `ProfileTested`."""

        async def this_key() -> str | None:
            return key

        lines = self._lines
        try:
            service = await lines.services.service(profile.base_url, this_key, lines.profiles.network())
            try:
                balance = await self._tried(service)
            finally:
                await service.aclose()
        except SeedanceError as failure:
            self._board.tell(ProfileTested(profile.id, None, failure_of(failure)))
        else:
            self._board.tell(ProfileTested(profile.id, balance, None))

    async def test_host(self, profile: Profile, secret: str) -> None:
        """Answered by `HostTested`: a tiny picture is put there, read without a key, and removed."""

        async def this_secret() -> str | None:
            return secret

        failure: Failure | None = None
        picture = self._folders.cache / f"test-{os.urandom(4).hex()}.png"
        try:
            await asyncio.to_thread(_draw_dot, picture)
            if profile.host is not None:
                place = await self._lines.host_of(profile.host, this_secret)
                placed = await place.put(picture, "png", None)
                try:
                    await place.look(placed.url, local_service=profile.is_loopback)
                finally:
                    if placed.name:
                        await place.remove(placed.name)
        except SeedanceError as error:
            failure = failure_of(error)
        finally:
            await asyncio.to_thread(picture.unlink, missing_ok=True)
        self._board.tell(HostTested(profile.id, failure))

    async def filmstrip(self, task_id: str, take: str) -> None:
        """Answered by `FilmstripReady`; one that cannot be drawn is not told, the player does without."""
        target = self._folders.cache / "filmstrips" / f"{task_id}.png"
        with suppress(SeedanceError, OSError):
            if not await asyncio.to_thread(target.exists):
                await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
                await self._media.filmstrip(Path(take), target, height=FILMSTRIP_HEIGHT)
            self._board.tell(FilmstripReady(task_id, str(target)))

    async def _tried(self, service: Service) -> Decimal | None:
        balance = await self._asked(service.balance)
        if balance is None:
            with suppress(NotFound):
                await self._asked(partial(service.query, _NOBODYS_TASK))
        return balance

    async def _asked(self, call: Callable[[], Awaitable[T]]) -> T:
        await self._pace.turn()
        return await call()

    async def _thumbnail(self, file: Path) -> str:
        target, there = await derived(self._folders.cache / "references", file, "", "png")
        if not there:
            await self._media.thumbnail(file, target)
        return str(target)


def _draw_dot(target: Path) -> None:
    private_folder(target.parent)
    write_whole(target, b64decode(_DOT))
