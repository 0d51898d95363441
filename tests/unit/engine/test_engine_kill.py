"""The program dies at every point at which something had just been, or was about to be, written.

A kill is a copy of the data folder taken on the store's own thread, after which nothing of the old program goes on.
"""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from seedance_desktop.domain.errors import LocalFailure, NotSent
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Notice, TaskChanged
from seedance_desktop.store.ledger import read_ledger
from seedance_desktop.store.store import LEDGER_NAME, Store
from tests.fakes.house import PROMPT_ONLY, House, with_files
from tests.fakes.service import Script

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.task import Task

T = TypeVar("T")
ACCEPTED = "vid_2"
"""The task id of the first create call: the upload took number 1."""


@dataclass
class Killer:
    """Counts the moments before and after every piece of the store's work, and strikes at one of them."""

    target: Path
    strike_at: int = -1
    moments: int = 0
    struck: bool = False
    buried: bool = False
    source: Path = Path()

    def moment(self) -> None:
        if not self.struck and self.moments == self.strike_at:
            self.strike()
        self.moments += 1

    def strike(self) -> None:
        shutil.copytree(self.source, self.target)
        self.struck = True


class MortalStore(Store):
    """A store whose program may die."""

    killer: Killer | None = None

    def _run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        killer = self.killer
        if killer is None or work == self._files.close:
            return super()._run(work)
        if killer.struck:
            never: asyncio.Future[T] = asyncio.get_running_loop().create_future()
            if killer.buried:
                never.set_exception(LocalFailure("store.failed"))
            return never
        return _mortal(super()._run(lambda: _between(killer, work)), killer)


def _between(killer: Killer, work: Callable[[], T]) -> T | None:
    killer.moment()
    if killer.struck:
        return None
    done = work()
    killer.moment()
    return done


def _mortal(future: asyncio.Future[T | None], killer: Killer) -> asyncio.Future[T]:
    """An answer that never comes when the program died meanwhile."""
    outer: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def ended(inner: asyncio.Future[T | None]) -> None:
        if not killer.struck and not outer.done():
            outer.set_result(inner.result())  # type: ignore[arg-type]  # not struck, so it is no None

    future.add_done_callback(ended)
    return outer


async def live_and_die(house: House, killer: Killer, picture: Path) -> str:
    """Begin a task with a file; return its id when the program has died or the task has ended."""
    killer.source = house.folder / "data"
    store = await MortalStore.open(killer.source)
    assert isinstance(store, MortalStore)
    engine = house.build(store)
    await engine.start()
    store.killer = killer
    task_id = engine.submit(with_files(picture), "main")
    await house.clock.until(lambda: killer.struck or any(told.task.balance_after for told in house.of(TaskChanged)))
    killer.struck = killer.buried = True
    await engine.close()
    await store.close()
    return task_id


async def awaken(house: House, data: Path) -> Task | None:
    """Start again on what the dead program left, and let it come to rest."""
    house.events.clear()
    store = await Store.open(data)
    async with house.engine(store) as engine:
        if not engine.tasks:
            return None
        await house.clock.until(lambda: engine.tasks[0].status.is_end)
        return engine.tasks[0]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "a.png"
    path.write_bytes(b"picture")
    return path


async def moments_of_a_life(folder: Path, picture: Path) -> int:
    killer = Killer(folder / "never")
    await live_and_die(House(folder), killer, picture)
    return killer.moments


async def test_death_at_any_moment_neither_repeats_nor_forgets(tmp_path: Path, picture: Path) -> None:
    moments = await moments_of_a_life(tmp_path / "whole", picture)
    assert moments >= 16
    ends: dict[int, Status | None] = {}
    for moment in range(moments):
        house = House(tmp_path / f"life-{moment}")
        killer = Killer(house.folder / "grave", strike_at=moment)
        await live_and_die(house, killer, picture)
        if not killer.target.exists():
            # Lives differ by a moment or so: this one ended before its death came, and so does the enumeration.
            assert moment >= moments - 2, f"the life ended long before moment {moment}"
            break
        accepted = len(house.service.creates)
        task = await awaken(house, house.folder / "grave")
        ends[moment] = None if task is None else task.status
        assert len(house.service.creates) <= 1, f"sent twice, after death at moment {moment}"
        if task is not None and accepted and task.status is not Status.UNCERTAIN:
            assert task.remote_id == ACCEPTED
            assert task.status is Status.COMPLETED
        assert set(house.files()) == ({Path(task.take).name} if task and task.take else set())
    assert set(ends.values()) == {None, Status.CANCELLED, Status.COMPLETED, Status.UNCERTAIN}
    uncertain = [moment for moment, status in ends.items() if status is Status.UNCERTAIN]
    assert len(uncertain) <= 3, "only between the row that says `submitting` and the answer's line in the ledger"
    assert uncertain == list(range(uncertain[0], uncertain[0] + len(uncertain)))


async def die_while_sending(house: House, picture: Path) -> tuple[Path, str]:
    """Begin a task and die while its create call is under way; return what is left, and the task's id."""
    killer = Killer(house.folder / "grave")

    async def strike() -> None:
        killer.strike()

    house.service.before_create = strike
    task_id = await live_and_die(house, killer, picture)
    house.service.before_create = None
    assert len(house.service.creates) == 1
    return killer.target, task_id


async def test_death_while_the_call_is_under_way_leaves_a_doubt_that_stays(tmp_path: Path, picture: Path) -> None:
    house = House(tmp_path / "life")
    grave, _ = await die_while_sending(house, picture)
    for _ in range(2):
        task = await awaken(house, grave)
        assert task is not None
        assert task.status is Status.UNCERTAIN
        assert task.failure is not None
        assert task.failure.code == "create.interrupted"
    assert len(house.service.creates) == 1


async def test_an_answer_that_reached_the_ledger_but_not_the_row_is_remembered(tmp_path: Path, picture: Path) -> None:
    house = House(tmp_path / "life")
    grave, task_id = await die_while_sending(house, picture)
    with (grave / LEDGER_NAME).open("a") as ledger:
        ledger.write(f'{{"what":"answer","task":"{task_id}","remote_id":"{ACCEPTED}","raw":""}}\n')
    task = await awaken(house, grave)
    assert task is not None
    assert (task.status, task.remote_id) == (Status.COMPLETED, ACCEPTED)
    assert house.service.queried[-1] == ACCEPTED


async def test_a_database_that_is_lost_is_built_anew_from_the_ledger(tmp_path: Path, picture: Path) -> None:
    house = House(tmp_path / "life")
    killer = Killer(house.folder / "grave")
    task_id = await live_and_die(house, killer, picture)
    data = house.folder / "data"
    (data / "tasks.db").write_bytes(b"this is no database" * 300)
    task = await awaken(house, data)
    assert task is not None
    assert (task.id, task.status, task.remote_id) == (task_id, Status.COMPLETED, ACCEPTED)
    assert [notice.code for notice in house.of(Notice)] == ["store.rescued"]
    assert len(house.service.creates) == 1
    assert list(data.glob("tasks.db.damaged-*"))


async def test_waiting_for_another_try_is_safe_to_die_in(tmp_path: Path, picture: Path) -> None:
    house = House(tmp_path / "life")
    good = house.service.create_script
    house.service.create_script = Script([NotSent("net.dns"), good.next])
    store = await Store.open(house.folder / "data")
    engine = house.build(store)
    await engine.start()
    task_id = engine.submit(with_files(picture), "main")
    await house.clock.until(lambda: house.told(task_id)[-2:] == [Status.SUBMITTING, Status.PREPARING])
    await engine.close()
    await store.close()
    task = await awaken(house, house.folder / "data")
    assert task is not None
    assert task.status is Status.COMPLETED
    assert len(house.service.creates) == 2, "the first one never left"


async def test_what_is_about_to_be_sent_is_on_the_disk_before_it_is_sent(tmp_path: Path) -> None:
    house = House(tmp_path)
    seen: list[tuple[Status, list[str]]] = []

    async def look() -> None:
        onlooker = await Store.open(house.folder / "data", read_only=True)
        (row,) = await onlooker.tasks()
        await onlooker.close()
        assert row.request == PROMPT_ONLY
        assert (row.base_url, row.profile_id, row.remote_id) == ("https://service.example", "main", None)
        seen.append((row.status, [line["what"] for line in read_ledger(house.folder / "data" / LEDGER_NAME)]))

    house.service.before_create = look
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert seen == [(Status.SUBMITTING, ["intent", "sending"])]
    lines = [line["what"] for line in read_ledger(house.folder / "data" / LEDGER_NAME)]
    assert lines == ["intent", "sending", "answer", "seen", "seen", "ended"]
