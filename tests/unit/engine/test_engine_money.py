"""What stands between a press on Generate and the create call: a moment to think again, caps, the price, batches."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import Created
from seedance_desktop.domain.errors import LocalFailure, NoBalance, OutcomeUnknown, SeedanceError, Unauthorized
from seedance_desktop.domain.price import Price, PriceBook, Unit
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.spending import Caps, Spent
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.events import TaskForgotten
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.store.store import Store
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of, with_files
from tests.fakes.service import Script, report

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.engine import Engine

HALF = Price("billed", "billed", Unit.TASK, 1, Decimal("0.5"))
BOOK = PriceBook({"billed": Decimal("0.5")})
HELD = EngineOptions(hold=lambda: 3.0)


def allow(house: House, caps: Caps, book: PriceBook = BOOK) -> None:
    house.profiles.known["main"] = Profile("main", "Main", "https://service.example", book, caps=caps)


async def ends(house: House, engine: Engine, *ids: str) -> list[Status]:
    await house.clock.until(lambda: all(task_of(engine, one).status.is_end for one in ids))
    return [task_of(engine, one).status for one in ids]


def _forgotten(house: House, engine: Engine, task_id: str) -> bool:
    """Ask until it is at rest: what still runs is not taken off the list."""
    engine.forget(task_id)
    return house.has(TaskForgotten, 1)


class Unwritable(Store):
    """A store that keeps what it has and takes nothing more."""

    def save(self, _task: Task) -> asyncio.Future[None]:
        return _refused()


def _refused() -> asyncio.Future[None]:
    refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    refused.set_exception(LocalFailure("disk.full", {"name": "data"}))
    return refused


# --- a moment to think again ----------------------------------------------------------------------------------------


@pytest.fixture
def patient(tmp_path: Path) -> House:
    return House(tmp_path, HELD)


async def test_nothing_leaves_while_a_press_can_be_taken_back(patient: House, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    async with patient.engine() as engine:
        pressed = patient.clock.now()
        await patient.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
        assert min(when for call, when in patient.service.calls if call != "aclose") >= pressed + 3.0


async def test_taking_back_leaves_no_call_and_no_row(patient: House) -> None:
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await patient.until(task_id, Status.PREPARING)
        assert engine.undo(task_id)
        await patient.clock.until(lambda: patient.has(TaskForgotten, 1))
        assert engine.tasks == ()
        assert not engine.undo(task_id)
    assert patient.service.calls == []
    async with patient.engine() as engine:
        assert engine.tasks == ()


async def test_it_can_be_taken_back_before_it_is_even_stored(patient: House) -> None:
    async with patient.engine() as engine:
        assert engine.undo(engine.submit(PROMPT_ONLY, "main"))
        await patient.clock.until(lambda: patient.has(TaskForgotten, 1))
        later = engine.submit(PROMPT_ONLY, "main")
        await patient.until(later, Status.COMPLETED)
    assert patient.service.intents == [later]


async def test_what_has_left_cannot_be_taken_back(patient: House) -> None:
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await patient.until(task_id, Status.QUEUED)
        assert not engine.undo(task_id)
        await patient.until(task_id, Status.COMPLETED)


@pytest.mark.parametrize("hold", [3.0, 0.0], ids=["undo", "no undo any more"])
async def test_what_was_held_when_the_program_ended_is_never_sent_by_itself(patient: House, hold: float) -> None:
    allow(patient, Caps(day=Decimal(1)))
    async with patient.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", HALF, 2)
        await patient.clock.until(lambda: all(patient.told(one) == [Status.PREPARING] for one in ids))
    patient.clock.jump(2 * 24 * 3600.0)
    patient.options = replace(HELD, hold=lambda: hold)
    for _ in range(2):
        async with patient.engine() as engine:
            assert await ends(patient, engine, *ids) == [Status.CANCELLED] * 2
            assert [task.failure for task in engine.tasks] == [Failure("hold.cut_short")] * 2
            assert all(task.held_until is None and task.finished_at and not task.sent_at for task in engine.tasks)
            assert not engine.undo(ids[0])
            assert engine.spending.so_far("main") == Spent()
    assert patient.service.creates == []
    async with patient.engine() as engine:
        await patient.until(engine.send_again(ids[0]), Status.COMPLETED)
    assert len(patient.service.creates) == 1


async def test_what_was_held_is_not_sent_by_a_start_whose_disk_takes_nothing(patient: House) -> None:
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await patient.until(task_id, Status.PREPARING)
    async with patient.engine(await Unwritable.open(patient.folder / "data")) as engine:
        assert task_of(engine, task_id).status is Status.CANCELLED
    async with patient.engine() as engine:
        assert task_of(engine, task_id).failure == Failure("hold.cut_short"), "judged again, as nothing was written"
    assert patient.service.creates == []


async def test_what_was_no_longer_held_goes_on_at_the_next_start(patient: House) -> None:
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await patient.clock.until(lambda: task_of(engine, task_id).held_until is None)
        assert task_of(engine, task_id).status is Status.PREPARING
    async with patient.engine() as engine:
        await patient.until(task_id, Status.COMPLETED)


@pytest.mark.parametrize("seconds", [1000.0, -1000.0])
async def test_a_clock_that_jumps_as_a_press_is_stored_leaves_it_all_its_time(patient: House, seconds: float) -> None:
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        patient.clock.jump(seconds)
        began = patient.clock.now()
        await patient.clock.until(lambda: task_of(engine, task_id).held_until == began + 3.0)
        await patient.until(task_id, Status.COMPLETED)
    assert patient.service.at("create")[0] >= began + 3.0


async def test_undo_of_a_batch_takes_all_of_it_back(patient: House) -> None:
    async with patient.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", HALF, 4)
        single = engine.submit(PROMPT_ONLY, "main")
        assert engine.undo(ids[2])
        await patient.until(single, Status.COMPLETED)
        assert [task.id for task in engine.tasks] == [single]
    assert patient.service.intents == [single]


@pytest.mark.parametrize("sent", [False, True])
async def test_undo_takes_all_of_a_press_back_or_nothing(patient: House, sent: bool) -> None:  # noqa: FBT001 - a case
    holds = iter([1.0])
    patient.options = EngineOptions(hold=lambda: next(holds, 60.0))
    async with patient.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", None, 3)
        await patient.clock.until(lambda: task_of(engine, ids[0]).held_until is None)
        await patient.clock.until(lambda: not sent or task_of(engine, ids[0]).status is Status.QUEUED)
        assert engine.undo(ids[2]) is not sent
        await settled(lambda: sent or engine.tasks == ())
        assert [task.status for task in engine.tasks] == [Status.PREPARING, Status.PREPARING, Status.QUEUED][: 3 * sent]
    assert len(patient.service.creates) == sent


# --- batches --------------------------------------------------------------------------------------------------------


async def test_a_batch_leaves_one_by_one_in_its_order(house: House) -> None:
    async with house.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", None, 5)
        assert await ends(house, engine, *ids) == [Status.COMPLETED] * 5
        assert len({task_of(engine, one).batch for one in ids}) == 1
    assert house.service.intents == list(ids)


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (NoBalance("balance.low"), Status.REFUSED),
        (Unauthorized("key.refused"), Status.REFUSED),
        (OutcomeUnknown("create.no_answer"), Status.UNCERTAIN),
    ],
    ids=str,
)
async def test_the_first_that_is_not_taken_spares_the_others(house: House, answer: SeedanceError, end: Status) -> None:
    created = house.service.create_script.next
    house.service.create_script = Script([created, created, answer, created])
    async with house.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", None, 10)
        stopped = [Status.CANCELLED] * 7
        assert await ends(house, engine, *ids) == [Status.COMPLETED, Status.COMPLETED, end, *stopped]
        assert task_of(engine, ids[3]).failure == Failure("batch.stopped")
    assert len(house.service.creates) == 3


class NoRoom(Store):
    """A store that takes no new tasks."""

    def add(self, *_tasks: Task) -> asyncio.Future[None]:
        return _refused()


async def test_a_batch_that_cannot_be_stored_sends_nothing(house: House) -> None:
    async with house.engine(await NoRoom.open(house.folder / "data")) as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", None, 3)
        assert await ends(house, engine, *ids) == [Status.FAILED] * 3
    assert house.service.creates == []


# --- caps -----------------------------------------------------------------------------------------------------------


async def test_a_cap_is_a_wall_for_those_who_come_at_once(house: House) -> None:
    allow(house, Caps(day=Decimal("1.6")))
    async with house.engine() as engine:
        ids = [engine.submit(PROMPT_ONLY, "main", HALF) for _ in range(6)]
        statuses = await ends(house, engine, *ids)
        assert statuses.count(Status.COMPLETED) == 3
        stopped = [task_of(engine, one).failure for one in ids if task_of(engine, one).status is Status.CANCELLED]
        assert stopped == [Failure("cap.day", {"cap": "1.6", "spent": "1.5", "price": "0.5"})] * 3
    assert len(house.service.creates) == 3


@pytest.mark.parametrize("cost", ["0", "-0.5"])
async def test_a_cost_of_nothing_that_is_told_before_the_end_opens_no_cap(house: House, cost: str) -> None:
    allow(house, Caps(day=Decimal(1)))
    numbers = iter(range(9))
    house.service.create_script = Script([lambda: Created(f"vid_{next(numbers)}", "queued", Decimal(cost), "{}")])
    house.service.query_script = Script([report("processing", 5, cost=cost)])
    async with house.engine() as engine:
        for _ in range(4):
            engine.submit(PROMPT_ONLY, "main", HALF)
            await house.clock.until(lambda: engine.tasks[0].status in {Status.PROCESSING, Status.CANCELLED})
        assert engine.spending.so_far("main").day == Decimal(1)
    assert len(house.service.creates) == 2


async def test_the_form_is_told_before_anything_is_pressed(house: House) -> None:
    allow(house, Caps(day=Decimal("1.6"), batch=Decimal(1)))
    async with house.engine() as engine:
        spending = engine.spending
        assert spending.stop("main", HALF) is None
        assert spending.stop("main", HALF, 3) == Failure("cap.batch", {"cap": "1", "spent": "0", "price": "1.5"})
        assert spending.stop("main", replace(HALF, unit_price=None)) == Failure("cap.price_unknown")
        assert spending.stop("nobody", HALF) is None
        for _ in range(3):
            engine.submit(PROMPT_ONLY, "main", HALF)
        stop = spending.stop("main", HALF)
        assert stop is not None, "what waits to be sent counts"
        assert stop.code == "cap.day"
        assert spending.so_far("main") == Spent(Decimal("1.5"), Decimal("1.5"))
        assert spending.stop_again(engine.tasks[0]) == stop, "nor may any of them be sent once more"


async def test_neither_a_restart_nor_taking_off_the_list_gives_a_day_back(house: House) -> None:
    allow(house, Caps(day=Decimal(1), session=Decimal(1)))
    async with house.engine() as engine:
        ids = [engine.submit(PROMPT_ONLY, "main", HALF) for _ in range(2)]
        await ends(house, engine, *ids)
        await house.clock.until(lambda: _forgotten(house, engine, ids[0]))
        assert engine.spending.stop("main", HALF) is not None
    async with house.engine() as engine:
        stop = engine.spending.stop("main", HALF)
        assert stop == Failure("cap.day", {"cap": "1", "spent": "1.0", "price": "0.5"}), "another session, the same day"
    house.clock.jump(24 * 3600.0)
    async with house.engine() as engine:
        assert engine.spending.stop("main", HALF) is None


async def test_a_session_is_one_whatever_happens_to_the_clock(house: House) -> None:
    allow(house, Caps(session=Decimal(1)))
    async with house.engine() as engine:
        house.clock.jump(-7200.0)
        for _ in range(2):
            await ends(house, engine, engine.submit(PROMPT_ONLY, "main", HALF))
        assert engine.spending.stop("main", HALF) == Failure(
            "cap.session", {"cap": "1", "spent": "1.0", "price": "0.5"}
        )


async def test_the_cap_of_a_press_holds_for_whoever_asks_for_more(house: House) -> None:
    allow(house, Caps(batch=Decimal("1.2")))
    async with house.engine() as engine:
        ids = engine.submit_batch(PROMPT_ONLY, "main", HALF, 4)  # nobody has asked `stop`
        assert sorted(await ends(house, engine, *ids)) == [*[Status.CANCELLED] * 2, *[Status.COMPLETED] * 2]
    assert len(house.service.creates) == 2


# --- the price ------------------------------------------------------------------------------------------------------


async def test_a_price_that_changed_meanwhile_is_not_paid(patient: House) -> None:
    allow(patient, Caps())
    async with patient.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main", HALF)
        allow(patient, Caps(), PriceBook({"billed": Decimal("0.7")}))
        assert await ends(patient, engine, task_id) == [Status.CANCELLED]
        task = task_of(engine, task_id)
        assert task.failure == Failure("price.changed", {"before": "0.5", "now": "0.7"})
        assert task.sent_at is None
        again = engine.send_again(task_id)
        assert await ends(patient, engine, again) == [Status.CANCELLED], "nor by sending it again unseen"
    assert patient.service.creates == []


async def test_the_price_shown_is_the_price_recorded(house: House) -> None:
    allow(house, Caps())
    async with house.engine() as engine:
        seconds = Price("billed", "billed", Unit.SECOND, 5, Decimal("0.5"))
        task = await house.until(engine.submit(PROMPT_ONLY, "main", seconds), Status.COMPLETED)
    recorded = (task.estimate, task.price_key, task.unit_price, task.quantity)
    assert recorded == (Decimal("2.5"), "billed", Decimal("0.5"), 5)


# --- the same again -------------------------------------------------------------------------------------------------


async def test_the_same_is_recognised_for_ten_minutes(house: House) -> None:
    async with house.engine() as engine:
        assert engine.spending.twin(PROMPT_ONLY, "main") is None
        task_id = engine.submit(PROMPT_ONLY, "main")
        for _ in range(2):
            twin = engine.spending.twin(PROMPT_ONLY, "main")
            assert twin is not None
            assert twin.id == task_id
            await ends(house, engine, task_id)
        assert engine.spending.twin(PROMPT_ONLY, "another") is None
        assert engine.spending.twin(replace(PROMPT_ONLY, duration=6), "main") is None
        house.clock.jump(600.0)
        assert engine.spending.twin(PROMPT_ONLY, "main") is None


async def test_what_was_refused_is_no_twin(house: House) -> None:
    house.service.create_script = Script([NoBalance("balance.low")])
    async with house.engine() as engine:
        await ends(house, engine, engine.submit(PROMPT_ONLY, "main"))
        assert engine.spending.twin(PROMPT_ONLY, "main") is None


async def test_the_same_is_recognised_when_it_is_off_the_list_and_in_the_next_run(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        assert await ends(house, engine, task_id) == [Status.COMPLETED]
        await house.clock.until(lambda: _forgotten(house, engine, task_id))
        assert (twin := engine.spending.twin(PROMPT_ONLY, "main")) is not None
        assert twin.id == task_id
    async with house.engine() as engine:
        assert engine.tasks == ()
        assert (twin := engine.spending.twin(PROMPT_ONLY, "main")) is not None
        assert twin.id == task_id
        house.clock.jump(600.0)
        assert engine.spending.twin(PROMPT_ONLY, "main") is None


async def test_what_was_taken_back_is_no_twin_in_the_next_run_either(patient: House) -> None:
    async with patient.engine() as engine:
        assert engine.undo(engine.submit(PROMPT_ONLY, "main"))
        await patient.clock.until(lambda: patient.has(TaskForgotten, 1))
        assert engine.spending.twin(PROMPT_ONLY, "main") is None
    async with patient.engine() as engine:
        assert engine.spending.twin(PROMPT_ONLY, "main") is None
