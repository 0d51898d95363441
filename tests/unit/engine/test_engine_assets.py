"""Assets: each handed in once, reused by its bytes, waited for, refused before anything is ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.domain.asset import AssetRecord, AssetState
from seedance_desktop.domain.errors import LocalFailure, NotSent, ServiceFailed, Unauthorized
from seedance_desktop.domain.reference import Kind, Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import AssetChanged, AssetForgotten, Notice, TaskChanged
from seedance_desktop.store.store import Store
from tests.fakes.house import House, with_files
from tests.fakes.service import Script

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.engine.engine import Engine

PENDING, ACTIVE, FAILED = AssetStatus.PENDING, AssetStatus.ACTIVE, AssetStatus.FAILED


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    house.media.kind = Kind.IMAGE
    return house


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "heron.png"
    path.write_bytes(b"picture")
    return path


async def reaches(house: House, engine: Engine, state: AssetState) -> AssetRecord:
    await house.clock.until(lambda: [record.state for record in engine.assets.records][:1] == [state])
    return engine.assets.records[0]


async def test_the_same_bytes_need_neither_another_review_nor_another_upload(
    house: House, tmp_path: Path, picture: Path
) -> None:
    twin = tmp_path / "under another name.png"
    twin.write_bytes(b"picture")
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(twin, reviewed=True), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == len(house.service.reviewed) == 1
    first, second = house.service.creates
    assert first["images"] == second["images"]


async def test_an_approved_asset_that_the_service_lost_is_handed_in_again(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
        house.service.lost = {record.asset_id for record in engine.assets.records}
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    assert len(house.service.reviewed) == 2


async def test_a_task_says_how_many_reviews_it_waits_for(house: House, tmp_path: Path, picture: Path) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(b"other")
    house.service.review_script = Script([PENDING, PENDING, ACTIVE])
    async with house.engine() as engine:
        task_id = engine.submit(with_files(picture, other, reviewed=True), "main")
        await house.until(task_id, Status.COMPLETED)
    told = [event.task.failure for event in house.of(TaskChanged) if event.task.failure is not None]
    assert {failure.code for failure in told} == {"review.waiting"}
    # Both pass in one answer; whoever looks between the two sees one left.
    assert [failure.values["count"] for failure in told] in ([2], [2, 1])


async def test_a_refusal_names_the_file_and_a_new_task_hands_it_in_anew(house: House, picture: Path) -> None:
    house.service.review_script = Script([FAILED, ACTIVE])
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.REFUSED)
        assert task.failure is not None
        assert (task.failure.code, task.failure.values["name"]) == ("review.rejected", "heron.png")
        assert house.service.creates == []
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    assert len(house.service.reviewed) == 2


async def test_a_lost_answer_is_said_and_never_followed_by_a_second_submission(house: House, picture: Path) -> None:
    house.service.review_trouble = Script([ServiceFailed("service.no_answer")])
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.FAILED)
    assert task.failure is not None
    assert task.failure.code == "review.answer_lost"
    assert len(house.service.at("review")) == 1
    assert house.service.creates == []


@pytest.mark.parametrize("trouble", [NotSent("net.dns"), ServiceFailed("service.failed")], ids=str)
async def test_what_surely_failed_is_handed_in_again(house: House, picture: Path, trouble: Exception) -> None:
    house.service.review_trouble = Script([trouble, None])
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
        assert len(engine.assets.records) == 1
    assert len(house.service.at("review")) == 2


async def test_a_start_in_the_middle_of_a_review_only_asks(house: House, picture: Path) -> None:
    house.service.review_script = Script([PENDING])
    async with house.engine() as engine:
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        await reaches(house, engine, AssetState.PENDING)
    house.service.review_script = Script([ACTIVE])
    async with house.engine() as engine:
        record = await reaches(house, engine, AssetState.ACTIVE)
    assert record.reference == f"asset://{record.asset_id}"
    assert [what for what, *_ in house.service.handed_in] == ["library image"]


async def test_a_call_cut_short_by_the_end_is_not_made_again_by_itself(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        record = await reaches(house, engine, AssetState.ACTIVE)
        await engine.assets._shelf.change(record.id, state=AssetState.SUBMITTED, asset_id="")
    async with house.engine() as engine:
        record = await reaches(house, engine, AssetState.FAILED)
        assert record.failure is not None
        assert record.failure.code == "review.answer_lost"
        assert len(house.service.handed_in) == 1
        engine.assets.submit_again(record.id)
        await reaches(house, engine, AssetState.ACTIVE)
    assert len(house.service.handed_in) == 2


async def broken(*_: object) -> None:
    raise LocalFailure("disk.full")


async def test_uploads_that_cannot_be_forgotten_do_not_hide_what_is_under_review(
    house: House, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.service.review_script = Script([PENDING])
    async with house.engine() as engine:
        engine.submit(with_files(picture, reviewed=True), "main")
        await reaches(house, engine, AssetState.PENDING)
    store = await Store.open(house.folder / "data")
    monkeypatch.setattr(store, "forget_uploads", broken)
    house.service.review_script = Script([ACTIVE])
    async with house.engine(store) as engine:
        await house.until(engine.tasks[0].id, Status.COMPLETED)
    assert len(house.service.at("review")) == 1


async def test_nothing_is_handed_in_while_nobody_knows_what_was(
    house: House, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await Store.open(house.folder / "data")
    monkeypatch.setattr(store, "assets", broken)
    async with house.engine(store) as engine:
        task = await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.FAILED)
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        await house.clock.until(lambda: bool(house.of(Notice)))
    assert task.failure is not None
    assert {task.failure.code, *(notice.code for notice in house.of(Notice))} == {"disk.full"}
    assert house.service.handed_in == []
    assert house.service.at("review") == []


async def test_an_answer_that_the_disk_refuses_keeps_no_other_from_being_known(
    house: House, tmp_path: Path, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.png"
    other.write_bytes(b"other")
    house.service.review_script = Script([PENDING])
    store = await Store.open(house.folder / "data")
    keep = store.save_asset

    async def save(record: AssetRecord) -> None:
        if record.state is AssetState.PENDING and record.name == "heron.png":
            raise LocalFailure("disk.full")
        await keep(record)

    monkeypatch.setattr(store, "save_asset", save)
    async with house.engine(store) as engine:
        await house.until(engine.submit(with_files(picture, other, reviewed=True), "main"), Status.FAILED)
        assert {record.state for record in engine.assets.records} == {AssetState.PENDING}


async def test_submitting_again_asks_first_where_the_service_knows_it(house: House, picture: Path) -> None:
    house.service.review_script = Script([FAILED, ACTIVE])
    async with house.engine() as engine:
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        record = await reaches(house, engine, AssetState.FAILED)
        engine.assets.submit_again(record.id)
        await reaches(house, engine, AssetState.ACTIVE)
    assert len(house.service.handed_in) == 1, "it had passed meanwhile"


async def test_a_portrait_is_used_by_the_address_the_service_names(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        engine.assets.submit("main", Review.PERSON, [str(picture)])
        record = await reaches(house, engine, AssetState.ACTIVE)
        request = Request(
            "m", "r", "With files", 5, references=with_files(picture).references, reviews=(Review.PERSON,)
        )
        await house.until(engine.submit(request, "main"), Status.COMPLETED)
    assert record.reference == f"asset://person-{record.asset_id}"
    assert [body["images"] for body in house.service.creates] == [[record.reference]]


async def test_a_route_without_assets_gets_the_file_itself(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        await reaches(house, engine, AssetState.ACTIVE)
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
    assert house.service.creates[0]["images"] == ["https://files.example/1.png"]


async def test_a_task_with_an_asset_by_name_waits_for_its_review(house: House, picture: Path) -> None:
    house.service.review_script = Script([PENDING])
    async with house.engine() as engine:
        engine.assets.submit("main", Review.LIBRARY, [str(picture)])
        record = await reaches(house, engine, AssetState.PENDING)
        named = Reference("r", Place.IMAGES, record.reference)
        request = Request("m", "r", "By name", 5, references=(named,), reviews=(Review.LIBRARY, Review.PERSON))
        task_id = engine.submit(request, "main")
        await house.clock.until(lambda: house.told(task_id) == [Status.PREPARING])
        house.service.review_script = Script([ACTIVE])
        await house.until(task_id, Status.COMPLETED)


async def test_what_is_there_is_told_and_not_handed_in_twice(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        engine.assets.submit("main", Review.FULL, [str(picture)])
        await reaches(house, engine, AssetState.ACTIVE)
        told = len(house.of(AssetChanged))
        engine.assets.submit("main", Review.FULL, [str(picture)])
        await house.clock.until(lambda: len(house.of(AssetChanged)) > told)
        assert len(engine.assets.records) == 1
    assert len(house.service.reviewed) == 1


async def test_a_portrait_must_be_a_picture(house: House, picture: Path) -> None:
    house.media.kind = Kind.VIDEO
    async with house.engine() as engine:
        engine.assets.submit("main", Review.PERSON, [str(picture)])
        await house.clock.until(lambda: house.has(Notice, 1))
        assert engine.assets.records == ()
    assert [notice.code for notice in house.of(Notice)] == ["review.wrong_kind"]


async def test_a_key_that_is_refused_ends_the_asking_until_it_is_asked_for(house: House, picture: Path) -> None:
    house.service.review_script = Script([Unauthorized("key.rejected"), ACTIVE])
    async with house.engine() as engine:
        engine.assets.submit("main", Review.FULL, [str(picture)])
        await house.clock.until(lambda: any(record.failure for record in engine.assets.records))
        (record,) = engine.assets.records
        assert record.state is AssetState.PENDING
        engine.assets.refresh(record.id)
        await reaches(house, engine, AssetState.ACTIVE)


async def test_a_forgotten_one_is_gone_after_the_next_start_too(house: House, picture: Path) -> None:
    async with house.engine() as engine:
        engine.assets.submit("main", Review.FULL, [str(picture)])
        record = await reaches(house, engine, AssetState.ACTIVE)
        engine.assets.forget(record.id)
        await house.clock.until(lambda: house.of(AssetForgotten) == [AssetForgotten(record.id)])
    async with house.engine() as engine:
        assert engine.assets.records == ()
