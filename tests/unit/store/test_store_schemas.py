"""Every schema that was ever shipped is read for ever, and a kill within a change leaves the old one or the new one.

`schemas/version-<n>.db` was written by the release of that schema: ten tasks, one in each status, and an upload.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status
from seedance_desktop.store.migrations import MIGRATIONS
from seedance_desktop.store.store import Store
from tests.unit.store.test_store_files import names_in

SCHEMAS = Path(__file__).with_name("schemas")
VERSIONS = range(1, len(MIGRATIONS) + 1)
STATEMENTS = sum(map(len, MIGRATIONS[1:]))
AROUND = 4
"""The version is read, the change begins, the version is written, the change ends."""
MIGRATE_AND_DIE = """
import os, signal, sqlite3, sys
from seedance_desktop.store.migrations import MIGRATIONS, migrate
path, at = sys.argv[1], int(sys.argv[2])
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = FULL")
done = 0
def before_each(statement):
    global done
    done += 1
    if done == at:
        os.kill(os.getpid(), signal.SIGKILL)
connection.set_trace_callback(before_each)
migrate(connection)
"""


def old(version: int, folder: Path) -> Path:
    return Path(shutil.copy(SCHEMAS / f"version-{version}.db", folder / "tasks.db"))


def migrate_until(path: Path, at: int) -> int:
    """Change a file in a process that is killed before one of its statements."""
    return subprocess.run([sys.executable, "-c", MIGRATE_AND_DIE, str(path), str(at)], check=False).returncode


def test_there_is_a_file_of_each_version() -> None:
    """A new step needs the file of the version before it, written by the release that is out."""
    assert sorted(path.name for path in SCHEMAS.iterdir()) == [f"version-{version}.db" for version in VERSIONS]
    for version in VERSIONS:
        with closing(sqlite3.connect(f"{(SCHEMAS / f'version-{version}.db').as_uri()}?immutable=1", uri=True)) as file:
            assert file.execute("PRAGMA user_version").fetchone() == (version,)


@pytest.mark.parametrize("version", VERSIONS)
async def test_all_its_tasks_are_read_and_the_old_file_is_kept(tmp_path: Path, version: int) -> None:
    old(version, tmp_path)
    store = await Store.open(tmp_path)
    found = {task.id: task for task in await store.tasks()}
    assert len(found) == 10
    accepted = {"queued", "processing", "downloading", "completed", "failed"}
    assert {task.remote_id for task in found.values() if task.remote_id} == {f"vid-{name}" for name in accepted}
    done = found["t-completed"]
    assert (done.status, done.take, done.favourite, str(done.cost)) == (
        Status.COMPLETED, "/takes/heron.mp4", True, "0.45",
    )  # fmt: skip
    assert done.request.prompt == "A heron, 苍鹭 \ud800"
    assert done.request.references[0].facts.width == 640
    kept = await store.upload("aa" * 32, "h.example", 1.0)
    assert kept is not None
    await store.close()
    if version < len(MIGRATIONS):
        with closing(sqlite3.connect(f"{(tmp_path / f'tasks.db.v{version}').as_uri()}?immutable=1", uri=True)) as copy:
            assert copy.execute("PRAGMA user_version").fetchone() == (version,)
            assert copy.execute("SELECT count(*) FROM tasks").fetchone() == (10,)
        assert (tmp_path / f"tasks.db.v{version}").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("at", range(1, STATEMENTS + AROUND + 1))
async def test_a_kill_within_a_change_leaves_the_old_or_the_new(tmp_path: Path, at: int) -> None:
    path = old(1, tmp_path)
    assert migrate_until(path, at) == -signal.SIGKILL
    with closing(sqlite3.connect(path)) as database:
        version = database.execute("PRAGMA user_version").fetchone()[0]
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert version == 1
        assert tables == {"tasks", "uploads"}
        assert database.execute("SELECT count(*) FROM tasks").fetchone() == (10,)
    store = await Store.open(tmp_path)
    assert len(await store.tasks()) == 10
    assert store.rescued is None
    await store.close()


async def test_a_later_schema_is_read_and_not_touched(tmp_path: Path) -> None:
    path = old(len(MIGRATIONS), tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as later:
        later.execute("ALTER TABLE tasks ADD COLUMN later TEXT NOT NULL DEFAULT 'x'")
        later.execute("CREATE TABLE more (x)")
        later.execute("UPDATE tasks SET state = json_set(state, '$.later', 1)")
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        later.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    store = await Store.open(tmp_path, look_on=True)
    assert store.hindered is not None
    assert store.hindered.code == "store.newer"
    tasks = await store.tasks()
    assert len(tasks) == 10
    for change in (store.add(tasks[0]), store.save(tasks[0]), store.remove(tasks[1]), store.forget_uploads(5e9)):
        with pytest.raises(LocalFailure, match=r"store\.read_only"):
            await change
    await store.close()
    assert path.read_bytes() == before
    assert names_in(tmp_path) == {"tasks.db", "store.lock"}


async def test_a_later_schema_that_nobody_here_can_read_is_said_as_such(tmp_path: Path) -> None:
    path = old(len(MIGRATIONS), tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as later:
        later.execute("ALTER TABLE tasks RENAME TO clips")
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LocalFailure, match=r"store\.newer"):
        await Store.open(tmp_path, look_on=True)
