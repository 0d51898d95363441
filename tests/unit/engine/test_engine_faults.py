"""A fault of our own after the create call: what is paid goes on, and nothing spins."""

from __future__ import annotations

from itertools import pairwise

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Fault
from tests.fakes.house import PROMPT_ONLY, House
from tests.fakes.service import CLIP, DONE, Script


@pytest.mark.parametrize("where", ["query", "download"])
async def test_a_paid_task_goes_on_after_a_fault_of_ours_and_not_at_once(house: House, where: str) -> None:
    bug = RuntimeError("can't start new thread")
    good = {"query": DONE, "download": CLIP}[where]
    setattr(house.service, f"{where}_script", Script([bug, bug, bug, good]))
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await house.until(task_id, Status.COMPLETED)
    assert task.failure is None
    first, second, third, last = house.service.at(where)
    assert second - first >= 60.0
    assert third - second >= 120.0
    assert last - third >= 240.0
    assert len(house.of(Fault)) == 3
    assert len(house.service.creates) == 1


async def test_a_fault_that_stays_is_met_once_an_hour_in_the_end(house: House) -> None:
    house.service.query_script = Script([RuntimeError("a mistake of ours")])
    async with house.engine() as engine:
        engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: house.has(Fault, 9))
    asked = house.service.at("query")
    assert all(3600.0 <= later - sooner < 3700.0 for sooner, later in pairwise(asked[-3:]))
    assert len(house.service.creates) == 1
