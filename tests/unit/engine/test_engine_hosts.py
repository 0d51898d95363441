"""Files in a place of the person's own: sent once, looked at before money is spent, removed after the end."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import AssetStatus, Created
from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import BadRequest, OutcomeUnknown, ServiceFailed
from seedance_desktop.domain.host import DAY, Bucket, PicGo
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.terms import Terms
from seedance_desktop.domain.uploads import LIMIT
from seedance_desktop.engine.events import HostTested, TaskForgotten
from seedance_desktop.store.placements import Kept
from seedance_desktop.store.store import Store
from tests.fakes.clocks import settled
from tests.fakes.house import House, with_files
from tests.fakes.service import DONE, Script, report

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.engine.engine import Engine

BUCKET = Bucket("https://s3.example", "eu", "films", "AK")
CLEARED = replace(BUCKET, deletes=True)


@pytest.fixture
def heron(tmp_path: Path) -> Path:
    path = tmp_path / "heron.png"
    path.write_bytes(b"heron")
    return path


def use(house: House, bucket: Bucket | PicGo | None) -> None:
    profile = Profile("main", "Main", "https://service.example", host=bucket)
    house.profiles.known["main"] = profile
    house.profiles.keys["main/s3"] = "secret"


async def completed(house: House, heron: Path, store: Store | None = None) -> None:
    async with house.engine(store) as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)


async def test_the_same_bytes_go_to_the_bucket_once_and_its_address_is_sent(house: House, heron: Path) -> None:
    use(house, BUCKET)
    async with house.engine() as engine:
        for _ in range(2):
            await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
    place = house.service.place
    assert place.puts == 1
    assert place.asked[0] == (BUCKET, "secret")
    assert house.service.uploaded == []
    assert [body["images"] for body in house.service.creates] == [["https://bucket.example/1.png"]] * 2
    assert len(place.looked) == 2, "also a remembered address is looked at before money is spent"


async def test_an_address_that_died_before_its_time_is_sent_again(house: House, heron: Path) -> None:
    use(house, BUCKET)
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        house.service.place.held.clear()
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
    assert house.service.place.puts == 2


async def test_an_address_near_its_end_is_not_used_again(house: House, heron: Path) -> None:
    use(house, replace(BUCKET, days=3))
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        house.clock.jump(2.1 * DAY)
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
    assert house.service.place.puts == 2


async def test_what_a_stranger_cannot_read_is_never_paid_for(house: House, heron: Path) -> None:
    use(house, BUCKET)
    house.service.place.hidden.add("https://bucket.example/1.png")
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(heron), "main"), Status.REFUSED)
    assert task.failure is not None
    assert task.failure.code == "host.not_readable"
    assert house.service.creates == []


async def test_what_is_to_be_deleted_goes_when_its_last_task_has_ended(house: House, heron: Path) -> None:
    use(house, CLEARED)
    async with house.engine() as engine:
        ids = [engine.submit(with_files(heron), "main") for _ in range(2)]
        await house.until(ids[0], Status.COMPLETED)
        await house.until(ids[1], Status.COMPLETED)
        await house.clock.until(lambda: not house.service.place.held)
    assert house.service.place.puts == 1


async def test_what_lies_there_and_is_of_no_use_is_taken_away_too(house: House, heron: Path) -> None:
    use(house, CLEARED)
    house.service.place.hidden.add("https://bucket.example/1.png")
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.REFUSED)
        await house.clock.until(lambda: not house.service.place.held)
    assert house.service.place.puts == 1


async def test_uploads_that_the_end_of_the_program_broke_off_are_made_at_the_next_start(
    house: House, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for path in paths:
        path.write_bytes(path.name.encode())
    house.service.upload_gate = asyncio.Event()
    async with house.engine() as engine:
        ids = [engine.submit(with_files(path), "main") for path in paths]
        await house.clock.until(lambda: house.service.uploading == house.options.uploads_at_once)
    assert (house.service.uploaded, house.service.uploading) == ([], 0)
    house.service.upload_gate = None
    async with house.engine():
        for task_id in ids:
            await house.until(task_id, Status.COMPLETED)
    assert sorted(house.service.uploaded) == paths
    assert len(house.service.creates) == len(paths)


async def test_what_could_not_be_deleted_goes_at_the_next_start(house: House, heron: Path) -> None:
    use(house, CLEARED)
    place = house.service.place
    place.stuck = ServiceFailed("host.failed")
    await completed(house, heron)
    assert place.held
    place.stuck = None
    async with house.engine() as engine:
        await house.clock.until(lambda: not place.held)
        await settled(lambda: not any(engine._supervisor.runs(f"clear {task.id}") for task in engine.tasks))
    store = await Store.open(house.folder / "data")
    assert await store.placements() == ()
    await store.close()


async def test_an_object_of_a_bucket_that_was_given_up_is_left_alone(house: House, heron: Path) -> None:
    use(house, CLEARED)
    place = house.service.place
    place.stuck = ServiceFailed("host.failed")
    await completed(house, heron)
    use(house, None)
    place.stuck = AssertionError("it is not ours any more")
    async with house.engine() as engine:
        await settled(lambda: not any(engine._supervisor.runs(f"clear {task.id}") for task in engine.tasks))
    assert place.held


async def at_rest(engine: Engine) -> None:
    """Until nothing is being removed, nor about to be."""
    await asyncio.sleep(0)
    await settled(lambda: not any(name.startswith("clear ") for name in engine._supervisor._running))


async def in_review(house: House, engine: Engine, heron: Path) -> AssetRecord:
    house.media.kind = Kind.IMAGE
    house.service.review_script = Script([AssetStatus.PENDING])
    engine.assets.submit("main", Review.LIBRARY, [str(heron)])
    await house.clock.until(lambda: [one.state for one in engine.assets.records] == [AssetState.PENDING])
    return engine.assets.records[0]


async def test_what_a_review_reads_stays_until_it_has_ended(house: House, heron: Path) -> None:
    use(house, CLEARED)
    async with house.engine() as engine:
        await in_review(house, engine, heron)
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        await at_rest(engine)
        assert house.service.place.held
    async with house.engine() as engine:
        await at_rest(engine)
        assert house.service.place.held
        house.service.review_script = Script([AssetStatus.ACTIVE])
        await house.clock.until(lambda: not house.service.place.held)
        assert engine.assets.records[0].state is AssetState.ACTIVE
    assert house.service.place.puts == 1


async def test_what_a_review_read_goes_when_its_asset_is_forgotten(house: House, heron: Path) -> None:
    use(house, CLEARED)
    async with house.engine() as engine:
        engine.assets.forget((await in_review(house, engine, heron)).id)
        await house.clock.until(lambda: not house.service.place.held)


async def test_a_review_that_a_task_asked_for_outlives_the_task(house: House, heron: Path) -> None:
    use(house, CLEARED)
    house.service.review_script = Script([AssetStatus.PENDING])
    async with house.engine() as engine:
        task_id = engine.submit(with_files(heron, reviewed=True), "main")
        await house.clock.until(lambda: [one.state for one in engine.assets.records] == [AssetState.PENDING])
        engine.cancel(task_id)
        await house.until(task_id, Status.CANCELLED)
        await at_rest(engine)
        assert house.service.place.held
        house.service.review_script = Script([AssetStatus.FAILED])
        await house.clock.until(lambda: not house.service.place.held)


async def test_what_a_forgotten_task_may_still_need_is_left_for_good(house: House, heron: Path) -> None:
    use(house, CLEARED)
    house.service.query_script = Script([report("queued")])
    house.service.create_script = Script([Created("vid_1", "queued", None, ""), OutcomeUnknown("create.unreadable")])
    async with house.engine() as engine:
        other = engine.submit(with_files(heron), "main")
        await house.until(other, Status.QUEUED)
        lost = engine.submit(with_files(heron), "main")
        await house.until(lost, Status.UNCERTAIN)
        await house.clock.until(lambda: not engine._supervisor.runs(lost))
        engine.forget(lost)
        await house.clock.until(lambda: house.has(TaskForgotten, 1))
        house.service.query_script = Script([DONE])
        await house.until(other, Status.COMPLETED)
        await at_rest(engine)
        assert list(house.service.place.held) == ["1.png"]
        house.service.create_script = Script([Created("vid_2", "queued", None, "")])
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        await at_rest(engine)
    assert (list(house.service.place.held), house.service.place.puts) == (["1.png"], 2)


async def test_what_is_being_looked_at_is_not_removed_meanwhile(house: House, heron: Path) -> None:
    use(house, CLEARED)
    place, gate = house.service.place, asyncio.Event()
    async with house.engine() as engine:
        house.service.before_create = gate.wait
        first = engine.submit(with_files(heron), "main")
        await house.clock.until(lambda: bool(house.service.creates))
        place.look_gate = asyncio.Event()
        second = engine.submit(with_files(heron), "main")
        await house.clock.until(lambda: len(place.looked) == 2)
        gate.set()
        await house.until(first, Status.COMPLETED)
        await at_rest(engine)
        assert place.held
        place.look_gate.set()
        await house.until(second, Status.COMPLETED)
        await house.clock.until(lambda: not place.held)
    assert place.puts == 1


async def test_whoever_comes_while_it_is_removed_sends_it_again(house: House, heron: Path) -> None:
    use(house, CLEARED)
    place = house.service.place
    place.stuck = ServiceFailed("host.failed")
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        await at_rest(engine)
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
    assert [body["images"] for body in house.service.creates] == [
        ["https://bucket.example/1.png"],
        ["https://bucket.example/2.png"],
    ]


async def test_a_task_from_before_the_choice_to_delete_keeps_its_files_to_its_end(house: House, heron: Path) -> None:
    use(house, BUCKET)
    house.service.query_script = Script([report("queued")])
    async with house.engine() as engine:
        first = engine.submit(with_files(heron), "main")
        await house.until(first, Status.QUEUED)
        use(house, CLEARED)
        house.service.create_script = Script([BadRequest("service.refused")])
        await house.until(engine.submit(with_files(heron), "main"), Status.REFUSED)
        await at_rest(engine)
        assert house.service.place.held
        house.service.query_script = Script([DONE])
        await house.until(first, Status.COMPLETED)
        await house.clock.until(lambda: not house.service.place.held)


async def test_without_the_choice_to_delete_only_the_use_is_forgotten(house: House, heron: Path) -> None:
    use(house, BUCKET)
    store = await Store.open(house.folder / "data")
    async with house.engine(store) as engine:
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
        await at_rest(engine)
        assert await store.placements() == ()
        await house.until(engine.submit(with_files(heron), "main"), Status.COMPLETED)
    assert (list(house.service.place.held), house.service.place.puts) == (["1.png"], 1)


async def test_without_a_place_of_ones_own_the_service_is_told_the_format(house: House, heron: Path) -> None:
    await completed(house, heron)
    assert house.service.formats == [with_files(heron).references[0].facts.format or ""]


@pytest.mark.parametrize("host", [None, BUCKET], ids=["service", "bucket"])
@pytest.mark.parametrize(("size", "status"), [(4, Status.FAILED), (5, Status.COMPLETED), (None, Status.COMPLETED)])
async def test_a_file_that_is_not_what_was_measured_is_never_sent(
    house: House, heron: Path, host: Bucket | None, size: int | None, status: Status
) -> None:
    use(house, host)
    request = with_files(heron)
    request = replace(request, references=(replace(request.references[0], facts=Facts("png", size=size)),))
    async with house.engine() as engine:
        task = await house.until(engine.submit(request, "main"), status)
    sent = len(house.service.uploaded) + house.service.place.puts
    assert (sent, task.failure and task.failure.code) == ((0, "upload.changed") if size == 4 else (1, None))


async def test_a_store_remembers_by_host(tmp_path: Path) -> None:
    store = await Store.open(tmp_path)
    await store.remember_upload("aa", BUCKET.label, "https://a.example/1", 100.0, "1.png")
    assert await store.upload("aa", BUCKET.label, 1.0) == Kept("https://a.example/1", "1.png")
    assert await store.upload("aa", replace(BUCKET, name="other").label, 1.0) is None
    await store.forget_upload(BUCKET.label, "1.png")
    assert await store.upload("aa", BUCKET.label, 1.0) is None
    await store.close()


def test_a_place_of_ones_own_has_no_limit_of_the_services() -> None:
    own = Profile("main", "Main", "https://service.example", host=PicGo())
    found = [Terms.of(profile) for profile in (own, replace(own, host=None))]
    assert [(terms.upload_limit, terms.service_upload) for terms in found] == [(None, False), (LIMIT, True)]


async def test_a_trial_leaves_nothing_behind_even_where_nobody_can_read(house: House) -> None:
    house.service.place.hidden.add("https://bucket.example/1.png")
    async with house.engine() as engine:
        engine.test_host(Profile("main", "Main", "https://service.example", host=BUCKET), "secret")
        await house.clock.until(lambda: house.has(HostTested, 1))
    (told,) = house.of(HostTested)
    assert told.failure is not None
    assert told.failure.code == "host.not_readable"
    assert house.service.place.puts == 1
    assert house.service.place.held == {}
