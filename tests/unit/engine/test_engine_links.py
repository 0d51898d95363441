"""Links die: the oldest goes first, a dead one is asked for anew, and what is lost is said with all that is known."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import NotFound, NotSent, ServiceFailed, Unauthorized
from seedance_desktop.domain.link import LINK_LIFE, dies_soon, is_wanted, link_dies_in
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.events import ClockSkew, TaskChanged
from seedance_desktop.engine.names import take_name
from tests.fakes.house import PROMPT_ONLY, House, task_of
from tests.fakes.service import CLIP, DONE, RESULT, Script, report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.api.answers import Report
    from seedance_desktop.engine.engine import Engine

FRESH = "https://results.example/fresh.mp4"
HOUR = 3600.0


async def stopped(house: House, engine: Engine, task_id: str, code: str) -> Task:
    """Wait until a task says that it is stopped by something."""

    def says() -> bool:
        failure = task_of(engine, task_id).failure
        return failure is not None and failure.code == code

    await house.clock.until(says)
    return task_of(engine, task_id)


async def made(house: House, engine: Engine, count: int) -> list[str]:
    """Have so many clips made whose links are of different ages and that cannot be fetched now; their ids."""
    house.service.download_gate = asyncio.Event()
    ids = [engine.submit(PROMPT_ONLY, "main") for _ in range(count)]
    await house.clock.until(lambda: all(task.status is Status.DOWNLOADING for task in engine.tasks))
    return ids


# --- the order -------------------------------------------------------------------------------------------------


async def test_a_few_at_a_time_and_who_dies_first_goes_first(house: House) -> None:
    house.options = replace(house.options, downloads_at_once=1)
    async with house.engine() as engine:
        await made(house, engine, 5)
    ages = {task.id: task.result_at for task in engine.tasks}
    order = sorted(ages, key=lambda task_id: ages[task_id] or 0.0)
    house.service.download_gate = asyncio.Event()
    house.events.clear()
    house.service.downloads.clear()
    async with house.engine() as engine:
        # Everybody stands in line before the first one is through, in the order of the list: newest first.
        await house.clock.until(lambda: house.service.downloading == 1)
        house.service.download_gate.set()
        await house.clock.until(lambda: all(house.told(one)[-1:] == [Status.COMPLETED] for one in order))
    completed = (told.task.id for told in house.of(TaskChanged) if told.task.status is Status.COMPLETED)
    first, *others = dict.fromkeys(completed)
    assert [ages[task_id] for task_id in others] == [ages[task_id] for task_id in order if task_id != first]
    assert house.service.most_downloading == 1


async def test_no_more_than_three_at_once(house: House) -> None:
    async with house.engine() as engine:
        await made(house, engine, 8)
        await house.clock.until(lambda: house.service.downloading == 3)
        assert house.service.download_gate is not None
        house.service.download_gate.set()
        await house.clock.until(lambda: all(task.status is Status.COMPLETED for task in engine.tasks))
    assert house.service.most_downloading == 3


async def test_one_that_waits_for_its_server_keeps_no_other_waiting(house: House) -> None:
    house.options = replace(house.options, downloads_at_once=1)

    def served() -> bytes:
        if house.service.downloads[-1] == RESULT:
            raise NotSent("net.refused")
        return CLIP

    house.service.download_script = Script([served])
    async with house.engine() as engine:
        stuck = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: RESULT in house.service.downloads)
        house.service.query_script = Script([report("completed", 100, FRESH)])
        other = engine.submit(PROMPT_ONLY, "main")
        await house.until(other, Status.COMPLETED)
        assert task_of(engine, stuck).status is Status.DOWNLOADING


# --- an address that died --------------------------------------------------------------------------------------


async def test_an_address_that_is_named_again_keeps_its_age_and_a_new_one_is_new(house: House) -> None:
    house.service.query_script = Script([DONE, DONE, DONE, report("completed", 100, FRESH)])
    house.service.download_script = Script([NotFound("download.expired")] * 3 + [CLIP])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(house.service.downloads) == 1)
        seen = task_of(engine, task_id).result_at
        await house.clock.until(lambda: len(house.service.downloads) == 3)
        assert task_of(engine, task_id).result_at == seen
        task = await house.until(task_id, Status.COMPLETED)
    assert house.service.downloads == [RESULT, RESULT, RESULT, FRESH]
    assert seen is not None
    assert task.result_at is not None
    assert task.result_at > seen


async def test_asking_for_it_anew_does_not_make_an_old_address_young(house: House) -> None:
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        before = await stopped(house, engine, task_id, "download.expired")
        house.clock.jump(HOUR)
        house.service.download_script = Script([CLIP])
        queries = len(house.service.queried)
        engine.retry_download(task_id)
        task = await house.until(task_id, Status.COMPLETED)
    assert len(house.service.queried) == queries + 1, "the address is asked for first"
    assert task.result_at == before.result_at


async def test_a_result_for_which_no_address_ever_came_is_not_said_to_have_had_one(house: House) -> None:
    house.service.query_script = Script([report("completed", 100)])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "take.no_link")
        house.clock.jump(LINK_LIFE)
        task = await stopped(house, engine, task_id, "take.lost")
    assert task.failure is not None
    assert task.failure.values["why"] == "unnamed"
    assert link_dies_in(task, house.clock.now()) is None


ANSWER = '{"data": {"task_id": "vid_1", "...": "..."}}'


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (replace(DONE, raw=ANSWER), ANSWER),
        (NotFound("task.not_found", {}, "no such task"), "no such task"),
        (replace(report("completed", 100), raw=ANSWER), ANSWER),
        (replace(report("failed", error="it is gone"), raw=ANSWER), ANSWER),
    ],
    ids=["same address", "no task", "no address", "failed now"],
)
async def test_an_address_that_died_for_good_is_a_result_that_is_lost(
    house: House, answer: Report | NotFound, detail: str
) -> None:
    house.service.query_script = Script([DONE, answer])
    house.service.download_script = Script([NotFound("download.expired", {"status": 403, "host": "results.example"})])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: task_of(engine, task_id).failure is not None)
        assert task_of(engine, task_id).status is Status.DOWNLOADING, "it may still be named"
        house.clock.jump(LINK_LIFE)
        queries = len(house.service.queried)
        task = await stopped(house, engine, task_id, "take.lost")
        assert len(house.service.queried) > queries + 3, "the service says so several times"
        assert (task.status, task.take) == (Status.COMPLETED, None), "made and paid, and not here"
        assert task.failure is not None
        assert task.failure.detail == detail, "all that is known is kept"
        assert task.result_url == RESULT
    calls = len(house.service.calls)
    async with house.engine() as engine:
        assert task_of(engine, task_id).failure == task.failure
        house.clock.jump(10 * HOUR)
        assert [call for call, _ in house.service.calls[calls:] if call in {"query", "download"}] == []
        house.service.query_script = Script([report("completed", 100, FRESH)])
        house.service.download_script = Script([CLIP])
        engine.retry_download(task_id)
        back = await house.until(task_id, Status.COMPLETED)
    assert (back.failure, back.take is None) == (None, False)
    assert house.service.downloads[-1] == FRESH
    assert len(house.service.creates) == 1


async def test_a_young_address_that_is_refused_is_tried_again_by_itself_within_the_hour(house: House) -> None:
    house.service.download_script = Script([NotFound("download.refused")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "download.refused")
        stood = house.clock.now()
        house.service.download_script = Script([CLIP])
        await house.until(task_id, Status.COMPLETED)
        passed = house.clock.now() - stood
    assert house.options.rest_after_tries <= passed <= house.options.rest_after_tries + 60


@pytest.mark.parametrize("left", [1800.0, 700.0])
async def test_no_rest_outlasts_an_address_that_dies_within_the_hour(house: House, left: float) -> None:
    """The server is away for five minutes only."""
    began = house.clock.now()
    house.service.query_script = Script([DONE])
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "download.expired")
    house.clock.jump(LINK_LIFE - left - (house.clock.now() - began))
    came = house.clock.now()

    def served() -> bytes:
        if house.clock.now() < came + 300:
            raise ServiceFailed("download.failed", {"status": 500})
        if house.clock.now() > began + LINK_LIFE:
            raise NotFound("download.expired")
        return CLIP

    house.service.download_script = Script([served])
    async with house.engine() as engine:
        await house.clock.until(lambda: engine.tasks[0].status is Status.COMPLETED)
    assert engine.tasks[0].failure is None


async def test_an_address_on_its_last_minutes_is_not_asked_for_without_a_pause(house: House) -> None:
    house.service.query_script = Script([DONE, Unauthorized("key.refused")])
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        dies = ((await stopped(house, engine, task_id, "key.refused")).result_at or 0) + LINK_LIFE
        asked = len(house.service.queried)
        house.clock.jump(dies - 240 - house.clock.now())
        engine.retry_download(task_id)
        await house.clock.until(lambda: house.clock.now() >= dies)
    assert 3 <= len(house.service.queried) - asked <= 5


async def test_a_key_that_is_refused_meanwhile_loses_nothing(house: House) -> None:
    house.service.query_script = Script([DONE, Unauthorized("key.refused"), DONE])
    house.service.download_script = Script([NotFound("download.expired"), CLIP])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        assert (await stopped(house, engine, task_id, "key.refused")).status is Status.DOWNLOADING
        await house.until(task_id, Status.COMPLETED)


async def test_pressing_twice_while_it_rests_fetches_once(house: House) -> None:
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "download.expired")
        house.service.downloads.clear()
        house.service.download_script = Script([CLIP])
        engine.retry_download(task_id)
        engine.retry_download(task_id)
        await house.until(task_id, Status.COMPLETED)
    assert len(house.service.downloads) == 1


# --- what came is kept -----------------------------------------------------------------------------------------


async def test_a_download_that_gets_further_each_time_is_not_given_up(house: House) -> None:
    growing = [ServiceFailed("download.short", {"size": size}) for size in range(1000, 31_000, 1000)]
    house.service.download_script = Script([*growing, CLIP])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await house.until(task_id, Status.COMPLETED)
    assert task.failure is None
    assert len(house.service.downloads) == 31
    assert all(told.task.failure is None for told in house.events if hasattr(told, "task"))


@pytest.mark.parametrize(
    ("trouble", "kept"),
    [
        (NotFound("download.expired"), True),
        (ServiceFailed("download.failed"), True),
        (NotSent("net.dns"), True),
        (ServiceFailed("download.short", {"size": 7}), False),
        (ServiceFailed("download.not_video"), False),
    ],
    ids=str,
)
async def test_only_what_may_be_spoilt_is_begun_anew(house: House, trouble: Exception, *, kept: bool) -> None:
    lying: list[bool] = []

    def look() -> bytes:
        parts = list(house.takes.glob("*.part"))
        lying.append(bool(parts))
        if len(lying) > 3:
            return CLIP
        name = next(house.takes.glob("*"), None)
        assert name is None or name.suffix == ".part"
        raise trouble

    house.service.download_script = Script([look])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(lying) == 1)
        part_of(house, task_of(engine, task_id)).write_bytes(b"half a c")
        await house.until(task_id, Status.COMPLETED)
    assert lying[1] is True
    assert lying[-1] is kept


def part_of(house: House, task: Task) -> Path:
    return house.takes / f"{take_name(task.created_at, task.request.prompt, task.id)}.part"


# --- whose clock -------------------------------------------------------------------------------------------------


def dated(house: House, ahead: float) -> Callable[[], Report]:
    return lambda: replace(DONE, answered_at=house.clock.now() + ahead)


@pytest.mark.parametrize("ahead", [2 * 24 * HOUR, -2 * 24 * HOUR])
async def test_the_countdown_is_the_services_when_this_machines_clock_is_wrong(house: House, ahead: float) -> None:
    house.service.query_script = Script([dated(house, ahead)])
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await stopped(house, engine, task_id, "download.expired")
        (skew,) = house.of(ClockSkew)
        assert skew.seconds == pytest.approx(ahead, abs=1)
        left = link_dies_in(task, house.clock.now() + skew.seconds)
        assert left is not None
        assert LINK_LIFE - HOUR < left <= LINK_LIFE
        assert task.status is Status.DOWNLOADING, "young, whatever this machine's clock says"


async def test_a_clock_that_is_set_right_meanwhile_changes_no_countdown(house: House) -> None:
    """The person notices that the clock is two days slow, and sets it: by the service's clock nothing happened."""
    shift = 2 * 24 * HOUR
    house.service.query_script = Script([dated(house, shift), dated(house, 0.0)])
    house.service.download_script = Script([NotFound("download.expired")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(house.service.downloads) == 1)
        house.clock.jump(shift)
        task = await stopped(house, engine, task_id, "download.expired")
        assert [skew.seconds for skew in house.of(ClockSkew)][-1] == 0.0
        left = link_dies_in(task, house.clock.now())
        assert left is not None
        assert left > LINK_LIFE - HOUR


async def test_each_service_has_a_clock_of_its_own(house: House) -> None:
    house.profiles.known["b"] = Profile("b", "B", "https://fast.example")
    house.profiles.keys["b"] = "sk-b"
    fast: list[str] = []

    def answer(kind: Report) -> Report:
        ahead = 2 * HOUR if house.service.queried[-1] in fast else 0.0
        return replace(kind, answered_at=house.clock.now() + ahead)

    house.service.query_script = Script([lambda: answer(report("processing", 5))])
    async with house.engine() as engine:
        right, other = (engine.submit(PROMPT_ONLY, profile) for profile in ("main", "b"))
        fast.append((await house.until(other, Status.QUEUED)).remote_id or "")
        await house.clock.until(lambda: len(house.service.queried) > 20)
        told = [(skew.address, round(skew.seconds)) for skew in house.of(ClockSkew)]
        assert told == [("https://fast.example", 2 * HOUR)], "once, and not at each answer"
        house.service.query_script = Script([lambda: answer(DONE)])
        made = [(await house.until(one, Status.COMPLETED)).result_at or 0 for one in (right, other)]
    assert made[1] - made[0] == pytest.approx(2 * HOUR, abs=60)


@pytest.mark.parametrize("ahead", [0.0, 59.0, -59.0])
async def test_a_minute_is_no_difference(house: House, ahead: float) -> None:
    house.service.query_script = Script([dated(house, ahead)])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert house.of(ClockSkew) == []


def test_who_is_warned_of() -> None:
    task = Task("a", Status.DOWNLOADING, PROMPT_ONLY, "main", "", 0.0, result_at=0.0, result_url=RESULT)
    for left, soon in ((24 * HOUR, False), (24 * HOUR - 1, True), (1.0, True), (0.0, False), (-5.0, False)):
        assert dies_soon(task, LINK_LIFE - left) is soon
    assert not dies_soon(replace(task, take="/x.mp4"), LINK_LIFE - HOUR)
    assert not dies_soon(replace(task, status=Status.FAILED), LINK_LIFE - HOUR)
    assert not dies_soon(replace(task, result_at=None), LINK_LIFE - HOUR)
    assert not dies_soon(replace(task, result_url=None), LINK_LIFE - HOUR), "what never came does not die"
    assert is_wanted(replace(task, status=Status.COMPLETED))
