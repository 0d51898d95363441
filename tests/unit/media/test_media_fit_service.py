"""Fitted copies as the window asks for them: in a process of their own, with progress, cancelled by a kill."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.service import MediaService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

WRITES_AND_HANGS = """
    import os, pathlib, socket, sys, threading
    from seedance_desktop.media import worker
    from seedance_desktop.media.files import part_of
    def stuck(path, question, report):
        part_of(pathlib.Path(question["target"])).write_bytes(b"half")
        report(0.5)
        with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as test:
            test.sendall(str(os.getpid()).encode())
        threading.Event().wait()
    worker._JOBS["fit"] = stuck
    worker.main()
"""
TELLS_NOTHING_NEW = """
    import os, sys
    from seedance_desktop.media.frames import write_frame
    with os.fdopen(1, "wb") as answers:
        while True:
            write_frame(answers, {"progress": 0.5})
"""


@pytest.fixture
def doorbell() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        yield server


@pytest.fixture
async def stuck(doorbell: socket.socket) -> AsyncIterator[MediaService]:
    command = (sys.executable, "-c", textwrap.dedent(WRITES_AND_HANGS), str(doorbell.getsockname()[1]))
    service = MediaService(command=command)
    yield service
    await service.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def content(file: Path) -> bytes:
    return file.read_bytes()


async def ring(doorbell: socket.socket) -> int:
    visitor, _ = await asyncio.to_thread(doorbell.accept)
    with visitor:
        return int(visitor.recv(20))


async def test_a_copy_is_made_with_growing_progress_and_measured(turned_clip: Path, tmp_path: Path) -> None:
    service = MediaService()
    heard: list[float] = []
    before = content(turned_clip)
    await service.fit(turned_clip, tmp_path / "copy.mp4", Recipe(crop=Crop(0, 0, 40, 50)), heard.append)
    found = await service.measure(tmp_path / "copy.mp4")
    await service.close()
    assert (found.kind, found.facts.width, found.facts.height) == (Kind.VIDEO, 40, 50)
    assert heard == sorted(set(heard))
    assert 0 < heard[-1] <= 1
    assert content(turned_clip) == before
    assert names(tmp_path) == ["copy.mp4"]


async def test_measuring_goes_on_while_a_copy_is_made(
    stuck: MediaService, doorbell: socket.socket, clip: Path, tmp_path: Path
) -> None:
    copy = asyncio.ensure_future(stuck.fit(clip, tmp_path / "copy.mp4", Recipe()))
    await ring(doorbell)
    assert (await stuck.measure(clip)).kind is Kind.VIDEO
    copy.cancel()


async def test_cancelling_kills_the_process_and_leaves_nothing(
    stuck: MediaService, doorbell: socket.socket, clip: Path, tmp_path: Path
) -> None:
    copy = asyncio.ensure_future(stuck.fit(clip, tmp_path / "copy.mp4", Recipe()))
    pid = await ring(doorbell)
    copy.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copy
    await stuck.close()
    assert names(tmp_path) == []
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_copies_that_wait_are_called_off_at_once(
    stuck: MediaService, doorbell: socket.socket, clip: Path, tmp_path: Path
) -> None:
    first = asyncio.ensure_future(stuck.fit(clip, tmp_path / "first.mp4", Recipe()))
    await ring(doorbell)
    others = [asyncio.ensure_future(stuck.fit(clip, tmp_path / f"{n}.mp4", Recipe())) for n in range(40)]
    await asyncio.sleep(0)
    for other in others:
        other.cancel()
    async with asyncio.timeout(20):
        results = await asyncio.gather(*others, return_exceptions=True)
    assert {type(result) for result in results} == {asyncio.CancelledError}
    assert not first.done()
    assert names(tmp_path) == ["first.mp4.part"]
    first.cancel()


async def test_a_killed_process_fails_the_copy(
    stuck: MediaService, doorbell: socket.socket, clip: Path, tmp_path: Path
) -> None:
    copy = asyncio.ensure_future(stuck.fit(clip, tmp_path / "copy.mp4", Recipe()))
    os.kill(await ring(doorbell), signal.SIGKILL)
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        await copy
    assert names(tmp_path) == []


async def test_closing_ends_copies_under_way_and_those_that_wait(
    stuck: MediaService, doorbell: socket.socket, clip: Path, tmp_path: Path
) -> None:
    copies = [asyncio.ensure_future(stuck.fit(clip, tmp_path / f"{n}.mp4", Recipe())) for n in range(3)]
    await ring(doorbell)
    await stuck.close()
    results = await asyncio.gather(*copies, return_exceptions=True)
    assert [type(result) for result in results] == [LocalFailure] * 3
    assert names(tmp_path) == []
    with pytest.raises(LocalFailure, match=r"media\.no_helper"):
        await stuck.fit(clip, tmp_path / "late.mp4", Recipe())


async def test_a_process_that_never_gets_further_is_ended(clip: Path, tmp_path: Path) -> None:
    service = MediaService(command=(sys.executable, "-c", textwrap.dedent(TELLS_NOTHING_NEW)), patience=2)
    heard: list[float] = []
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        await service.fit(clip, tmp_path / "copy.mp4", Recipe(), heard.append)
    await service.close()
    assert heard == [0.5]


async def test_a_folder_that_is_not_there_says_so(clip: Path, tmp_path: Path) -> None:
    service = MediaService()
    with pytest.raises(LocalFailure, match=r"file\.unwritable"):
        await service.fit(clip, tmp_path / "nowhere" / "copy.mp4", Recipe())
    await service.close()
