"""What was called off stays so, also where the disk does not take it in that moment."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.events import Fault, Notice, TaskForgotten
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.store.database import Database
from seedance_desktop.store.ledger import Ledger
from tests.fakes.clocks import settled
from tests.fakes.house import PROMPT_ONLY, House, task_of, with_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_desktop.engine.engine import Engine


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, EngineOptions(hold=lambda: 30.0))


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(house.folder / "data" / "tasks.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def call_off(house: House, engine: Engine, how: str) -> str:
    task_id = engine.submit(PROMPT_ONLY, "main")
    await house.until(task_id, Status.PREPARING)
    with locked(house):
        assert getattr(engine, how)(task_id)
        await house.clock.until(lambda: house.has(Notice, 1))
        assert task_of(engine, task_id).status is Status.CANCELLED
        assert house.told(task_id)[-1] is Status.CANCELLED, "the window knows"
    return task_id


@pytest.mark.parametrize("how", ["cancel", "undo"])
async def test_what_was_called_off_is_never_sent_after_a_restart(house: House, how: str) -> None:
    async with house.engine() as engine:
        task_id = await call_off(house, engine, how)
    async with house.engine() as engine:
        assert [task.status for task in engine.tasks] == [Status.CANCELLED]
        await house.clock.until(lambda: not engine._supervisor.runs(task_id))
    assert house.service.creates == []


@pytest.mark.parametrize("how", ["cancel", "fail"])
async def test_what_no_disk_took_before_the_end_is_never_sent_by_a_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    house, picture = House(tmp_path), tmp_path / "a.png"
    picture.write_bytes(b"picture")
    house.service.upload_gate = asyncio.Event()

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "from the disk")

    with monkeypatch.context() as full:
        async with house.engine() as engine:
            task_id = engine.submit(with_files(picture), "main")
            await house.clock.until(lambda: house.service.uploading == 1)
            full.setattr(Database, "update", fail)
            full.setattr(Ledger, "append", fail)
            if how == "cancel":
                assert engine.cancel(task_id)
            else:
                house.service.upload_gate.set()
            await house.clock.until(lambda: house.told(task_id)[-1].is_end)
    async with house.engine() as engine:
        assert [(task.status, task.failure) for task in engine.tasks] == [(Status.CANCELLED, Failure("hold.cut_short"))]
        await settled(lambda: "store.unsent" in [notice.code for notice in house.of(Notice)])
    assert house.service.creates == []


async def test_it_is_written_as_soon_as_the_disk_takes_it(house: House) -> None:
    async with house.engine() as engine:
        await call_off(house, engine, "undo")
        await house.clock.until(lambda: house.has(TaskForgotten, 1))
    async with house.engine() as engine:
        assert engine.tasks == ()
    assert house.service.creates == []


async def test_undoing_twice_in_one_moment_is_undoing_once(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.PREPARING)
        assert [engine.undo(task_id), engine.undo(task_id)] == [True, False]
        await house.clock.until(lambda: house.has(TaskForgotten, 1))
    assert not house.has(Fault, 1)
