"""The calls that cost nothing: uploads, the review of the Full routes, the library of the SP routes."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import Asset, AssetStatus, LibraryAsset, Uploaded
from seedance_desktop.api.errors import LONGEST_WAIT, retry_after
from seedance_desktop.api.reading import PIECE
from seedance_desktop.domain.errors import BadRequest, LocalFailure, NotFound, SeedanceError, ServiceFailed
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.uploads import LIMIT
from tests.fakes.raw_server import RawServer, Visit, answering
from tests.unit.api.service import client

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from seedance_desktop.api.client import ServiceClient

UPLOADED: dict[str, object] = {"code": 20000, "data": {"url": "https://cdn.example.com/u/a.jpg", "size": 1}}


def file_of(path: Path, size: int) -> Path:
    """A file of that many bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


# --- uploads ---------------------------------------------------------------------------------------------------


async def test_a_file_is_sent_whole_under_a_neutral_name_with_progress(tmp_path: Path) -> None:
    content = bytes(range(256)) * 3000
    picture = tmp_path / 'my "secret" \u82cd\u9e6d\r\n.JPG'
    picture.write_bytes(content)
    seen: list[tuple[int, int]] = []
    async with RawServer(answering(UPLOADED)) as server, client(server.url) as service:
        found = await service.upload(picture, lambda sent, total: seen.append((sent, total)))
    assert found == Uploaded("https://cdn.example.com/u/a.jpg", len(content))
    request = server.requests[0]
    assert (request.method, request.target) == ("POST", "/api/open-api/v1/files/upload")
    boundary = request.headers["content-type"].removeprefix("multipart/form-data; boundary=").encode()
    assert request.body == (
        b"--" + boundary + b'\r\nContent-Disposition: form-data; name="file"; filename="reference.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n--" + boundary + b"--\r\n"
    )
    assert "transfer-encoding" not in request.headers
    assert seen[-1] == (len(content), len(content))
    assert seen[0] == (PIECE, len(content))
    assert seen == sorted(seen)


async def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    async def script(visit: Visit) -> None:
        _, headers = await visit.head()
        left = int(headers["content-length"])
        while left:
            left -= len(await visit.reader.read(65536))
        await visit.answer(UPLOADED)

    big = file_of(tmp_path / "a.mp4", 60_000_000)
    async with RawServer(script) as server, client(server.url) as service:
        await service.upload(file_of(tmp_path / "b.mp4", 1_000_000))
        tracemalloc.start()
        await service.upload(big)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 12_000_000


@pytest.mark.parametrize("size", [0, LIMIT + 1])
async def test_an_empty_or_oversized_file_is_refused_before_anything_is_sent(size: int, tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.mp4", size)
    async with RawServer(answering(UPLOADED)) as server, client(server.url) as service:
        with pytest.raises(LocalFailure) as caught:
            await service.upload(path)
    assert caught.value.code == ("upload.too_large" if size else "upload.empty")
    assert caught.value.values["name"] == "a.mp4"
    assert server.connections == 0


async def test_a_file_of_exactly_the_limit_is_sent(tmp_path: Path) -> None:
    async def script(visit: Visit) -> None:
        await visit.head()
        await visit.answer({"code": 20002, "msg": "seen"}, 413, connection="close")
        await visit.until_gone()

    path = file_of(tmp_path / "a.mp4", LIMIT)
    async with RawServer(script) as server, client(server.url) as service:
        with pytest.raises(BadRequest):
            await service.upload(path)
    assert server.connections == 1


async def test_an_unreadable_file_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    async with RawServer(answering(UPLOADED)) as server, client(server.url) as service:
        for path in (tmp_path / "gone.png", tmp_path):
            with pytest.raises(LocalFailure) as caught:
                await service.upload(path)
            assert caught.value.code == "upload.unreadable"
    assert server.connections == 0


@pytest.mark.parametrize("change", [-PIECE, PIECE])
async def test_a_file_that_changes_while_it_is_sent_is_told(change: int, tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.mp4", 4 * PIECE)
    changed: list[int] = []

    def on_progress(sent: int, _: int) -> None:
        if not changed:
            file_of(path, 4 * PIECE + change)
            changed.append(sent)

    async with RawServer(answering(UPLOADED)) as server, client(server.url) as service:
        with pytest.raises(LocalFailure) as caught:
            await service.upload(path, on_progress)
    assert caught.value.code == "upload.changed"
    assert server.requests == []


@pytest.mark.parametrize("url", [None, "", "openapi/upload/a.jpg", "http://cdn.example.com/a.jpg", ["x"]])
async def test_an_upload_without_a_usable_address_has_failed(url: object, tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.jpg", 10)
    async with RawServer(answering({"code": 20000, "data": {"url": url}})) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed) as caught:
            await service.upload(path)
    assert caught.value.code == "upload.no_address"


async def test_a_cancelled_upload_closes_the_file_and_the_next_call_works(tmp_path: Path) -> None:
    path = file_of(tmp_path / "a.mp4", 50 * PIECE)
    begun = asyncio.Event()

    async def script(visit: Visit) -> None:
        if visit.server.connections == 1:
            visit.stop_reading()
            await asyncio.Event().wait()
        await visit.request()
        await visit.answer(UPLOADED)

    async with RawServer(script) as server, client(server.url) as service:
        call = asyncio.ensure_future(service.upload(path, lambda *_: begun.set()))
        await begun.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert (await service.upload(path)).size == 50 * PIECE


# --- review ----------------------------------------------------------------------------------------------------


async def test_addresses_go_to_review_by_kind_and_come_back_as_assets() -> None:
    answer = {
        "code": "20000",
        "msg": "ok",
        "data": {
            "items": [
                {"asset_id": "i1", "original_url": "https://a/i", "asset_type": "image", "status": "Pending"},
                {"asset_id": "v1", "original_url": "https://a/v", "asset_type": "video", "status": "active"},
                "nonsense",
            ],
            "failed_items": [{"original_url": "https://a/w", "asset_type": "video"}, {}, "https://a/x"],
        },
    }
    async with RawServer(answering(answer)) as server, client(server.url) as service:
        found = await service.submit_for_review(
            {Kind.IMAGE: ["https://a/i"], Kind.VIDEO: ["https://a/v"], Kind.AUDIO: []}
        )
    assert found == (
        Asset("i1", "https://a/i", Kind.IMAGE, AssetStatus.PENDING, "Pending"),
        Asset("v1", "https://a/v", Kind.VIDEO, AssetStatus.ACTIVE, "active"),
        Asset("", "https://a/w", Kind.VIDEO, AssetStatus.FAILED, ""),
        Asset("", "", None, AssetStatus.FAILED, ""),
        Asset("", "https://a/x", None, AssetStatus.FAILED, ""),
    )
    assert server.requests[0].target == "/api/open-api/v1/seedance/assets/audit"
    assert json.loads(server.requests[0].body) == {"image_urls": ["https://a/i"], "video_urls": ["https://a/v"]}


async def test_review_status_is_asked_for_many_at_once() -> None:
    answer = {"code": 0, "data": {"items": [{"asset_id": "a", "status": "Rejected"}, {"asset_id": "b"}]}}
    async with RawServer(answering(answer)) as server, client(server.url) as service:
        found = await service.review_status(["a", "b"])
    assert [(one.asset_id, one.status, one.word) for one in found] == [
        ("a", AssetStatus.FAILED, "Rejected"),
        ("b", AssetStatus.PENDING, ""),
    ]
    assert (server.requests[0].method, server.requests[0].target) == ("POST", "/api/open-api/v1/seedance/assets/status")
    assert json.loads(server.requests[0].body) == {"asset_ids": ["a", "b"]}


async def test_nothing_to_review_asks_nothing() -> None:
    async with RawServer(answering({"code": 0})) as server, client(server.url) as service:
        assert await service.submit_for_review({Kind.IMAGE: []}) == ()
        assert await service.review_status([]) == ()
    assert server.connections == 0


# --- the SP library --------------------------------------------------------------------------------------------

ENTRY: dict[str, object] = {
    "asset_id": "asset_abc123",
    "official_id": "o1",
    "status": "Processing",
    "name": "hero",
    "image_url": "https://a/i",
    "asset_ref": None,
    "created_at": "2024",
}
FOUND = LibraryAsset("asset_abc123", "o1", AssetStatus.PENDING, "Processing", "hero", "https://a/i", "", "2024")
ITEMS: dict[str, object] = {"items": [ENTRY, None]}

CALLS: dict[
    str, tuple[Callable[[ServiceClient], Awaitable[object]], str, dict[str, object], dict[str, object], object]
] = {
    "add": (
        lambda s: s.add_sp_asset("hero", Kind.IMAGE, "https://a/i"),
        "assets/upload",
        {"name": "hero", "type": "image", "url": "https://a/i"},
        {"asset_id": "asset_abc123"},
        "asset_abc123",
    ),
    "one": (lambda s: s.sp_asset("x"), "assets/detail", {"asset_id": "x"}, ENTRY, FOUND),
    "many": (lambda s: s.sp_assets(["x"]), "assets/status", {"asset_ids": ["x"]}, ITEMS, (FOUND,)),
    "submit portrait": (
        lambda s: s.submit_real_person("hero", "https://a/i"),
        "realperson/submit",
        {"name": "hero", "url": "https://a/i"},
        ENTRY,
        FOUND,
    ),
    "portrait": (lambda s: s.real_person("x"), "realperson/status", {"asset_id": "x"}, ENTRY, FOUND),
    "portraits": (lambda s: s.real_people(["x"]), "realperson/batch-status", {"asset_ids": ["x"]}, ITEMS, (FOUND,)),
}


@pytest.mark.parametrize("name", CALLS)
async def test_the_library_is_spoken_to_as_documented(name: str) -> None:
    call, path, body, data, expected = CALLS[name]
    async with RawServer(answering({"code": 0, "msg": "ok", "data": data})) as server, client(server.url) as service:
        assert await call(service) == expected
    assert (server.requests[0].method, server.requests[0].target) == ("POST", f"/api/open-api/v1/seedance/sp/{path}")
    assert json.loads(server.requests[0].body) == body


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (500, ServiceFailed), (400, BadRequest)])
async def test_the_librarys_refusals_are_told(name: str, status: int, kind: type[SeedanceError]) -> None:
    async with RawServer(answering({"code": 20002, "msg": "no"}, status)) as server, client(server.url) as service:
        with pytest.raises(kind):
            await CALLS[name][0](service)
    assert len(server.requests) == 1


async def test_an_added_asset_without_an_id_has_failed() -> None:
    async with RawServer(answering({"code": 0, "data": {}})) as server, client(server.url) as service:
        with pytest.raises(ServiceFailed):
            await service.add_sp_asset("a", Kind.IMAGE, "https://a/i")


# --- Retry-After -----------------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("7.5", 7.5),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("-5", 0.0),
        ("1e9", LONGEST_WAIT),
        ("9" * 400, LONGEST_WAIT),
        ("inf", None),
        ("-inf", None),
        ("nan", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Sun, 22 Nov 2026 10:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 10:00:30", 30.0),
        ("Sun, 22 Nov 2026 18:00:30 +0800", 30.0),
        ("Sun, 22 Nov 2020 10:00:30 GMT", 0.0),
        ("Sun, 22 Nov 2099 10:00:30 GMT", LONGEST_WAIT),
        ("Sun, 99 Nov 2026 10:00:30 GMT", None),
        ("Sun, 22 Nov 99999999999 10:00:30 GMT", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
