"""A list whose first creation was killed is empty, and no list that had something in it is ever taken for one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.store.database import Database
from seedance_desktop.store.files import Files
from seedance_desktop.store.ledger import LEDGER_FILE, Ledger
from seedance_desktop.store.migrations import MIGRATIONS
from seedance_desktop.store.store import Store
from tests.unit.store.life import copy
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cut = Callable[[Path], None]


def nothing_yet(folder: Path) -> None:
    (folder / "tasks.db").touch()


def nothing_yet_and_a_journal(folder: Path) -> None:
    (folder / "tasks.db").touch()
    (folder / "tasks.db-journal").write_bytes(bytes(512))


def first_page_half_written(folder: Path) -> None:
    """The journal says that the file was empty; a second program that only looks may not take the page back."""
    first_page(folder / "made")
    in_the_making = folder / "made" / "tasks.db"
    with closing(sqlite3.connect(in_the_making, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
    in_the_making.unlink()
    with closing(sqlite3.connect(in_the_making, isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        for number in range(30):
            database.execute(f"CREATE TABLE t{number} (a)")
        for part in ("tasks.db", "tasks.db-journal"):
            shutil.copyfile(folder / "made" / part, folder / part)
    shutil.rmtree(folder / "made")
    assert (folder / "tasks.db").stat().st_size > 0


def first_page(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "tasks.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")


def schema_not_committed(folder: Path) -> None:
    first_page(folder)
    made = folder / "made"
    first_page(made)
    with closing(sqlite3.connect(made / "tasks.db", isolation_level=None)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        for statement in MIGRATIONS[0]:
            database.execute(statement)
        for number in range(30):
            database.execute(f"CREATE TABLE t{number} (a)")
        shutil.copyfile(made / "tasks.db-wal", folder / "tasks.db-wal")
    shutil.rmtree(made)
    assert (folder / "tasks.db-wal").stat().st_size > 0


CUTS = (nothing_yet, nothing_yet_and_a_journal, first_page_half_written, first_page, schema_not_committed)
each_cut = pytest.mark.parametrize("cut", CUTS)


def looked_at(folder: Path) -> tuple[int, int]:
    """How many tasks a second program finds, and one that may not write."""
    onlooker = Files(folder, read_only=True)
    still = Database(folder, read_only=True, still=True)
    with closing(onlooker.database), closing(still):
        return len(onlooker.tasks()), len(still.tasks())


@each_cut
async def test_a_creation_that_was_cut_short_reads_as_empty_and_is_made_good(tmp_path: Path, cut: Cut) -> None:
    cut(tmp_path)
    assert looked_at(tmp_path) == (0, 0)
    store = await Store.open(tmp_path)
    assert store.found == ()
    await store.add(a_task())
    assert looked_at(tmp_path) == (1, 1)
    await store.close()


@each_cut
async def test_with_a_line_in_the_ledger_it_is_no_first_creation(tmp_path: Path, cut: Cut) -> None:
    store = await Store.open(tmp_path / "other")
    await store.add(a_task())
    await store.close()
    shutil.copyfile(tmp_path / "other" / LEDGER_FILE, tmp_path / LEDGER_FILE)
    cut(tmp_path)
    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path, read_only=True)
    assert refused.value.code == "store.damaged"
    store = await Store.open(tmp_path)
    assert [said.code for said in store.found] == ["store.rescued"]
    assert [task.id for task in await store.tasks()] == ["t1"]
    await store.close()


async def test_a_list_that_is_gone_is_not_shown_as_empty_where_the_ledger_has_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / LEDGER_FILE)
    assert looked_at(tmp_path) == (0, 0)
    ledger.append({"what": "intent", "task": "t1"})
    ledger.close()
    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path, read_only=True)
    assert refused.value.code == "store.damaged"


async def test_an_emptied_file_beside_a_log_is_kept_aside(tmp_path: Path) -> None:
    schema_not_committed(tmp_path)
    log = (tmp_path / "tasks.db-wal").read_bytes()
    (tmp_path / "tasks.db").write_bytes(b"")
    store = await Store.open(tmp_path)
    assert store.rescued is not None
    assert store.rescued.with_name(f"{store.rescued.name}-wal").read_bytes() == log
    await store.close()


@pytest.mark.parametrize("gone", [False, True], ids=["emptied", "gone"])
@pytest.mark.parametrize("copied", [False, True], ids=["no copy", "a copy"])
async def test_both_files_that_lost_everything_are_no_first_start(tmp_path: Path, *, gone: bool, copied: bool) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task("t0"))
    if copied:
        await copy(store)
    await store.close()
    for path in (tmp_path / "tasks.db", tmp_path / LEDGER_FILE):
        path.unlink()
        if not gone:
            path.touch()

    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path, read_only=True)
    assert refused.value.code == "store.damaged"
    store = await Store.open(tmp_path)
    assert [(said.code, said.values["count"]) for said in store.found] == [("store.rescued_partly", int(copied))]
    assert [task.id for task in await store.tasks()] == ["t0"][: int(copied)]
    await store.close()
    store = await Store.open(tmp_path)
    assert store.found == (), "said once"
    await store.close()


async def test_an_emptied_list_in_which_nothing_ever_was_is_not_mourned(tmp_path: Path) -> None:
    await (await Store.open(tmp_path)).close()
    (tmp_path / "tasks.db").write_bytes(b"")
    store = await Store.open(tmp_path)
    assert store.found == ()
    await store.close()
