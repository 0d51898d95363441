"""Fetching a result: going on where it broke off, never mixing two files, never keeping what is no video."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.download import Downloaded
from seedance_desktop.api.part import BLOCK, is_whole
from seedance_desktop.domain.errors import (
    ServiceFailed,
)
from tests.fakes.raw_server import RawServer, Visit, answering, bytes_answering, reply
from tests.unit.api.clips import AT_ONCE, CLIP, OTHER, content, failure, fetch, lay, ranged, sidecar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.raw_server import Seen


# --- whole -----------------------------------------------------------------------------------------------------


async def test_a_clip_arrives_whole_with_progress_and_says_so_beside_it(part: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    script = answering(CLIP, content_type="Video/MP4; x=y", etag='"one"')
    async with RawServer(script) as server:
        found = await fetch(server, part, on_progress=lambda done, total: seen.append((done, total)))
    assert found == Downloaded(len(CLIP), "video/mp4")
    assert content(part) == CLIP
    assert sidecar(part).read_text() == f'"one"\nwhole {len(CLIP)}'
    assert seen[-1] == (len(CLIP), len(CLIP))
    assert seen == sorted(seen)
    headers = server.requests[0].headers
    assert headers["accept-encoding"] == "identity"
    assert not {"range", "if-range", "authorization", "cookie"} & set(headers)


async def test_a_clip_without_a_stated_length_arrives(part: Path) -> None:
    totals: list[int | None] = []
    chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(CLIP), CLIP)
    for data in (chunked, b"HTTP/1.1 200 OK\r\n\r\n" + CLIP):
        async with RawServer(bytes_answering(data)) as server:
            await fetch(server, part, on_progress=lambda _, total: totals.append(total))
        assert content(part) == CLIP
    assert set(totals) == {None}


async def test_an_older_longer_part_does_not_shine_through(part: Path) -> None:
    lay(part, CLIP)
    async with RawServer(answering(OTHER)) as server:
        await fetch(server, part)
    assert content(part) == OTHER
    assert "range" not in server.requests[0].headers


async def test_the_file_is_on_the_disk_before_the_call_returns(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = os.fsync

    def noted(descriptor: int) -> None:
        sizes.append(os.fstat(descriptor).st_size)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    async with RawServer(answering(CLIP)) as server:
        await fetch(server, part)
    assert sizes == [len(CLIP)]


# --- going on --------------------------------------------------------------------------------------------------


async def test_a_broken_download_goes_on_where_it_stopped(part: Path) -> None:
    async def script(visit: Visit) -> None:
        seen = await visit.request()
        data = ranged(seen, CLIP, '"one"')
        await visit.send(data[: len(data) // 2])
        if len(visit.server.requests) >= 3:
            await visit.send(data[len(data) // 2 :])

    async with RawServer(script) as server:
        assert (await failure(server, part)).code == "download.short"
        kept = len(content(part))
        assert 0 < kept < len(CLIP)
        assert sidecar(part).read_text() == '"one"'
        found = await fetch(server, part, AT_ONCE)
    assert content(part) == CLIP
    assert found.size == len(CLIP)
    assert server.requests[1].headers["range"] == f"bytes={kept}-"
    assert server.requests[1].headers["if-range"] == '"one"'


async def test_a_server_that_sends_less_than_a_block_at_a_time_is_gone_on_with(part: Path) -> None:
    lay(part, CLIP[:1000], '"one"')
    step = BLOCK - 7

    async def script(visit: Visit) -> None:
        start = int((await visit.request()).headers["range"].removeprefix("bytes=").removesuffix("-"))
        data = CLIP[start : start + step]
        span = f"bytes {start}-{start + len(data) - 1}/{len(CLIP)}"
        await visit.send(reply(data, 206, content_range=span, etag='"one"'))

    async with RawServer(script) as server:
        await fetch(server, part, AT_ONCE)
    assert content(part) == CLIP
    assert [seen.headers["range"] for seen in server.requests] == [f"bytes={1000 + n * step}-" for n in range(4)]


def _holds_a_block(part: Path) -> bool:
    return part.exists() and part.stat().st_size >= BLOCK


async def test_a_reset_in_the_middle_is_tried_again_by_itself(part: Path) -> None:
    async def script(visit: Visit) -> None:
        seen = await visit.request()
        data = ranged(seen, CLIP, '"one"')
        if len(visit.server.requests) < 3:
            await visit.send(data[: BLOCK + 5000])
            while not _holds_a_block(part):  # noqa: ASYNC110  a file tells nobody that it grew
                await asyncio.sleep(0)  # a reset right behind the data would take it back
            visit.reset()
        else:
            await visit.send(data)

    async with RawServer(script) as server:
        await fetch(server, part, AT_ONCE)
    assert content(part) == CLIP
    assert [bool(seen.headers.get("range")) for seen in server.requests] == [False, True, True]


def _weak(seen: Seen) -> bytes:
    return ranged(seen, OTHER, 'W/"one"')


def _changed(seen: Seen) -> bytes:
    return ranged(seen, OTHER, '"two"')


def _ignores_range(_: Seen) -> bytes:
    return reply(OTHER, etag='"one"')


def _ignores_if_range(seen: Seen) -> bytes:
    if "range" not in seen.headers:
        return reply(OTHER, etag='"two"')
    return reply(OTHER[1000:], 206, content_range=f"bytes 1000-{len(OTHER) - 1}/{len(OTHER)}", etag='"two"')


def _says_not_of_what(seen: Seen) -> bytes:
    if "range" not in seen.headers:
        return reply(OTHER)
    return reply(OTHER[1000:], 206, content_range=f"bytes 1000-{len(OTHER) - 1}/{len(OTHER)}")


def _lies_about_the_start(seen: Seen) -> bytes:
    if "range" not in seen.headers:
        return reply(OTHER)
    return reply(OTHER[900:], 206, content_range=f"bytes 900-{len(OTHER) - 1}/{len(OTHER)}", etag='"one"')


def _partial_without_a_range(seen: Seen) -> bytes:
    return reply(OTHER) if "range" not in seen.headers else reply(OTHER[1000:], 206, etag='"one"')


def _nonsense_range(seen: Seen) -> bytes:
    return reply(OTHER) if "range" not in seen.headers else reply(b"x", 206, content_range="bytes ?-?/\u00e9")


def _range_refused(seen: Seen) -> bytes:
    return reply(OTHER) if "range" not in seen.headers else reply(b"", 416, content_range="bytes */500")


@pytest.mark.parametrize(
    "server_of",
    [
        _weak,
        _changed,
        _ignores_range,
        _ignores_if_range,
        _says_not_of_what,
        _lies_about_the_start,
        _partial_without_a_range,
        _nonsense_range,
        _range_refused,
    ],
)
async def test_what_does_not_continue_the_part_starts_over(server_of: Callable[[Seen], bytes], part: Path) -> None:
    lay(part, CLIP[:1000], '"one"')

    async def script(visit: Visit) -> None:
        await visit.send(server_of(await visit.request()))

    async with RawServer(script) as server:
        await fetch(server, part)
    assert content(part) == OTHER
    assert server.requests[0].headers["range"] == "bytes=1000-"


@pytest.mark.parametrize("etag", ["", 'W/"one"', "one", '"on\ne"', '"' + "x" * 400 + '"', '"\u00e9"'])
async def test_without_a_strong_mark_a_part_is_not_continued(etag: str, part: Path) -> None:
    lay(part, CLIP[:1000], etag)
    async with RawServer(answering(OTHER)) as server:
        await fetch(server, part)
    assert "range" not in server.requests[0].headers
    assert content(part) == OTHER


async def test_a_part_that_is_whole_already_is_only_confirmed(part: Path) -> None:
    lay(part, CLIP, '"one"')
    async with RawServer(answering(b"", 416, content_range=f"bytes */{len(CLIP)}")) as server:
        found = await fetch(server, part)
    assert found.size == len(CLIP)
    assert content(part) == CLIP
    assert len(server.requests) == 1


@pytest.mark.parametrize("etag", ["", '"one"', '"one"\nwho'])
async def test_a_part_that_is_marked_as_whole_asks_nobody_and_stays(etag: str, part: Path) -> None:
    lay(part, CLIP, f"{etag}\nwhole {len(CLIP)}")
    async with RawServer(answering(OTHER)) as server:
        found = await fetch(server, part)
    assert (found, is_whole(part)) == (Downloaded(len(CLIP), ""), True)
    assert content(part) == CLIP
    assert server.connections == 0


@pytest.mark.parametrize(
    "mark", ["", "\nwhole", "\nwhole 1", f"\nwhole {len(CLIP) + 1}", "\nwhole x", "\nwhole 1000\n"]
)
async def test_a_mark_that_does_not_fit_leaves_the_etag_to_go_on_by(mark: str, part: Path) -> None:
    lay(part, CLIP[:1000], f'"one"{mark}')

    async def script(visit: Visit) -> None:
        await visit.send(ranged(await visit.request(), CLIP, '"one"'))

    async with RawServer(script) as server:
        assert not is_whole(part)
        await fetch(server, part)
    assert content(part) == CLIP
    assert server.requests[0].headers["range"] == "bytes=1000-"


async def test_what_nothing_is_known_of_stays_until_another_answer_comes(part: Path) -> None:
    lay(part, CLIP)
    async with RawServer(answering(b"gone", 403)) as server:
        assert (await failure(server, part)).code == "download.expired"
    assert content(part) == CLIP
    assert "range" not in server.requests[0].headers


async def test_a_server_that_only_ever_sends_wrong_parts_is_given_up(part: Path) -> None:
    async with RawServer(answering(b"x", 206, content_range="bytes 5-5/9")) as server:
        found = await failure(server, part)
    assert (type(found), found.code) == (ServiceFailed, "download.failed")
    assert len(server.requests) == 2
