"""Whatever happens to the files, every paid task comes back, nothing is thrown away, and what is lost is said."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import struct
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.backups import Backups, copies, superfluous
from seedance_desktop.store.ledger import Reading
from seedance_desktop.store.placements import Kept, Placement
from seedance_desktop.store.rescue import Known, behind, rebuilt
from seedance_desktop.store.store import LEDGER_NAME, Store
from tests.unit.store.life import ALL, ASSET, copy, ids, killed, live, paid
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def flipped(page: int) -> Callable[[Path], None]:
    """Some bytes of a page are others."""

    def harm(path: Path) -> None:
        content = bytearray(path.read_bytes())
        chance = random.Random(page)  # noqa: S311  the same bytes in every run, no secret
        for _ in range(64):
            content[min(page * 4096 + chance.randrange(4096), len(content) - 1)] ^= 1 + chance.randrange(255)
        path.write_bytes(content)

    return harm


def directory(path: Path) -> None:
    path.unlink()
    (path / "deeper").mkdir(parents=True)


def version_zero(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 0")


def no_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE tasks")


def not_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE tasks SET state = CAST(x'ff00fe' AS TEXT) WHERE id = 't3'")
        database.commit()


def one_bit_of_a_time(path: Path) -> None:
    """Nothing that SQLite could notice: its pages have no checksums."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE tasks SET created_at = 1764279325.125 WHERE id = 't3'")
        database.commit()
    content = bytearray(path.read_bytes())
    content[content.index(struct.pack(">d", 1764279325.125))] ^= 0x20
    path.write_bytes(content)


HARMS: dict[str, Callable[[Path], object]] = {
    "zeroed header": lambda path: path.write_bytes(bytes(100) + path.read_bytes()[100:]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "cut to half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut within the header": lambda path: os.truncate(path, 50),
    "emptied": lambda path: os.truncate(path, 0),
    "gone": lambda path: path.unlink(),
    "garbage": lambda path: path.write_bytes(os.urandom(30_000)),
    "text": lambda path: path.write_text("not a database " * 900),
    "a folder": directory,
    "another version": version_zero,
    "no table": no_table,
    "no text": not_text,
    "one bit of a time": one_bit_of_a_time,
    "no text in the schema": lambda path: path.write_bytes(path.read_bytes().replace(b" NULL", b" NUL\x8a")),
    "a version that only others have": lambda path: (
        path.write_bytes(path.read_bytes()[:18] + b"\x09\x09" + path.read_bytes()[20:]) and None
    ),
    **{f"page {page}": flipped(page) for page in range(12)},
}


@pytest.mark.parametrize("name", HARMS)
async def test_every_paid_task_comes_back_whatever_is_done_to_the_database(tmp_path: Path, name: str) -> None:
    await live(tmp_path, copied_after=20)
    database = tmp_path / "tasks.db"
    HARMS[name](database)
    harmed = database.read_bytes() if database.is_file() else b""
    store = await Store.open(tmp_path)
    found = {task.id: task for task in await store.tasks()}
    assert ids(tuple(found.values())) == ALL
    assert found["t0"].favourite
    assert (found["t0"].take, found["t1"].take) == ("/takes/heron.mp4", "/takes/late.mp4")
    assert "taken off" not in found
    assert await store.assets() == (ASSET,)
    assert await store.upload("aa", "h.example", 1.0) == Kept("https://f.example/1", "name")
    assert await store.placements() == (Placement("t0", "main", "h.example", "name"),)
    if harmed and (store.rescued is not None or not name.startswith("page")):  # room that no row uses may be anything
        assert store.rescued is not None
        assert store.rescued.read_bytes() == harmed, "kept, never deleted"
        assert [said.code for said in store.found] == ["store.rescued"]
    await store.close()
    store = await Store.open(tmp_path)
    assert (store.found, store.rescued) == ((), None), "said once"
    assert ids(await store.tasks()) == ALL
    await store.close()


async def test_what_a_lost_journal_held_comes_back_from_the_ledger(tmp_path: Path) -> None:
    """An unclean end leaves the newest commits beside the file; somebody tidies that up."""
    await (await Store.open(tmp_path)).close()
    store = await Store.open(tmp_path)
    await store.add(paid(0), a_task("stopped"), a_task("taken back"), a_task("never sent"))
    before = (tmp_path / "tasks.db").read_bytes()
    wal = (tmp_path / "tasks.db-wal").read_bytes()
    await store.save(replace(a_task("stopped"), status=Status.CANCELLED, finished_at=5.0))
    await store.remove(a_task("taken back"))
    await store.add(paid(1))
    killed(store)
    for name in ("tasks.db-wal", "tasks.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "tasks.db").write_bytes(before)
    (tmp_path / "tasks.db-wal").write_bytes(wal)
    store = await Store.open(tmp_path)
    found = {task.id: task.status for task in await store.tasks()}
    assert found == {
        "t0": Status.QUEUED, "t1": Status.QUEUED, "stopped": Status.CANCELLED, "never sent": Status.CANCELLED,
    }  # fmt: skip
    assert [said.code for said in store.found] == ["store.unsent", "store.caught_up"]
    await store.close()


async def test_damage_that_shows_while_it_runs_is_told_and_mended_at_the_next_start(tmp_path: Path) -> None:
    await live(tmp_path, copied_after=20)
    store = await Store.open(tmp_path)
    troubles: list[str] = []
    store.on_trouble = lambda failure: troubles.append(failure.code)
    flipped(0)(tmp_path / "tasks.db")
    for page in range(3, 9):
        flipped(page)(tmp_path / "tasks.db")
    await copy(store)
    await asyncio.sleep(0)
    assert troubles == ["store.damaged"]
    assert len(copies(tmp_path / "tasks.db")) == 1, "damage is not taken over into a copy"
    await store.close()
    store = await Store.open(tmp_path)
    assert [said.code for said in store.found] == ["store.rescued"]
    assert ids(await store.tasks()) == ALL
    await store.close()


@pytest.mark.parametrize("content", [os.urandom(9000), b"", bytes(100), bytes(8192)], ids=len)
async def test_a_damaged_copy_is_passed_over_for_an_older_one(tmp_path: Path, content: bytes) -> None:
    await live(tmp_path, copied_after=20)
    (good,) = copies(tmp_path / "tasks.db")
    (good.parent / "tasks-99991231T000000Z.db").write_bytes(content)
    (good.parent / "tasks-99981231T000000Z.db").mkdir()
    (tmp_path / "tasks.db").write_bytes(b"")
    (tmp_path / LEDGER_NAME).write_bytes(os.urandom(9000))
    store = await Store.open(tmp_path)
    assert await store.assets() == (ASSET,)
    assert ids(await store.tasks()) == {f"vid{number}" for number in range(21)}
    await store.close()


@pytest.mark.parametrize("name", ["ledger.jsonl", "closed.seal"])
async def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    await live(tmp_path, copied_after=20)
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)
    for _ in range(2):
        store = await Store.open(tmp_path)
        assert ids(await store.tasks()) == ALL
        await store.close()


def test_an_emptied_list_does_not_become_the_newest_copy(tmp_path: Path) -> None:
    damaged: list[bool] = []
    (tmp_path / "tasks.db").touch()
    backups = Backups(tmp_path / "tasks.db", lambda: damaged.append(True))
    backups.begin()
    backups.wait()
    assert (copies(tmp_path / "tasks.db"), damaged) == ([], [True])


async def test_a_rescue_on_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await live(tmp_path, copied_after=20)
    (tmp_path / "tasks.db").write_bytes(b"garbage" * 2000)

    def full(*_paths: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("shutil.copyfile", full)
        with pytest.raises(Exception, match=r"disk\.full"):
            await Store.open(tmp_path)
    assert (tmp_path / "tasks.db").read_bytes() == b"garbage" * 2000
    store = await Store.open(tmp_path)
    assert ids(await store.tasks()) == ALL
    await store.close()


async def test_a_clean_end_spares_the_next_start_the_long_look(tmp_path: Path) -> None:
    await live(tmp_path, copied_after=20)
    read = 0
    through = Reading.__iter__

    def counted(reading: Reading) -> object:
        nonlocal read
        read += 1
        return through(reading)

    with pytest.MonkeyPatch.context() as watch:
        watch.setattr(Reading, "__iter__", counted)
        await (await Store.open(tmp_path)).close()
        assert read == 0
        (tmp_path / "tasks.db").touch()
        await (await Store.open(tmp_path)).close()
        assert read == 1


def test_a_few_copies_are_kept_the_newest_and_one_a_day(tmp_path: Path) -> None:
    names = [f"tasks-202611{day:02}T{hour:02}0000Z.db" for day in range(1, 9) for hour in (6, 12, 18)]
    found = [tmp_path / name for name in sorted(names, reverse=True)] + [tmp_path / "tasks.db.v1"]
    kept = [path.name for path in found if path not in superfluous(found)]
    assert kept == [
        "tasks-20261108T180000Z.db", "tasks-20261108T120000Z.db", "tasks-20261107T180000Z.db",
        "tasks-20261106T180000Z.db", "tasks.db.v1",
    ]  # fmt: skip


def test_a_copy_is_due_once_an_hour_and_only_when_none_is_fresh(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "tasks.db")) as database:
        database.execute("CREATE TABLE x (y)")
    backups = Backups(tmp_path / "tasks.db", lambda: None, at_once=True)
    backups.begin_if_due()
    backups.close()
    assert copies(tmp_path / "tasks.db") == [], "everything else goes first"
    backups = Backups(tmp_path / "tasks.db", lambda: None, at_once=True)
    backups._next = 0.0
    for _ in range(3):
        backups.begin_if_due()
        backups.wait()
    assert len(copies(tmp_path / "tasks.db")) == 1
    backups.close()


STATUSES = st.sampled_from([Status.PREPARING, Status.SUBMITTING, Status.QUEUED, Status.COMPLETED, Status.CANCELLED])


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    status = draw(STATUSES)
    remote = status in {Status.QUEUED, Status.COMPLETED}
    name = draw(st.sampled_from("abc"))
    request = Request("m", "r", "p", 5)
    return Task(name, status, request, "main", "", 1.0, remote_id=f"vid-{name}" if remote else None)


@given(st.lists(tasks(), unique_by=lambda t: t.id), st.lists(tasks(), unique_by=lambda t: t.id))
def test_no_meeting_of_list_and_ledger_loses_a_paid_id_or_lets_anything_leave(
    rows: list[Task], told: list[Task]
) -> None:
    known = Known(tasks={task.id: task for task in told})
    accepted = {task.remote_id for task in (*rows, *told) if task.remote_id}
    for sure in (True, False):
        again = rebuilt(rows, known, sure=sure, now=9.0)
        assert {task.remote_id for task in again if task.remote_id} == accepted
        assert not [task for task in again if task.status is Status.PREPARING]
    after = {task.id: task for task in rows} | {task.id: task for task in behind(rows, known)}
    assert {task.remote_id for task in after.values() if task.remote_id} == accepted
    stopped = {task.id for task in told if task.status is Status.CANCELLED}
    assert not [task for task in after.values() if task.id in stopped and task.status is Status.PREPARING]


def test_a_strayed_task_that_the_ledger_has_lost_does_not_leave_by_itself() -> None:
    row = replace(a_task(), status=Status.PREPARING, created_at=4.0, held_until=7.0)
    (task,) = rebuilt([row], Known(), sure=True, now=9.0)
    assert (task.status, task.failure) == (Status.UNCERTAIN, Failure("task.maybe_sent"))
    assert (task.sent_at, task.finished_at, task.held_until) == (7.0, 9.0, None), "so that it counts, and has an end"
