"""A service that does not answer: few requests, no task failed, and everybody goes on when it is back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import BadRequest, NotFound, NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import ServiceHealth, Waiting
from tests.fakes.crowd import Crowd
from tests.fakes.service import DONE, Script, not_there, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.api.answers import Report

OUTAGE = 1800.0
MANY = 200
SLACK = 1e-6


@pytest.fixture
def crowd() -> Crowd:
    return Crowd()


async def outage(crowd: Crowd, trouble: SeedanceError) -> list[float]:
    """Let the service be away for half an hour; answer when it was asked."""
    await crowd.later(60)
    crowd.service.query_script = Script([trouble])
    crowd.service.calls.clear()
    crowd.events.clear()
    await crowd.later(OUTAGE)
    asked = crowd.service.at("query")
    crowd.service.calls.clear()
    return asked


def closest(times: Sequence[float], count: int) -> float:
    """Seconds in which `count` calls came at the least."""
    return min(later - earlier for earlier, later in zip(times, times[count - 1 :], strict=False))


@pytest.mark.parametrize(
    "trouble",
    [ServiceFailed("service.failed", {"status": 503}), NotSent("net.dns"), RateLimited("service.rate_limited")],
    ids=lambda trouble: trouble.code,
)
async def test_half_an_hour_without_an_answer_costs_few_requests_and_no_task(
    crowd: Crowd, trouble: SeedanceError
) -> None:
    async with crowd.follow(MANY):
        asked = await outage(crowd, trouble)
        back = crowd.clock.now()
        assert len(asked) <= 40, "a few until it is known, then one in a minute or two"
        assert closest(asked[12:], 2) >= 30.0, "one at a time"
        assert crowd.statuses() == {Status.PROCESSING}
        down = crowd.of(ServiceHealth)
        assert [health.reason.code for health in down] == [trouble.code], "said once"
        assert down[0].since <= back - OUTAGE + 30
        crowd.service.query_script = Script([DONE])
        await crowd.clock.until(lambda: crowd.statuses() == {Status.DOWNLOADING})
        polls = crowd.service.at("query")
        assert len(polls) == MANY
        assert closest(polls, 12) >= 1.0 - SLACK, "no burst over the cap"
        assert polls[-1] - back <= 120 + MANY / 5 + 20, "all are there within a probe and a round"
    assert (crowd.of(ServiceHealth)[-1].since, crowd.of(ServiceHealth)[-1].reason) == (None, None)


async def test_tasks_that_vanish_together_are_no_ends_until_the_service_knows_others(crowd: Crowd) -> None:
    away = {"vid_main-3", "vid_main-4"}

    def answer() -> object:
        if crowd.service.queried[-1] in away:
            raise not_there()
        return report("processing", 20)

    async with crowd.follow(20):
        await outage(crowd, not_there())
        assert crowd.statuses() == {Status.PROCESSING}, "its list is away, and not the tasks"
        back = crowd.clock.now()
        crowd.service.query_script = Script([answer])
        await crowd.clock.until(lambda: sum(task.status.is_end for task in crowd.board.tasks) == len(away))
    lost = [task for task in crowd.board.tasks if task.status is Status.FAILED]
    assert {str(task.remote_id) for task in lost} == away
    assert {task.failure and task.failure.code for task in lost} == {"task.lost"}
    assert crowd.clock.now() - back > crowd.pace.options.missing_long, "what it said before counts no more"


async def test_who_is_held_up_is_told_so_and_told_when_it_is_over(crowd: Crowd) -> None:
    async with crowd.follow(12) as ids:
        await outage(crowd, ServiceFailed("service.failed", {"status": 502}))
        waits = crowd.of(Waiting)
        assert {waiting.task_id for waiting in waits} == set(ids)
        assert all(waiting.next_try_in > 0 for waiting in waits)
        crowd.service.query_script = Script([DONE])
        await crowd.clock.until(lambda: crowd.statuses() == {Status.DOWNLOADING})
    last = {waiting.task_id: waiting.reason for waiting in crowd.of(Waiting)}
    assert set(last.values()) == {None}


async def test_a_longer_wait_asked_of_one_that_was_on_its_way_puts_off_the_next_probe(crowd: Crowd) -> None:
    late = asyncio.Event()
    query = crowd.service.query

    async def one_late(remote_id: str) -> Report:
        if remote_id == "vid_main-0" and not late.is_set():
            await late.wait()
            raise RateLimited("service.rate_limited", retry_after=120.0)
        return await query(remote_id)

    crowd.service.query = one_late  # type: ignore[method-assign]  # the one call that hangs
    crowd.service.query_script = Script([*[ServiceFailed("service.failed")] * 5, report("processing", 10)])
    async with crowd.follow(6):
        await crowd.clock.until(lambda: bool(crowd.of(ServiceHealth)))
        await crowd.later(1)
        asked, told = len(crowd.service.queried), crowd.clock.now()
        late.set()
        await crowd.clock.until(lambda: len(crowd.service.queried) > asked)
    assert crowd.clock.now() - told >= 120.0


async def test_a_probe_that_is_called_off_hands_on_to_the_next(crowd: Crowd) -> None:
    async with crowd.follow(30):
        await outage(crowd, ServiceFailed("service.failed"))
        async with crowd.follow(1, "main"):
            pass
        crowd.service.query_script = Script([DONE])
        await crowd.clock.until(lambda: crowd.statuses() == {Status.DOWNLOADING})


@pytest.mark.parametrize("refusal", [NotFound("task.not_found"), BadRequest("service.refused")], ids=str)
async def test_a_service_that_says_no_is_there(crowd: Crowd, refusal: SeedanceError) -> None:
    trouble = ServiceFailed("service.failed")
    crowd.service.query_script = Script([*[trouble, trouble, refusal] * 30, DONE])
    async with crowd.follow(20):
        await crowd.clock.until(lambda: crowd.service.query_script._last is DONE)
    assert crowd.of(ServiceHealth) == []


@pytest.mark.parametrize("code", ["net.setup", "net.certificate", "net.bad_address"])
async def test_what_this_machine_does_wrong_is_not_laid_at_the_services_door(crowd: Crowd, code: str) -> None:
    async with crowd.follow(8):
        await outage(crowd, NotSent(code, {"what": "proxy"}))
        assert crowd.statuses() == {Status.PROCESSING}
    assert crowd.of(ServiceHealth) == []


async def test_another_service_is_asked_as_ever(crowd: Crowd) -> None:
    crowd.profiles.known["other"] = Profile("other", "Other", "https://other.example")

    def answer() -> object:
        if crowd.service.queried[-1].startswith("vid_main"):
            raise ServiceFailed("service.failed")
        return report("processing", 20)

    crowd.service.query_script = Script([answer])
    async with crowd.follow(10), crowd.follow(1, "other"):
        await crowd.later(OUTAGE)
    asked = [name.partition("-")[0] for name in crowd.service.queried]
    assert asked.count("vid_other") > OUTAGE / 20
    assert asked.count("vid_main") < 50
    assert {health.address for health in crowd.of(ServiceHealth)} == {"https://service.example"}


async def test_a_service_that_hangs_holds_few_connections(crowd: Crowd) -> None:
    hanging = asyncio.Event()
    under = most = 0
    query = crowd.service.query

    async def slow(remote_id: str) -> object:
        nonlocal under, most
        under += 1
        most = max(most, under)
        await hanging.wait()
        under -= 1
        return await query(remote_id)

    crowd.service.query = slow  # type: ignore[method-assign, assignment]  # the one call that hangs
    crowd.service.query_script = Script([DONE])
    async with crowd.follow(60):
        await crowd.clock.until(lambda: under == crowd.pace.options.polls_at_once)
        hanging.set()
        await crowd.clock.until(lambda: crowd.statuses() == {Status.DOWNLOADING})
    assert most == crowd.pace.options.polls_at_once


async def test_trouble_of_few_tasks_among_many_that_fare_well_is_no_outage(crowd: Crowd) -> None:
    def answer() -> object:
        if crowd.service.queried[-1] == "vid_main-3":
            raise ServiceFailed("service.unreadable")
        return report("processing", 20)

    crowd.service.query_script = Script([answer])
    async with crowd.follow(40):
        await crowd.later(OUTAGE / 3)
    assert crowd.of(ServiceHealth) == []
