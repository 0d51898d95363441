"""A life of tasks on one data folder, for tests that do harm to its files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetRecord
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.store.placements import Placement
from seedance_desktop.store.store import Store
from tests.unit.store.test_store_files import a_task

if TYPE_CHECKING:
    from pathlib import Path

PAID = 40
ASSET = AssetRecord(
    id="a1",
    profile_id="main",
    base_url="https://h.example",
    review=Review.PERSON,
    content="aa",
    kind=Kind.IMAGE,
    source="/pictures/heron.png",
    local=True,
    name="heron.png",
    created_at=1.0,
    changed_at=1.0,
)


def paid(number: int) -> Task:
    task = a_task(f"t{number}", Status.QUEUED, created_at=float(number))
    return replace(task, remote_id=f"vid{number}", sent_at=float(number))


async def live(folder: Path, *, copied_after: int) -> None:
    """A life: tasks are paid for, end and are marked; a copy is made somewhere in the middle."""
    store = await Store.open(folder)
    for number in range(PAID):
        await store.add(replace(a_task(f"t{number}", created_at=float(number))))
        await store.save(replace(a_task(f"t{number}", created_at=float(number)), status=Status.SUBMITTING))
        await store.answered(paid(number), "{}")
        if number == copied_after:
            await store.save_asset(ASSET)
            await store.remember_upload("aa", "h.example", "https://f.example/1", 1e12, "name")
            await store.add_placement(Placement("t0", "main", "h.example", "name"))
            ended = replace(paid(0), status=Status.COMPLETED, take="/takes/heron.mp4", finished_at=50.0, favourite=True)
            await store.save(ended)
            await copy(store)
    await store.save(replace(paid(1), status=Status.COMPLETED, take="/takes/late.mp4", finished_at=60.0))
    await store.add(a_task("taken off", created_at=99.0))
    await store.remove(a_task("taken off", created_at=99.0))
    await store.close()


async def copy(store: Store) -> None:
    backups = store._files.backups
    assert backups is not None
    backups.begin()
    backups.wait()


def ids(tasks: tuple[Task, ...]) -> set[str | None]:
    return {task.remote_id for task in tasks}


ALL = {f"vid{number}" for number in range(PAID)}


def killed(store: Store) -> None:
    """What a kill leaves: descriptors close, nothing is tidied up."""
    files = store._files
    files.database._connection.close()
    files.let_go()
    files.closed = True
    store._thread.shutdown()
