"""The short form of `make chaos`: a sample of the moments, the rows of the table, programs wrong on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from tests.chaos.lives import Trial
from tests.chaos.points import CALLS, Touch, sample
from tests.chaos.rows import TABLE, odd_answer, odd_answers
from tests.chaos.trials import carried_out, errors, hung, kills, lasting, resumed, stages, terms
from tests.unit.api.test_api_create import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.chaos.conftest import Usual
    from tests.chaos.lives import Outcome
    from tests.chaos.trials import Ground

pytestmark = pytest.mark.asyncio(loop_scope="module")

KILLS, ERRORS, LASTING, RESUMES, TERMS = 20, 6, 5, 9, 5


def lost(outcomes: Sequence[Outcome]) -> list[str]:
    return [f"{outcome.trial.group}, {outcome.trial.name}: {outcome.losses}" for outcome in outcomes if outcome.losses]


def some(trials: Sequence[Trial], count: int) -> list[Trial]:
    """So many of them, evenly over the way."""
    return [trials[(2 * number + 1) * len(trials) // (2 * count)] for number in range(count)]


def first(done: Sequence[Touch], call: str, words: str, path: str = "") -> int:
    """Where a call with these words stands in the trace."""
    return next(touch.at for touch in done if touch.call == call and words in touch.words and path in touch.path)


async def test_nothing_is_lost_at_a_sample_of_all_moments(place: Ground, usual: Usual) -> None:
    assert len(usual.found) >= 300
    struck = sample(usual.found, KILLS)
    assert {point.call for point in struck} == {point.call for point in usual.found} <= set(CALLS)
    trials = [*kills(struck), *some(errors(usual.found), ERRORS), *terms(TERMS, usual.seconds, 1)]
    outcomes = await carried_out(place, trials)
    assert not lost(outcomes)
    met = Counter(outcome.trial.group for outcome in outcomes if outcome.met)
    assert met["kill -9"] >= KILLS - 4, "the moments are those of another life"
    ends = {task.status for outcome in outcomes for task in outcome.tasks}
    assert ends >= {Status.COMPLETED}


async def test_what_must_come_before_what_does_whatever_the_moment(usual: Usual) -> None:
    """The intent before the call, and the line with the answer before all else."""
    done = usual.done
    announced = first(done, "write", '\\"what\\":\\"sending', "ledger")
    synced = next(touch.at for touch in done if touch.at > announced and touch.call == "fsync")
    connected = [touch.at for touch in done if touch.call == "connect"]
    answer = first(done, "recvfrom", "vid_1_")
    written = next(touch for touch in done if touch.at > answer and touch.call in {"write", "pwrite64"} and touch.path)
    assert announced < synced < connected[-2] < answer < written.at
    assert (written.path, '\\"what\\":\\"answer' in written.words) == ("data/ledger.jsonl", True)


async def test_nothing_is_lost_on_a_disk_that_takes_nothing_any_more(place: Ground, usual: Usual) -> None:
    outcomes = await carried_out(place, some(lasting(usual.done), LASTING))
    assert not lost(outcomes)
    assert all(outcome.met for outcome in outcomes)


async def test_nothing_is_lost_where_what_takes_it_up_is_killed_too(place: Ground, usual: Usual) -> None:
    trials = await resumed(place, stages(usual.done)[1:4], RESUMES)
    outcomes = await carried_out(place, some(trials, RESUMES))
    assert not lost(outcomes)
    assert {task.status for outcome in outcomes for task in outcome.tasks} == {Status.COMPLETED, Status.UNCERTAIN}
    assert sum(outcome.met for outcome in outcomes) >= RESUMES - 2


async def test_what_hangs_does_not_keep_a_command_nor_lose_anything(place: Ground, usual: Usual) -> None:
    trials = [trial for trial in hung([usual.seconds], window=False) if trial.hang in {"folder", "upload"}]
    outcomes = await carried_out(place, trials)
    assert not lost(outcomes)


async def test_every_row_of_the_table_ends_as_it_must(place: Ground) -> None:
    outcomes = await odd_answers(place, TABLE, refused=3)
    assert not lost(outcomes)
    assert len(outcomes) == len(TABLE) + 3 + 3


async def test_a_program_that_repeats_the_call_is_caught(place: Ground) -> None:
    name = "reset after the request"
    outcome = await odd_answer(
        place, name, UNKNOWN[name], Status.UNCERTAIN, mutant="repeats the call", forge=place.forges[0]
    )
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
    place: Ground, usual: Usual, mutant: str, call: str, path: str, loss: str
) -> None:
    there = path.replace("mp4", "part")
    last = [one for one in usual.found if one.call == call and one.path == there][-1]
    trial = Trial("kill -9", mutant, replace(last, path=path), "signal=KILL", mutant=mutant, deadly=True)
    (outcome,) = await carried_out(place, [trial])
    assert outcome.met
    assert any(told.startswith(loss) for told in outcome.losses), outcome.losses
