"""What a file says beyond its pixels: where it was taken, how it is turned, whether its middle is sound."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.worker import answer, measure, thumbnail
from tests.unit.media.making import write_sound, write_video

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PICTURES = ["jpg", "png", "webp", "tiff", "heic", "avif"]
ROME = "+41.9028+012.4964/"
ROTATIONS = {1: 0, 2: 0, 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>41,54N</exif:GPSLatitude></x:xmpmeta>"
"""As Lightroom writes it beside, or without, EXIF."""


def exif_with(orientation: int = 1, *, place: bool = True) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    gps = exif.get_ifd(0x8825)
    gps[0] = b"\2\3\0\0"
    if place:
        gps[1], gps[2], gps[3], gps[4] = "N", (41.0, 54.0, 10.0), "E", (12.0, 29.0, 47.0)
    return exif.tobytes()


def drawn(path: Path, **details: Any) -> Path:
    """Green with a white corner at the top left, as stored."""
    register_heif_opener()
    image = Image.new("RGB", (200, 100), "green")
    image.paste("white", (0, 0, 50, 50))
    image.save(path, **details)
    return path


def code_of(job: Callable[[], object]) -> str:
    with pytest.raises(LocalFailure) as caught:
        job()
    return caught.value.code


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_tells_where_it_was_taken(name: str, tmp_path: Path) -> None:
    told = measure(drawn(tmp_path / f"told.{name}", exif=exif_with()))
    assert (told.kind, told.facts.located) == (Kind.IMAGE, True)
    assert not measure(drawn(tmp_path / f"bare.{name}")).facts.located
    assert not measure(drawn(tmp_path / f"version.{name}", exif=exif_with(place=False))).facts.located


@pytest.mark.parametrize("name", ["jpg", "webp", "heic", "avif"])
def test_a_place_in_xmp_alone_is_found(name: str, tmp_path: Path) -> None:
    assert measure(drawn(tmp_path / f"a.{name}", xmp=XMP)).facts.located


@pytest.mark.parametrize("name", ["jpg", "png", "webp", "tiff", "avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_measured_and_drawn_upright(name: str, orientation: int, tmp_path: Path) -> None:
    path = drawn(tmp_path / f"a.{name}", exif=exif_with(orientation))
    facts = measure(path).facts
    shown = (200, 100) if orientation < 5 else (100, 200)
    assert (facts.width, facts.height, facts.rotation) == (*shown, ROTATIONS[orientation])
    thumbnail(path, tmp_path / "t.png", 100)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (shown[0] // 2, shown[1] // 2)
        right, down = orientation in {2, 3, 6, 7}, orientation in {3, 4, 7, 8}
        corner = ((image.width - 5) if right else 5, (image.height - 5) if down else 5)
        pixel = image.getpixel(corner)
    assert isinstance(pixel, tuple)
    assert min(pixel) > 200


def test_heic_is_measured_and_drawn_as_shown(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.heic", exif=exif_with(6))
    facts = measure(path).facts
    assert (facts.format, facts.width, facts.height, facts.rotation) == ("heic", 100, 200, None)
    thumbnail(path, tmp_path / "t.png", 100)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (50, 100)
        pixel = image.getpixel((45, 5))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 200


def test_exif_behind_the_pixels_of_a_png_is_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.png")
    body = exif_with(6).removeprefix(b"Exif\0\0")
    chunk = struct.pack(">I", len(body)) + b"eXIf" + body + struct.pack(">I", zlib.crc32(b"eXIf" + body))
    end = path.read_bytes()[-12:]
    path.write_bytes(path.read_bytes()[:-12] + chunk + end)
    facts = measure(path).facts
    assert (facts.located, facts.width, facts.rotation) == (True, 100, 90)
    thumbnail(path, tmp_path / "t.png", 100)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (50, 100)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_leaves_a_picture_a_picture(tmp_path: Path) -> None:
    facts = measure(drawn(tmp_path / "a.jpg", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")).facts
    assert (facts.width, facts.rotation, facts.located) == (200, 0, False)
    thumbnail(tmp_path / "a.jpg", tmp_path / "t.png", 100)


@pytest.mark.parametrize("name", ["mp4", "mov", "mkv"])
def test_a_video_tells_where_it_was_taken(name: str, tmp_path: Path) -> None:
    write_video(tmp_path / f"told.{name}", "libx264", metadata={"location": ROME})
    assert measure(tmp_path / f"told.{name}").facts.located
    write_video(tmp_path / f"bare.{name}", "libx264", metadata={"title": "Rome", "location": ""})
    assert not measure(tmp_path / f"bare.{name}").facts.located


def test_apples_own_keys_are_known(tmp_path: Path) -> None:
    key = "com.apple.quicktime.location.ISO6709"
    write_video(tmp_path / "a.mov", "libx264", {"movflags": "use_metadata_tags"}, metadata={key: ROME})
    assert measure(tmp_path / "a.mov").facts.located


def test_sound_tells_where_it_was_taken(tmp_path: Path) -> None:
    write_sound(tmp_path / "a.m4a", "aac", metadata={"location": ROME})
    found = measure(tmp_path / "a.m4a")
    assert (found.kind, found.facts.located) == (Kind.AUDIO, True)


def test_a_png_damaged_in_the_middle_is_told_when_measured(tmp_path: Path) -> None:
    Image.effect_noise((256, 256), 50).save(tmp_path / "a.png")
    whole = bytearray((tmp_path / "a.png").read_bytes())
    whole[len(whole) // 2] ^= 0x55
    (tmp_path / "a.png").write_bytes(whole)
    assert code_of(lambda: measure(tmp_path / "a.png")) == "media.unreadable"


@pytest.mark.parametrize("name", ["heic", "avif", "webp"])
def test_pictures_in_boxes_cut_short_are_told(name: str, tmp_path: Path) -> None:
    register_heif_opener()
    Image.effect_noise((256, 256), 50).convert("RGB").save(tmp_path / f"a.{name}")
    whole = (tmp_path / f"a.{name}").read_bytes()
    (tmp_path / f"a.{name}").write_bytes(whole[: len(whole) // 2])
    assert answer({"job": "measure", "path": str(tmp_path / f"a.{name}")})["code"] == "media.truncated"
