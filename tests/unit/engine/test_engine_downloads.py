"""A paid result is never lost: broken, dead, foreign, no room, no permission, in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure, NotFound, NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import DiskWaits, FilmstripReady, TaskChanged, Waiting
from seedance_desktop.engine.names import take_name
from tests.fakes.house import PROMPT_ONLY, task_of
from tests.fakes.service import CLIP, DONE, RESULT, Script, report

if TYPE_CHECKING:
    from seedance_desktop.engine.engine import Engine
    from tests.fakes.house import House

FRESH = "https://results.example/fresh.mp4"


async def parked(house: House, engine: Engine, task_id: str, code: str) -> None:
    """Wait until a download has given up for now."""
    await house.clock.until(
        lambda: any(told.task.failure and told.task.failure.code == code for told in house.of(TaskChanged))
    )
    assert task_of(engine, task_id).status is Status.DOWNLOADING


async def test_a_dead_link_is_asked_for_again(house: House) -> None:
    house.service.query_script = Script([DONE, report("completed", 100, FRESH)])
    house.service.download_script = Script([NotFound("download.expired"), CLIP])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert house.service.downloads == [RESULT, FRESH]
    assert task.result_url == FRESH


@pytest.mark.parametrize(
    "broken",
    [b"<html>", b"", CLIP[:-2], b"\0" * 500, ServiceFailed("download.short"), ServiceFailed("download.not_video")],
    ids=["page", "empty", "cut", "zeros", "short", "foreign"],
)
async def test_a_broken_download_begins_again_and_is_never_called_a_take(house: House, broken: object) -> None:
    house.service.download_script = Script([broken, broken, CLIP])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert list(house.files().values()) == [CLIP]
    assert task.failure is None
    assert [waiting.reason is None for waiting in house.of(Waiting)] == [False, False, True]


@pytest.mark.parametrize(
    ("trouble", "tries"),
    [
        (NotFound("download.expired"), 6),
        (b"<html>", 6),
        (NotSent("net.refused"), 20),
        (RateLimited("service.rate_limited"), 20),
        (ServiceFailed("download.failed"), 6),
        (NotSent("net.certificate"), 1),
        (LocalFailure("disk.full", {"name": "x"}), 1),
        (LocalFailure("disk.read_only", {"name": "x"}), 1),
    ],
    ids=str,
)
async def test_a_download_that_cannot_go_on_waits_for_the_user(house: House, trouble: object, tries: int) -> None:
    house.options = replace(house.options, offline_tries=20)
    house.service.download_script = Script([trouble])
    code = trouble.code if isinstance(trouble, SeedanceError) else "take.broken"
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await parked(house, engine, task_id, code)
        assert len(house.service.downloads) == tries
        assert bool(house.of(DiskWaits)) == code.startswith("disk.")
        house.service.download_script = Script([CLIP])
        house.service.query_script = Script([report("completed", 100, FRESH)])
        engine.retry_download(task_id)
        assert task_of(engine, task_id).failure is None
        task = await house.until(task_id, Status.COMPLETED)
    assert house.service.downloads[-1] == FRESH, "the link is read from the task first"
    assert task.take is not None


async def test_a_download_that_waits_goes_on_at_the_next_start(house: House) -> None:
    house.service.download_script = Script([LocalFailure("disk.full", {"name": "x"})])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await parked(house, engine, task_id, "disk.full")
    house.service.download_script = Script([CLIP])
    async with house.engine() as engine:
        taken_up = task_of(engine, task_id)
        task = await house.until(task_id, Status.COMPLETED)
    assert (taken_up.status, taken_up.failure) == (Status.DOWNLOADING, None), "what stopped it then is no news now"
    assert task.failure is None
    assert len(house.service.creates) == 1


async def test_a_download_that_still_cannot_go_on_says_so_again(house: House) -> None:
    house.service.download_script = Script([LocalFailure("disk.full", {"name": "x"})])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await parked(house, engine, task_id, "disk.full")
    house.events.clear()
    async with house.engine() as engine:
        await parked(house, engine, task_id, "disk.full")


async def test_a_take_that_is_gone_from_the_disk_is_fetched_again(house: House) -> None:
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        await house.clock.until(lambda: engine.tasks[0].balance_after is not None)
        for name in house.files():
            (house.takes / name).unlink()
        house.service.query_script = Script([report("completed", 100, FRESH)])
        engine.retry_download(task.id)
        assert task_of(engine, task.id).take is None
        await house.until(task.id, Status.DOWNLOADING)
        task = await house.until(task.id, Status.COMPLETED)
    assert house.service.downloads == [RESULT, FRESH]
    assert list(house.files().values()) == [CLIP]
    assert len(house.service.creates) == 1


async def test_a_result_without_a_link_is_asked_for_until_there_is_one(house: House) -> None:
    house.service.query_script = Script([report("completed", 100), report("completed", 100), DONE])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert house.service.downloads == [RESULT]


async def test_a_result_that_never_has_a_link_waits(house: House) -> None:
    house.service.query_script = Script([report("completed", 100)])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await parked(house, engine, task_id, "take.no_link")
    assert house.service.downloads == []


async def test_nothing_that_is_there_is_overwritten(house: House) -> None:
    house.service.query_script = Script([report("queued")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        name = take_name(engine.tasks[0].created_at, PROMPT_ONLY.prompt, task_id)
        house.takes.mkdir()
        for ending in (".mp4", "-2.mp4"):
            (house.takes / f"{name}{ending}").write_bytes(b"mine")
        house.service.query_script = Script([DONE])
        task = await house.until(task_id, Status.COMPLETED)
    assert house.files() == {f"{name}.mp4": b"mine", f"{name}-2.mp4": b"mine", f"{name}-3.mp4": CLIP}
    assert task.take == str(house.takes / f"{name}-3.mp4")


async def test_a_take_that_was_named_before_the_end_came_is_not_fetched_twice(house: House) -> None:
    house.service.download_script = Script([NotSent("net.refused")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: bool(house.service.downloads))
        name = take_name(engine.tasks[0].created_at, PROMPT_ONLY.prompt, task_id)
    (house.takes / f"{name}.mp4").write_bytes(CLIP)
    house.service.downloads.clear()
    async with house.engine() as engine:
        task = await house.until(task_id, Status.COMPLETED)
    assert house.service.downloads == []
    assert task.take == str(house.takes / f"{name}.mp4")


async def test_other_containers_keep_their_own_ending(house: House) -> None:
    house.service.download_script = Script([b"\x1a\x45\xdf\xa3 webm"])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert task.take is not None
    assert task.take.endswith(".webm")


async def test_a_take_that_cannot_be_looked_into_is_a_take_all_the_same(house: House) -> None:
    house.media.failure = LocalFailure("media.no_helper")
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
        engine.filmstrip(task.id)
    assert (task.thumbnail, task.seconds) == (None, None)
    assert house.of(FilmstripReady) == []


async def test_a_folder_of_its_own_survives_a_restart(house: House, tmp_path: Path) -> None:
    own = tmp_path / "deep" / "own"
    house.service.query_script = Script([report("queued")])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main", takes_folder=own)
        await house.clock.until(lambda: engine.tasks[0].remote_id is not None)
    house.service.query_script = Script([DONE])
    async with house.engine() as engine:
        task = await house.until(task_id, Status.COMPLETED)
    assert task.take is not None
    assert Path(task.take).parent == own


async def test_a_takes_folder_that_cannot_be_is_a_wait(house: House) -> None:
    house.takes.write_bytes(b"a file where the folder should be")
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await parked(house, engine, task_id, "disk.failed")
        house.takes.unlink()
        engine.retry_download(task_id)
        await house.until(task_id, Status.COMPLETED)
