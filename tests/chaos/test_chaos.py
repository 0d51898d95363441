"""The short form of `make chaos`: a sample of the moments, the rows of the table, programs wrong on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from tests.chaos.lives import Trial
from tests.chaos.points import CALLS, Touch, points, sample
from tests.chaos.rows import TABLE, odd_answer, odd_answers
from tests.chaos.trials import carried_out, clean_life, errors, ground, kills, terms
from tests.unit.api.test_api_create import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.chaos.lives import Outcome

KILLS, ERRORS, TERMS = 24, 8, 6


def lost(outcomes: Sequence[Outcome]) -> list[str]:
    return [f"{outcome.trial.group}, {outcome.trial.name}: {outcome.losses}" for outcome in outcomes if outcome.losses]


def first(done: Sequence[Touch], call: str, words: str, path: str = "") -> int:
    """Where a call with these words stands in the trace."""
    return next(touch.at for touch in done if touch.call == call and words in touch.words and path in touch.path)


async def test_nothing_is_lost_at_a_sample_of_all_moments(tmp_path: Path) -> None:
    async with ground(tmp_path, beside=2) as place:
        done, seconds = await clean_life(place)
        found = points(done)
        assert len(found) >= 300
        struck = sample(found, KILLS)
        assert {point.call for point in struck} == {point.call for point in found} <= set(CALLS)
        broken = errors(found)
        trials = [*kills(struck), *broken[:: len(broken) // ERRORS], *terms(TERMS, seconds, 1)]
        outcomes = await carried_out(place, trials)
    assert not lost(outcomes)
    met = Counter(outcome.trial.group for outcome in outcomes if outcome.met)
    assert met["kill -9"] >= KILLS - 4, "the moments are those of another life"
    ends = {task.status for outcome in outcomes for task in outcome.tasks}
    assert ends >= {Status.COMPLETED}
    # What must come before what, whatever the moment: the intent before the call, the answer's line before all else.
    announced = first(done, "write", '\\"what\\":\\"sending', "ledger")
    synced = next(touch.at for touch in done if touch.at > announced and touch.call == "fsync")
    connected = [touch.at for touch in done if touch.call == "connect"]
    answer = first(done, "recvfrom", "vid_1_")
    written = next(touch for touch in done if touch.at > answer and touch.call in {"write", "pwrite64"} and touch.path)
    assert announced < synced < connected[-2] < answer < written.at
    assert (written.path, '\\"what\\":\\"answer' in written.words) == ("data/ledger.jsonl", True)


async def test_every_row_of_the_table_ends_as_it_must(tmp_path: Path) -> None:
    async with ground(tmp_path, beside=1) as place:
        outcomes = await odd_answers(place, TABLE, refused=3)
    assert not lost(outcomes)
    assert len(outcomes) == len(TABLE) + 3 + 3


async def test_a_program_that_repeats_the_call_is_caught(tmp_path: Path) -> None:
    name = "reset after the request"
    async with ground(tmp_path, beside=1) as place:
        outcome = await odd_answer(place, name, UNKNOWN[name], Status.UNCERTAIN, mutant="repeats the call")
    assert "sent 2 times" in outcome.losses


@pytest.mark.parametrize(
    ("mutant", "call", "path", "loss"),
    [
        ("writes after sending", "connect", "", "sent before it was on the disk"),
        ("forgets the answer", "openat", "(take).part", "its id was known, and it is uncertain"),
        ("names before checking", "write", "(take).mp4", "not what the service sent"),
    ],
)
async def test_a_program_that_is_wrong_on_purpose_is_caught(
    tmp_path: Path, mutant: str, call: str, path: str, loss: str
) -> None:
    async with ground(tmp_path, beside=1) as place:
        done, _ = await clean_life(place)
        usual = path.replace("mp4", "part")
        last = [one for one in points(done) if one.call == call and one.path == usual][-1]
        point = replace(last, path=path)
        (outcome,) = await carried_out(
            place, [Trial("kill -9", mutant, point, "signal=KILL", mutant=mutant, deadly=True)]
        )
    assert outcome.met
    assert any(told.startswith(loss) for told in outcome.losses), outcome.losses
