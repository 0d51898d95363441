"""Every answer to the paid call that can go wrong on the line: it is sent once, and its end is honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.sandbox.broken_lines import Line
from seedance_desktop.sandbox.scenarios import SCENARIOS
from tests.integration.engine_beside_sandbox import PROFILE_ID, beside_sandbox

if TYPE_CHECKING:
    from pathlib import Path

MINI = "seedance2.0-mini"
BROKEN = {name: line for name, one in SCENARIOS.items() for line in one.create if isinstance(line, Line)}


@pytest.mark.parametrize("scenario", BROKEN)
async def test_a_broken_answer_is_never_asked_for_again(tmp_path: Path, scenario: str) -> None:
    made = BROKEN[scenario].made
    with beside_sandbox(tmp_path, scenario) as beside:
        if scenario == "hang":
            beside.live.room.pace = 0.0001  # the service hangs up before we do
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID))
        charged = sum(1 for _ in beside.live.room.state.tasks)
    assert task.status is (Status.UNCERTAIN if made else Status.REFUSED)
    assert task.failure is not None
    assert beside.creates == 1
    assert charged == int(made)


async def test_a_question_without_an_answer_is_asked_again(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "closed-query") as beside:
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID))
    assert (task.status, task.failure, beside.creates) == (Status.COMPLETED, None, 1)
