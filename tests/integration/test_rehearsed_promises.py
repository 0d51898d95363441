"""What is promised about money, time and takes, kept by the engine against a sandbox that breaks each in turn."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from seedance_desktop.domain.link import LINK_LIFE, link_dies_in
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.witness import Doubt, Movement, Traffic, Witness, witness
from seedance_desktop.engine.events import ClockSkew, PriceListFetched, ServiceHealth, Waiting
from seedance_desktop.media.hashing import sha256_of
from seedance_desktop.sandbox.prices import price_book
from tests.integration.engine_beside_sandbox import (
    PATIENCE,
    PROFILE_ID,
    Beside,
    beside_sandbox,
    files_in,
    reference,
    sandbox,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.engine import Engine

MINI = "seedance2.0-mini"
DAY = 24 * 3600.0


async def one(beside: Beside) -> Task:
    """A clip that is sent at its price and followed to its end."""
    beside.prices = price_book()
    async with beside.engine() as engine:
        task_id = engine.submit(beside.request(MINI), PROFILE_ID, beside.price(MINI))
        await beside.ended(engine, task_id)
        await beside.until(engine, lambda tasks: tasks[0].balance_after is not None or not had_a_balance(tasks[0]))
        return engine.tasks[0]


def had_a_balance(task: Task) -> bool:
    return task.balance_before is not None and task.remote_id is not None


def estimate(task: Task) -> Decimal:
    assert task.estimate is not None
    return task.estimate


@pytest.mark.parametrize(
    ("scenario", "status", "code", "told", "times"),
    [
        ("moderated-words", Status.REFUSED, "service.moderated", Doubt.NO_READING, 0),
        ("moderation", Status.FAILED, "task.moderated", Movement.REFUNDED, 1),
        ("failed-refunded", Status.FAILED, "task.failed", Movement.REFUNDED, 1),
        ("hostile-words", Status.FAILED, "task.failed", Movement.REFUNDED, 1),
        ("failed-charged", Status.FAILED, "task.failed", Doubt.EARLY, 0),
        ("price-raised", Status.COMPLETED, None, Movement.CHARGED, 2),
        ("balance-untold", Status.COMPLETED, None, Doubt.NO_READING, 0),
    ],
)
async def test_the_balance_tells_what_became_of_the_money(
    tmp_path: Path, scenario: str, status: Status, code: str | None, told: Movement | Doubt, times: int
) -> None:
    with beside_sandbox(tmp_path, scenario) as beside:
        task = await one(beside)
    assert (task.status, task.failure and task.failure.code) == (status, code)
    expected = (
        Witness(Movement.UNKNOWN, doubt=told)
        if isinstance(told, Doubt)
        else Witness(told, estimate(task) * times if times else None)
    )
    assert witness(task, Traffic([task])) == expected
    assert beside.creates == 1


async def test_the_first_refusal_for_want_of_money_spares_the_other_clips_of_the_press(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "runs-out") as beside:
        async with beside.engine() as engine:
            sent = engine.submit_batch(beside.request(MINI), PROFILE_ID, None, 5)
            tasks = await beside.ended(engine, *sent)
    assert [task.status for task in tasks] == [
        Status.COMPLETED,
        Status.COMPLETED,
        Status.REFUSED,
        Status.CANCELLED,
        Status.CANCELLED,
    ]
    assert beside.creates == 3


async def test_a_price_that_rises_between_the_press_and_the_call_is_asked_about_again(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "price-raised") as beside:
        beside.prices = price_book()
        shown = beside.price(MINI)
        async with beside.engine() as engine:
            profile = beside.profile(PROFILE_ID)
            assert profile is not None
            engine.price_lists.fetch(profile)
            await beside.until(engine, lambda _: any(isinstance(e, PriceListFetched) for e in beside.events))
            (fetched,) = [event for event in beside.events if isinstance(event, PriceListFetched)]
            assert fetched.quotes is not None
            beside.prices = PriceBook({quote.name: quote.amount for quote in fetched.quotes if quote.amount})
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID, shown))
    assert task.status is Status.CANCELLED
    assert task.failure is not None
    assert task.failure.code == "price.changed"
    assert beside.creates == 0


async def test_what_never_left_is_sent_once_the_service_is_there_and_given_up_where_it_stays_away(
    tmp_path: Path,
) -> None:
    with beside_sandbox(tmp_path) as beside:
        room = beside.live.room
        async with beside.engine() as engine:
            given_up = await away(beside, engine)
            await beside.ended(engine, given_up)
            late = await away(beside, engine)
            await beside.until(engine, lambda _: any(has_waited(event, late) for event in beside.events))
            room.choose("calm")
            lost, sent = await beside.ended(engine, given_up, late)
    assert (lost.status, lost.failure and lost.failure.code) == (Status.FAILED, "net.refused")
    assert lost.sent_at is None, "so nobody is told that it may have been charged, and no cap counts it"
    assert (sent.status, sent.failure) == (Status.COMPLETED, None)
    assert beside.creates == 1


async def away(beside: Beside, engine: Engine) -> str:
    """A clip that is sent when nothing listens any more."""
    beside.live.room.choose("unreachable")
    port = int(beside.live.address.base_url.rpartition(":")[2])
    async with asyncio.timeout(PATIENCE):
        while await is_open(port):
            """The sandbox is a thread of its own and has not shut it yet."""
    return engine.submit(beside.request(MINI), PROFILE_ID)


async def is_open(port: int) -> bool:
    try:
        _, line = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    line.close()
    return True


def has_waited(event: object, task_id: str) -> bool:
    return isinstance(event, Waiting) and event.task_id == task_id and event.reason is not None


async def test_a_task_that_is_not_listed_yet_is_not_taken_for_lost(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "late-entry") as beside:
        task = await one(beside)
    waits = [event.reason.code for event in beside.events if isinstance(event, Waiting) and event.reason]
    assert set(waits) == {"task.not_found"}
    assert (task.status, task.failure, beside.creates) == (Status.COMPLETED, None, 1)


async def test_a_storm_slows_down_and_fails_nothing(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "storm-30s") as beside:
        beside.live.room.pace = 0.1
        task = await one(beside)
    health = [event.since is None for event in beside.events if isinstance(event, ServiceHealth)]
    assert health[0] is False
    assert health[-1] is True, "it says so when the storm is over"
    waits = {event.reason.code for event in beside.events if isinstance(event, Waiting) and event.reason}
    assert waits == {"service.rate_limited", "service.failed", "service.no_answer"}
    assert (task.status, task.failure, beside.creates) == (Status.COMPLETED, None, 1)


async def test_junk_is_asked_past_and_ends_nothing(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "junk-answers") as beside:
        task = await one(beside)
    waits = {event.reason.code for event in beside.events if isinstance(event, Waiting) and event.reason}
    assert waits <= {"service.unreadable", "service.failed"}
    assert len(waits) > 0
    assert (task.status, task.failure, beside.creates) == (Status.COMPLETED, None, 1)


async def test_another_clock_shortens_no_links_life(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "wrong-clock") as beside:
        task = await one(beside)
    (skew,) = [event.seconds for event in beside.events if isinstance(event, ClockSkew)]
    assert skew == pytest.approx(9 * 3600, abs=120)
    assert task.status is Status.COMPLETED
    left = link_dies_in(task, time.time() + skew)
    assert left == pytest.approx(LINK_LIFE, abs=300)


@pytest.mark.parametrize("scenario", ["page-download", "other-download"])
async def test_only_a_whole_clip_of_one_piece_is_kept(tmp_path: Path, scenario: str) -> None:
    with beside_sandbox(tmp_path, scenario) as beside:
        task = await one(beside)
        served = beside.live.room.studio.clip_of(task.remote_id or "")
        last = served.with_suffix(".other.mp4") if scenario == "other-download" else served
        assert task.take is not None
        assert sha256_of(Path(task.take)) == sha256_of(last)
    assert [str(path) for path in files_in(beside.takes)] == [task.take]
    assert (task.status, beside.creates) == (Status.COMPLETED, 1)


async def test_a_link_into_the_persons_own_network_is_not_followed(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path, "inward-link") as beside:
        async with beside.engine() as engine:
            engine.submit(beside.request(MINI), PROFILE_ID)
            await beside.until(engine, lambda tasks: tasks[0].failure is not None)
            (task,) = engine.tasks
    assert task.status is Status.DOWNLOADING
    assert task.failure is not None
    assert task.failure.code == "take.no_link"


async def test_a_link_that_stays_dead_is_asked_for_until_its_life_is_over(tmp_path: Path) -> None:
    late = [0.0]
    with sandbox(tmp_path / "sandbox", "dead-link", clock=lambda: time.time() + late[0]) as live:
        beside = Beside(tmp_path, live)
        async with beside.engine() as engine:
            task_id = engine.submit(beside.request(MINI), PROFILE_ID)
            await beside.until(engine, lambda tasks: tasks[0].failure is not None)
            (task,) = engine.tasks
            assert task.status is Status.DOWNLOADING, "it may still be named anew"
            late[0] = 4 * DAY
            engine.retry_download(task_id)
            (task,) = await beside.ended(engine, task_id)
    assert task.status is Status.COMPLETED
    assert task.failure is not None
    assert task.failure.code == "take.lost"
    assert task.remote_id is not None
    assert task.remote_id in task.failure.detail, "the whole answer is kept"
    assert task.take is None


async def test_a_big_file_that_is_refused_before_it_is_read_costs_nothing(tmp_path: Path) -> None:
    big = tmp_path / "big.png"
    Image.effect_noise((2000, 2000), 90).convert("RGB").save(big)
    facts = Facts(format="png", width=2000, height=2000, size=big.stat().st_size)
    with beside_sandbox(tmp_path, "unread-body") as beside:
        async with beside.engine() as engine:
            request = beside.request(MINI, (reference(big, Place.IMAGES, facts),))
            (task,) = await beside.ended(engine, engine.submit(request, PROFILE_ID))
    # Whether the answer is still read when the line is closed under it is for the system to say.
    assert (task.status, task.failure and task.failure.code) in {
        (Status.REFUSED, "service.refused"),
        (Status.FAILED, "service.no_answer"),
    }
    assert (task.sent_at, beside.creates) == (None, 0)
