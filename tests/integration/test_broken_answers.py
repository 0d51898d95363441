"""Every answer to the paid call that can go wrong on the line: it is sent once, and its end is honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.sandbox.broken_lines import Line
from seedance_desktop.sandbox.scenarios import REPERTOIRE, SCENARIOS, Group
from tests.integration.engine_beside_sandbox import PROFILE_ID, beside_sandbox

if TYPE_CHECKING:
    from pathlib import Path

MINI = "seedance2.0-mini"
BROKEN = {name: line for name, one in SCENARIOS.items() for line in one.create if isinstance(line, Line)}

REFUSALS = {
    "answer-400": "service.refused",
    "answer-401": "key.refused",
    "answer-403": "key.refused",
    "answer-404": "service.wrong_address",
    "answer-405": "service.wrong_address",
    "answer-413": "service.refused",
    "unread-body": "service.refused",
    "answer-415": "service.refused",
    "answer-422": "service.refused",
    "redirect": "service.wrong_address",
}
DOUBTS = ("create.no_answer", "create.unreadable", "create.server_failed")


@pytest.mark.parametrize("scenario", BROKEN)
async def test_a_broken_answer_is_never_asked_for_again(tmp_path: Path, scenario: str) -> None:
    line = BROKEN[scenario]
    with beside_sandbox(tmp_path, scenario) as beside:
        if scenario in {"hang", "never-read"}:
            beside.live.room.pace = 0.0001  # the service hangs up before we do
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID))
        charged = sum(1 for _ in beside.live.room.state.tasks)
        met = beside.live.room.troubles.met(f"create {scenario}")
    assert task.failure is not None
    if scenario in REPERTOIRE[Group.DOUBT]:
        assert task.status is Status.UNCERTAIN
        assert task.failure.code in DOUBTS
    else:
        assert task.status is Status.REFUSED
        assert task.failure.code == REFUSALS[scenario]
    assert met == 1
    assert beside.creates == int(not line.early), "what was not read whole is no create call"
    assert charged == int(line.made)


def test_only_a_doubt_can_have_been_charged() -> None:
    assert [name for name, line in BROKEN.items() if line.made and name not in REPERTOIRE[Group.DOUBT]] == []


async def test_a_question_without_an_answer_is_asked_again(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "closed-query") as beside:
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID))
    assert (task.status, task.failure, beside.creates) == (Status.COMPLETED, None, 1)
