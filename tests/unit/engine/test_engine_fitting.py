"""Copies, frames and strips of local files, as events."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import FitProgress, Fitted, FrameTaken, ReferenceStrip
from seedance_desktop.engine.fitting import KEPT_FOR
from tests.fakes.clocks import settled
from tests.fakes.house import with_files

if TYPE_CHECKING:
    from tests.fakes.house import House

NOWHERE = "/nowhere/at-all.mp4"
LONG_AGO = 1_000_000_000.0


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mov"
    path.write_bytes(b"film")
    return path


def change(file: Path) -> None:
    file.write_bytes(b"another film")


async def fitted(house: House, film: Path, recipe: Recipe) -> Fitted:
    async with house.engine() as engine:
        engine.fitting.fit("t", str(film), recipe)
        await settled(lambda: bool(house.of(Fitted)))
    answer = house.of(Fitted)[-1]
    assert isinstance(answer, Fitted)
    return answer


async def test_a_copy_is_made_and_its_facts_are_told(house: House, film: Path) -> None:
    answer = await fitted(house, film, Recipe(end=2.0))
    assert house.of(FitProgress) == [FitProgress("t", 0.5)]
    assert Path(answer.path).parent == house.folder / "fitted"
    assert Path(answer.path).suffix == ".mp4"
    assert (answer.facts.format, answer.failure) == ("mp4", None)


async def test_the_same_copy_is_not_made_twice_and_another_is(house: House, film: Path) -> None:
    async with house.engine() as engine:
        for number, (token, end) in enumerate((("a", 2.0), ("b", 2.0), ("c", 3.0)), start=1):
            engine.fitting.fit(token, str(film), Recipe(end=end))
            await settled(partial(house.has, Fitted, number))
        change(film)
        engine.fitting.fit("d", str(film), Recipe(end=2.0))
        await settled(lambda: len(house.of(Fitted)) == 4)
    paths = [answer.path for answer in house.of(Fitted)]
    assert paths[0] == paths[1]
    assert len(set(paths)) == 3
    assert [progress.token for progress in house.of(FitProgress)] == ["a", "c", "d"]


async def test_a_copy_that_cannot_be_made_says_why(house: House, film: Path) -> None:
    house.media.failure = LocalFailure("media.unreadable", {"name": "film.mov"})
    answer = await fitted(house, film, Recipe())
    assert (answer.path, answer.failure) == ("", Failure("media.unreadable", {"name": "film.mov"}))


async def test_a_file_that_is_gone_says_so(house: House, tmp_path: Path) -> None:
    answer = await fitted(house, tmp_path / "gone.mp4", Recipe())
    assert answer.failure is not None
    assert answer.failure.code == "file.missing"


async def test_a_cancelled_copy_tells_nothing_more(house: House, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def forever(*_: object) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    monkeypatch.setattr(house.media, "fit", forever)
    async with house.engine() as engine:
        engine.fitting.fit("t", str(film), Recipe())
        await begun.wait()
        engine.fitting.cancel("nobody")
        engine.fitting.cancel("t")
        await ended.wait()
    assert house.of(Fitted) == []


async def test_a_frame_is_taken_once_for_each_moment(house: House, film: Path) -> None:
    async with house.engine() as engine:
        for token, seconds in (("a", 1.0), ("b", 1.0), ("c", 1.5)):
            engine.fitting.frame(token, str(film), seconds)
        await settled(lambda: len(house.of(FrameTaken)) == 3)
        house.media.failure = LocalFailure("media.unreadable")
        engine.fitting.frame("d", str(film), 2.0)
        await settled(lambda: len(house.of(FrameTaken)) == 4)
    paths = {taken.token: taken.path for taken in house.of(FrameTaken)}
    assert paths["a"] == paths["b"] != paths["c"]
    assert Path(paths["a"]).parent == house.folder / "frames"
    assert paths["d"] == ""
    assert house.of(FrameTaken)[-1].failure == Failure("media.unreadable")


async def test_a_strip_is_drawn_or_left_empty(house: House, film: Path) -> None:
    async with house.engine() as engine:
        engine.fitting.strip(str(film), frames=5)
        await settled(lambda: len(house.of(ReferenceStrip)) == 1)
        engine.fitting.strip(NOWHERE)
        await settled(lambda: len(house.of(ReferenceStrip)) == 2)
    drawn, empty = house.of(ReferenceStrip)
    assert drawn.path == str(film)
    assert Path(drawn.strip_path).parent == house.folder / "cache" / "filmstrips"
    assert empty == ReferenceStrip(NOWHERE, "")


async def test_only_old_copies_that_nobody_refers_to_are_removed(house: House) -> None:
    folder = house.folder / "fitted"
    folder.mkdir()
    names = ("sent", "drafted", "stray", "young")
    files = {name: folder / f"{name}.png" for name in names}
    for name, file in files.items():
        file.write_bytes(b"png")
        if name != "young":
            os.utime(file, (LONG_AGO, LONG_AGO))
    assert KEPT_FOR > 3600
    async with house.engine() as engine:
        engine.submit(with_files(files["sent"]), "main")
        engine.fitting.tidy([str(files["drafted"])])
        await settled(lambda: not files["stray"].exists())
    assert {file.stem for file in folder.iterdir()} == {"sent", "drafted", "young"}
