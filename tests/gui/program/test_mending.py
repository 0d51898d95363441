"""Files that no route takes as they are: mended in the window by the real engine, and the copies are what is sent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import pytest
from PIL import Image
from pillow_heif import register_heif_opener
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.terms import Terms
from tests.gui.program.user import SOON, User, picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

LIMIT = 200_000
"""Bytes that an upload takes here; a real one takes 100 MB."""
GPS = 0x8825


def placed() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(GPS).update({1: "N", 2: (45.0, 26.0, 2.0), 3: "E", 4: (12.0, 20.0, 1.0)})
    return exif


def noise(path: Path) -> Path:
    """A picture that is heavy for its pixels."""
    pixels = hashlib.shake_256(b"noise").digest(900 * 700 * 3)
    Image.frombytes("RGB", (900, 700), pixels).save(path, quality=92)
    return path


def long_film(path: Path) -> Path:
    """Seventeen seconds, in pixels too few for MD."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=24, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 96, 72, "yuv420p"
        for number in range(24 * 17):
            frame = av.VideoFrame(96, 72, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([number % 200]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def by_name(user: User, name: str) -> Reference:
    return next(r for r in user.draft.references if r.called == name)


async def mended(user: User, code: str, name: str) -> Reference:
    """Press Fix and wait until the copy stands there."""
    before = by_name(user, name)
    await user.until(lambda: code in user.issues(), f"{code} among {user.issues()}", SOON)
    user.mend(code)
    await user.until(lambda: by_name(user, name).source != before.source, f"a copy of {name}", 6 * SOON)
    return by_name(user, name)


def sent(program: Program) -> set[bytes]:
    folder = program.live.room.state.uploads_folder
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pictures_are_mended_and_only_their_copies_are_sent(program: Program, tmp_path: Path) -> None:
    register_heif_opener()
    phone, beach, heavy = tmp_path / "phone.heic", tmp_path / "beach.jpg", noise(tmp_path / "heavy.jpg")
    Image.new("RGB", (640, 480), "teal").save(phone, "HEIF")
    Image.new("RGB", (640, 480), "wheat").save(beach, exif=placed())
    originals = {path: path.read_bytes() for path in (phone, beach, heavy)}

    async def use(user: User) -> None:
        presenter = user.session.presenter
        presenter.set_model("seedance2.0-std")
        presenter.set_terms(replace(Terms.of(user.session.desk.current_profile), upload_limit=LIMIT))
        user.drop("imagesTray", list(originals))
        await user.measured()
        converted = await mended(user, "reference.format", "phone.heic")
        smaller = await mended(user, "reference.too_large", "heavy.jpg")
        plain = await mended(user, "reference.located", "beach.jpg")
        assert (converted.facts.format, converted.facts.width) == ("jpeg", 640)
        assert smaller.facts.size is not None
        assert smaller.facts.size <= LIMIT
        with Image.open(plain.source) as copy:
            assert not copy.getexif()
        assert user.session.conductor.banners.codes() == ("fit.done",)
        task = await user.generate()
        await user.reaches(task, Status.COMPLETED)
        copies = {r.source for r in (converted, smaller, plain)}
        arrived = sent(program)
        for path in copies:
            with open(path, "rb") as file:  # noqa: ASYNC230, PTH123 - a small file of the test's own
                assert file.read() in arrived
        assert not arrived & set(originals.values())

    program.use(use)
    assert {path: path.read_bytes() for path in originals} == originals


def test_a_long_film_is_scaled_and_trimmed_by_keys_and_given_back(program: Program, tmp_path: Path) -> None:
    walk = long_film(tmp_path / "walk.mp4")

    async def use(user: User) -> None:
        user.session.presenter.set_model("seedance2.0-md")
        user.drop("videosTray", [walk])
        await user.measured()
        scaled = await mended(user, "reference_videos.pixels", "walk.mp4")
        assert (scaled.facts.width, scaled.facts.height) == (960, 720)
        await user.until(lambda: "reference_videos.too_long" in user.issues(), "the length", SOON)
        user.mend("reference_videos.too_long")
        await user.seen("rangePicker")
        QTest.keyClick(user.see(QWidget, "rangeGrip"), Qt.Key.Key_End)
        QTest.keyClick(user.see(QWidget, "fixApply"), Qt.Key.Key_Return)
        await user.until(lambda: by_name(user, "walk.mp4").source != scaled.source, "the part", 6 * SOON)
        trimmed = by_name(user, "walk.mp4")
        assert trimmed.facts.seconds == pytest.approx(14.95, abs=0.1)
        assert trimmed.original == str(walk)
        task = await user.generate()
        await user.reaches(task, Status.COMPLETED)
        with open(trimmed.source, "rb") as file:  # noqa: ASYNC230, PTH123 - a small file of the test's own
            assert file.read() in sent(program)
        user.session.presenter.use_original(trimmed.id)
        assert by_name(user, "walk.mp4").source == str(walk)

    program.use(use)


def test_a_frame_is_cropped_to_the_clips_shape_and_that_is_taken_back(program: Program, tmp_path: Path) -> None:
    dawn = picture(tmp_path / "dawn.png")

    async def use(user: User) -> None:
        presenter = user.session.presenter
        presenter.set_model("seedance2.0-std")
        presenter.set_ratio("16:9")
        presenter.set_mode(Mode.FRAMES)
        presenter.add(Place.FIRST_FRAME, [str(dawn)], local=True)
        await user.measured()
        await user.until(lambda: "frames.ratio" in user.issues(), "the shape", SOON)
        user.mend("frames.ratio")
        await user.seen("cropPicker")
        QTest.keyClick(user.see(QWidget, "cropPicker"), Qt.Key.Key_Home)
        QTest.keyClick(user.see(QWidget, "fixApply"), Qt.Key.Key_Return)
        await user.until(lambda: bool(user.draft.references[0].original), "the copy", 6 * SOON)
        facts = user.draft.references[0].facts
        assert (facts.format, facts.width, facts.height) == ("png", 640, 360)
        assert "640 × 480 → 640 × 360" in user.banners()
        presenter.undo()
        assert user.sources(Place.FIRST_FRAME) == [str(dawn)]

    program.use(use)
