"""How often the service is asked, and what trouble does to that."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import BadRequest, NotSent, RateLimited, SeedanceError, ServiceFailed, Unauthorized
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Waiting
from seedance_desktop.engine.options import EngineOptions
from tests.fakes.clocks import ManualClock
from tests.fakes.house import PROMPT_ONLY, House, task_of
from tests.fakes.service import DONE, Script, not_there, report

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.api.answers import Report

SLACK = 1e-6


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize(("scale", "early"), [(1.0, 0.0), (0.01, 0.0), (1.0, 0.05)])
async def test_queries_keep_their_distance_and_do_not_march(tmp_path: Path, scale: float, early: float) -> None:
    house = House(tmp_path, EngineOptions(poll_scale=scale, calls_a_second=1e4), ManualClock(early=early))
    house.service.query_script = Script([*[report("processing", 10)] * 40, DONE])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    between = gaps([*house.service.at("create"), *house.service.at("query")])
    assert len(between) == 41
    assert min(between) >= 5.0 * scale - SLACK, "never shorter than asked, even when timers ring early"
    assert max(between) <= 15.0 * scale + 0.01
    assert len({round(gap, 3 if scale == 1 else 6) for gap in between}) > 30, "jitter"


@pytest.mark.parametrize("asked", [0.5, 42.0, 120.0])
@pytest.mark.parametrize("kind", [RateLimited, ServiceFailed])
async def test_a_wait_that_the_service_asks_for_is_kept(
    tmp_path: Path, asked: float, kind: type[RateLimited | ServiceFailed]
) -> None:
    house = House(tmp_path, EngineOptions(poll_scale=0.01))
    house.service.query_script = Script([kind("service.failed", retry_after=asked), DONE])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    first, second = house.service.at("query")
    assert second - first >= asked - SLACK
    trouble, over = house.of(Waiting)
    assert trouble.next_try_in >= asked
    assert (over.reason, over.next_try_in) == (None, None)


@pytest.mark.parametrize(
    "trouble",
    [
        NotSent("net.dns"),
        ServiceFailed("service.unreadable", {}, "<html>"),
        RateLimited("service.rate_limited"),
        Unauthorized("key.rejected"),
        BadRequest("service.bad_request"),
    ],
    ids=lambda trouble: trouble.code,
)
async def test_half_an_hour_of_trouble_fails_nothing(house: House, trouble: SeedanceError) -> None:
    house.service.query_script = Script([report("queued"), trouble])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        begin = house.clock.now()
        await house.clock.until(lambda: house.clock.now() - begin > 1800)
        assert task_of(engine, task_id).status is Status.QUEUED
        assert house.of(Waiting)[-1].reason.code == trouble.code
        late = gaps(house.service.at("query"))[-5:]
        assert all(60 <= gap <= 120.2 for gap in late), "slowed to minutes, and no further"
        house.service.query_script = Script([DONE])
        await house.until(task_id, Status.COMPLETED)
    assert house.of(Waiting)[-1].reason is None


async def test_a_task_that_is_not_there_yet_gets_a_grace(house: House) -> None:
    house.service.query_script = Script([*[not_there()] * 4, DONE])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)


async def test_a_task_that_stays_away_is_lost_but_can_be_asked_for_again(house: House) -> None:
    house.service.query_script = Script([report("queued"), not_there()])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await house.until(task_id, Status.FAILED)
        assert task.failure is not None
        assert task.failure.code == "task.lost"
        assert task.finished_at is not None
        assert task.sent_at is not None
        assert task.finished_at - task.sent_at > house.options.missing_long
        house.service.query_script = Script([DONE])
        engine.retry_download(task_id)
        task = await house.until(task_id, Status.COMPLETED)
    assert task.failure is None


async def test_a_clock_that_is_put_right_makes_no_task_long_missing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.service.query_script = Script([not_there()])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.QUEUED)
        begin = house.clock.monotonic()
        monkeypatch.setattr(house.clock, "now", lambda: house.clock.monotonic() + 3600.0)
        await house.until(task_id, Status.FAILED)
    assert house.clock.monotonic() - begin > house.options.missing_long


async def test_a_sleep_between_two_answers_proves_nothing(house: House) -> None:
    house.service.query_script = Script([not_there()])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.queried))
        house.clock.jump(10 * house.options.missing_long)
        await house.clock.until(lambda: len(house.service.queried) == 4)
        assert not task_of(engine, task_id).status.is_end
        await house.until(task_id, Status.FAILED)


async def test_all_tasks_together_stay_under_the_cap(house: House) -> None:
    house.service.query_script = Script([report("processing", 10)])
    house.service.balance_script = Script([None])
    async with house.engine() as engine:
        for _ in range(120):
            engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(house.service.at("query")) > 240)
    asked = house.service.at("query")
    for first, eleventh in zip(asked, asked[11:], strict=False):
        assert eleventh - first >= 1.0 - SLACK


async def test_long_work_and_unknown_words_are_asked_about_less_often(house: House) -> None:
    house.service.query_script = Script([*[report("upscaling", 10)] * 20, DONE])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    between = gaps(house.service.at("query"))
    assert all(10.0 - SLACK <= gap <= 30.2 for gap in between)


@pytest.mark.parametrize(
    "odd",
    [
        report("processing", 100, "https://results.example/early.mp4"),
        report("COMPLETE?", 100, "https://results.example/early.mp4"),
        report("processing", 100, error="no"),
        report("", 0),
    ],
    ids=["address", "word", "error", "nothing"],
)
async def test_only_a_word_that_means_the_end_ends_a_task(house: House, odd: Report) -> None:
    house.service.query_script = Script([*[odd] * 20, DONE])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(house.service.queried) == 20)
        assert not task_of(engine, task_id).status.is_end
        assert task_of(engine, task_id).service_status == odd.word, "shown as it is"
        assert house.service.downloads == []
        await house.until(task_id, Status.COMPLETED)


async def test_a_sandbox_is_found_on_its_new_port_and_others_where_they_were(house: House) -> None:
    house.profiles.known["box"] = Profile("box", "Sandbox", "http://127.0.0.1:1", sandbox=True)
    house.service.query_script = Script([report("processing", 10)])
    async with house.engine() as engine:
        for profile in ("main", "box"):
            engine.submit(PROMPT_ONLY, profile)
        await house.clock.until(lambda: [task.progress for task in engine.tasks] == [10, 10])
    house.profiles.known["box"] = Profile("box", "Sandbox", "http://127.0.0.1:2", sandbox=True)
    house.profiles.known["main"] = Profile("main", "Main", "https://elsewhere.example")
    house.service.addresses.clear()
    async with house.engine():
        await house.clock.until(lambda: len(house.service.addresses) == 2)
    assert {address for address, _ in house.service.addresses} == {"http://127.0.0.1:2", "https://service.example"}
