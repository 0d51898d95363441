"""Downloads that must not succeed: what is no video, a disk that says no, and what is worth another try."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import threading
from io import FileIO
from pathlib import Path

import pytest

from seedance_desktop.api.http import Deadlines
from seedance_desktop.api.part import BLOCK, PartFile
from seedance_desktop.api.retry import patiently, worth_waiting
from seedance_desktop.domain.errors import (
    LocalFailure,
    NotFound,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    SeedanceError,
    ServiceFailed,
)
from tests.fakes.clocks import settled
from tests.fakes.raw_server import RawServer, Visit, answering, bytes_answering, reply
from tests.unit.api.clips import AT_ONCE, CLIP, content, failure, fetch, lay, sidecar

# --- not a video -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (reply(b"<html>sorry</html>", content_type="text/html"), "download.not_video"),
        (reply(b'{"code":1}', content_type="application/json; charset=utf-8"), "download.not_video"),
        (reply(b"<Error/>", content_type="application/xml"), "download.not_video"),
        (reply(b" <html>sorry</html>", content_type="video/mp4"), "download.not_video"),
        (reply(b'{"code":1}'), "download.not_video"),
        (reply(b"#EXTM3U\n", content_type="video/mp4"), "download.not_video"),
        (reply(CLIP, content_type="video/mp4", content_encoding="gzip"), "download.not_video"),
        (reply(b"", content_type="video/mp4"), "download.short"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "download.short"),
        (reply(CLIP)[:-1], "download.short"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n", "download.short"),
    ],
)
async def test_what_is_no_whole_video_is_not_taken_for_one(data: bytes, code: str, part: Path) -> None:
    async with RawServer(bytes_answering(data)) as server:
        found = await failure(server, part)
    assert (type(found), found.code) == (ServiceFailed, code)


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (401, NotFound, "download.expired"),
        (403, NotFound, "download.expired"),
        (404, NotFound, "download.expired"),
        (410, NotFound, "download.expired"),
        (400, NotFound, "download.refused"),
        (429, RateLimited, "service.rate_limited"),
        (408, ServiceFailed, "download.failed"),
        (500, ServiceFailed, "download.failed"),
        (503, ServiceFailed, "download.failed"),
        (204, ServiceFailed, "download.failed"),
        (416, NotFound, "download.refused"),
    ],
)
async def test_a_refusal_keeps_the_part_for_a_fresh_address(
    status: int, kind: type[SeedanceError], code: str, part: Path
) -> None:
    lay(part, CLIP[:1000], '"one"')
    script = answering(b"", status, retry_after="0") if status != 204 else bytes_answering(b"HTTP/1.1 204 X\r\n\r\n")
    async with RawServer(script) as server:
        found = await failure(server, part)
        assert (type(found), found.code) == (kind, code)
    if status != 416:
        assert content(part) == CLIP[:1000]


@pytest.mark.parametrize(("status", "requests"), [(403, 1), (404, 1), (503, 4), (429, 4)])
async def test_only_what_may_pass_is_tried_again(status: int, requests: int, part: Path) -> None:
    script = answering(b"", status, retry_after="0")
    async with RawServer(script) as server:
        await failure(server, part, AT_ONCE)
    assert len(server.requests) == requests


# --- this machine ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "disk.read_only"),
        (errno.EACCES, "disk.read_only"),
        (errno.EPERM, "disk.read_only"),
        (errno.EIO, "disk.failed"),
    ],
)
async def test_a_disk_that_says_no_is_told_and_what_is_there_stays(
    number: int, code: str, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = PartFile._write
    blocks: list[int] = []

    def full(self: PartFile, block: bytearray) -> None:
        blocks.append(len(block))
        if len(blocks) > 1:
            raise OSError(number, "no")
        real(self, block)

    monkeypatch.setattr(PartFile, "_write", full)
    async with RawServer(answering(CLIP, etag='"one"')) as server:
        found = await failure(server, part, AT_ONCE)
    assert (type(found), found.code) == (LocalFailure, code)
    assert content(part) == CLIP[: blocks[0]]
    assert sidecar(part).read_text() == '"one"'
    assert len(server.requests) == 1


async def test_too_little_space_is_told_before_anything_is_written(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 90, 10))
    async with RawServer(answering(CLIP)) as server:
        found = await failure(server, part)
    assert (type(found), found.code) == (LocalFailure, "disk.full")
    assert found.values == {"name": part.name, "needed": len(CLIP), "free": 10}


async def test_after_a_failed_fsync_nothing_is_believed(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(os, "fsync", broken)
    async with RawServer(answering(CLIP, etag='"one"')) as server:
        found = await failure(server, part)
    assert (type(found), found.code) == (LocalFailure, "disk.failed")
    assert content(part) == b""
    assert not sidecar(part).exists()


class Stuck(FileIO):
    """A file that cannot be emptied."""

    def truncate(self, _: int | None = None) -> int:
        raise OSError(errno.EIO, "no")


async def test_what_neither_syncs_nor_empties_is_not_gone_on_with(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: PartFile) -> None:
        self._close()
        self._file = Stuck(part, "ab")
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(PartFile, "_sync", broken)
    async with RawServer(answering(CLIP, etag='"one"')) as server:
        assert (await failure(server, part)).code == "disk.failed"
    async with PartFile(part) as file:
        assert (file.size, file.whole) == (0, False)


@pytest.mark.parametrize("call", ["open", "unlink"])
async def test_a_mark_that_cannot_be_written_costs_no_clip(
    part: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = PartFile._sync
    real = getattr(Path, call)

    def refused(self: Path, *arguments: object, **named: object) -> object:
        if self == sidecar(part):
            raise PermissionError(errno.EACCES, "no")
        return real(self, *arguments, **named)

    def closed(self: PartFile) -> None:
        sync(self)
        monkeypatch.setattr(Path, call, refused)

    monkeypatch.setattr(PartFile, "_sync", closed)
    async with RawServer(answering(CLIP, etag='"one"')) as server:
        assert (await fetch(server, part)).size == len(CLIP)
    assert content(part) == CLIP


async def test_a_folder_that_is_gone_is_told_before_anything_is_asked(part: Path) -> None:
    async with RawServer(answering(CLIP)) as server:
        found = await failure(server, part.parent / "gone" / part.name)
    assert (type(found), found.code) == (LocalFailure, "disk.failed")
    assert server.connections == 0


async def test_a_cancelled_download_leaves_no_writer_behind(part: Path) -> None:
    started = asyncio.Event()

    def on_progress(done: int, _: int | None) -> None:
        if done > BLOCK:
            started.set()

    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.send(reply(CLIP, etag='"one"')[: 2 * BLOCK])
        await visit.until_gone()

    async with RawServer(script) as server:
        call = asyncio.ensure_future(fetch(server, part, on_progress=on_progress))
        await started.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    kept = content(part)
    assert len(kept) >= BLOCK
    assert CLIP.startswith(kept)
    await settled(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("part")])


async def test_an_endless_trickle_ends_at_the_deadline(part: Path) -> None:
    async def script(visit: Visit) -> None:
        await visit.request()
        await visit.send(b'HTTP/1.1 200 OK\r\netag: "one"\r\n\r\n' + CLIP[:5000])
        await visit.until_gone()

    async with RawServer(script) as server:
        with pytest.raises(ServiceFailed) as caught:
            await fetch(server, part, deadlines=Deadlines(connect=1, silence=9, download=0.3))
    assert caught.value.code == "download.short"
    assert content(part) == CLIP[:5000], "what came is kept for the next attempt"


async def test_a_stream_beyond_every_clip_is_cut_off(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedance_desktop.api.download.LARGEST_TAKE", BLOCK)
    async with RawServer(answering(CLIP)) as server:
        found = await failure(server, part)
    assert found.code == "download.too_large"


async def test_the_loop_stays_free_while_a_clip_arrives(part: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All work on the file runs in another thread; a disk that takes its time holds nothing up."""
    loop_thread = []
    real = PartFile._write

    def noted(self: PartFile, block: bytearray) -> None:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            loop_thread.append(False)
        else:
            loop_thread.append(True)
        real(self, block)

    monkeypatch.setattr(PartFile, "_write", noted)
    async with RawServer(answering(CLIP)) as server:
        await fetch(server, part)
    assert loop_thread
    assert not any(loop_thread)


# --- patience --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failed", "worth"),
    [
        (NotSent("net.refused"), True),
        (NotSent("net.setup"), False),
        (NotSent("net.certificate"), False),
        (ServiceFailed("download.short"), True),
        (ServiceFailed("download.failed", retry_after=7.0), 7.0),
        (ServiceFailed("download.not_video"), False),
        (RateLimited("service.rate_limited", retry_after=3.0), 3.0),
        (RateLimited("service.rate_limited"), True),
        (NotFound("download.expired"), False),
        (LocalFailure("disk.full"), False),
        (OutcomeUnknown("create.no_answer"), False),
        (ValueError(), False),
    ],
)
def test_what_is_worth_another_try(failed: Exception, worth: float) -> None:
    assert worth_waiting(failed) == worth


async def test_patience_ends_with_the_last_failure() -> None:
    calls: list[int] = []

    async def call() -> None:
        calls.append(1)
        raise ServiceFailed(f"download.short{len(calls)}")

    with pytest.raises(ServiceFailed) as caught:
        await patiently(call, AT_ONCE)
    assert caught.value.code == "download.short4"
    assert len(calls) == 4
