"""Which trials there are, and how they are carried through side by side."""

from __future__ import annotations

import asyncio
import random
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tests.chaos.forging import Forge
from tests.chaos.hangs import HANGS, SILENT
from tests.chaos.lives import House, Outcome, Trial, tried
from tests.chaos.points import SYNCING, WRITING, moment, of_files, points, sample, spells, touches
from tests.chaos.service import CountingService
from tests.fakes.media import clip_file, picture_file
from tests.fakes.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
    from pathlib import Path

    from tests.chaos.points import Point, Touch

T = TypeVar("T")
ERRORS = ("ENOSPC", "EIO")
PATIENCE = 2.0
"""Seconds after which nobody waits any longer for a disk to get better."""


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


def lasting(done: Sequence[Touch]) -> list[Trial]:
    """A disk that takes nothing any more, from each moment on; SIGTERM ends the wait for a better one."""
    return [
        Trial(f"{error} for good", str(spell), spell, f"error={error}", term_after=PATIENCE, wordless=False)
        for spell in spells(done)
        for error in ERRORS
    ]


def stages(done: Sequence[Touch]) -> list[Point]:
    """Where `generate` is killed so that `resume` has something of each kind to take up."""
    answer = moment(done, "recvfrom", "vid_1_")
    return [
        moment(done, "write", '\\"what\\":\\"sending', "ledger.jsonl"),  # nothing is sent
        answer,  # sent, and nobody knows what came of it
        moment(done, "pwrite64", path="tasks.db-wal", after=answer.at),  # only the ledger knows the id
        moment(done, "write", path="(take).part", after=moment(done, "write", path="(take).part").at),  # half a take
        moment(done, "unlink", path="(take).part", after=moment(done, "link").at),  # a take that no row tells of
    ]


async def resumed(place: Ground, left_at: Sequence[Point], count: int) -> list[Trial]:
    """kill -9 at moments of a `resume` after each of some ends of `generate`, about `count` in all."""

    async def after(stage: Point, forge: Forge) -> list[Trial]:
        life = place.house.begin()
        end = await life.first(forge, Trial("clean", "clean", stage, "watch", left_at=stage))
        found = sample(points(touches(end.trace, life.folder, life.take)), count // len(left_at))
        return [
            Trial("kill -9, resume", f"{stage}, then {point}", point, "signal=KILL", deadly=True, left_at=stage)
            for point in found
        ]

    each = await side_by_side(place, [partial(after, stage) for stage in left_at])
    return [trial for trials in each for trial in trials]


def terms(count: int, seconds: float, seed: int, *, window: bool = False) -> list[Trial]:
    """SIGTERM at moments that nobody chose, from before the start to after the end."""
    chance = random.Random(seed)  # noqa: S311  no secret, and the same again for the same seed
    group = "SIGTERM, window" if window else "SIGTERM, command"
    moments = (chance.uniform(0, 1.1 * seconds) for _ in range(count))
    return [Trial(group, f"after {moment:.3f} s", term_after=moment, window=window) for moment in moments]


def by_hand(count: int, seconds: float, seed: int) -> list[Trial]:
    """The same with windows that somebody closes."""
    return [
        replace(trial, group=f"{by}, window", by=by)
        for by in ("the cross", "Ctrl+Q")
        for trial in terms(count, seconds, seed, window=True)
    ]


def hung(moments: Sequence[float], *, window: bool) -> list[Trial]:
    """The end, at some moments, of a program in which something never comes back.

    Args:
        moments: seconds of the life; of a window, from Generate on.
        window: the cross closes one; else SIGTERM ends the command line.
    """
    there, by, never_asked = ("window", "the cross", "upload") if window else ("command", "SIGTERM", "keychain")
    return [
        Trial(f"hangs, {there}", f"{hang} {after:.1f} s", term_after=after, window=window, hang=hang, by=by)
        for hang in (*HANGS, *SILENT)
        for after in moments
        if hang != never_asked
    ]


async def carried_out(place: Ground, trials: Iterable[Trial]) -> list[Outcome]:
    """All of them, each fork server one after the other."""
    return await side_by_side(place, (partial(tried, place.house, trial=trial) for trial in trials))


async def side_by_side(place: Ground, works: Iterable[Callable[[Forge], Awaitable[T]]]) -> list[T]:
    """The same with whatever needs a fork server."""
    left = iter(works)
    outcomes: list[T] = []

    async def serve(forge: Forge) -> None:
        outcomes.extend([await work(forge) for work in left])

    await asyncio.gather(*(serve(forge) for forge in place.forges))
    return outcomes
