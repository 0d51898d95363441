"""A disk that fails while the store writes: the right word for it, and no cry about what nobody waits for any more."""

from __future__ import annotations

import asyncio
import errno
import gc
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.store.database import Database
from seedance_desktop.store.ledger import Ledger
from seedance_desktop.store.store import Store
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from seedance_desktop.domain.task import Task


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EIO, "store.failed"),
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "store.read_only"),
        (errno.EACCES, "store.read_only"),
    ],
)
async def test_each_trouble_has_its_own_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_ledger: Ledger, _line: Mapping[str, object]) -> None:
        raise OSError(number, "from the disk")

    store = await Store.open(tmp_path)
    monkeypatch.setattr(Ledger, "append", fail)
    with pytest.raises(LocalFailure) as caught:
        await store.add(a_task())
    assert caught.value.code == code
    await store.close()


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("seedance_desktop.store.backups.copies", OSError(errno.EIO, "from the disk")),
        ("threading.Thread.start", RuntimeError("can't start new thread")),
    ],
)
async def test_a_copy_that_cannot_be_begun_spoils_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    store = await Store.open(tmp_path)
    assert store._files.backups is not None
    store._files.backups._next = 0.0
    with monkeypatch.context() as patch:
        patch.setattr(where, fail)
        await store.add(a_task())
    assert [task.id for task in await store.tasks()] == [a_task().id]
    await store.close()
    assert [record.args for record in caplog.records] == [(error,)]
    caplog.clear()


async def test_what_fails_after_its_caller_was_cancelled_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    cries: list[dict[str, Any]] = []

    def fail_late(_ledger: Ledger, _line: Mapping[str, object]) -> None:
        begun.set()
        go_on.wait()
        raise OSError(errno.ENOSPC, "from the disk")

    async def add() -> None:
        await store.add(a_task())

    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: cries.append(context))
    store = await Store.open(tmp_path)
    monkeypatch.setattr(Ledger, "append", fail_late)
    caller = asyncio.ensure_future(add())
    await asyncio.to_thread(begun.wait)
    caller.cancel()
    with suppress(asyncio.CancelledError):
        await caller
    go_on.set()
    await store.close()
    del caller
    gc.collect()
    assert cries == []


def full(patch: pytest.MonkeyPatch) -> None:
    """From now on the disk takes neither a row nor a line."""

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "from the disk")

    patch.setattr(Ledger, "append", fail)
    patch.setattr(Database, "update", fail)


@pytest.mark.parametrize("by", ["save", "add", "close"])
async def test_an_end_that_found_no_room_is_written_with_whatever_is_written_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    store = await Store.open(tmp_path)
    task, other = a_task(), a_task("other", Status.QUEUED)
    await store.add(task)
    ended = replace(task, status=Status.FAILED, finished_at=2.0)
    with monkeypatch.context() as patch:
        full(patch)
        with pytest.raises(LocalFailure, match=r"disk\.full"):
            await store.save(ended)
    if by != "close":
        await getattr(store, by)(other)
        assert ended in await store.tasks()
    await store.close()
    store = await Store.open(tmp_path)
    assert ended in await store.tasks()
    assert [line["what"] for line in await store.lines_of(task.id)] == ["intent", "ended"]
    await store.close()


async def test_what_cannot_be_made_good_spoils_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task(), a_task("other"))
    update = Database.update

    def pick(database: Database, task: Task) -> None:
        if task.id != "other":
            raise OverflowError
        update(database, task)

    monkeypatch.setattr(Database, "update", pick)
    with pytest.raises(OverflowError):
        await store.save(a_task())
    await store.save(replace(a_task("other"), favourite=True))
    await store.close()


async def test_what_was_taken_off_does_not_come_back_as_something_to_be_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task())
    with monkeypatch.context() as patch:
        full(patch)
        with pytest.raises(LocalFailure):
            await store.save(replace(a_task(), status=Status.FAILED))
    await store.remove(a_task())
    await store.close()
    store = await Store.open(tmp_path)
    assert await store.tasks() == ()
    await store.close()


async def test_an_answer_that_the_ledger_did_not_take_is_noted_with_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_ledger: Ledger, _line: Mapping[str, object]) -> None:
        raise OSError(errno.ENOSPC, "from the disk")

    store = await Store.open(tmp_path)
    task = replace(a_task(), status=Status.SUBMITTING)
    await store.add(task)
    taken = replace(task, status=Status.QUEUED, remote_id="vid_1")
    with monkeypatch.context() as full:
        full.setattr(Ledger, "append", fail)
        with pytest.raises(LocalFailure):
            await store.answered(taken, '{"the": "answer"}')
    assert await store.tasks() == (taken,), "the row took it"
    await store.save(taken)
    await store.save(replace(taken, status=Status.PROCESSING))
    answers = [line for line in await store.lines_of(task.id) if line["what"] == "answer"]
    assert [(line["remote_id"], line["raw"]) for line in answers] == [("vid_1", '{"the": "answer"}')]
    await store.close()
