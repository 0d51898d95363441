"""What is uploaded says nothing about its owner, and is remembered by what was sent."""

from __future__ import annotations

import errno
import hashlib
import pathlib
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status
from seedance_desktop.engine import disguise
from seedance_desktop.store.ledger import LEDGER_FILE, read_ledger
from seedance_desktop.store.rescue import UPLOADED
from tests.fakes.media_workers import SECRET
from tests.unit.engine.test_engine_hosts import BUCKET

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.house import House


def asking(path: Path, place: Place = Place.IMAGES, *, located: bool = False) -> Request:
    facts = Facts(format=path.suffix[1:], located=located)
    reference = Reference(id="r1", place=place, source=str(path), local=True, facts=facts)
    return Request(model="m", route_id="r", prompt="p", duration=5, references=(reference,))


def kept(path: Path) -> bytes:
    return path.read_bytes()


def left(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.fixture
def beach(tmp_path: Path) -> Path:
    path = tmp_path / "beach.png"
    path.write_bytes(b"waves " + SECRET)
    return path


async def test_only_the_copy_is_silent_and_it_is_gone_after_the_upload(house: House, beach: Path) -> None:
    async with house.engine() as engine:
        await house.until(engine.submit(asking(beach), "main"), Status.COMPLETED)
    assert house.service.contents == [b"waves "]
    assert kept(beach) == b"waves " + SECRET
    assert left(house.folder / "cache" / disguise.FOLDER) == []
    (told,) = [line for line in read_ledger(house.folder / "data" / LEDGER_FILE) if line["what"] == UPLOADED]
    assert (told["sha256"], told["of"]) == (hashlib.sha256(b"waves ").hexdigest(), "bare copy")


async def test_an_address_is_remembered_by_what_was_sent(house: House, beach: Path, tmp_path: Path) -> None:
    silent = tmp_path / "silent.png"
    silent.write_bytes(b"waves ")
    async with house.engine() as engine:
        for path in (beach, beach, silent):
            await house.until(engine.submit(asking(path), "main"), Status.COMPLETED)
    assert len(house.service.uploaded) == 1


async def test_the_persons_own_place_gets_the_silent_copy_too(house: House, beach: Path) -> None:
    house.profiles.known["main"] = Profile("main", "Main", "https://service.example", host=BUCKET)
    house.profiles.keys["main/s3"] = "secret"
    async with house.engine() as engine:
        await house.until(engine.submit(asking(beach), "main"), Status.COMPLETED)
    assert house.service.place.held == {"1.png": b"waves "}


@pytest.mark.parametrize(("located", "copies"), [(True, 1), (False, 0)])
async def test_a_film_is_copied_only_where_it_says_its_place(
    *, located: bool, copies: int, house: House, tmp_path: Path
) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film " + SECRET)
    async with house.engine() as engine:
        await house.until(engine.submit(asking(film, Place.VIDEOS, located=located), "main"), Status.COMPLETED)
    assert house.service.contents == [b"film " + SECRET * (1 - copies)]


@pytest.mark.parametrize(
    ("code", "why"), [("media.no_helper", ""), ("disk.full", "disk"), ("media.unreadable", "damaged")]
)
@pytest.mark.parametrize("located", [True, False])
async def test_a_picture_is_rather_not_sent_than_with_what_it_tells(
    *, located: bool, code: str, why: str, house: House, beach: Path
) -> None:
    house.media.failure = LocalFailure(code)
    async with house.engine() as engine:
        task = await house.until(engine.submit(asking(beach, located=located), "main"), Status.FAILED)
    assert (house.service.uploaded, house.service.creates) == ([], [])
    assert task.failure is not None
    assert (task.failure.code, task.failure.values) == ("upload.not_bare", {"name": "beach.png", "why": why})
    assert task.failure.detail == code


async def test_a_copy_that_cannot_be_removed_spoils_no_upload(
    house: House, beach: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = pathlib.Path.unlink

    def kept_open(path: Path, *, missing_ok: bool = False) -> None:
        if path.parent.name == disguise.FOLDER:
            raise PermissionError(errno.EACCES, "another program looks at it")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(pathlib.Path, "unlink", kept_open)
    async with house.engine() as engine:
        await house.until(engine.submit(asking(beach), "main"), Status.COMPLETED)
    assert house.service.contents == [b"waves "]
