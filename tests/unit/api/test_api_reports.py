"""What is read out of good answers: task reports, balances, quotas."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from seedance_desktop.api.answers import AssetStatus, KeyQuota
from seedance_desktop.api.client import _created
from seedance_desktop.api.wire import RAW_LIMIT, parse_asset, parse_balance, parse_report, read_object
from seedance_desktop.domain.errors import (
    ServiceFailed,
)
from seedance_desktop.domain.task import Status
from tests.fakes.raw_server import RawServer, Visit, answering, reply
from tests.unit.api.answers import RECORDED, TASK, answer
from tests.unit.api.service import KEY, client

# --- reports ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recorded", RECORDED[:4])
async def test_a_report_reads_the_same_out_of_every_envelope(recorded: dict[str, Any]) -> None:
    async with RawServer(answering(recorded)) as server, client(server.url) as service:
        report = await service.query("vid_1")
    assert (report.remote_id, report.word, report.status, report.progress) == (
        "vid_1",
        "processing",
        Status.PROCESSING,
        42,
    )
    assert report.video_url == "https://cdn.example.com/a.mp4?sign=abc"
    assert (report.error_message, report.cost) == ("", Decimal("0.35"))
    assert json.loads(report.raw) == recorded
    assert server.requests[0].target == "/api/open-api/v1/videos/vid_1"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("queued", Status.QUEUED),
        ("pending", Status.QUEUED),
        ("submitted", Status.QUEUED),
        ("processing", Status.PROCESSING),
        ("Processing ", Status.PROCESSING),
        ("completed", Status.COMPLETED),
        ("SUCCESS", Status.COMPLETED),
        ("failed", Status.FAILED),
        ("canceled", Status.FAILED),
        ("cancelled", Status.FAILED),
        ("dreaming", None),
        ("succeeded", None),
        ("0", None),
    ],
)
def test_status_words_are_mapped_and_unknown_ones_are_kept(word: str, status: Status | None) -> None:
    report = parse_report({"status": word}, "asked", "raw", trusted=False)
    assert report is not None
    assert (report.status, report.word, report.remote_id) == (status, word.strip(), "asked")


@pytest.mark.parametrize(
    ("result", "url"),
    [
        ({"video_url": "https://cdn.example.com/a.mp4"}, "https://cdn.example.com/a.mp4"),
        ({"url": "https://cdn.example.com/a.mp4"}, "https://cdn.example.com/a.mp4"),
        ({"video_url": "seedance/mini-sp/video/a.mp4"}, None),
        ({"video_url": "http://cdn.example.com/a.mp4"}, None),
        ({"video_url": "https://127.0.0.1/a.mp4"}, None),
        ({"video_url": "https://192.168.1.1/a.mp4"}, None),
        ({"video_url": "https://user@cdn.example.com/a.mp4"}, None),
        ({"video_url": "file:///etc/passwd"}, None),
        ({"video_url": None}, None),
        ({"video_url": ["https://cdn.example.com/a.mp4"]}, None),
        ({}, None),
        (None, None),
        ("https://cdn.example.com/a.mp4", None),
        ([], None),
    ],
)
def test_a_finished_task_without_a_usable_address_is_reported_as_such(result: object, url: str | None) -> None:
    report = parse_report({"status": "completed", "progress": None, "result": result}, "v", "raw", trusted=False)
    assert report is not None
    assert (report.status, report.progress, report.video_url) == (Status.COMPLETED, 100, url)


def test_a_service_on_this_machine_may_name_results_on_this_machine() -> None:
    payload = {"status": "completed", "result": {"video_url": "http://127.0.0.1:9/a.mp4"}}
    trusted = parse_report(payload, "v", "", trusted=True)
    assert trusted is not None
    assert trusted.video_url == "http://127.0.0.1:9/a.mp4"


@pytest.mark.parametrize(
    ("given_progress", "progress"),
    [(0, 0), (99, 99), (150, 100), (-3, 0), ("45", 45), ("45.9%", 45), (1.5, 1), (None, 0), ([], 0), (True, 0)],
)
def test_progress_is_a_percentage_whatever_is_sent(given_progress: object, progress: int) -> None:
    report = parse_report({"status": "processing", "progress": given_progress}, "v", "", trusted=False)
    assert report is not None
    assert report.progress == progress


@pytest.mark.parametrize("name", ["error_message", "error_msg", "reason"])
def test_the_reason_of_a_failure_is_found_under_all_its_names(name: str) -> None:
    report = parse_report(
        {"status": "failed", name: "PROVIDER_MODERATION_ERROR: TRADEMARK\x00"}, "v", "", trusted=False
    )
    assert report is not None
    assert report.error_message == "PROVIDER_MODERATION_ERROR: TRADEMARK"


async def test_an_id_with_odd_characters_stays_one_path_segment() -> None:
    async with RawServer(answering({"code": 0, "data": TASK})) as server, client(server.url) as service:
        await service.query("a/../b?c#d e")
    assert server.requests[0].target == "/api/open-api/v1/videos/a%2F..%2Fb%3Fc%23d%20e"


async def test_another_tasks_answer_left_on_the_line_is_not_taken_for_ours() -> None:
    async def script(visit: Visit) -> None:
        while True:
            asked = (await visit.request()).target.rpartition("/")[2]
            left = reply({"task_id": asked, "status": "failed"}) if asked == "vid_1" else b""
            await visit.send(reply({"task_id": asked, "status": "queued"}) + left)

    async with RawServer(script) as server, client(server.url) as service:
        reports = [await service.query(name) for name in ("vid_1", "vid_2", "vid_3")]
    assert [(one.remote_id, one.status) for one in reports] == [(f"vid_{n}", Status.QUEUED) for n in (1, 2, 3)]
    assert server.connections == 2


async def test_a_service_that_calls_a_task_otherwise_is_believed_on_a_fresh_line() -> None:
    told = answering({"task_id": "upstream-7", "status": "processing"})
    async with RawServer(told) as server, client(server.url) as service:
        assert (await service.query("vid_1")).remote_id == "upstream-7"
    assert len(server.requests) == 2


async def test_a_success_without_a_status_is_unreadable() -> None:
    async with RawServer(answering({"code": 0, "data": {"task_id": "v"}})) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed) as caught:
            await service.query("v")
    assert caught.value.code == "service.unreadable"


def test_the_raw_answer_is_kept_up_to_its_limit_and_without_the_key() -> None:
    found = answer({"code": 0, "echo": KEY, "data": {"task_id": "v", "x": "y" * 100_000}})
    raw = _created(found).raw
    assert len(raw) == RAW_LIMIT
    assert KEY not in raw


# --- optional calls --------------------------------------------------------------------------------------------


async def test_balance_and_quota_are_read() -> None:
    async with (
        RawServer(answering({"code": 20000, "data": {"balance": 50, "used_coin": 8.8, "available": 41.2}})) as server,
        client(server.url) as service,
    ):
        assert await service.balance() == Decimal("41.2")
    assert server.requests[0].target == "/api/open-api/v1/user/balance"
    quota = {"name": "k", "total_quota": 0, "used_quota": 3, "available_quota": 0, "unlimited": True}
    async with RawServer(answering({"code": 20000, "data": quota})) as server, client(server.url) as service:
        assert await service.key_quota() == KeyQuota("k", Decimal(0), Decimal(3), Decimal(0), unlimited=True)
    assert server.requests[0].target == "/api/open-api/v1/key/balance"


def test_a_balance_without_the_sum_is_computed() -> None:
    assert parse_balance({"balance": "50", "used_coin": 8}) == 42
    assert parse_balance({"balance": 50}) == 50
    assert parse_balance({"balance": "much"}) is None


@pytest.mark.parametrize(
    "number",
    ["1e-999999", '"1e-999999"', "0e-999999", "0e999999", '"0.%s"' % ("1" * 900_000), "1." + "0" * 70 + "e9", "1e-99"],
)
def test_a_number_that_nobody_can_write_out_is_untold(number: str) -> None:
    """A few characters may stand for more zeros than the window can hold."""
    answer = read_object(f'{{"status": "completed", "cost": {number}, "available": {number}}}')
    assert answer is not None
    report = parse_report(answer, "vid", "", trusted=False)
    assert report is not None
    assert (report.cost, parse_balance(answer)) == (None, None)
    assert parse_balance({"balance": answer["cost"], "used_coin": 8}) is None


@pytest.mark.parametrize("number", ["0.30000000000000004", "1.7763568394002505e-15", "123.44999999999999", "1e3"])
def test_what_binary_fractions_leave_of_a_sum_is_one(number: str) -> None:
    answer = read_object(f'{{"available": {number}}}')
    assert answer is not None
    assert parse_balance(answer) == Decimal(number)


def test_a_balance_that_is_computed_is_as_bounded_as_one_that_is_told() -> None:
    """What the store would take for damage must not come into it."""
    assert parse_balance({"balance": 9 * 10**14, "used_coin": -(9 * 10**14)}) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [(404, b""), (405, b""), (410, b""), (501, b""), (302, b""), (200, b"<html>front page</html>")],
)
async def test_a_service_without_the_call_has_no_balance(status: int, body: bytes) -> None:
    async with RawServer(answering(body, status)) as server, client(server.url) as service:
        assert await service.balance() is None
        assert await service.key_quota() is None


async def test_a_service_that_fails_has_an_unknown_balance_not_none() -> None:
    async with RawServer(answering(b"", 500)) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed):
            await service.balance()


def test_words_of_reviews_are_compared_without_case() -> None:
    words = ["Active", "ACTIVE", "Pending", "Processing", "Failed", "Rejected", "EXPIRED", "NONE", ""]
    found = [parse_asset({"asset_id": "a", "status": word}).status for word in words]
    assert found == [
        *[AssetStatus.ACTIVE] * 2,
        *[AssetStatus.PENDING] * 2,
        *[AssetStatus.FAILED] * 3,
        *[AssetStatus.PENDING] * 2,
    ]
