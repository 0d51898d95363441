"""Which trials there are, and how they are carried through side by side."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.chaos.forging import Forge
from tests.chaos.lives import House, Outcome, Trial, tried
from tests.chaos.points import SYNCING, WRITING, of_files, touches
from tests.chaos.service import CountingService
from tests.fakes.media import clip_file, picture_file
from tests.fakes.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
    from pathlib import Path

    from tests.chaos.points import Point, Touch

ERRORS = ("ENOSPC", "EIO")


@dataclass(frozen=True)
class Ground:
    """Everything that trials need."""

    house: House
    service: CountingService
    forges: Sequence[Forge]


@asynccontextmanager
async def ground(folder: Path, *, beside: int, window: bool = False) -> AsyncIterator[Ground]:
    """A service that counts, and fork servers for so many trials beside each other."""
    clip = clip_file(folder / "clip.mp4", size=(160, 90)).read_bytes()
    picture = picture_file(folder / "picture.png", size=(320, 320))
    service = CountingService(clip)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(RawServer(service))
        forges = []
        for number in range(beside):
            own = folder / f"forge{number}"
            own.mkdir()
            forges.append(await stack.enter_async_context(Forge(own, window=window)))
        yield Ground(House(folder, service, server.url, picture), service, forges)


async def clean_life(place: Ground) -> tuple[list[Touch], float]:
    """A life that nothing happens to: what it touched, and how many seconds one takes that nobody looks at."""
    seconds = 0.0
    for what in ("", "watch"):
        life = place.house.begin()
        end = await life.first(place.forges[0], Trial("clean", "clean", what=what))
        if end.code:
            raise RuntimeError(f"a life that was left alone ended with {end.code}: {end.err}")
        seconds = seconds or end.seconds
    return touches(end.trace, life.folder, life.take), seconds


def kills(found: Iterable[Point]) -> list[Trial]:
    """kill -9 at each point."""
    return [Trial("kill -9", str(point), point, "signal=KILL", deadly=True) for point in found]


def errors(found: Iterable[Point]) -> list[Trial]:
    """A full and a broken disk at every write and sync of a file."""
    return [
        Trial(error, str(point), point, f"error={error}")
        for point in of_files(found, (*WRITING, *SYNCING))
        for error in ERRORS
    ]


def terms(count: int, seconds: float, seed: int, *, window: bool = False) -> list[Trial]:
    """SIGTERM at moments that nobody chose, from before the start to after the end."""
    chance = random.Random(seed)  # noqa: S311  no secret, and the same again for the same seed
    group = "SIGTERM, window" if window else "SIGTERM, command"
    moments = (chance.uniform(0, 1.1 * seconds) for _ in range(count))
    return [Trial(group, f"after {moment:.3f} s", term_after=moment, window=window) for moment in moments]


async def carried_out(place: Ground, trials: Iterable[Trial]) -> list[Outcome]:
    """All of them, each fork server one after the other."""
    left = iter(trials)
    outcomes: list[Outcome] = []

    async def work(forge: Forge) -> None:
        outcomes.extend([await tried(place.house, forge, trial) for trial in left])

    await asyncio.gather(*(work(forge) for forge in place.forges))
    return outcomes
