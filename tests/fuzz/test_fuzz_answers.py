"""A short run of the fuzzing of server answers, and the proof that its judge finds what it looks for."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.api.answers import Created, Report
from seedance_desktop.domain.errors import BadRequest, NotSent, OutcomeUnknown, SeedanceError, ServiceFailed
from seedance_desktop.domain.task import Status
from tests.fuzz.answers import fuzz_answers, judged
from tests.fuzz.mutations import Mutated, Mutator
from tests.fuzz.recorded import KEY, RECORDED, TASK_ID

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fuzz.recorded import Call

ACCEPTED = json.dumps({"code": 0, "data": {"task_id": TASK_ID}}).encode()


async def test_no_mutated_answer_gets_past_the_client(tmp_path: Path) -> None:
    tally = await fuzz_answers(600, tmp_path)
    assert tally.violations == []
    assert sum(tally.outcomes.values()) == 600
    for kind in ("Created", "OutcomeUnknown", "BadRequest", "Report", "Uploaded"):
        assert any(f"{kind} " in outcome for outcome in tally.outcomes)


def test_a_number_always_means_the_same_answer_and_every_recording_comes_up() -> None:
    first, second = ([Mutator(3).answer(number) for number in range(200)] for _ in range(2))
    assert first == second
    assert {answer.call for answer in first} == {one.call for one in RECORDED}
    assert first != [Mutator(4).answer(number) for number in range(200)]


def mutated(call: Call, body: bytes, status: int = 200) -> Mutated:
    return Mutated(call, (body,), reset=False, body=body, status=status)


def report(**changes: Any) -> Report:
    fields = {"word": "x", "status": Status.QUEUED, "progress": 1, "video_url": None, "error_message": "", "cost": None}
    return Report(**{"remote_id": "v", "raw": "", **fields, **changes})


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (mutated("create", ACCEPTED), BadRequest("service.refused")),
        (mutated("create", ACCEPTED, 400), BadRequest("service.refused")),
        (mutated("create", ACCEPTED), OutcomeUnknown("create.unreadable")),
        (mutated("create", ACCEPTED), NotSent("net.dns")),
        (mutated("create", ACCEPTED), ServiceFailed("service.failed")),
        (mutated("create", ACCEPTED), Created("vid_other", "", None, "")),
        (mutated("create", b"<html>"), BadRequest("service.refused")),
        (mutated("create", b"", 500), BadRequest("service.refused")),
        (mutated("create", b"", 500), Created(TASK_ID, "", None, "")),
        (mutated("query", b""), NotSent("net.dns")),
        (mutated("query", b""), ServiceFailed("service.nobody_wrote_it")),
        (mutated("query", b""), ServiceFailed("service.failed", {"name": KEY})),
        (mutated("query", b""), ServiceFailed("service.failed", {}, "a\u202eb")),
        (mutated("query", b""), ServiceFailed("service.failed", {}, "", float("nan"))),
        (mutated("query", b""), report(progress=101)),
        (mutated("query", b""), report(raw=KEY)),
        (mutated("query", b""), report(word="w" * 101)),
        (mutated("balance", b""), Decimal("Infinity")),
    ],
)
def test_the_judge_finds_fault(answer: Mutated, outcome: object) -> None:
    assert list(judged(answer, outcome))


def test_the_judge_refuses_addresses_that_lead_near() -> None:
    with pytest.raises(SeedanceError):
        list(judged(mutated("query", b""), report(video_url="https://127.0.0.1/a.mp4")))
