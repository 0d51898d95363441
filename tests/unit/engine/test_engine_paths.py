"""Every way through the statuses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import AssetStatus
from seedance_desktop.domain.errors import (
    BadRequest,
    LocalFailure,
    Moderated,
    NoBalance,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    SeedanceError,
    ServiceFailed,
    Unauthorized,
)
from seedance_desktop.domain.price import Price, Unit
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import TakeProgress, Waiting
from tests.fakes.house import PROMPT_ONLY, with_files
from tests.fakes.service import CLIP, DONE, RESULT, Script, not_there, report

if TYPE_CHECKING:
    from tests.fakes.house import House

WHOLE_WAY = [
    Status.PREPARING,
    Status.SUBMITTING,
    Status.QUEUED,
    Status.PROCESSING,
    Status.DOWNLOADING,
    Status.COMPLETED,
]


async def test_a_prompt_becomes_a_take(house: House) -> None:
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main", Price(None, "", Unit.TASK, 1, Decimal("0.5")))
        assert engine.tasks[0].id == task_id, "known before anything is sent"
        task = await house.until(task_id, Status.COMPLETED)
        await house.clock.until(lambda: engine.tasks[0].balance_after is not None)

    assert house.told(task_id) == WHOLE_WAY
    assert house.service.creates == [PROMPT_ONLY.body()]
    assert house.service.intents == [task_id]
    assert task.take is not None
    assert house.files() == {Path(task.take).name: CLIP}, "no part file is left"
    assert Path(task.take).parent == house.takes
    assert task.thumbnail is not None
    assert Path(task.thumbnail).is_relative_to(house.folder / "cache")
    assert (task.seconds, task.estimate, task.balance_before) == (4.0, Decimal("0.5"), Decimal(10))
    assert (task.result_url, task.progress, task.failure) == (RESULT, 100, None)
    assert house.of(TakeProgress)


async def test_the_service_says_what_it_took_and_where_it_stands(house: House) -> None:
    house.service.query_script = Script([report("processing", 31, cost="0.4"), DONE])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        task = await house.until(task_id, Status.PROCESSING)
        assert (task.service_status, task.progress, task.cost) == ("processing", 31, Decimal("0.4"))
        task = await house.until(task_id, Status.COMPLETED)
    assert task.cost == Decimal("0.4")


async def test_an_unknown_word_is_shown_and_polled_on(house: House) -> None:
    house.service.query_script = Script([report("queued"), report("awaiting_upscale", 40), DONE])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: engine.tasks[0].service_status == "awaiting_upscale")
        assert engine.tasks[0].status is Status.PROCESSING
        await house.until(task_id, Status.COMPLETED)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PROVIDER_MODERATION_ERROR: TRADEMARK", "task.moderated"),
        ("内容违规", "task.moderated"),
        ("s3 upload failed", "task.failed"),
        ("", "task.failed"),
    ],
)
async def test_a_failed_task_keeps_the_services_text(house: House, text: str, code: str) -> None:
    house.service.query_script = Script([report("processing", 20), report("failed", error=text)])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.FAILED)
    assert task.failure is not None
    assert (task.failure.code, task.failure.detail) == (code, text)
    assert task.finished_at is not None


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (BadRequest("service.bad_request", {"host": "h"}, "不支持的模型参数"), Status.REFUSED),
        (Unauthorized("key.missing"), Status.REFUSED),
        (NoBalance("service.no_balance"), Status.REFUSED),
        (Moderated("service.moderated"), Status.REFUSED),
        (not_there(), Status.REFUSED),
        (OutcomeUnknown("create.no_answer"), Status.UNCERTAIN),
        (ServiceFailed("service.failed"), Status.UNCERTAIN),
        (LocalFailure("disk.full"), Status.UNCERTAIN),
        (NotSent("net.bad_address"), Status.FAILED),
    ],
    ids=lambda value: value.code if isinstance(value, SeedanceError) else None,
)
async def test_a_create_call_that_fails_is_not_made_again(house: House, answer: SeedanceError, status: Status) -> None:
    house.service.create_script = Script([answer])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), status)
    assert task.failure is not None
    assert (task.failure.code, task.failure.detail) == (answer.code, answer.excerpt)
    assert len(house.service.creates) == 1
    assert house.service.queried == []
    assert task.remote_id is None
    async with house.engine() as engine:
        assert engine.tasks == (task,), "and it stays so"
    assert len(house.service.creates) == 1


async def test_a_call_that_never_left_is_made_again_a_few_times(house: House) -> None:
    house.service.create_script = Script([NotSent("net.dns")])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.FAILED)
    assert len(house.service.creates) == house.options.prepare_tries
    assert task.failure is not None
    assert task.failure.code == "net.dns"


async def test_a_call_that_never_left_succeeds_when_the_network_is_back(house: House) -> None:
    good = house.service.create_script
    house.service.create_script = Script([NotSent("net.dns"), NotSent("net.refused"), good.next])
    async with house.engine() as engine:
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.until(task_id, Status.COMPLETED)
    again = [Status.PREPARING, Status.SUBMITTING]
    assert house.told(task_id) == again + again + WHOLE_WAY
    assert [event.reason and event.reason.code for event in house.of(Waiting)] == ["net.dns", None, "net.refused", None]


async def test_too_many_calls_waits_as_long_as_asked(house: House) -> None:
    good = house.service.create_script
    house.service.create_script = Script([RateLimited("service.rate_limited", retry_after=77.0), good.next])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    first, second = house.service.at("create")
    assert second - first >= 77.0


@pytest.mark.parametrize("together", [True, False])
async def test_what_was_asked_of_a_clip_that_is_called_off_is_kept_for_the_next(
    house: House, *, together: bool
) -> None:
    good = house.service.create_script
    house.service.create_script = Script([RateLimited("service.rate_limited", retry_after=100.0), good.next])
    async with house.engine() as engine:
        first, *others = engine.submit_batch(PROMPT_ONLY, "main", None, 2 if together else 1)
        await house.clock.until(lambda: any(event.reason for event in house.of(Waiting)))
        assert engine.cancel(first)
        second = others[0] if others else engine.submit(PROMPT_ONLY, "main")
        await house.until(second, Status.QUEUED)
    refused, sent = house.service.at("create")
    assert sent - refused >= 100.0
    waits = [event.reason and event.reason.code for event in house.of(Waiting) if event.task_id == second]
    assert waits == ["service.rate_limited", None]


async def test_too_many_calls_for_ever_is_a_refusal(house: House) -> None:
    house.service.create_script = Script([RateLimited("service.rate_limited", retry_after=1.0)])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.REFUSED)
    assert len(house.service.creates) == house.options.prepare_tries


async def test_a_balance_that_cannot_be_had_stops_nothing(house: House) -> None:
    house.service.balance_script = Script([ServiceFailed("service.failed")])
    async with house.engine() as engine:
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert task.balance_before is None


async def test_files_are_uploaded_once_and_remembered(house: House, tmp_path: Path) -> None:
    picture, twin = tmp_path / "a.png", tmp_path / "b.png"
    picture.write_bytes(b"picture")
    twin.write_bytes(b"picture")
    async with house.engine() as engine:
        for _ in range(2):
            await house.until(engine.submit(with_files(picture, twin, picture), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == 1
    (body, again) = house.service.creates
    images = body["images"]
    assert isinstance(images, list)
    assert len(images) == 3
    assert len(set(images)) == 1
    assert again == body


async def test_a_remembered_address_dies_before_the_service_drops_it(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
        house.clock.jump(house.options.upload_lifetime)
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == 2


async def test_an_address_of_a_clock_that_was_set_back_is_not_used(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
        monkeypatch.setattr(house.clock, "now", lambda: house.clock.monotonic() - house.options.upload_lifetime)
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
        await house.until(engine.submit(with_files(picture), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == 2, "and remembered anew by the clock as it is"


async def test_few_uploads_go_at_once(house: House, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(7)]
    for path in paths:
        path.write_bytes(path.name.encode())
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(*paths), "main"), Status.COMPLETED)
    assert house.service.most_uploading <= house.options.uploads_at_once
    assert len(house.service.uploaded) == 7


@pytest.mark.parametrize(
    ("answer", "status", "uploads"),
    [
        (BadRequest("service.bad_request"), Status.REFUSED, 1),
        (LocalFailure("file.too_large"), Status.FAILED, 1),
        (ServiceFailed("service.failed"), Status.FAILED, 5),
        (NotSent("net.dns"), Status.FAILED, 5),
    ],
)
async def test_an_upload_that_fails_costs_nothing(
    house: House, tmp_path: Path, answer: SeedanceError, status: Status, uploads: int
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    house.service.upload_script = Script([answer])
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(picture), "main"), status)
    assert task.failure is not None
    assert task.failure.code == answer.code
    assert len(house.service.at("upload")) == uploads
    assert house.service.creates == []


async def test_a_file_that_is_gone_costs_nothing(house: House, tmp_path: Path) -> None:
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(tmp_path / "gone.png"), "main"), Status.FAILED)
    assert task.failure is not None
    assert task.failure.code == "file.missing"
    assert house.service.creates == []


async def test_full_sends_reviewed_assets(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    house.service.review_script = Script([AssetStatus.PENDING, ServiceFailed("service.failed"), AssetStatus.ACTIVE])
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    (reviewed,) = house.service.reviewed
    assert list(reviewed) == ["image"]
    (body,) = house.service.creates
    assert isinstance(body["images"], list)
    assert all(address.startswith("asset://asset_") for address in body["images"])


@pytest.mark.parametrize("trouble", [NotSent("net.dns"), ServiceFailed("service.failed")], ids=str)
async def test_a_review_is_waited_for_through_hours_without_a_network(
    house: House, tmp_path: Path, trouble: Exception
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    tries = house.options.prepare_tries * 8
    house.service.review_script = Script([AssetStatus.PENDING, *[trouble] * tries, AssetStatus.ACTIVE])
    async with house.engine() as engine:
        await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.COMPLETED)
    assert len(house.service.reviewed) == 1, "it is asked about, never submitted again"
    assert len(house.service.creates) == 1
    assert [waiting.reason is None for waiting in house.of(Waiting)][-2:] == [False, True]


async def test_a_rejected_reference_is_a_refusal_and_nothing_is_sent(house: House, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"picture")
    house.service.review_script = Script([AssetStatus.PENDING, AssetStatus.FAILED])
    async with house.engine() as engine:
        task = await house.until(engine.submit(with_files(picture, reviewed=True), "main"), Status.REFUSED)
    assert task.failure is not None
    assert task.failure.code == "review.rejected"
    assert house.service.creates == []
