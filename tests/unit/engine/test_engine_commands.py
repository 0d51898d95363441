"""What the user asks of the engine, besides a new task."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import Created
from seedance_desktop.domain.errors import (
    BadRequest,
    LocalFailure,
    NotSent,
    OutcomeUnknown,
    ServiceFailed,
    Unauthorized,
)
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.events import (
    BalanceKnown,
    Fault,
    FilmstripReady,
    Measured,
    Notice,
    ProfileTested,
    TaskForgotten,
)
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.store.ledger import read_ledger
from seedance_desktop.store.store import LEDGER_NAME
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of, with_files
from tests.fakes.service import DONE, Script, not_there, report

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.engine import Engine


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    path.write_bytes(b"picture")
    return path


async def uncertain(house: House, engine: Engine) -> str:
    unknown = OutcomeUnknown("create.no_answer", {}, "<html>", "<html>all of it")
    house.service.create_script = Script([unknown, *[_accepted] * 9])
    task_id = engine.submit(PROMPT_ONLY, "main")
    await house.until(task_id, Status.UNCERTAIN)
    return task_id


async def test_a_task_can_be_stopped_before_anything_ran(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        assert engine.cancel(task_id)
        await house.until(task_id, Status.CANCELLED)
    async with house.engine() as engine:
        assert task_of(engine, task_id).status is Status.CANCELLED
    assert house.service.creates == []


async def test_a_task_can_be_stopped_while_it_uploads(house: House, picture: Path) -> None:
    house.service.upload_gate = asyncio.Event()
    async with house.engine() as engine:
        task_id = engine.submit(with_files(picture), "main")
        await house.clock.until(lambda: house.service.uploading == 1)
        assert engine.cancel(task_id)
        await house.until(task_id, Status.CANCELLED)
        assert house.service.uploading == 0
        assert not engine.cancel(task_id)
    assert house.service.creates == []


async def test_a_task_that_was_sent_cannot_be_stopped(house: House) -> None:
    hanging = asyncio.Event()
    house.service.before_create = hanging.wait
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.creates))
        assert not engine.cancel(task_id)
        hanging.set()
        await house.until(task_id, Status.QUEUED)
        assert not engine.cancel(task_id)
        assert not engine.cancel("nobody")


async def test_an_uncertain_task_goes_on_under_the_id_the_user_found(house: House) -> None:
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        engine.adopt(task_id, "  ")
        assert task_of(engine, task_id).status is Status.UNCERTAIN
        engine.adopt(task_id, " vid_found\n")
        task = await house.until(task_id, Status.COMPLETED)
        engine.adopt(task_id, "vid_other")
        assert task_of(engine, task_id).remote_id == task.remote_id == "vid_found"
    assert set(house.service.queried) == {"vid_found"}
    assert len(house.service.creates) == 1


async def test_a_task_that_was_closed_as_never_made_still_takes_the_id_that_turned_up(house: House) -> None:
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        engine.close_uncertain(task_id)
        await house.until(task_id, Status.CANCELLED)
    async with house.engine() as engine:
        engine.adopt(task_id, "vid_found")
        await house.until(task_id, Status.QUEUED)
        task = await house.until(task_id, Status.COMPLETED)
        stopped = engine.submit(PROMPT_ONLY, "main")
        assert engine.cancel(stopped)
        engine.adopt(stopped, "vid_other")
        await house.until(stopped, Status.CANCELLED)
        assert task_of(engine, stopped).remote_id is None, "it was never sent"
    assert (task.remote_id, task.adopted, task.take is None) == ("vid_found", False, False)
    assert len(house.service.creates) == 1


@pytest.mark.parametrize("answer", [not_there(), BadRequest("no"), ServiceFailed("no page", {"status": 404})])
async def test_an_id_that_the_service_does_not_know_can_be_entered_again(house: House, answer: Exception) -> None:
    house.service.query_script = Script([answer] * 2 + [DONE])
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        pasted = house.clock.now()
        engine.adopt(task_id, "vid_typo")
        await house.until(task_id, Status.QUEUED)
        task = await house.until(task_id, Status.UNCERTAIN)
        assert 0 < (task.finished_at or 0) - pasted < house.options.poll_longest, "asked twice, and free for a new try"
        assert task.failure is not None
        assert (task.failure.code, task.failure.values, task.remote_id) == ("adopt.unknown", {"id": "vid_typo"}, None)
        engine.adopt(task_id, "vid_right")
        task = await house.until(task_id, Status.COMPLETED)
    assert (task.remote_id, task.adopted) == ("vid_right", False)
    assert len(house.service.creates) == 1


async def test_trouble_before_does_not_put_off_the_doubt_about_an_adopted_id(house: House) -> None:
    house.service.query_script = Script([NotSent("net.refused")] * 4 + [not_there()])
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        engine.adopt(task_id, "vid_typo")
        await house.until(task_id, Status.QUEUED)
        await house.until(task_id, Status.UNCERTAIN)
    *_, first, second = house.service.at("query")
    assert second - first < house.options.poll_longest


async def test_an_adopted_id_is_doubted_after_a_restart_as_well(house: House) -> None:
    house.service.query_script = Script([not_there()])
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        engine.adopt(task_id, "vid_typo")
        await house.until(task_id, Status.QUEUED)
    house.clock.jump(house.options.missing_long)
    async with house.engine() as engine:
        assert (await house.until(task_id, Status.UNCERTAIN)).remote_id is None


@pytest.mark.parametrize("listed", [True, False])
async def test_the_id_of_another_task_is_refused(house: House, *, listed: bool) -> None:
    async with house.engine() as engine:
        other = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        task_id = await uncertain(house, engine)

        def forgotten() -> bool:
            engine.forget(other.id)
            return house.has(TaskForgotten, 1)

        if not listed:
            await house.clock.until(forgotten)
        engine.adopt(task_id, str(other.remote_id))
        await house.clock.until(lambda: house.has(Notice, 1))
        assert house.of(Notice) == [Notice("adopt.known", {"id": other.remote_id})]
        assert task_of(engine, task_id).status is Status.UNCERTAIN
        assert task_of(engine, task_id).remote_id is None
    queried = len(house.service.queried)
    assert queried == house.service.queried.count(str(other.remote_id)), "nothing was asked for the lost one"


async def test_an_uncertain_task_can_be_closed(house: House) -> None:
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        engine.close_uncertain(task_id)
        await house.until(task_id, Status.CANCELLED)
        engine.close_uncertain(task_id)
    assert len(house.service.creates) == 1


async def test_only_the_user_sends_again_and_it_is_a_new_task(house: House) -> None:
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        again = engine.send_again(task_id)
        assert again != task_id
        task = await house.until(again, Status.COMPLETED)
        assert task.request == task_of(engine, task_id).request
        assert task_of(engine, task_id).status is Status.UNCERTAIN
        assert [task.id for task in engine.tasks] == [again, task_id], "newest first"
        assert engine.send_again("nobody") == "nobody"
    assert len(house.service.creates) == 2


async def test_marks_and_forgetting(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        engine.forget(task_id)
        assert engine.tasks, "a task on its way is not forgotten"
        task = await house.until(task_id, Status.COMPLETED)
        engine.set_favourite(task_id, favourite=True)
        engine.set_favourite("nobody", favourite=True)
        assert not task.favourite
    async with house.engine() as engine:
        assert task_of(engine, task_id).favourite
        engine.forget(task_id)
        await settled(lambda: house.of(TaskForgotten) == [TaskForgotten(task_id)])
        assert engine.tasks == ()
    async with house.engine() as engine:
        assert engine.tasks == ()
    assert house.files(), "the take stays"


@pytest.mark.parametrize("kind", list(Kind))
async def test_a_file_is_measured(house: House, picture: Path, kind: Kind) -> None:
    house.media.kind = kind
    async with house.engine() as engine:
        engine.measure(str(picture))
        await settled(lambda: bool(house.of(Measured)))
    (found,) = house.of(Measured)
    assert (found.path, found.kind, found.failure) == (str(picture), kind, None)
    assert (found.thumbnail is None, bool(found.waveform)) == ((True, True) if kind is Kind.AUDIO else (False, False))


async def test_a_file_that_cannot_be_measured_says_why(house: House, picture: Path) -> None:
    house.media.failure = LocalFailure("media.unreadable", {"name": "a.png"})
    async with house.engine() as engine:
        engine.measure(str(picture))
        await settled(lambda: bool(house.of(Measured)))
    (found,) = house.of(Measured)
    assert (found.kind, found.thumbnail) == (None, None)
    assert (found.failure.code, found.failure.values) == ("media.unreadable", {"name": "a.png"})


async def test_a_filmstrip_is_drawn_once(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        engine.filmstrip(task_id)
        await house.until(task_id, Status.COMPLETED)
        engine.filmstrip(task_id)
        await settled(lambda: bool(house.of(FilmstripReady)))
        house.media.failure = LocalFailure("media.unreadable")
        engine.filmstrip(task_id)
        await settled(lambda: len(house.of(FilmstripReady)) == 2)


@pytest.mark.parametrize("balance", [Decimal("41.2"), None])
async def test_the_balance_is_told(house: House, balance: Decimal | None) -> None:
    house.service.balance_script = Script([balance])
    async with house.engine() as engine:
        engine.ask_balance("main")
        await settled(lambda: house.of(BalanceKnown) == [BalanceKnown("main", balance, None)])
        engine.ask_balance("nobody")


async def test_a_balance_that_cannot_be_had_says_why(house: House) -> None:
    house.service.balance_script = Script([NotSent("net.refused", {"host": "h"})])
    async with house.engine() as engine:
        engine.ask_balance("main")
        await settled(lambda: bool(house.of(BalanceKnown)))
    assert house.of(BalanceKnown)[0].failure.code == "net.refused"


@pytest.mark.parametrize(
    ("balance", "query", "code"),
    [
        (Decimal(3), not_there(), None),
        (None, not_there(), None),
        (None, report("queued"), None),
        (None, Unauthorized("key.rejected"), "key.rejected"),
        (Unauthorized("key.rejected"), not_there(), "key.rejected"),
        (NotSent("net.dns"), not_there(), "net.dns"),
    ],
)
async def test_a_profile_is_tried_before_it_is_saved(
    house: House, balance: object, query: object, code: str | None
) -> None:
    house.service.balance_script, house.service.query_script = Script([balance]), Script([query])
    async with house.engine() as engine:
        engine.test_profile(Profile("new", "New", "https://new.example"), "sk-new")
        await house.clock.until(lambda: bool(house.of(ProfileTested)))
        assert house.service.calls[-1][0] == "aclose"
    (tested,) = house.of(ProfileTested)
    assert tested.profile_id == "new"
    assert (tested.failure and tested.failure.code) == code
    assert house.service.addresses == [("https://new.example", "sk-new")]
    assert house.service.creates == []


async def test_a_listener_that_left_hears_nothing(house: House) -> None:
    heard: list[object] = []
    async with house.engine() as engine:
        leave = engine.listen(heard.append)
        engine.ask_balance("main")
        await settled(lambda: len(heard) == 1)
        engine.ask_balance("main")
        leave()
        leave()
        await house.clock.until(lambda: len(house.of(BalanceKnown)) == 2)
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("where", "status"),
    [("upload", Status.FAILED), ("create", Status.UNCERTAIN), ("query", Status.QUEUED)],
)
async def test_a_fault_of_ours_is_told_and_repeats_nothing(
    house: House, picture: Path, where: str, status: Status
) -> None:
    bug = ZeroDivisionError("at https://h.example/x?sig=secret with Bearer sk-very-secret")
    setattr(house.service, f"{where}_script", Script([bug]))
    async with house.engine() as engine:
        task_id = engine.submit(with_files(picture), "main")
        await house.clock.until(lambda: (found := task_of(engine, task_id).failure) is not None and bool(found.code))
        await settled(lambda: bool(house.of(Fault)))
        task = task_of(engine, task_id)
    assert task.status is status
    assert task.failure is not None
    assert task.failure.code == ("create.interrupted" if where == "create" else "engine.fault")
    (fault,) = house.of(Fault)
    assert "ZeroDivisionError" in fault.report
    assert "secret" not in fault.report
    assert len(house.service.creates) == (0 if where == "upload" else 1)
    setattr(house.service, f"{where}_script", Script([DONE]))
    async with house.engine() as engine:
        end = status if status.is_end else Status.COMPLETED
        await house.clock.until(lambda: task_of(engine, task_id).status is end)
    assert len(house.service.creates) == (0 if where == "upload" else 1)


async def test_closing_waits_for_an_answer_that_comes_soon(house: House) -> None:
    answer = asyncio.Event()
    house.service.before_create = answer.wait
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.creates))
        asyncio.get_running_loop().call_later(0.05, answer.set)
    assert task_of(engine, task_id).status is Status.QUEUED
    house.service.before_create = None
    async with house.engine() as engine:
        task = await house.until(task_id, Status.COMPLETED)
    assert task.remote_id == "vid_1"
    assert len(house.service.creates) == 1


async def test_closing_leaves_an_answer_that_does_not_come_uncertain(tmp_path: Path) -> None:
    house = House(tmp_path, EngineOptions(closing_grace=0.05))
    house.service.before_create = asyncio.Event().wait
    loop = asyncio.get_running_loop()
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.creates))
        begin = loop.time()
        await engine.close()
        assert loop.time() - begin < 2.0
    async with house.engine() as engine:
        assert task_of(engine, task_id).status is Status.UNCERTAIN
    assert len(house.service.creates) == 1


async def test_closing_stops_everything_else_at_once(house: House, picture: Path) -> None:
    house.service.upload_gate = asyncio.Event()
    async with house.engine() as engine:
        for _ in range(20):
            engine.submit(with_files(picture), "main")
        await house.clock.until(lambda: house.service.uploading == 1)
    assert all(task.status is Status.PREPARING for task in engine.tasks)
    engine.measure("after the end")
    engine.ask_balance("main")
    house.service.upload_gate.set()
    async with house.engine() as engine:
        await house.clock.until(lambda: all(task.status is Status.COMPLETED for task in engine.tasks))
    assert len(house.service.creates) == 20
    assert len(house.service.uploaded) == 1, "twenty tasks, one file"


def _accepted() -> Created:
    return Created("vid_again", "queued", None, "")


async def test_the_whole_answer_of_an_uncertain_call_is_in_the_ledger(house: House) -> None:
    async with house.engine() as engine:
        task_id = await uncertain(house, engine)
        assert task_of(engine, task_id).failure == Failure("create.no_answer", {}, "<html>")
    lines = list(read_ledger(house.folder / "data" / LEDGER_NAME))
    assert [line["raw"] for line in lines if line["what"] == "answer"] == ["<html>all of it"]
