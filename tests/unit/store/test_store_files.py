"""The data folder: durable, alone, careful with what it does not know, and never a crash."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import tempfile
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.database import Database
from seedance_desktop.store.ledger import Ledger, read_ledger
from seedance_desktop.store.migrations import MIGRATIONS, migrate, version_of
from seedance_desktop.store.placements import Kept
from seedance_desktop.store.rescue import tasks_from_ledger
from seedance_desktop.store.store import LEDGER_NAME, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


def a_task(task_id: str = "t1", status: Status = Status.PREPARING, created_at: float = 1.0) -> Task:
    return Task(task_id, status, Request("m", "r", "A prompt", 5), "main", "https://h.example", created_at)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere; somebody else may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def open_to_others(folder: Path) -> list[str]:
    return [path.name for path in (folder, *folder.iterdir()) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def lines(folder: Path) -> list[str]:
    return [line["what"] for line in read_ledger(folder / LEDGER_NAME)]


def tear(folder: Path, text: str) -> None:
    with (folder / LEDGER_NAME).open("a") as ledger:
        ledger.write(text)


async def test_tasks_are_there_after_a_restart_newest_first(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "new" / "data")
    older, newer = a_task("a", created_at=1.0), a_task("b", created_at=2.0)
    await store.add(older)
    await store.add(newer)
    moved = replace(older, status=Status.QUEUED, remote_id="vid")
    await store.save(moved)
    await store.close()
    await store.close()
    store = await Store.open(tmp_path / "new" / "data")
    assert await store.tasks() == (newer, moved)
    await store.remove(moved)
    assert await store.tasks() == (newer,)
    await store.close()


async def test_calls_are_done_in_the_order_in_which_they_are_made(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    task = a_task()
    calls = [store.add(task), *(store.save(replace(task, progress=number)) for number in range(50))]
    last = store.tasks()
    for call in calls[:10]:
        call.cancel()  # nobody waits for it any more, and still it is done
    (found,) = await last
    assert found.progress == 49
    await store.close()


async def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "data")
    await store.add(a_task())
    assert open_to_others(tmp_path / "data") == []
    await store.close()


async def test_a_second_program_is_turned_away_and_may_look_on(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task())
    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path)
    assert refused.value.code == "store.in_use"
    onlooker = await Store.open(tmp_path, read_only=True)
    assert await onlooker.tasks() == (a_task(),)
    with pytest.raises(LocalFailure):
        await onlooker.add(a_task("t2"))
    await onlooker.close()
    await store.close()
    again = await Store.open(tmp_path)
    await again.close()


async def test_looking_into_an_empty_folder_finds_nothing_and_makes_nothing(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "none", read_only=True)
    assert await store.tasks() == ()
    await store.close()
    assert names_in(tmp_path) == set()


@pytest.fixture
def locked_away() -> Iterator[Path]:
    """A folder that everybody may look into and nobody may write in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


async def test_a_read_only_folder_is_a_clear_failure(locked_away: Path) -> None:
    with unprivileged():
        for folder in (locked_away, locked_away / "new"):
            with pytest.raises(LocalFailure) as refused:
                await Store.open(folder)
            assert refused.value.code == "store.read_only"
            assert refused.value.values["name"] == folder.name
    assert names_in(locked_away) == set()


async def test_a_file_in_place_of_the_folder_is_a_clear_failure(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path / "data" / "deeper")
    assert refused.value.code == "store.no_folder"


async def test_another_program_that_holds_the_file_is_a_clear_failure(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / "tasks.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LocalFailure) as refused:
            await store.add(a_task())
        assert refused.value.code == "store.locked"
        other.execute("ROLLBACK")
    await store.add(a_task())
    await store.close()


async def test_a_full_disk_is_a_clear_failure(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    database = store._files.database
    pages = database._connection.execute("PRAGMA page_count").fetchone()[0]
    database._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LocalFailure) as refused:
        await store.add(replace(a_task(), base_url="x" * 1_000_000))
    assert refused.value.code == "disk.full"
    await store.close()


async def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    await (await Store.open(tmp_path)).close()
    with closing(sqlite3.connect(tmp_path / "tasks.db")) as later:
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    for read_only in (False, True):
        with pytest.raises(LocalFailure) as refused:
            await Store.open(tmp_path, read_only=read_only)
        assert refused.value.code == "store.newer"
    assert not any("damaged" in name for name in names_in(tmp_path))


def test_migrations_happen_all_or_not_at_all(tmp_path: Path) -> None:
    first = (("CREATE TABLE a (x)",),)
    backups: list[int] = []
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        migrate(connection, first, backups.append)
        connection.execute("INSERT INTO a VALUES (1)")
        broken = (*first, ("CREATE TABLE b (x)", "UPDATE a SET x = 2"), ("SELECT nonsense FROM nowhere",))
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, broken, backups.append)
        assert version_of(connection) == 1
        assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'b'").fetchall() == []
        migrate(connection, broken[:2], backups.append)
        assert version_of(connection) == 2
        assert connection.execute("SELECT x FROM a").fetchall() == [(2,)]
        migrate(connection, broken[:2], backups.append)
    assert backups == [1, 1], "copied before each change of something that was there, and not otherwise"


async def test_the_schema_of_version_1_is_read_for_ever(tmp_path: Path) -> None:
    """As the first release wrote it; this text never changes."""
    with closing(sqlite3.connect(tmp_path / "tasks.db")) as old:
        old.execute(
            "CREATE TABLE tasks (id TEXT PRIMARY KEY, created_at REAL NOT NULL, request TEXT NOT NULL,"
            " origin TEXT NOT NULL, state TEXT NOT NULL) STRICT"
        )
        old.execute(
            "CREATE TABLE uploads (sha256 TEXT NOT NULL, host TEXT NOT NULL, address TEXT NOT NULL,"
            " expires_at REAL NOT NULL, PRIMARY KEY (sha256, host)) STRICT"
        )
        request = {
            "model": "m", "route_id": "r", "prompt": "A prompt", "duration": 5, "resolution": "", "ratio": "",
            "orientation": "", "references": [], "reviewed": False,
        }  # fmt: skip
        origin = {"profile_id": "main", "base_url": "https://h.example", "takes_folder": None}
        state = {"status": "queued", "remote_id": "vid"}
        row = ("t1", 1.0, *map(json.dumps, (request, origin, state)))
        old.execute("INSERT INTO tasks VALUES (?, ?, ?, ?, ?)", row)
        old.execute("PRAGMA user_version = 1")
        old.commit()
    store = await Store.open(tmp_path)
    assert await store.tasks() == (replace(a_task(), status=Status.QUEUED, remote_id="vid"),)
    await store.close()


async def test_uploads_are_remembered_by_content_and_host_for_a_while(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.remember_upload("aa", "h.example", "https://f.example/1", 100.0)
    assert await store.upload("aa", "h.example", 99.0) == Kept("https://f.example/1", "")
    assert await store.upload("aa", "h.example", 100.0) is None
    assert await store.upload("aa", "other.example", 1.0) is None
    await store.remember_upload("aa", "h.example", "https://f.example/2", 200.0)
    await store.remember_upload("bb", "h.example", "https://f.example/3", 100.0)
    await store.forget_uploads(150.0)
    assert await store.upload("aa", "h.example", 0.0) == Kept("https://f.example/2", "")
    assert await store.upload("bb", "h.example", 0.0) is None
    await store.close()


async def test_the_ledger_holds_every_step_that_may_cost_money(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    task = a_task()
    await store.add(task)
    await store.save(replace(task, status=Status.SUBMITTING))
    await store.save(replace(task, status=Status.PREPARING))
    await store.save(replace(task, status=Status.SUBMITTING))
    queued = replace(task, status=Status.QUEUED, remote_id="vid")
    await store.answered(queued, '{"the raw": "answer"}')
    await store.save(replace(queued, progress=50))
    await store.save(replace(queued, status=Status.COMPLETED, take="/take.mp4"))
    await store.save(replace(queued, status=Status.COMPLETED, take="/take.mp4", favourite=True))
    assert lines(tmp_path) == ["intent", "sending", "unsent", "sending", "answer", "ended"]
    answer = list(read_ledger(tmp_path / LEDGER_NAME))[4]
    assert (answer["task"], answer["remote_id"], answer["raw"]) == ("t1", "vid", '{"the raw": "answer"}')
    assert await store.accepted_ids() == {"t1": "vid"}
    await store.close()


def test_a_line_that_was_cut_short_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / LEDGER_NAME
    for number in range(2):
        ledger = Ledger(path)
        ledger.append({"n": number})
        ledger.close()
        tear(tmp_path, '{"n": "to')
    tear(tmp_path, '\n[1]\n\xff\n{"n": "last"}\n')
    assert [line["n"] for line in read_ledger(path)] == [0, 1, "last"]


@pytest.mark.parametrize("harm", ["zeros", "cut", "text", "page", "rows"])
async def test_a_damaged_database_is_moved_aside_and_built_anew(tmp_path: Path, harm: str) -> None:
    store = await Store.open(tmp_path)
    for number in range(60):
        await store.add(a_task(f"t{number}", created_at=float(number)))
        task = replace(a_task(f"t{number}", created_at=float(number)), status=Status.QUEUED, remote_id=f"vid{number}")
        await store.answered(task, "{}")
    await store.close()
    damage(tmp_path / "tasks.db", harm)
    harmed = (tmp_path / "tasks.db").read_bytes()
    store = await Store.open(tmp_path)
    assert store.rescued is not None
    assert store.rescued.read_bytes() == harmed, "kept, never deleted"
    found = await store.tasks()
    assert {task.remote_id for task in found} == {f"vid{number}" for number in range(60)}
    await store.close()
    store = await Store.open(tmp_path)
    assert store.rescued is None
    await store.close()


@pytest.mark.parametrize("harm", ["gone", "emptied", "rescue cut short"])
async def test_a_database_that_is_lost_without_a_trace_is_built_anew(tmp_path: Path, harm: str) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task())
    await store.save(replace(a_task(), status=Status.SUBMITTING))
    await store.answered(replace(a_task(), status=Status.QUEUED, remote_id="vid"), "{}")
    await store.add(a_task("never sent"))
    await store.close()
    (tmp_path / "tasks.db").unlink()
    if harm == "emptied":
        (tmp_path / "tasks.db").touch()
    elif harm == "rescue cut short":
        Database(tmp_path).close()
    store = await Store.open(tmp_path)
    found = await store.tasks()
    assert [(task.id, task.remote_id) for task in found if task.status is not Status.CANCELLED] == [("t1", "vid")]
    for task in found:
        await store.remove(task)
    await store.close()
    store = await Store.open(tmp_path)
    assert await store.tasks() == ()
    await store.close()


def damage(path: Path, harm: str) -> None:
    content = path.read_bytes()
    if harm == "rows":
        with closing(sqlite3.connect(path)) as database:
            database.execute("UPDATE tasks SET state = '{}'")
            database.commit()
        return
    harmed = {
        "zeros": bytes(len(content)),
        "cut": content[: len(content) // 2],
        "text": b"not a database " * 1000,
        "page": content[:4096] + os.urandom(8192) + content[12288:],
    }
    path.write_bytes(harmed[harm])


def test_a_rescue_sends_nothing_and_revives_nothing() -> None:
    ledger: list[dict[str, object]] = [
        *_born("sent"), {"what": "sending", "task": "sent", "at": 5.0},
        *_born("never"),
        *_born("taken"), {"what": "sending", "task": "taken"}, {"what": "answer", "task": "taken", "remote_id": "vid"},
        *_born("back"), {"what": "sending", "task": "back"}, {"what": "unsent", "task": "back"},
        *_born("forgotten"), {"what": "forgotten", "task": "forgotten"},
        {"what": "intent", "task": "torn"}, {"what": "answer", "task": "nobody", "remote_id": "x"}, {"what": 7},
    ]  # fmt: skip
    found = {task.id: task for task in tasks_from_ledger(ledger)}
    assert {name: task.status for name, task in found.items()} == {
        "sent": Status.SUBMITTING,
        "never": Status.CANCELLED,
        "taken": Status.QUEUED,
        "back": Status.CANCELLED,
        "nobody": Status.QUEUED,
    }
    assert found["nobody"].remote_id == "x", "paid for, whatever else of it is lost"
    assert found["taken"].remote_id == "vid"
    assert found["never"].failure == Failure("task.rescued")


def _born(task_id: str) -> Iterator[dict[str, object]]:
    origin = json.dumps({"profile_id": "main", "base_url": "", "takes_folder": None})
    request = json.dumps({"model": "m", "route_id": "r", "prompt": "p", "duration": 5, "references": []})
    state = json.dumps({"status": "preparing"})
    yield {
        "what": "intent", "task": task_id, "created_at": 1.0, "request": request, "origin": origin, "state": state
    }  # fmt: skip
