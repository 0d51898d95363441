"""Kills the program, fills and breaks its disk, and lets the service answer badly; prints what was lost. It must be 0.

python bench/chaos.py [KILLS] [TERMS] [WINDOW_TERMS] [RESUMES] [SEED]; ends with 1 where anything was lost.
"""

from __future__ import annotations

import asyncio
import faulthandler
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chaos.points import points, spread
from tests.chaos.rows import odd_answers
from tests.chaos.trials import (
    by_hand,
    carried_out,
    clean_life,
    errors,
    ground,
    hung,
    kills,
    lasting,
    resumed,
    stages,
    terms,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from tests.chaos.lives import Outcome

KILLS, TERMS, WINDOW_TERMS, RESUMES, SEED = 320, 140, 60, 100, 1
CORES, BESIDE = 2, 3
"""Lives beside each other; most of one is waiting for the other side."""
HANG = 3_600.0
"""Seconds after which everything is ended with a trace: something does not come back."""
MOST_SHOWN = 40
LIMIT = 2.0
"""Seconds from SIGTERM to the end, at most; on a machine that does nothing else."""


def main(arguments: Sequence[str]) -> int:
    """Run everything; answer the process's exit code."""
    given = [*map(int, arguments), *(KILLS, TERMS, WINDOW_TERMS, RESUMES, SEED)[len(arguments) :]]
    faulthandler.dump_traceback_later(HANG, exit=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcomes = asyncio.run(_all(Path(folder), *given))
    lost = _print(outcomes)
    print(f"\n{time.monotonic() - began:.0f} s")
    return 1 if lost else 0


async def _all(folder: Path, kill: int, term: int, window_term: int, resume: int, seed: int) -> list[Outcome]:
    outcomes: list[Outcome] = []
    command, windows = folder / "command", folder / "window"
    command.mkdir()
    async with ground(command, beside=BESIDE) as place:
        done, seconds = await clean_life(place)
        found = points(done)
        print(f"{len(found)} moments from the first touch of the data folder to the end", flush=True)
        for trials in (
            kills(spread(found, kill)),
            await resumed(place, stages(done), resume),
            errors(found),
            lasting(done),
            terms(term, seconds, seed),
            hung([seconds, 1.5 * seconds], window=False),
        ):
            outcomes += await _told(carried_out(place, trials))
        outcomes += await _told(odd_answers(place))
    if window_term:
        windows.mkdir()
        async with ground(windows, beside=CORES, window=True) as place:
            for trials in (
                terms(window_term, WINDOW_LIFE, seed, window=True),
                by_hand(window_term // 6, WINDOW_LIFE, seed),
                hung(AFTER_GENERATE, window=True),
            ):
                outcomes += await _told(carried_out(place, trials))
    return outcomes


async def _told(work: Awaitable[list[Outcome]]) -> list[Outcome]:
    """Tell how far it is."""
    began = time.monotonic()
    outcomes = await work
    lost = sum(bool(outcome.losses) for outcome in outcomes)
    groups = " and ".join(sorted({outcome.trial.group for outcome in outcomes}))
    print(f"{groups}: {len(outcomes)} trials, {lost} lost, {time.monotonic() - began:.0f} s", flush=True)
    return outcomes


AFTER_GENERATE = (0.1, 1.0, 4.0)
"""Seconds from the press to the end of a window in which something hangs; the press can be undone for three."""
WINDOW_LIFE = 4.0
"""Seconds in which a window starts, is asked for a clip, and has it."""


def _print(outcomes: Sequence[Outcome]) -> int:
    """The table; answers how many lost something."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.trial.group].append(outcome)
    print(f"\n{'':<20}{'tried':>8}{'survived':>10}{'lost':>8}{'not met':>9}  slowest end, over {LIMIT:.0f} s")
    for group, those in [*groups.items(), ("all", list(outcomes))]:
        tried = [outcome for outcome in those if outcome.met]
        lost = [outcome for outcome in those if outcome.losses]
        ends = [outcome.first.closing for outcome in those if outcome.first.closing]
        told = f"  {max(ends):.2f} s, {sum(end > LIMIT for end in ends)} of {len(ends)}" if ends else ""
        print(f"{group:<20}{len(tried):>8}{len(tried) - len(lost):>10}{len(lost):>8}{len(those) - len(tried):>9}{told}")
    for outcome in [outcome for outcome in outcomes if outcome.losses][:MOST_SHOWN]:
        print(f"LOST  {outcome.trial.group}, {outcome.trial.name}: {'; '.join(outcome.losses)}")
    return sum(bool(outcome.losses) for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
