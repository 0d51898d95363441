"""What is left on the account is told with every reading, whoever wanted it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.engine.balances import Balances
from seedance_desktop.engine.board import Board
from seedance_desktop.engine.events import BalanceKnown, Event, TaskChanged
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of
from tests.fakes.service import Script

if TYPE_CHECKING:
    from collections.abc import Coroutine

TEN, LESS = Decimal(10), Decimal("9.5")


async def test_what_a_clip_took_is_told_while_it_is_made(house: House) -> None:
    house.service.balance_script = Script([TEN, LESS])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.COMPLETED)
    end = next(at for at, event in enumerate(house.events) if _is_end(event))
    before = [event.balance for event in house.events[:end] if isinstance(event, BalanceKnown)]
    assert before == [TEN, LESS]


async def test_the_account_of_a_place_that_the_profile_has_left_is_not_told_as_its_own(house: House) -> None:
    house.service.balance_script = Script([TEN, TEN, LESS])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.QUEUED)
        moved = replace(house.profiles.known["main"], base_url="https://elsewhere.example")
        house.profiles.known["main"] = moved
        await house.until(task_id, Status.COMPLETED)
        await house.clock.until(lambda: task_of(engine, task_id).balance_after == LESS)
    assert {event.balance for event in house.of(BalanceKnown)} == {TEN}


@pytest.mark.parametrize("older", ["asked", "read"])
async def test_an_answer_that_a_later_question_has_overtaken_is_not_told(older: str) -> None:
    board, heard = Board(cast("Any", None)), list[Event]()
    board.listen(heard.append)
    balances = Balances(board)
    late, soon = _Slow(), _Slow()
    first = balances.asked("main", late.balance) if older == "asked" else balances.read("main", cast("Any", late))
    waiting = [_begun(first), _begun(balances.asked("main", soon.balance))]
    await asyncio.sleep(0)
    soon.answer.set_result(LESS)
    await waiting[1]
    late.answer.set_result(TEN)
    await waiting[0]
    await settled(lambda: bool(heard))
    assert heard == [BalanceKnown("main", LESS, None)]


class _Slow:
    def __init__(self) -> None:
        self.answer: asyncio.Future[Decimal | None] = asyncio.get_running_loop().create_future()

    async def balance(self) -> Decimal | None:
        return await self.answer


def _begun(work: Coroutine[Any, Any, object]) -> asyncio.Future[object]:
    return asyncio.ensure_future(work)


def _is_end(event: object) -> bool:
    return isinstance(event, TaskChanged) and event.task.status.is_end
