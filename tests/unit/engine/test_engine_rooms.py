"""A disk that takes nothing is a pause: what came is kept, and it goes on by itself."""

from __future__ import annotations

import errno
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.part import sidecar_of
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine import rooms
from seedance_desktop.engine.events import DiskWaits, Notice
from seedance_desktop.engine.landing import mount_of, part_of
from seedance_desktop.engine.names import take_name
from seedance_desktop.store.store import Store
from tests.fakes.house import PROMPT_ONLY, House, task_of
from tests.fakes.service import CLIP, Script

if TYPE_CHECKING:
    from seedance_desktop.engine.engine import Engine

NEEDED = 50_000_000


@dataclass
class Disk:
    """A disk whose free space a test sets.

    Attributes:
        looks: how often it was asked.
    """

    free: int = 0
    looks: int = 0

    def room(self, _folder: Path, _mount: Path) -> int:
        self.looks += 1
        return self.free

    def download(self) -> bytes:
        """What a download finds there."""
        if self.free < NEEDED:
            raise LocalFailure("disk.full", {"name": "x.part", "needed": NEEDED, "free": self.free})
        return CLIP


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(rooms, "room", made.room)
    return made


def waits(house: House) -> list[tuple[int, int]]:
    return [(told.missing, told.tasks) for told in house.of(DiskWaits)]


async def stopped(house: House, engine: Engine, task_id: str, code: str) -> None:
    await house.clock.until(lambda: bool(house.of(DiskWaits)))
    await house.clock.until(lambda: (task_of(engine, task_id).failure or LocalFailure("")).code == code)


async def test_a_full_disk_is_waited_for_and_the_download_goes_on_by_itself(house: House, disk: Disk) -> None:
    house.service.download_script = Script([disk.download])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "disk.full")
        assert task_of(engine, task_id).status is Status.DOWNLOADING
        begin, looks = house.clock.now(), disk.looks
        await house.clock.until(lambda: house.clock.now() - begin > 600)
        assert 25 <= disk.looks - looks <= 45, "looked at every twenty seconds"
        assert len(house.service.downloads) == 1, "and nothing is asked for that could not be kept"
        disk.free = NEEDED - 1
        await house.clock.until(lambda: waits(house)[-1] == (1, 1))
        disk.free = NEEDED
        freed = house.clock.now()
        task = await house.until(task_id, Status.COMPLETED)
    assert (task.finished_at or 0) - freed <= house.options.space_pause + 1
    assert task.failure is None
    assert waits(house)[0] == (NEEDED, 1)
    assert waits(house)[-1] == (0, 0), "and the word about it goes away"
    assert house.of(Notice) == []


async def test_what_must_stay_free_is_waited_for_in_one_folder_alone(house: House, disk: Disk) -> None:
    other = house.folder / "other"
    house.service.download_script = Script([CLIP])
    disk.free = 10 * NEEDED
    house.kept_free[other] = 11 * NEEDED
    async with house.engine() as engine:
        held = engine.submit(PROMPT_ONLY, "main", takes_folder=other)
        await stopped(house, engine, held, "disk.full")
        assert (house.service.downloads, waits(house)[-1][1]) == ([], 1), "nothing is asked for that could not be kept"
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        assert task_of(engine, held).status is Status.DOWNLOADING
        house.kept_free.clear()
        task = await house.until(held, Status.COMPLETED)
    assert Path(task.take or "").parent == other
    assert waits(house)[-1] == (0, 0)


async def test_a_clip_that_came_whole_before_waits_for_no_room(house: House, disk: Disk) -> None:
    task = Task("t1", Status.DOWNLOADING, PROMPT_ONLY, "main", "https://service.example", 0.0, remote_id="vid_1")
    store = await Store.open(house.folder / "data")
    await store.add(task)
    await store.answered(task, "{}")
    house.takes.mkdir()
    part = part_of(house.takes, take_name(task.created_at, PROMPT_ONLY.prompt, task.id))
    part.write_bytes(CLIP)
    sidecar_of(part).write_text(f"\nwhole {len(CLIP)}")
    house.kept_free[house.takes] = NEEDED
    async with house.engine(store) as engine:
        await house.until(task.id, Status.COMPLETED)
        assert task_of(engine, task.id).failure is None
    assert (disk.looks, waits(house), house.service.downloads) == (0, [], [])


async def test_many_wait_in_one_line_and_ask_for_nothing(house: House, disk: Disk) -> None:
    house.service.download_script = Script([disk.download])
    async with house.engine() as engine:
        ids = [engine.submit(PROMPT_ONLY, "main") for _ in range(12)]
        await house.clock.until(lambda: waits(house)[-1:] == [(NEEDED, 12)])
        asked, looks, begin = len(house.service.downloads), disk.looks, house.clock.now()
        assert asked <= house.options.downloads_at_once
        await house.clock.until(lambda: house.clock.now() - begin > 400)
        assert disk.looks - looks <= 25, "one looks for all"
        assert len(house.service.downloads) == asked
        disk.free = 10 * NEEDED
        await house.clock.until(lambda: all(house.told(one)[-1] is Status.COMPLETED for one in ids))
    assert len(house.service.downloads) == asked + 12
    assert waits(house)[-1] == (0, 0)


async def test_the_person_need_not_wait_for_the_next_look(house: House, disk: Disk) -> None:
    house.service.download_script = Script([disk.download])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "disk.full")
        disk.free = NEEDED
        looks = disk.looks
        engine.retry_download(task_id)
        await house.until(task_id, Status.COMPLETED)
    assert disk.looks == looks
    assert waits(house)[-1] == (0, 0)


async def test_a_disk_that_looks_well_and_takes_nothing_is_tried_less_and_less(house: House, disk: Disk) -> None:
    """A quota: the space is there, and not for us."""
    disk.free = 10 * NEEDED
    house.service.download_script = Script([LocalFailure("disk.full", {"name": "x.part"})])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "disk.full")
        begin = house.clock.now()
        await house.clock.until(lambda: house.clock.now() - begin > 3600)
        assert 8 <= len(house.service.downloads) <= 20
        assert all(told.missing <= 1024 * 1024 for told in house.of(DiskWaits))


@pytest.mark.parametrize("code", ["disk.read_only", "disk.failed"])
async def test_a_disk_that_is_closed_or_sick_is_waited_for_too(house: House, disk: Disk, code: str) -> None:
    disk.free = -1
    failing = LocalFailure(code, {"name": "x.part", "errno": errno.EIO})
    house.service.download_script = Script([failing, CLIP])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, code)
        await house.clock.until(lambda: disk.looks > 5)
        assert len(house.service.downloads) == 1
        disk.free = 1
        await house.until(task_id, Status.COMPLETED)
    assert [told.code for told in house.of(DiskWaits)] == [code, code]


async def test_another_folder_is_gone_on_with_by_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, other = house.takes, house.folder / "elsewhere"
    monkeypatch.setattr(rooms, "room", lambda folder, _mount: -1 if folder == closed else NEEDED)

    def download() -> bytes:
        if house.takes == closed:
            raise LocalFailure("disk.read_only", {"name": "x.part"})
        return CLIP

    house.service.download_script = Script([download])
    async with house.engine() as engine:
        ids = [engine.submit(PROMPT_ONLY, "main") for _ in range(4)]
        await house.clock.until(lambda: waits(house)[-1:] == [(0, 4)])
        chosen, house.takes = house.clock.now(), other
        await house.clock.until(lambda: all(task_of(engine, one).status is Status.COMPLETED for one in ids))
        tasks = [task_of(engine, one) for one in ids]
    assert {Path(task.take or "").parent for task in tasks} == {other}
    assert max((task.finished_at or 0) - chosen for task in tasks) <= 5 * house.options.space_pause
    assert waits(house)[-1] == (0, 0)


# --- on a real disk ---------------------------------------------------------------------------------------------


async def test_a_file_where_the_folder_should_be_is_waited_for(house: House) -> None:
    house.takes.write_bytes(b"a file where the folder should be")
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "disk.failed")
        assert house.service.downloads == []
        house.takes.unlink()
        task = await house.until(task_id, Status.COMPLETED)
    assert task.take is not None
    assert waits(house)[-1] == (0, 0)


async def test_a_server_that_claims_more_than_any_disk_holds_stops_nobody_else(house: House, disk: Disk) -> None:
    disk.free = 50 * NEEDED

    def claim() -> bytes:
        raise LocalFailure("disk.full", {"name": "x.part", "needed": 10**17, "free": disk.free})

    house.service.download_script = Script([claim, CLIP])
    async with house.engine() as engine:
        claimed = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, claimed, "disk.full")
        for _ in range(2):
            await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        await house.until(claimed, Status.COMPLETED)
    assert waits(house)[-1] == (0, 0)


async def test_a_folder_that_is_removed_while_we_run_is_made_again(house: House) -> None:
    async with house.engine() as engine:
        first = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        assert first.take is not None
        shutil.rmtree(house.takes)
        second = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        assert second.take is not None
        assert house.files() == {Path(second.take).name: CLIP}


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that counts as the beginning of a disk, until it is emptied of that."""
    place = tmp_path / "media" / "stick"
    place.mkdir(parents=True)
    (place / ".plugged").touch()
    real = Path.is_mount
    monkeypatch.setattr(Path, "is_mount", lambda path: (path / ".plugged").exists() or real(path))
    return place


async def test_a_disk_that_is_pulled_out_is_not_made_up_for_by_the_one_below(house: House, stick: Path) -> None:
    house.takes = stick / "Takes"
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        shutil.rmtree(house.takes)
        (stick / ".plugged").unlink()
        task_id = engine.submit(PROMPT_ONLY, "main")
        await stopped(house, engine, task_id, "disk.away")
        begin = house.clock.now()
        await house.clock.until(lambda: house.clock.now() - begin > 300)
        assert task_of(engine, task_id).status is Status.DOWNLOADING
        assert not house.takes.exists(), "no folder is left on the disk below"
        (stick / ".plugged").touch()
        await house.until(task_id, Status.COMPLETED)
    assert waits(house)[-1] == (0, 0)


def test_where_a_folder_lies(stick: Path) -> None:
    takes = stick / "deep" / "takes"
    assert mount_of(takes) == stick
    assert part_of(takes, "name", stick) == takes / "name.part"
    (stick / ".plugged").unlink()
    assert mount_of(takes) in stick.parents
    with pytest.raises(LocalFailure) as caught:
        part_of(takes, "name", stick)
    assert caught.value.code == "disk.away"


def test_how_much_can_be_written(tmp_path: Path) -> None:
    root = Path(tmp_path.anchor)
    free = rooms.room(tmp_path / "new" / "takes", root)
    assert 0 < free <= shutil.disk_usage(tmp_path).total
    assert list((tmp_path / "new" / "takes").iterdir()) == [], "the probe leaves nothing"
    (tmp_path / "file").touch()
    assert rooms.room(tmp_path / "file", root) == -1
    assert rooms.room(tmp_path / "new", tmp_path) == -1, "no disk begins there any more"
