"""Odd and hostile files: each is answered rightly, and none crashes, hangs or opens a connection.

One worker answers for all of them. Its kernel kills it at the first socket, so that it lives at the end says that
nothing was tried; a server that is named in many of the files must hear nothing either.
"""

from __future__ import annotations

import asyncio
import platform
import random
import socket
import sys
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.endings import ending_for
from seedance_desktop.media.service import MediaService
from tests.unit.media import corpus, corpus_odd

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from seedance_desktop.media.measured import Measured
    from tests.unit.media.corpus import Files, Shelf

NO_SOCKETS = """
    import ctypes, runpy, struct
    # Load the number of the system call; kill the process at `socket`, let everything else pass (seccomp(2)).
    steps = struct.pack("HBBI" * 4, 0x20, 0, 0, 0, 0x15, 0, 1, {call}, 6, 0, 0, 0x80000000, 6, 0, 0, 0x7FFF0000)
    kept = ctypes.create_string_buffer(steps)
    program = struct.pack("HxxxxxxP", 4, ctypes.addressof(kept))
    kernel = ctypes.CDLL(None)
    assert kernel.prctl(38, 1, 0, 0, 0) == 0
    assert kernel.prctl(22, 2, ctypes.create_string_buffer(program), 0, 0) == 0
    {then}
"""
SERVES = 'runpy.run_module("seedance_desktop.media.worker", run_name="__main__")'
SOCKET_CALLS = {"x86_64": 41, "aarch64": 198}
COMMAND: tuple[str, ...] | None = None
if sys.platform == "linux":
    COMMAND = (
        sys.executable,
        "-c",
        textwrap.dedent(NO_SOCKETS.format(call=SOCKET_CALLS[platform.machine()], then=SERVES)),
    )


REFUSALS = {
    "file.is_folder", "file.missing", "file.unreadable", "media.empty", "media.no_picture", "media.no_sound",
    "media.too_large", "media.unknown_kind", "media.unreadable",
}  # fmt: skip
"""Why a picture or a copy may not be had. `media.no_helper` and `file.unwritable` would be our own fault."""


class Patient:
    """Asks one worker everything about a file."""

    def __init__(self, service: MediaService, folder: Path) -> None:
        self._service = service
        self._folder = folder
        self.codes: set[str] = set()

    @property
    def pid(self) -> int | None:
        return self._service._workers[0].pid

    async def judge(self, path: Path) -> str:
        """Kind and facts in short, or the code of the failure; then every picture and copy of it is asked for."""
        try:
            found = await self._service.measure(path)
        except LocalFailure as failure:
            await self._everything(path, Kind.VIDEO, "mp4")
            return failure.code
        await self._everything(path, found.kind, found.facts.format or "")
        return shortly(found)

    async def _everything(self, path: Path, kind: Kind, format_: str) -> None:
        target = self._folder / "made.png"
        ending = ending_for(Recipe(), kind, format_)
        jobs: list[tuple[str, dict[str, Any]]] = [
            ("thumbnail", {"target": str(target), "longest_side": 64}),
            ("waveform", {"buckets": 8}),
            ("filmstrip", {"target": str(target), "frames": 3, "height": 16}),
            ("frame", {"target": str(target), "seconds": 0.3}),
            ("fit", {"target": str(target.with_suffix(f".{ending}")), "recipe": asdict(Recipe())}),
        ]
        for job, details in jobs:
            try:
                await self._service._ask(job, path, **details)
            except LocalFailure as failure:
                self.codes.add(failure.code)


def shortly(found: Measured) -> str:
    facts = found.facts
    parts = [
        found.kind.value,
        facts.format,
        facts.codec,
        f"{facts.width}x{facts.height}" if facts.width else None,
        f"{facts.seconds:.1f} s" if facts.seconds is not None else None,
        f"turned {facts.rotation}" if facts.rotation else None,
    ]
    return " ".join(part for part in parts if part)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return corpus.Shelf(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        yield listening
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.fixture
def address(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}/a.ts"


@pytest.fixture
async def patient(tmp_path: Path) -> AsyncIterator[Patient]:
    """Has lived through everything when the test ends."""
    made = tmp_path / "made"
    made.mkdir()
    service = MediaService(command=COMMAND, workers=1)
    patient = Patient(service, made)
    with pytest.raises(LocalFailure):
        await service.measure(tmp_path)
    pid = patient.pid
    assert pid is not None
    yield patient
    survived = patient.pid == pid
    await service.close()
    assert survived
    assert patient.codes <= REFUSALS


async def differences(patient: Patient, folder: Path, files: Files) -> dict[str, tuple[str, str]]:
    """Name → what was said and what should have been."""
    found = {}
    for name, (content, expected) in files.items():
        path = folder / name
        path.write_bytes(content)
        said = await patient.judge(path)
        assert path.read_bytes() == content
        if said != expected:
            found[name] = (said, expected)
    return found


async def test_empty_files(patient: Patient, tmp_path: Path) -> None:
    assert await differences(patient, tmp_path, corpus.empty_files()) == {}


async def test_every_format_cut_in_three_ways(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus.cut_files(books)) == {}


async def test_playlists_in_disguise(patient: Patient, tmp_path: Path, address: str) -> None:
    assert await differences(patient, tmp_path, corpus.playlists(address)) == {}


async def test_a_film_whose_pictures_lie_elsewhere(
    patient: Patient, tmp_path: Path, books: Shelf, address: str
) -> None:
    assert await differences(patient, tmp_path, corpus.elsewhere(books, address)) == {}


async def test_drawings_that_refer_to_an_address(patient: Patient, tmp_path: Path, address: str) -> None:
    assert await differences(patient, tmp_path, corpus.drawings(address)) == {}


async def test_giant_headers(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus.giant_pictures(books) | corpus.giant_streams(books)) == {}


async def test_what_is_no_media(patient: Patient, tmp_path: Path) -> None:
    assert await differences(patient, tmp_path, corpus.disguises()) == {}


async def test_wrong_endings(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus.wrong_names(books)) == {}


async def test_files_that_are_two_things_at_once(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus.polyglots(books)) == {}


async def test_turned_pictures(patient: Patient, tmp_path: Path) -> None:
    assert await differences(patient, tmp_path, corpus_odd.turned_pictures()) == {}


async def test_turned_films(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus_odd.turned_films(books)) == {}


async def test_every_way_to_keep_a_pixel(patient: Patient, tmp_path: Path) -> None:
    assert await differences(patient, tmp_path, corpus_odd.colours()) == {}


async def test_moving_pictures(patient: Patient, tmp_path: Path) -> None:
    assert await differences(patient, tmp_path, corpus_odd.moving()) == {}


async def test_containers_and_codecs(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus_odd.streams(books)) == {}


async def test_odd_names(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    assert await differences(patient, tmp_path, corpus_odd.names(books)) == {}


async def test_what_is_no_plain_file(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    film = books.video("mp4")
    said, expected = {}, {}
    for name, (make, answer) in corpus_odd.no_plain_files(books).items():
        make(tmp_path / name, film)
        said[name], expected[name] = await patient.judge(tmp_path / name), answer
    assert said == expected


async def test_files_damaged_at_random_are_survived(patient: Patient, tmp_path: Path, books: Shelf) -> None:
    chance = random.Random(3)  # noqa: S311  no secret
    for ending, whole in corpus.wholes(books).items():
        for number in range(4):
            damaged = bytearray(whole)
            for _ in range(1 << number):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            path = tmp_path / f"{number}.{ending}"
            path.write_bytes(damaged)
            assert await patient.judge(path)


if sys.platform == "linux":

    async def test_the_kernel_would_have_noticed() -> None:
        then = "import socket; socket.socket()"
        code = textwrap.dedent(NO_SOCKETS.format(call=SOCKET_CALLS[platform.machine()], then=then))
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
        assert await process.wait() == -31
