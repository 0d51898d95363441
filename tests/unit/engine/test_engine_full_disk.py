"""The store cannot write, at every step in turn: nothing is sent unrecorded, nothing paid is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Fault, Notice, TaskChanged
from seedance_desktop.store.store import Store
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
