"""The store cannot write, at every step in turn: nothing is sent unrecorded, nothing paid is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Fault, Notice, TaskChanged, TaskForgotten
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.store.store import Store
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_desktop.domain.task import Task

T = TypeVar("T")


class FullStore(Store):
    """A store whose disk is full for some calls; the work is left undone.

    Attributes:
        calls: made so far.
        full: numbers of the calls that find no room.
    """

    calls = 0
    full: frozenset[int] = frozenset()

    def _run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        self.calls += 1
        if self.calls - 1 not in self.full or work == self._files.close:
            return super()._run(work)
        refused: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        refused.set_exception(LocalFailure("disk.full", {"name": "data"}))
        return refused


async def live(house: House, full: frozenset[int]) -> tuple[str, int]:
    """One task from the click to its rest, the disk being full for some of the store's calls."""
    store = await FullStore.open(house.folder / "data")
    assert isinstance(store, FullStore)
    async with house.engine(store) as engine:
        before = store.calls
        store.full = frozenset(number + before for number in full)
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: house.told(task_id)[-1:] != [] and house.told(task_id)[-1].is_end)
        await house.clock.until(lambda: not house.service.creates or engine.tasks[0].balance_after is not None)
        return task_id, store.calls - before


TOLD_OTHERWISE = {0, 1}
"""Before the call goes out a full disk ends the task, and the task says so."""
ONLY_FOR_THE_RECEIPT = {4, 6}
"""A word of the service that finds no room is missed by nobody but the receipt."""


@pytest.mark.parametrize("number", range(9))
async def test_one_write_that_finds_no_room(tmp_path: Path, number: int) -> None:
    house = House(tmp_path)
    task_id, calls = await live(house, frozenset({number}))
    assert calls > number
    told = "disk.full" in [notice.code for notice in house.of(Notice)]
    assert told or number in TOLD_OTHERWISE | ONLY_FOR_THE_RECEIPT
    sent = len(house.service.creates)
    async with house.engine() as engine:
        if number == 0:
            assert sent == 0
            return
        task = task_of(engine, task_id)
        if number == 1:
            assert (task.status, sent) == (Status.FAILED, 0)
            assert task.failure is not None
            assert task.failure.code == "disk.full"
        else:
            assert (task.status, task.remote_id, sent) == (Status.COMPLETED, "vid_1", 1)


async def test_a_disk_that_stays_full_sends_nothing(tmp_path: Path) -> None:
    house = House(tmp_path)
    task_id, _ = await live(house, frozenset(range(100)))
    assert house.service.creates == []
    assert house.told(task_id) == [Status.FAILED], "shown, though it could not be stored"
    async with house.engine() as engine:
        assert engine.tasks == ()


async def test_a_failure_that_was_shown_is_written_as_soon_as_there_is_room(tmp_path: Path) -> None:
    house = House(tmp_path)
    store = await FullStore.open(house.folder / "data")
    assert isinstance(store, FullStore)
    async with house.engine(store) as engine:
        store.full = frozenset(range(store.calls + 1, store.calls + 4))
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.FAILED)
        await house.clock.until(lambda: not engine._supervisor.runs(task_id))
    async with house.engine() as engine:
        assert task_of(engine, task_id).status is Status.FAILED
    assert house.service.creates == []


async def test_a_press_that_finds_no_room_is_shown_at_once_for_each_of_its_tasks(tmp_path: Path) -> None:
    house = House(tmp_path)
    store = await FullStore.open(house.folder / "data")
    assert isinstance(store, FullStore)
    async with house.engine(store) as engine:
        store.full = frozenset(range(1000))
        ids = engine.submit_batch(PROMPT_ONLY, "main", None, 3)
        await settled(lambda: all(house.told(one) == [Status.FAILED] for one in ids))


class LateFullStore(Store):
    """A store that takes no new task, and says so when asked to."""

    refusals: tuple[asyncio.Future[None], ...] = ()

    def add(self, *_tasks: Task) -> asyncio.Future[None]:
        self.refusals += (asyncio.get_running_loop().create_future(),)
        return self.refusals[-1]


async def test_what_is_taken_back_before_it_turns_out_to_find_no_room_is_gone(tmp_path: Path) -> None:
    house = House(tmp_path, EngineOptions(hold=lambda: 3.0))
    store = await LateFullStore.open(house.folder / "data")
    assert isinstance(store, LateFullStore)
    async with house.engine(store) as engine:
        (first, *_) = engine.submit_batch(PROMPT_ONLY, "main", None, 2)
        await settled(lambda: bool(store.refusals))
        assert engine.undo(first)
        await settled(lambda: house.has(TaskForgotten, 2))
        store.refusals[0].set_exception(LocalFailure("disk.full", {"name": "data"}))
        await settled(lambda: not engine._supervisor.runs(f"begin {first}"))
        assert engine.tasks == ()
    assert not house.has(Fault, 1)


async def test_a_disk_that_fills_after_the_answer_keeps_the_paid_task(tmp_path: Path) -> None:
    house = House(tmp_path)
    task_id, _ = await live(house, frozenset(range(2, 8)))
    assert len(house.service.creates) == 1
    async with house.engine() as engine:
        task = task_of(engine, task_id)
    assert (task.status, task.remote_id) == (Status.COMPLETED, "vid_1")
    assert list(house.files())


class NoRoomForBalances(Store):
    """A store that is full when a task has ended and what the account holds is noted."""

    def save(self, task: Task) -> asyncio.Future[None]:
        if task.balance_after is None:
            return super().save(task)
        refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        refused.set_exception(LocalFailure("disk.full", {"name": "data"}))
        return refused


async def test_a_balance_that_finds_no_room_is_no_fault_of_ours(house: House) -> None:
    async with house.engine(await NoRoomForBalances.open(house.folder / "data")) as engine:
        engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.of(Notice) or house.of(Fault)))
    assert house.of(Fault) == []


async def test_the_id_of_a_paid_task_is_told_while_it_cannot_be_stored(house: House) -> None:
    store = await FullStore.open(house.folder / "data")
    assert isinstance(store, FullStore)
    async with house.engine(store) as engine:
        store.full = frozenset(range(store.calls + 2, store.calls + 1000))
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: Status.QUEUED in house.told(task_id))
        assert store.calls in store.full, "the disk is full still"
    assert house.of(TaskChanged)[-1].task.remote_id == "vid_1"
