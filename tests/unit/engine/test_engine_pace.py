"""Who goes first under the cap, and that very many tasks never make a queue of queries."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedance_desktop.domain.errors import RateLimited, ServiceFailed
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import BalanceKnown, ProfileTested
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.engine.pace import Pace, Urgency
from seedance_desktop.engine.turnstile import Turnstile
from seedance_desktop.store.store import Store
from tests.fakes.clocks import ManualClock, settled
from tests.fakes.crowd import Crowd
from tests.fakes.house import PROMPT_ONLY, House
from tests.fakes.service import Script, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.task import Task

SLACK = 1e-6
LONG = 3600.0


async def in_order(places: int, ranks: Sequence[int], cancelled: set[int]) -> tuple[list[int], int]:
    """Who went through a full turnstile, and the most who were inside together; `cancelled` are called off waiting."""
    door, order, most, inside = Turnstile(places), [], 0, 0
    open_up = asyncio.Event()

    async def keep() -> None:
        async with door.passed():
            await open_up.wait()

    async def go(number: int, rank: int) -> None:
        nonlocal most, inside
        async with door.passed(rank):
            inside += 1
            most = max(most, inside)
            order.append(number)
            await asyncio.sleep(0)
            inside -= 1

    keepers = [asyncio.ensure_future(keep()) for _ in range(places)]
    await asyncio.sleep(0)
    waiting = [asyncio.ensure_future(go(number, rank)) for number, rank in enumerate(ranks)]
    await asyncio.sleep(0)
    for number in cancelled:
        waiting[number].cancel()
    open_up.set()
    await asyncio.gather(*keepers, *waiting, return_exceptions=True)
    async with asyncio.timeout(5):
        for _ in range(places):  # nobody took a place away with him
            await door.passed().__aenter__()
    return order, most


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3), st.lists(st.integers(0, 3), max_size=12), st.sets(st.integers(0, 11)))
def test_the_most_urgent_go_first_and_nobody_is_lost(places: int, ranks: list[int], called_off: set[int]) -> None:
    cancelled = {number for number in called_off if number < len(ranks)}
    order, most = asyncio.run(in_order(places, ranks, cancelled))
    left = [number for number in range(len(ranks)) if number not in cancelled]
    assert order == sorted(left, key=lambda number: (ranks[number], number))
    assert most <= places


async def test_a_place_given_to_somebody_who_is_called_off_in_that_moment_goes_on() -> None:
    door = Turnstile(1)
    held = door.passed()
    await held.__aenter__()
    first, second = (asyncio.ensure_future(door.passed().__aenter__()) for _ in range(2))
    await asyncio.sleep(0)
    await held.__aexit__(None, None, None)
    first.cancel()
    await settled(second.done)
    assert first.cancelled()


async def test_what_a_person_waits_for_passes_a_thousand_queries() -> None:
    clock = ManualClock()
    pace = Pace(EngineOptions(), clock)
    queries = [asyncio.ensure_future(pace.turn(Urgency.POLL)) for _ in range(1000)]
    await asyncio.sleep(0)
    call = asyncio.ensure_future(pace.turn())
    begin = clock.now()
    await clock.until(call.done)
    assert clock.now() - begin <= 0.2 + SLACK
    assert sum(query.done() for query in queries) <= 3
    for query in queries:
        query.cancel()
    await asyncio.gather(*queries, return_exceptions=True)


async def test_a_thousand_tasks_stay_under_their_share_and_a_balance_does_not_queue() -> None:
    crowd = Crowd()
    waits: list[float] = []
    async with crowd.follow(1000):
        begin = crowd.clock.now()
        while crowd.clock.now() - begin < 400:
            before = crowd.clock.now()
            call = asyncio.ensure_future(crowd.pace.turn())
            await crowd.clock.until(call.done)
            waits.append(crowd.clock.now() - before)
            await crowd.later(40)
    asked = [when - begin for when in crowd.service.at("query")]
    assert max(waits) <= 0.35
    assert len(asked) / 400 <= 5.6, "half of ten a second, and a little chance"
    assert len(set(crowd.service.queried)) == 1000, "yet everybody is asked about within minutes"
    assert sum(when < 10 for when in asked) < 90, "also at the start"


async def test_few_tasks_are_asked_about_at_once_after_a_start(house: House) -> None:
    house.service.query_script = Script([report("processing", 10)])
    async with house.engine() as engine:
        for _ in range(5):
            engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: [task.progress for task in engine.tasks] == [10] * 5)
    house.service.calls.clear()
    begin = house.clock.now()
    async with house.engine() as engine:
        await house.clock.until(lambda: len(house.service.at("query")) >= 5)
        assert house.clock.now() - begin < 1.0
        engine.ask_balance("main")
        await house.clock.until(lambda: house.has(BalanceKnown, 1))


async def test_what_sends_a_crowd_stays_under_the_cap_with_its_readings(house: House) -> None:
    async with house.engine() as engine:
        ids = [engine.submit(PROMPT_ONLY, "main") for _ in range(12)]
        for task_id in ids:
            await house.until(task_id, Status.COMPLETED)
        await house.clock.until(lambda: len(house.service.at("balance")) >= 3 * len(ids))
    # Between a create call's place and the call lies a write to the disk, which takes no virtual time.
    asked = sorted(when for call in ("query", "balance") for when in house.service.at(call))
    assert all(later - earlier >= 1.0 - SLACK for earlier, later in zip(asked, asked[10:], strict=False))
    places = house.service.at("create")
    assert max(places) - min(asked) >= (2 * len(places) - 2) * 0.1 - SLACK, "readings and calls took turns"


# --- the machine sleeps ----------------------------------------------------------------------------------------


async def test_after_a_sleep_nobody_asks_in_a_burst() -> None:
    crowd = Crowd()
    async with crowd.follow(60):
        await crowd.later(120)
        crowd.service.calls.clear()
        crowd.clock.jump(LONG)
        woke = crowd.clock.now()
        await crowd.later(60)
        asked = [when - woke for when in crowd.service.at("query")]
    assert crowd.pace.awakenings == 1
    assert all(later - earlier >= 1.0 - SLACK for earlier, later in zip(asked, asked[11:], strict=False))
    assert sum(when < 2.0 for when in asked) <= 21
    assert sum(when < 12.0 for when in asked) >= 50, "spread over a round, and no longer"
    assert crowd.statuses() == {Status.PROCESSING}


async def test_one_sleep_is_counted_once_however_many_wait() -> None:
    clock = ManualClock()
    pace = Pace(EngineOptions(), clock)
    waits = [asyncio.ensure_future(pace.wait(300)) for _ in range(10)]
    await asyncio.sleep(0)
    clock.jump(100)
    await clock.until(lambda: all(wait.done() for wait in waits))
    assert pace.awakenings == 1
    assert all(wait.result() for wait in waits)
    calm = asyncio.ensure_future(pace.wait(300))
    await clock.until(calm.done)
    assert not calm.result()
    assert pace.awakenings == 1


# --- how long ----------------------------------------------------------------------------------------------------


@given(
    st.integers(0, 5000),
    st.floats(0.0, 120.0),
    st.sampled_from([RateLimited, ServiceFailed]),
    st.sampled_from([0.01, 1.0, 100.0]),
)
def test_a_wait_is_never_shorter_than_asked_and_never_endless(
    failures: int, asked: float, kind: type[RateLimited | ServiceFailed], scale: float
) -> None:
    options = EngineOptions(poll_scale=scale)
    pace = Pace(options, ManualClock())
    delay = pace.trouble_delay(failures, kind("service.failed", retry_after=asked))
    assert asked <= delay <= max(asked, options.trouble_longest * scale)
    assert options.poll_shortest * scale / 2 <= pace.trouble_delay(failures) <= options.trouble_longest * scale


@pytest.mark.parametrize("tasks", [1, 30, 200, 1000])
def test_the_distance_between_queries_grows_with_the_number_of_tasks(tasks: int) -> None:
    pace = Pace(EngineOptions(), ManualClock())
    with ExitStack() as stack:
        for _ in range(tasks):
            stack.enter_context(pace.followed())
        delays = [pace.poll_delay() for _ in range(500)]
    assert pace.round == 0
    assert min(delays) >= max(5.0, 0.75 * tasks / 5)
    assert tasks / (sum(delays) / len(delays)) <= 5.5, "queries a second"
    assert max(delays) <= max(15.0, 1.25 * tasks / 5) + SLACK


class StandingStore(Store):
    """Its disk stands still over each announcement until it is let go."""

    gate: asyncio.Event

    def announced(self, task: Task, body: str) -> asyncio.Future[None]:
        written = super().announced(task, body)

        async def at_last() -> None:
            await written
            await self.gate.wait()

        return asyncio.ensure_future(at_last())


async def test_after_a_disk_that_stood_still_the_calls_leave_in_turn(house: House) -> None:
    store = await StandingStore.open(house.folder / "data")
    assert isinstance(store, StandingStore)
    store.gate = asyncio.Event()
    async with house.engine(store) as engine:
        for _ in range(40):
            engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: len(house.service.at("balance")) == 40)
        await house.clock.until(lambda: Status.SUBMITTING in {task.status for task in engine.tasks})
        asked = len(house.of(BalanceKnown))
        engine.ask_balance("main")
        await house.clock.until(lambda: house.has(BalanceKnown, asked + 1))
        assert house.service.creates == [], "others need not wait for it"
        store.gate.set()
        await house.clock.until(lambda: len(house.service.creates) == 40)
    sent = house.service.at("create")
    for first, eleventh in zip(sent, sent[11:], strict=False):
        assert eleventh - first >= 1.0 - SLACK


async def test_each_call_of_a_trial_has_its_turn(house: House) -> None:
    house.service.balance_script = Script([None])
    async with house.engine() as engine:
        for number in range(10):
            engine.test_profile(Profile(f"p{number}", "New", "https://new.example"), "sk-new")
        await house.clock.until(lambda: house.has(ProfileTested, 10))
    asked = sorted(house.service.at("balance") + house.service.at("query"))
    assert len(asked) == 20
    assert all(later - earlier >= 0.1 - SLACK for earlier, later in pairwise(asked))
