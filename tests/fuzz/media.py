"""Gives disturbed media files to the real worker process and judges what it says of each."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.service import MediaService
from seedance_desktop.wording.sentences import UNKNOWN, Wording
from tests.unit.media.corpus import Shelf, wholes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_desktop.media.measured import Measured

HEADER = 600
"""Bytes at the start that are disturbed most."""
DEADLINE = 10.0
"""Seconds after which a worker is killed; a file that comes to that is answered, but as one that cannot be read."""
SLACK = 20.0
"""Seconds more until an answer has to be there: a worker may have to be started anew on a busy machine."""
SIZES = tuple(number.to_bytes(4) for number in (0, 1, 7, 8, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF))
NAMES = (b"moov", b"mdat", b"trak", b"stsz", b"IHDR", b"eXIf", b"iCCP", b"data", b"fmt ", b"ispe", b"\xff\xc0\0\x11")
CODES = {
    "media.empty", "media.no_picture", "media.too_large", "media.truncated", "media.unknown_kind", "media.unreadable",
}  # fmt: skip
WORDINGS = (Wording("en"), Wording("zh"))


@dataclass
class MediaTally:
    """What came of a run.

    Attributes:
        outcomes: by what was asked and answered.
        deaths: how often a worker had to be started anew.
        violations: what no file may lead to, each with its number.
        slowest: seconds for one answer.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    deaths: int = 0
    violations: list[str] = field(default_factory=list)
    slowest: float = 0.0


async def fuzz_media(count: int, folder: Path, seed: int = 1) -> MediaTally:
    """Have `count` disturbed files looked at, two at a time, as the program does."""
    originals = await asyncio.to_thread(lambda: list(wholes(Shelf(folder)).items()))
    tally, service = MediaTally(), MediaService(timeout=DEADLINE, workers=2)
    numbers = iter(range(count))

    async def work(name: str) -> None:
        for number in numbers:
            ending, content = disturbed(originals, seed, number)
            file = folder / f"{name}.{ending}"
            await asyncio.to_thread(file.write_bytes, content)
            await _look(service, file, number, tally)

    async with aclosing(_Closing(service)):
        await asyncio.gather(work("one"), work("two"))
    return tally


class _Closing:
    """So that the service ends with a block."""

    def __init__(self, service: MediaService) -> None:
        self._service = service

    async def aclose(self) -> None:
        await self._service.close()


async def _look(service: MediaService, file: Path, number: int, tally: MediaTally) -> None:
    before = {worker.pid for worker in service._workers}
    began = time.monotonic()
    said = await _answer(service, file)
    took = time.monotonic() - began
    gone = before - {worker.pid for worker in service._workers} - {None}
    tally.deaths += len(gone)
    tally.slowest = max(tally.slowest, took)
    tally.outcomes[said if isinstance(said, str) else f"measured as {said.kind}"] += 1
    late = [f"took {took:.1f} s"] if took > DEADLINE + SLACK else []
    tally.violations += [f"{number} {file.suffix}: {fault}" for fault in (*late, *judged(said))]


async def _answer(service: MediaService, file: Path) -> Measured | str:
    """What it was measured as, or the code of the failure."""
    try:
        found = await service.measure(file)
        await service.thumbnail(file, file.with_name(f"{file.stem}.thumbnail"))
    except LocalFailure as failure:
        return failure.code
    return found


def judged(said: Measured | str) -> Iterator[str]:
    """Everything that is wrong with an answer."""
    if isinstance(said, str):
        if said not in CODES:
            yield f"{said} is our own fault"
        for wording in WORDINGS:
            if wording.sentence(said) == wording.sentence(UNKNOWN, {"code": said}):
                yield f"{said} has no sentence in {wording.language}"
        return
    facts = said.facts
    for name in ("width", "height", "seconds", "fps"):
        value = getattr(facts, name)
        if value is not None and not (math.isfinite(value) and 0 <= value < 1e8):
            yield f"{name} is {value}"


def disturbed(originals: list[tuple[str, bytes]], seed: int, number: int) -> tuple[str, bytes]:
    """The ending and the content of the file of that number."""
    chance = random.Random(seed * 1_000_003 + number)  # noqa: S311  no secret
    ending, whole = originals[number % len(originals)]
    content = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        _disturb(content, originals, chance)
    return ending, bytes(content)


def _disturb(content: bytearray, originals: list[tuple[str, bytes]], chance: random.Random) -> None:
    """Change a few bytes, most of them near the start."""
    reach = min(len(content), HEADER) if chance.random() < 0.8 else len(content)
    at = chance.randrange(max(1, reach))
    kind = chance.random()
    if kind < 0.4:
        for _ in range(chance.randint(1, 4)):
            content[at : at + 1] = chance.randbytes(1)
            at = chance.randrange(max(1, reach))
    elif kind < 0.65:
        content[at & ~3 : (at & ~3) + 4] = chance.choice(SIZES)
    elif kind < 0.75:
        content[at : at + 4] = chance.choice(NAMES)
    elif kind < 0.83:
        del content[at:]
    elif kind < 0.91:
        _, other = chance.choice(originals)
        start = chance.randrange(len(other))
        content[at:at] = other[start : start + chance.randint(1, 300)]
    else:
        content[at : at + chance.randint(1, 64)] = b""
