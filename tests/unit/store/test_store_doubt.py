"""A task that a copy of the list shows before its create call, on the day on which nothing says what became of it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.spending import spent_on
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.domain.witness import Traffic
from seedance_desktop.store.backups import copies
from seedance_desktop.store.store import LEDGER_NAME, Store
from tests.unit.store.life import copy, killed, paid
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from pathlib import Path

HELD = replace(a_task("held", Status.PREPARING, created_at=50.0), held_until=55.0, estimate=Decimal("0.35"))
UNSENT = ("held", Status.CANCELLED, "task.rescued")
MAYBE = ("held", Status.UNCERTAIN, "task.maybe_sent")


@pytest.mark.parametrize("harm", ["lost", "emptied", "text", "cut", "other"])
async def test_a_clip_that_may_have_been_paid_after_the_copy_is_not_called_unsent(tmp_path: Path, harm: str) -> None:
    await live_past_a_copy(tmp_path)
    (tmp_path / "tasks.db").unlink()
    hurt(tmp_path / LEDGER_NAME, harm)
    held = await the_held(tmp_path)
    assert told(held) == MAYBE
    assert (held.sent_at, held.held_until, held.is_adoptable) == (55.0, None, True), "counts from when it could leave"
    assert held.finished_at is not None
    assert spent_on(held, Traffic([held])) == held.estimate
    (tmp_path / "tasks.db").unlink()
    assert told(await the_held(tmp_path)) == MAYBE, "the ledger that was put together knows of the doubt"


async def test_what_a_whole_ledger_does_not_call_sent_was_not(tmp_path: Path) -> None:
    await live_past_a_copy(tmp_path, sent=False)
    backdated(tmp_path)
    (tmp_path / "tasks.db").unlink()
    assert told(await the_held(tmp_path)) == UNSENT


async def test_a_ledger_that_ends_before_the_copy_may_have_lost_the_call(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.add(HELD)
    await copy(store)
    killed(store)
    (tmp_path / "tasks.db").unlink()
    assert told(await the_held(tmp_path)) == MAYBE


async def test_an_old_list_beside_a_lost_ledger_sends_nothing_by_itself_and_calls_nothing_unsent(
    tmp_path: Path,
) -> None:
    await live_past_a_copy(tmp_path)
    (old,) = copies(tmp_path / "tasks.db")
    shutil.copyfile(old, tmp_path / "tasks.db")
    (tmp_path / LEDGER_NAME).write_bytes(b"garbage\n" * 9)
    assert told(await the_held(tmp_path)) == MAYBE


async def test_a_ledger_with_a_new_time_and_all_its_lines_is_not_called_damaged(tmp_path: Path) -> None:
    await live_past_a_copy(tmp_path)
    os.utime(tmp_path / LEDGER_NAME, (1.0, 1.0))
    (tmp_path / "tasks.db").unlink()
    store = await Store.open(tmp_path)
    assert [said.code for said in store.found] == ["store.rescued"]
    assert {task.remote_id for task in await store.tasks()} == {"vid1", "vid-held"}
    await store.close()


async def test_an_answer_whose_first_line_the_ledger_has_lost_meets_the_row_of_the_copy(tmp_path: Path) -> None:
    await live_past_a_copy(tmp_path)
    ledger = tmp_path / LEDGER_NAME
    kept = [line for line in ledger.read_bytes().splitlines(keepends=True) if b'"intent","task":"held"' not in line]
    ledger.write_bytes(b"".join(kept))
    (tmp_path / "tasks.db").unlink()
    held = await the_held(tmp_path)
    assert (held.status, held.remote_id, held.request) == (Status.QUEUED, "vid-held", HELD.request)


@pytest.mark.parametrize("held_until", [None, 55.0])
async def test_what_waits_leaves_by_itself_only_after_a_clean_end(tmp_path: Path, held_until: float | None) -> None:
    waiting = replace(HELD, held_until=held_until)
    store = await Store.open(tmp_path)
    await store.add(waiting)
    await store.close()
    store = await Store.open(tmp_path)
    assert (await store.tasks(), store.found) == ((waiting,), ())
    killed(store)
    for news in (("store.unsent",), ()):
        store = await Store.open(tmp_path)
        (task,) = await store.tasks()
        assert told(task) == ("held", Status.CANCELLED, "hold.cut_short")
        assert (task.sent_at, task.held_until, task.finished_at is None) == (None, None, False)
        assert tuple(said.code for said in store.found) == news
        await store.close()


async def live_past_a_copy(folder: Path, *, sent: bool = True) -> None:
    """One clip is paid for, another waits when the copy is made, and goes out after it."""
    store = await Store.open(folder)
    await store.add(paid(1))
    await store.add(HELD)
    await copy(store)
    if sent:
        submitting = replace(HELD, status=Status.SUBMITTING, sent_at=56.0, held_until=None)
        await store.save(submitting)
        await store.answered(replace(submitting, status=Status.QUEUED, remote_id="vid-held"), "{}")
    await store.close()


async def the_held(folder: Path) -> Task:
    store = await Store.open(folder)
    (held,) = [task for task in await store.tasks() if task.id == HELD.id]
    await store.close()
    return held


def told(task: Task) -> tuple[str, Status, str]:
    assert task.failure is not None
    return task.id, task.status, task.failure.code


def backdated(folder: Path) -> None:
    (made,) = copies(folder / "tasks.db")
    made.rename(made.with_name("tasks-20200101T000000Z.db"))


def hurt(ledger: Path, harm: str) -> None:
    lines = ledger.read_bytes().splitlines(keepends=True)
    if harm == "lost":
        ledger.unlink()
        return
    harmed = {"emptied": b"", "text": b"not a ledger\n" * 500, "cut": b"".join(lines[:2]), "other": lines[0]}
    ledger.write_bytes(harmed[harm])


async def test_an_id_with_a_changed_letter_in_the_ledger_does_not_replace_that_of_the_copy(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.add(paid(0))
    await copy(store)
    await store.save(replace(paid(0), status=Status.FAILED, finished_at=9.0))
    killed(store)
    ledger = tmp_path / LEDGER_NAME
    ledger.write_bytes(ledger.read_bytes().replace(b"vid0", b"vid_"))
    (tmp_path / "tasks.db").unlink()
    store = await Store.open(tmp_path)
    try:
        assert [task.remote_id for task in await store.tasks()] == ["vid0"]
    finally:
        await store.close()
