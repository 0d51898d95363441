"""What the account holds is read again when an end must have been booked, also by the next run, and never for ever."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure, OutcomeUnknown
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.domain.witness import BOOKED_LATE, DOUBT_LASTS, Doubt, Movement, Traffic, Witness, witness
from seedance_desktop.engine.clock import wait
from seedance_desktop.engine.options import EngineOptions
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of
from tests.fakes.service import DONE, Script, report

if TYPE_CHECKING:
    from seedance_desktop.engine.engine import Engine

TEN, LESS = Decimal(10), Decimal("9.5")
EARLY = Witness(Movement.UNKNOWN, doubt=Doubt.EARLY)


def verdict(engine: Engine, task_id: str) -> Witness:
    return witness(task_of(engine, task_id), Traffic(engine.tasks))


async def pass_time(house: House, seconds: float) -> None:
    waiting = asyncio.ensure_future(wait(house.clock, seconds))
    await house.clock.until(waiting.done)


def ended(task: Task) -> float:
    assert task.finished_at is not None
    return task.finished_at


async def test_a_lost_answer_is_read_at_once_when_it_must_be_booked_and_when_doubt_is_over(house: House) -> None:
    house.service.create_script = Script([OutcomeUnknown("create.no_answer")])
    house.service.balance_script = Script([TEN, TEN, TEN, LESS])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await house.until(task_id, Status.UNCERTAIN)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        assert verdict(engine, task_id) == EARLY
        await house.clock.until(lambda: (task_of(engine, task_id).balance_after_at or 0) >= ended(task) + BOOKED_LATE)
        assert verdict(engine, task_id) == EARLY
        await house.clock.until(lambda: verdict(engine, task_id) == Witness(Movement.CHARGED, Decimal("0.5")))
        await pass_time(house, 10 * DOUBT_LASTS)
    late = [round(when - ended(task)) for when in house.service.at("balance")[1:]]
    assert late == [0, BOOKED_LATE, DOUBT_LASTS]


async def test_a_refund_that_is_booked_late_is_seen(house: House) -> None:
    house.service.query_script = Script([report("failed")])
    house.service.balance_script = Script([TEN, LESS, LESS, TEN])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        assert verdict(engine, task_id) == EARLY
        await house.clock.until(lambda: verdict(engine, task_id) == Witness(Movement.REFUNDED, Decimal("0.5")))
        await pass_time(house, 10 * DOUBT_LASTS)
    assert len(house.service.at("balance")) == 4


async def test_what_is_proved_at_the_end_is_not_read_again(house: House) -> None:
    house.service.balance_script = Script([TEN, LESS])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.COMPLETED)
        await house.clock.until(lambda: verdict(engine, task_id) == Witness(Movement.CHARGED, Decimal("0.5")))
        await pass_time(house, 10 * DOUBT_LASTS)
    assert len(house.service.at("balance")) == 3


async def test_a_service_that_tells_no_balance_is_not_asked_after_the_end(house: House) -> None:
    house.service.balance_script = Script([None])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    asked = len(house.service.at("balance"))
    async with house.engine():
        await pass_time(house, 10 * DOUBT_LASTS)
    assert len(house.service.at("balance")) == asked == 1


async def interrupted(house: House) -> str:
    """A task whose create call was under way when the program ended."""
    house.options = EngineOptions(closing_grace=0.05)
    house.service.before_create = asyncio.Event().wait
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.creates))
    house.service.before_create = None
    return task_id


async def test_a_call_that_the_end_of_the_program_cut_short_is_read_by_the_next_run(house: House) -> None:
    task_id = await interrupted(house)
    async with house.engine() as engine:
        assert task_of(engine, task_id).status is Status.UNCERTAIN
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
    house.clock.jump(2 * DOUBT_LASTS)
    async with house.engine() as engine:
        await house.clock.until(lambda: verdict(engine, task_id) == Witness(Movement.NOTHING))
    asked = len(house.service.at("balance"))
    async with house.engine():
        await pass_time(house, 10 * DOUBT_LASTS)
    assert len(house.service.at("balance")) == asked == 3


async def test_a_failure_that_was_read_too_early_is_read_by_the_next_run_unless_others_came_between(
    house: House,
) -> None:
    house.service.query_script = Script([report("failed")])
    house.service.balance_script = Script([TEN, LESS, LESS, TEN])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
    house.clock.jump(DOUBT_LASTS)
    async with house.engine() as engine:
        await house.clock.until(lambda: verdict(engine, task_id).movement is Movement.REFUNDED)
        for _ in range(2):
            task_id = engine.submit(PROMPT_ONLY, "main")
            await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
    asked = len(house.service.at("balance"))
    async with house.engine():
        await pass_time(house, 10 * DOUBT_LASTS)
    assert len(house.service.at("balance")) <= asked + 1, "of two that overlap none is worth a reading but the last"


async def test_a_take_that_is_fetched_again_blurs_no_verdict(house: House) -> None:
    house.service.balance_script = Script([TEN, LESS, LESS])
    async with house.engine() as engine:
        made = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        await pass_time(house, DOUBT_LASTS)
        house.service.query_script = Script([report("failed")])
        house.service.balance_script = Script([TEN, LESS, TEN])
        failed = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: verdict(engine, failed).movement is Movement.REFUNDED)
        house.service.query_script = Script([DONE])
        engine.retry_download(made.id)
        for _ in range(2):
            assert verdict(engine, failed).movement is Movement.REFUNDED
            await house.clock.until(lambda: task_of(engine, made.id).status is Status.COMPLETED)
        assert task_of(engine, made.id).finished_at == made.finished_at


async def test_a_take_that_waits_to_be_fetched_blurs_no_verdict(house: House) -> None:
    house.service.download_script = Script([LocalFailure("disk.full", {"name": "takes"})])
    async with house.engine() as engine:
        waits = engine.submit(PROMPT_ONLY, "main")
        await house.until(waits, Status.DOWNLOADING)
        await pass_time(house, DOUBT_LASTS)
        house.service.query_script = Script([report("failed")])
        house.service.balance_script = Script([TEN, LESS, TEN])
        failed = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: verdict(engine, failed).movement is Movement.REFUNDED)
        assert task_of(engine, waits).status is Status.DOWNLOADING


async def test_a_task_that_left_the_list_is_read_no_more(house: House) -> None:
    house.service.create_script = Script([OutcomeUnknown("create.no_answer")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.UNCERTAIN)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after is not None)
        await settled(lambda: not engine._supervisor.runs(task_id))
        engine.forget(task_id)
        await settled(lambda: engine.tasks == ())
        await pass_time(house, 2 * DOUBT_LASTS)
    assert len(house.service.at("balance")) == 2
