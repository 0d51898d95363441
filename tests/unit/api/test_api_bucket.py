"""Buckets against a server that checks signatures; PicGo and the look of a stranger against small ones."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.api.bucket import BucketHost, signed
from seedance_desktop.api.picgo import PicGoHost
from seedance_desktop.api.sending import Courier
from seedance_desktop.api.upload import ending_of
from seedance_desktop.domain.errors import LocalFailure, NotSent, Refused, SeedanceError, ServiceFailed, Unauthorized
from seedance_desktop.domain.host import MOST_DAYS, Bucket, PicGo
from seedance_desktop.domain.network import Network
from tests.fakes.raw_server import RawServer, Visit
from tests.fakes.s3 import S3, SECRET, s3_server

if TYPE_CHECKING:
    from collections.abc import Iterator


OSS = Bucket("https://s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou", "films", "AK", prefix="ref/")


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3_server(tmp_path_factory.mktemp("s3")) as served:
        yield served


@pytest.fixture
def heron(tmp_path: Path) -> Path:
    path = tmp_path / "My secret heron.PNG"
    path.write_bytes(b"\x89PNG" + bytes(300_000))
    return path


def host(bucket: Bucket, secret: str | None = SECRET) -> BucketHost:
    async def given_secret() -> str | None:
        return secret

    return BucketHost(bucket, given_secret, Network())


def fetched(url: str) -> tuple[str, bytes]:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  the server's own address
        return answer.headers["Content-Type"], answer.read()


async def test_a_file_lies_under_a_name_nobody_can_guess_and_is_read_without_any_key(s3: S3, heron: Path) -> None:
    told: list[tuple[int, int]] = []
    place = host(s3.bucket())
    placed = [await place.put(heron, "png", lambda *step: told.append(step)) for _ in range(2)]
    assert told[-1] == (300_004, 300_004)
    assert placed[0].name != placed[1].name
    assert placed[0].name.startswith("seedance/")
    assert len(placed[0].name) == len("seedance/") + 32 + len(".png")
    assert "heron" not in placed[0].url
    await place.look(placed[0].url, local_service=True)
    query = parse_qs(urlsplit(placed[0].url).query)
    assert query["X-Amz-Expires"] == [str(MOST_DAYS * 86_400)]
    assert SECRET not in placed[0].url.replace("test%3Atester", "")
    assert await asyncio.to_thread(fetched, placed[0].url) == ("image/png", b"\x89PNG" + bytes(300_000))


async def test_a_file_is_taken_away_again_and_twice_is_no_failure(s3: S3, heron: Path) -> None:
    place = host(s3.bucket())
    placed = await place.put(heron, "png", None)
    assert placed.name in s3.names()
    for _ in range(2):
        await place.remove(placed.name)
    assert placed.name not in s3.names()
    with pytest.raises(Refused, match=r"host\.not_readable"):
        await place.look(placed.url, local_service=True)


@pytest.mark.parametrize(
    ("changes", "secret", "kind", "told"),
    [
        ({}, "wrong", Unauthorized, "host.refused SignatureDoesNotMatch"),
        ({"access_key": "test:nobody"}, SECRET, Unauthorized, "host.refused SignatureDoesNotMatch"),
        ({"name": "elsewhere"}, SECRET, Refused, "host.no_bucket NoSuchBucket"),
        ({}, None, Unauthorized, "host.no_secret"),
    ],
)
async def test_what_a_bucket_refuses_is_told(
    s3: S3, heron: Path, changes: dict[str, object], secret: str | None, kind: type[SeedanceError], told: str
) -> None:
    with pytest.raises(kind) as caught:
        await host(s3.bucket(**changes), secret).put(heron, "png", None)
    assert " ".join([caught.value.code, *filter(None, [str(caught.value.values.get("reason", ""))])]) == told
    assert SECRET not in repr(caught.value.values) + caught.value.excerpt


async def test_memory_does_not_grow_with_a_file_on_its_way_to_a_bucket(tmp_path: Path) -> None:
    async def script(visit: Visit) -> None:
        _, headers = await visit.head()
        left = int(headers["content-length"])
        while left:
            left -= len(await visit.reader.read(65536))
        await visit.answer(b"")

    async def peak(size: int) -> int:
        path = tmp_path / f"{size}.mp4"
        with path.open("wb") as file:
            file.truncate(size)
        tracemalloc.reset_peak()
        await Courier(Network(proxy="none")).put(server.url, path, "video/mp4", None)
        return tracemalloc.get_traced_memory()[1]

    async with RawServer(script) as server:
        tracemalloc.start()
        small, large = [await peak(size) for size in (10_000_000, 10_000_000, 100_000_000)][1:]
        tracemalloc.stop()
    assert large < small + 4_000_000


async def test_a_server_that_is_not_there_and_an_empty_file_are_told(s3: S3, tmp_path: Path, heron: Path) -> None:
    with pytest.raises(NotSent, match=r"net\.refused"):
        await host(replace(s3.bucket(), endpoint="http://127.0.0.1:9")).put(heron, "png", None)
    (tmp_path / "empty.png").touch()
    with pytest.raises(LocalFailure, match=r"upload\.empty"):
        await host(s3.bucket()).put(tmp_path / "empty.png", "png", None)


@pytest.mark.parametrize(("path_style", "begins"), [
    (False, "https://films.s3.oss-cn-hangzhou.aliyuncs.com/ref/a.png?"),
    (True, "https://s3.oss-cn-hangzhou.aliyuncs.com/films/ref/a.png?"),
])  # fmt: skip
def test_both_styles_of_addresses_are_signed_without_any_connection(path_style: bool, begins: str) -> None:  # noqa: FBT001  a table's column
    url = signed(replace(OSS, path_style=path_style), "secret", "GET", "ref/a.png", 60)
    assert url.startswith(begins)
    assert "X-Amz-Credential=AK%2F" in url


@pytest.mark.parametrize("endpoint", ["", "films.example", "ftp://films.example", "https://", "https://a b/"])
def test_an_endpoint_that_is_none_is_told(endpoint: str) -> None:
    with pytest.raises(NotSent, match=r"net\.bad_address"):
        signed(replace(OSS, endpoint=endpoint), "secret", "GET", "a.png", 60)


@pytest.mark.parametrize("prefix", ["../", "a//", "./", "a/../"])
def test_a_folder_that_leads_elsewhere_is_told(prefix: str) -> None:
    with pytest.raises(NotSent, match=r"net\.bad_address"):
        signed(replace(OSS, prefix=prefix), "secret", "GET", f"{prefix}a.png", 60)


@pytest.mark.parametrize("prefix", ["", "/", "seedance/", "/夏 天/", "{x}?#%/", "a", "..b/"])
def test_a_folder_of_any_name_is_signed(prefix: str) -> None:
    assert signed(replace(OSS, prefix=prefix), "secret", "GET", f"{prefix.lstrip('/')}a.png", 60)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://films.example/a.png", "scheme"), ("https://192.168.1.4/a.png", "private"),
        ("https://10.0.0.1/a", "private"), ("https://100.64.3.2/a", "private"), ("https://169.254.1.2/a", "private"),
        ("https://127.0.0.1/a", "loopback"), ("https://[::1]/a", "loopback"), ("https://[fd00::1]/a", "private"),
        ("https://nas.local/a", "private"), ("https://nas/a", "private"), ("https://localhost/a", "loopback"),
    ],
)  # fmt: skip
async def test_an_address_that_a_service_far_away_cannot_reach_is_never_asked(url: str, why: str) -> None:
    with pytest.raises(Refused) as caught:
        await Courier(Network()).look(url, local_service=False)
    assert (caught.value.code, caught.value.values["why"]) == ("host.private", why)


def saying(body: bytes, status: int = 200) -> RawServer:
    """A server that answers everything alike."""

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.answer(body, status)

    return RawServer(script)


async def test_a_broken_host_may_come_back() -> None:
    async with saying(b"busy", 503) as server:
        with pytest.raises(ServiceFailed, match=r"host\.failed"):
            await Courier(Network()).look(server.url, local_service=True)


def lying(body: bytes, status: int = 206, **headers: str) -> RawServer:
    """A server that gives the first byte of what lies there."""

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.answer(body, status, **headers)

    return RawServer(script)


@pytest.mark.parametrize(
    ("server", "whole"),
    [
        (lying(b"x", content_range="bytes 0-0/100"), True),
        (lying(b"x", content_range="bytes 0-0/99"), False),
        (lying(b"x", content_range="bytes 0-0/*"), True),
        (lying(b"x", content_range="nonsense"), True),
        (lying(b"x" * 100, 200), True),
        (lying(b"<Error><Code>NoSuchKey</Code></Error>", 200), False),
        (lying(b"", 200), False),
    ],
)
async def test_something_else_than_was_sent_is_never_paid_for(server: RawServer, *, whole: bool) -> None:
    async with server:
        look = Courier(Network()).look(server.url, local_service=True, size=100)
        if whole:
            await look
        else:
            with pytest.raises(Refused, match=r"host\.not_whole"):
                await look


async def test_a_bucket_that_says_yes_and_means_no_is_told(heron: Path) -> None:
    async with saying(b"<?xml version='1.0'?><Error><Code>SlowDown</Code></Error>") as server:
        place = host(Bucket(server.url, "eu", "films", "AK", path_style=True))
        with pytest.raises(ServiceFailed, match=r"host\.failed") as caught:
            await place.put(heron, "png", None)
    assert caught.value.values["reason"] == "SlowDown"


@pytest.mark.parametrize(("body", "url"), [
    ({"success": True, "result": ["https://img.example/a.png"]}, "https://img.example/a.png"),
    ({"success": False, "message": "No uploader <b>set</b>"}, None),
    ({"success": True, "result": []}, None),
    (["nonsense"], None),
])  # fmt: skip
async def test_picgo_is_told_the_path_and_answers_with_the_address(heron: Path, body: object, url: str | None) -> None:
    async with saying(json.dumps(body).encode()) as server:
        place = PicGoHost(PicGo(server.url), Network())
        if url is None:
            with pytest.raises(Refused, match=r"host\.refused"):
                await place.put(heron, "png", None)
        else:
            told: list[tuple[int, int]] = []
            assert (await place.put(heron, "png", lambda *step: told.append(step))).url == url
            assert told == [(0, 300_004), (300_004, 300_004)]
        (seen,) = server.requests
    assert (seen.method, seen.target) == ("POST", "/upload")
    ((name,),) = json.loads(seen.body).values()
    assert Path(name).suffix == ".png"
    assert "heron" not in name


async def test_what_picgo_says_of_its_own_secrets_is_hidden(heron: Path) -> None:
    said = "PUT https://img.example/a?X-Sign=hunter2 failed: Authorization: Bearer hunter2"
    async with saying(json.dumps({"success": False, "message": said}).encode()) as server:
        with pytest.raises(Refused, match=r"host\.refused") as caught:
            await PicGoHost(PicGo(server.url), Network()).put(heron, "png", None)
    assert "PUT https://img.example/a" in str(caught.value.values["reason"])
    assert "hunter2" not in f"{caught.value.values}{caught.value.excerpt}"


@given(st.text(max_size=12), st.sampled_from(["", "jpeg", "png", "mp4"]))
def test_an_ending_is_the_contents_and_never_the_names(name: str, format_: str) -> None:
    ending = ending_of(Path(f"x.{name}"), format_)
    assert ending.isascii()
    assert ending.isalnum()
    if format_:
        assert ending == {"jpeg": "jpg"}.get(format_, format_)
