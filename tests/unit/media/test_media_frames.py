"""Single frames of videos, exact to the moment; and how the colours of a fitted film are meant."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import pytest
from PIL import Image

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.media.fit import fit
from seedance_desktop.media.worker import filmstrip, frame
from tests.unit.media.corpus import Shelf
from tests.unit.media.making import FPS, FRAMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ORANGE = (200, 60, 30)


def silent(_share: float) -> None:
    """Nobody looks at the progress."""


def colour_at(path: Path, seconds: float, target: Path) -> str:
    frame(path, target, seconds)
    with Image.open(target) as image:
        red, _, blue = image.convert("RGB").getpixel((40, 40))  # type: ignore[misc]  # three numbers, as it is RGB
    return "red" if red > blue else "blue"


@pytest.mark.parametrize("ending", ["mp4", "mkv", "ts", "flv", "avi"])
def test_the_frame_is_the_one_that_is_shown_at_that_moment(ending: str, tmp_path: Path) -> None:
    film = tmp_path / f"film.{ending}"
    film.write_bytes(Shelf(tmp_path).video(ending, "mpeg4" if ending == "avi" else "libx264"))
    turn = FRAMES / 2 / FPS
    moments = {0.0: "red", turn - 0.02: "red", turn + 0.02: "blue", 0.49: "blue", 99.0: "blue"}
    assert {moment: colour_at(film, moment, tmp_path / "f.png") for moment in moments} == moments


@pytest.mark.parametrize("ending", ["mp4", "mkv", "flv"])
def test_a_strip_of_a_long_film_is_drawn_from_its_key_frames(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_desktop.media.streams._ALL_FRAMES_UP_TO", 0.1)
    film = tmp_path / f"film.{ending}"
    film.write_bytes(Shelf(tmp_path).video(ending))
    filmstrip(film, tmp_path / "s.png", 4, 16)
    with Image.open(tmp_path / "s.png") as sheet:
        assert sheet.size == (64, 16)


def test_every_frame_can_be_taken(clip: Path, tmp_path: Path) -> None:
    shown = [colour_at(clip, number / FPS, tmp_path / "f.png") for number in range(FRAMES)]
    assert shown == ["red"] * (FRAMES // 2) + ["blue"] * (FRAMES // 2)


def test_a_frame_is_upright_and_in_full_size(turned_clip: Path, tmp_path: Path) -> None:
    frame(turned_clip, tmp_path / "f.png", 0.1)
    with Image.open(tmp_path / "f.png") as image:
        assert image.size == (64, 96)


def test_pictures_and_sounds_have_no_frames(photo: Path, sound: Callable[[str], Path], tmp_path: Path) -> None:
    for path in (photo, sound("mp3")):
        with pytest.raises(LocalFailure, match=r"media\.no_picture"):
            frame(path, tmp_path / "f.png", 0.0)


def orange(path: Path, format_: str, **meant: int) -> Path:
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = 64, 64, format_
        for name, value in meant.items():
            setattr(stream.codec_context, name, value)
        picture = av.VideoFrame.from_image(Image.new("RGB", (64, 64), ORANGE))  # type: ignore[no-untyped-call]  # PyAV has no type for it
        for number in range(4):
            shown = picture.reformat(
                format=format_, dst_colorspace=meant.get("colorspace"), dst_color_range=meant.get("color_range")
            )
            shown.pts, shown.time_base = number, Fraction(1, FPS)
            out.mux(stream.encode(shown))
        out.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("format_", "meant"),
    [
        ("yuv420p", {}),
        ("yuv420p", {"colorspace": 1, "color_primaries": 1, "color_trc": 1, "color_range": 1}),
        ("yuv420p10le", {"colorspace": 9, "color_primaries": 9, "color_trc": 16, "color_range": 1}),
        ("yuvj420p", {"color_range": 2}),
        ("yuv444p", {}),
    ],
)
def test_colours_look_in_a_copy_as_they_did(format_: str, meant: dict[str, int], tmp_path: Path) -> None:
    original = orange(tmp_path / "film.mp4", format_, **meant)
    fit(original, tmp_path / "copy.mp4", Recipe(width=32), silent)
    before, after = tmp_path / "before.png", tmp_path / "after.png"
    frame(original, before, 0)
    frame(tmp_path / "copy.mp4", after, 0)
    with Image.open(before) as one, Image.open(after) as other:
        pairs = zip(one.getpixel((9, 9)), other.getpixel((9, 9)), strict=True)  # type: ignore[arg-type]  # as above
    assert all(abs(was - now) <= 4 for was, now in pairs)
    with av.open(str(tmp_path / "copy.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p"
        assert (int(context.colorspace), int(context.color_trc)) == (
            meant.get("colorspace", 2),
            meant.get("color_trc", 2),
        )


def test_a_strip_for_which_no_picture_is_found_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedance_desktop.media.streams._ALL_FRAMES_UP_TO", 0.1)
    film = tmp_path / "film.ts"
    film.write_bytes(Shelf(tmp_path).video("ts"))
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        filmstrip(film, tmp_path / "s.png", 4, 16)
