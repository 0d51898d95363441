"""A start takes up every task where it stands."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.store.store import Store
from tests.fakes.house import PROMPT_ONLY, House, task_of, with_files
from tests.fakes.service import DONE, RESULT, Script

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("httpx", "pydantic", "stamina", "av", "PIL", "PySide6", "qasync", "typer")

STORED = Task("t1", Status.PREPARING, PROMPT_ONLY, "main", "https://service.example", 1_794_999_000.0)
SENT = replace(STORED, remote_id="vid_9", sent_at=1_794_999_001.0)


@pytest.mark.parametrize(
    ("stored", "end", "creates", "queries"),
    [
        (STORED, Status.COMPLETED, 1, 1),
        (replace(STORED, status=Status.SUBMITTING, sent_at=5.0), Status.UNCERTAIN, 0, 0),
        (replace(SENT, status=Status.SUBMITTING), Status.COMPLETED, 0, 1),
        (replace(SENT, status=Status.QUEUED), Status.COMPLETED, 0, 1),
        (replace(SENT, status=Status.PROCESSING, progress=40), Status.COMPLETED, 0, 1),
        (replace(SENT, status=Status.DOWNLOADING, result_url=RESULT), Status.COMPLETED, 0, 0),
        (replace(SENT, status=Status.DOWNLOADING), Status.COMPLETED, 0, 1),
        *[(replace(SENT, status=status), status, 0, 0) for status in Status if status.is_end],
    ],
    ids=lambda value: value.status.value if isinstance(value, Task) else None,
)
async def test_a_start_takes_up_a_task_where_it_stands(
    house: House, stored: Task, end: Status, creates: int, queries: int
) -> None:
    store = await Store.open(house.folder / "data")
    await store.add(stored)
    house.service.query_script = Script([DONE])
    async with house.engine(store) as engine:
        if stored.status is end:
            assert engine.tasks == (stored,)
        else:
            await house.until("t1", end)
    task = task_of(engine, "t1")
    assert task.status is end
    assert len(house.service.creates) == creates
    assert len(house.service.queried) == queries
    assert set(house.service.queried) <= {task.remote_id}


async def test_a_resumed_task_is_asked_about_at_once(house: House) -> None:
    store = await Store.open(house.folder / "data")
    for number in range(12):
        await store.add(replace(SENT, id=f"t{number}", remote_id=f"vid_{number}", status=Status.QUEUED))
    begin = house.clock.now()
    async with house.engine(store):
        await house.clock.until(lambda: len(house.service.queried) >= 12)
    assert house.service.at("query")[0] - begin < 0.1
    assert len(set(house.service.queried[:12])) == 12, "everybody, before anybody is asked about again"


def test_the_engine_is_light_to_import_and_knows_nothing_of_qt() -> None:
    code = "import sys, seedance_desktop.engine.engine, seedance_desktop.store.store; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "seedance_desktop.engine.engine" in done.stdout.split()
    assert [name for name in HEAVY if name in done.stdout.split()] == []


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        (None, 1.0),
        ("", 1.0),
        ("0.01", 0.01),
        ("2", 2.0),
        ("0", 1.0),
        ("-1", 1.0),
        ("nan", 1.0),
        ("inf", 1.0),
        ("1e9", 1.0),
        ("much", 1.0),
    ],
)
def test_the_pace_of_polling_comes_from_the_environment(text: str | None, scale: float) -> None:
    environ = {} if text is None else {"SEEDANCE_POLL_SCALE": text}
    assert EngineOptions.from_environment(environ).poll_scale == scale


async def test_a_file_too_big_for_any_upload_is_not_read_for_its_fingerprint(tmp_path: Path) -> None:
    house = House(tmp_path, EngineOptions(fingerprint_limit=3))
    big = tmp_path / "big.png"
    big.write_bytes(b"four")
    async with house.engine() as engine:
        for _ in range(2):
            await house.until(engine.submit(with_files(big), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == 2, "nothing is remembered of it"


async def test_a_database_older_than_its_ledger_pays_nothing_twice(house: House) -> None:
    """Put back from a backup, or without its last pages: the row says `preparing`, the ledger knows better."""
    store = await Store.open(house.folder / "data")
    await store.add(STORED)
    await store.answered(replace(SENT, status=Status.QUEUED), "{}")
    await store.save(STORED)
    async with house.engine(store):
        task = await house.until("t1", Status.COMPLETED)
    assert task.remote_id == "vid_9"
    assert house.service.creates == []


@pytest.mark.parametrize(
    ("steps", "end", "creates"),
    [
        ([Status.SUBMITTING], Status.UNCERTAIN, 0),
        ([Status.SUBMITTING, Status.PREPARING, Status.SUBMITTING], Status.UNCERTAIN, 0),
        ([Status.SUBMITTING, Status.UNCERTAIN], Status.UNCERTAIN, 0),
        ([Status.SUBMITTING, Status.REFUSED], Status.REFUSED, 0),
        ([Status.SUBMITTING, Status.PREPARING], Status.COMPLETED, 1),
        ([], Status.COMPLETED, 1),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
async def test_an_old_row_whose_call_may_have_gone_out_is_never_sent_again(
    house: House, steps: list[Status], end: Status, creates: int
) -> None:
    """As above, where the ledger knows no answer: what it cannot rule out may have been paid."""
    data = house.folder / "data"
    store = await Store.open(data)
    await store.add(STORED)
    await store.close()
    old = (data / "tasks.db").read_bytes()
    store = await Store.open(data)
    await store.tasks()
    for status in steps:
        await store.save(replace(STORED, status=status))
    await store.close()
    (data / "tasks.db").write_bytes(old)
    house.service.query_script = Script([DONE])
    async with house.engine() as engine:
        await house.clock.until(lambda: engine.tasks[0].status is end)
        (task,) = engine.tasks
    assert len(house.service.creates) == creates
    assert (task.failure is not None) == (steps[-1:] == [Status.SUBMITTING])
