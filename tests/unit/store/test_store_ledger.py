"""Whatever happens to the ledger: no paid task is lost, it is made whole again, and what is lost is said."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status
from seedance_desktop.store.backups import copies
from seedance_desktop.store.rescue import tasks_from_ledger
from seedance_desktop.store.rows import whole
from seedance_desktop.store.store import LEDGER_NAME, Store
from tests.unit.store.life import ALL, PAID, ids, killed, live, paid
from tests.unit.store.test_store_files import NOBODY, a_task, lines, names_in

if TYPE_CHECKING:
    from collections.abc import Callable


def torn(content: bytes) -> bytes:
    return content[: len(content) - 40]


def garbage_within(content: bytes) -> bytes:
    middle = content.index(b"\n", len(content) // 2) + 1
    return content[:middle] + b"\x00\xff\x13binary\n" * 20 + content[middle:]


def huge_line(content: bytes) -> bytes:
    return content + b"x" * (40 * 1024 * 1024) + b"\n"


def nonsense(content: bytes) -> bytes:
    return content + b'{"what": ["intent"], "task": "t1"}\n{"what": "answer", "task": {}}\n[]\n7\n"x"\n'


def times_of_no_calendar(content: bytes) -> bytes:
    strange = (b"1" + b"0" * 400, b"1e999", b"NaN", b"-1", b'"noon"')
    return content + b"".join(b'{"what":"answer","task":"t7","remote_id":"vid7","at":%s}\n' % at for at in strange)


@pytest.mark.parametrize("harm", [torn, garbage_within, huge_line, nonsense, times_of_no_calendar])
async def test_a_damaged_ledger_costs_no_task_and_is_made_whole(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    await live(tmp_path, copied_after=20)
    ledger = tmp_path / LEDGER_NAME
    ledger.write_bytes(harm(ledger.read_bytes()))
    harmed = ledger.stat().st_size
    store = await Store.open(tmp_path)
    assert ids(await store.tasks()) == ALL
    told = [said.code for said in store.found]
    assert told == ([] if harm is torn else ["store.ledger_damaged"])
    if told:
        kept = tmp_path / str(store.found[0].values["kept"])
        assert kept.stat().st_size == harmed
    await store.close()
    (tmp_path / "tasks.db").unlink()
    for copied in copies(tmp_path / "tasks.db"):
        copied.unlink()
    store = await Store.open(tmp_path)
    assert ids(await store.tasks()) - {None} == ALL, "the ledger alone knows all of them again"
    await store.close()


async def test_an_answer_of_which_the_time_is_damaged_still_tells_what_was_paid_for(tmp_path: Path) -> None:
    (tmp_path / LEDGER_NAME).write_bytes(times_of_no_calendar(b""))
    for told in (["store.rescued_partly"], []):
        store = await Store.open(tmp_path)
        assert [said.code for said in store.found] == told
        assert [(task.remote_id, task.created_at) for task in await store.tasks()] == [("vid7", 0.0)]
        killed(store)


def test_a_call_of_which_the_time_is_damaged_counts_from_when_it_was_made() -> None:
    made = {"what": "intent", "task": "t1", "at": 5.0, **whole(a_task(created_at=4.0))}
    (task,) = tasks_from_ledger([made, {"what": "sending", "task": "t1", "at": 10**400}])
    assert (task.status, task.sent_at) == (Status.SUBMITTING, 4.0)


async def test_a_ledger_without_its_end_gets_it_back_from_the_list(tmp_path: Path) -> None:
    await live(tmp_path, copied_after=20)
    ledger = tmp_path / LEDGER_NAME
    whole = ledger.read_bytes()
    ledger.write_bytes(whole[: len(whole) // 2])
    await (await Store.open(tmp_path)).close()
    for lost in [tmp_path / "tasks.db", *copies(tmp_path / "tasks.db")]:
        lost.unlink()
    store = await Store.open(tmp_path)
    assert ids(await store.tasks()) - {None} == ALL
    await store.close()


async def test_a_ledger_without_its_end_beside_a_damaged_list_is_said(tmp_path: Path) -> None:
    await live(tmp_path, copied_after=20)
    ledger = tmp_path / LEDGER_NAME
    ledger.write_bytes(ledger.read_bytes()[:-3000])
    (tmp_path / "tasks.db").write_bytes(b"garbage" * 900)
    store = await Store.open(tmp_path)
    assert [said.code for said in store.found] == ["store.rescued_partly"]
    await store.close()


@pytest.mark.parametrize("how", ["gone", "emptied", "a folder", "not to be written"])
async def test_a_lost_ledger_is_written_anew_from_the_list(tmp_path: Path, how: str) -> None:
    await live(tmp_path, copied_after=20)
    ledger = tmp_path / LEDGER_NAME
    if how == "emptied":
        ledger.write_bytes(b"")
    elif how == "not to be written":
        ledger.chmod(0o400)
    else:
        ledger.unlink()
        if how == "a folder":
            ledger.mkdir()
    store = await Store.open(tmp_path)
    codes = {"gone": "store.ledger_lost", "emptied": "store.ledger_lost", "a folder": "store.ledger_damaged"}
    assert [said.code for said in store.found] == ([codes[how]] if how in codes else [])
    assert await store.accepted_ids() == {f"t{number}": f"vid{number}" for number in range(PAID)}
    await store.add(a_task("next"))
    assert lines(tmp_path)[-1] == "intent"
    await store.close()


def test_a_ledger_that_nobody_may_write_to_is_made_writable(tmp_path: Path) -> None:
    """As somebody who is not root, to whom this is no obstacle; in a process of its own, which changes its user."""
    import subprocess  # noqa: PLC0415  only this test needs another user
    import sys  # noqa: PLC0415  as above

    code = (
        "import asyncio, os, sys\nfrom pathlib import Path\nfrom seedance_desktop.store.store import Store\n"
        "from tests.unit.store.test_store_files import a_task\n"
        f"os.geteuid() or os.seteuid({NOBODY})\n"
        "async def main():\n    store = await Store.open(Path(sys.argv[1]))\n    await store.add(a_task())\n"
        "    await store.close()\nasyncio.run(main())\n"
    )
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / LEDGER_NAME).write_bytes(b"")
    (folder / LEDGER_NAME).chmod(0o400)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.chown(folder / LEDGER_NAME, NOBODY, NOBODY)
        for parent in takewhile(lambda parent: parent != Path(tempfile.gettempdir()), folder.parents):
            parent.chmod(0o755)
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
    assert lines(folder) == ["intent"]


@pytest.mark.parametrize("copied", [21, 0])
async def test_when_both_are_damaged_what_is_left_is_told_honestly(tmp_path: Path, copied: int) -> None:
    await live(tmp_path, copied_after=20)
    (tmp_path / "tasks.db").write_bytes(os.urandom(9000))
    (tmp_path / LEDGER_NAME).write_bytes(os.urandom(9000))
    if not copied:
        for one in copies(tmp_path / "tasks.db"):
            one.unlink()
    store = await Store.open(tmp_path)
    left = {f"vid{number}" for number in range(copied)}
    assert ids(await store.tasks()) == left
    (told,) = store.found
    assert (told.code, told.values["count"]) == ("store.rescued_partly", len(left))
    assert {"tasks.db.damaged-1", f"{LEDGER_NAME}.damaged-1"} <= names_in(tmp_path)
    await store.add(paid(77))
    await store.close()
    store = await Store.open(tmp_path)
    assert ids(await store.tasks()) == {*left, "vid77"}
    await store.close()


async def test_a_paid_task_of_which_only_the_answer_is_left_comes_back_with_what_was_sent(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.add(a_task("other"))
    await store.add(a_task())
    body = '{"model": "seedance2.0-mini", "prompt": "A heron", "duration": 5}'
    await store.announced(replace(a_task(), status=Status.SUBMITTING), body)
    await store.answered(paid(1), "{}")
    await store.close()
    (tmp_path / "tasks.db").unlink()
    ledger = tmp_path / LEDGER_NAME
    kept = [line for line in ledger.read_bytes().splitlines(keepends=True) if b'"intent","task":"t1"' not in line]
    ledger.write_bytes(b"".join(kept))
    store = await Store.open(tmp_path)
    task = next(task for task in await store.tasks() if task.id == "t1")
    assert (task.remote_id, task.status, task.profile_id) == ("vid1", Status.QUEUED, "main")
    assert (task.request.model, task.request.prompt, task.request.duration) == ("seedance2.0-mini", "A heron", 5)
    await store.close()
