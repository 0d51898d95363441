"""Assets while the store cannot write or read: nothing waits for what nobody carries, nothing goes out twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Notice
from seedance_desktop.store.store import Store
from tests.fakes.house import House, with_files

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.asset import AssetRecord


class OddStore(Store):
    """A store that writes about assets when it is let, or finds no room.

    Attributes:
        gate: opens for the writing.
        asked: writing was asked for.
        full: whether there is no room.
    """

    gate: asyncio.Event
    asked = False
    full = False

    def save_asset(self, asset: AssetRecord) -> asyncio.Future[None]:
        self.asked = True
        return asyncio.ensure_future(self._saved(asset))

    async def _saved(self, asset: AssetRecord) -> None:
        await self.gate.wait()
        if self.full:
            raise LocalFailure("disk.full", {"name": "data"})
        await super().save_asset(asset)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.media.kind = Kind.IMAGE
    return house


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "heron.png"
    path.write_bytes(b"picture")
    return path


@pytest.fixture
async def store(house: House) -> OddStore:
    store = await OddStore.open(house.folder / "data")
    assert isinstance(store, OddStore)
    store.gate = asyncio.Event()
    return store


async def test_what_could_not_be_stored_is_handed_in_by_the_next_task(
    house: House, store: OddStore, picture: Path
) -> None:
    store.full = True
    async with house.engine(store) as engine:
        first = engine.submit(with_files(picture, reviewed=True), "main")
        await house.clock.until(lambda: store.asked)
        waiting = engine.submit(with_files(picture, reviewed=True), "main")
        await house.clock.until(lambda: any(t.id == waiting and t.failure is not None for t in engine.tasks))
        store.gate.set()
        failed = await house.until(first, Status.FAILED)
        await house.until(waiting, Status.REFUSED)
        assert engine.assets.records == ()
        assert house.service.reviewed == []
        store.full = False
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    assert failed.failure is not None
    assert failed.failure.code == "disk.full"
    assert len(house.service.reviewed) == 1


async def test_a_file_handed_in_on_a_full_disk_keeps_no_task_waiting(
    house: House, store: OddStore, picture: Path
) -> None:
    store.full = True
    store.gate.set()
    async with house.engine(store) as engine:
        engine.assets.submit("main", Review.FULL, [str(picture)])
        await house.clock.until(lambda: [notice.code for notice in house.of(Notice)] == ["disk.full"])
        store.full = False
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)


async def test_a_task_cancelled_before_its_files_go_out_leaves_none_behind(
    house: House, store: OddStore, picture: Path
) -> None:
    async with house.engine(store) as engine:
        task_id = engine.submit(with_files(picture, reviewed=True), "main")
        await house.clock.until(lambda: store.asked)
        assert engine.cancel(task_id)
        await house.until(task_id, Status.CANCELLED)
        store.gate.set()
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
        assert [record.state for record in engine.assets.records] == [AssetState.ACTIVE]
    assert len(house.service.reviewed) == 1
