"""Uploads without what they say about their owner: what is seen and heard is the same to the last bit."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Any

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin
from pillow_heif import register_heif_opener

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.uploads import SILENCED
from seedance_desktop.media.bare import NOT_CLEAR, bare, bare_copy, exif_of_orientation
from seedance_desktop.media.service import MediaService
from seedance_desktop.media.worker import measure
from tests.unit.media.corpus import small
from tests.unit.media.making import write_video

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {"jpg": "jpeg", "png": "png", "webp": "webp", "heic": "heic", "avif": "avif"}
OWNER = b"Ada Lovelace"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>41,54N</exif:GPSLatitude>Ada Lovelace</x:xmpmeta>"
PLACE = "+41.9028+012.4964/"


def told(path: Path, orientation: int = 1) -> Path:
    """A picture with its place, its owner, a colour profile and, where the format has them, texts."""
    register_heif_opener()
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, OWNER.decode()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (41.0, 54.0, 10.0), "E", (12.0, 29.0, 47.0)
    options: dict[str, Any] = {"exif": exif.tobytes(), "xmp": XMP}
    options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if path.suffix == ".png":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", OWNER.decode())
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options |= {"pnginfo": texts}
    if path.suffix == ".jpg":
        options |= {"comment": OWNER}
    small().save(path, **options)
    return path


def pixels(path: Path) -> tuple[bytes, object]:
    register_heif_opener()
    with Image.open(path) as image:
        return image.tobytes(), image.info.get("icc_profile")


def packets(path: Path) -> list[tuple[int, int | None, bytes]]:
    with av.open(str(path)) as container:
        return [(packet.stream_index, packet.pts, bytes(packet)) for packet in container.demux() if packet.size]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_picture_keeps_its_pixels_its_colours_and_its_turn_and_nothing_else(
    name: str, orientation: int, tmp_path: Path
) -> None:
    original = told(tmp_path / f"a.{name}", orientation)
    copy = tmp_path / f"b.{name}"
    assert measure(original).facts.located
    assert bare_copy(original, copy)
    before, after = measure(original).facts, measure(copy).facts
    assert not after.located
    assert (after.width, after.height, after.rotation) == (before.width, before.height, before.rotation)
    assert pixels(copy) == pixels(original)
    content = copy.read_bytes()
    assert OWNER not in content
    assert b"GPSLatitude" not in content
    again = tmp_path / f"c.{name}"
    assert not bare_copy(copy, again), "a silent file is sent as it is"
    assert not again.exists()
    assert bare(original.read_bytes(), FORMATS[name], orientation) == content, "the same file gives the same copy"


def test_every_format_of_which_it_is_promised_is_tried() -> None:
    assert set(FORMATS.values()) == SILENCED


def test_what_moves_keeps_moving(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    for name in ("png", "webp"):
        options: dict[str, Any] = (
            {"exif": exif_of_orientation(1)} if name == "png" else {"exif": b"Exif\0\0" + exif_of_orientation(1)}
        )
        frames[0].save(tmp_path / f"a.{name}", save_all=True, append_images=frames[1:], lossless=True, **options)
        assert bare_copy(tmp_path / f"a.{name}", tmp_path / f"b.{name}")
        with Image.open(tmp_path / f"b.{name}") as image:
            assert getattr(image, "n_frames", 1) == 3
            assert not image.getexif()


@pytest.mark.parametrize("ending", ["mp4", "mov"])
def test_a_film_keeps_every_packet_and_no_place(ending: str, tmp_path: Path) -> None:
    film, copy = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    key = "com.apple.quicktime.location.ISO6709"
    texts = {"location": PLACE, "comment": "Ada Lovelace"}
    for options, metadata in (({}, texts), ({"movflags": "use_metadata_tags"}, {key: PLACE})):
        write_video(film, "libx264", options, metadata=metadata)
        assert measure(film).facts.located
        assert bare_copy(film, copy)
        assert packets(copy) == packets(film)
        before, after = measure(film).facts, measure(copy).facts
        assert (after.seconds, after.fps, after.width, after.located) == (
            before.seconds,
            before.fps,
            before.width,
            False,
        )
        assert len(copy.read_bytes()) == len(film.read_bytes())
        assert PLACE.encode() not in copy.read_bytes()
        assert OWNER not in copy.read_bytes()


def test_another_format_is_left_alone(tmp_path: Path) -> None:
    small().save(tmp_path / "a.gif")
    assert not bare_copy(tmp_path / "a.gif", tmp_path / "b.gif")


@pytest.mark.parametrize(("name", "format_"), FORMATS.items())
def test_what_a_broken_picture_tells_is_not_guessed(tmp_path: Path, name: str, format_: str) -> None:
    content = told(tmp_path / f"a.{name}").read_bytes()
    for broken in (b"", content[:40]):
        with pytest.raises(ValueError, match=NOT_CLEAR):
            bare(broken, format_)


async def test_a_jpeg_that_is_shown_though_its_parts_do_not_hold_together_is_not_taken_for_silent(
    tmp_path: Path,
) -> None:
    content = told(tmp_path / "a.jpg").read_bytes()
    tables = content.index(b"\xff\xdb")
    odd = tmp_path / "odd.jpg"
    odd.write_bytes(content[:tables] + b"\0\0\0" + content[tables:])
    assert measure(odd).facts.located, "it is shown, and tells"
    service = MediaService()
    with pytest.raises(LocalFailure) as refused:
        await service.bare(odd, tmp_path / "b.jpg")
    await service.close()
    assert refused.value.code == "media.unreadable"
    assert not (tmp_path / "b.jpg").exists()


def test_a_jpegs_exif_under_a_damaged_letter_is_taken_away_too(tmp_path: Path) -> None:
    content = told(tmp_path / "a.jpg").read_bytes()
    exif = content.index(b"\xff\xe1")
    for letter in (0xC8, 0xDC, 0xDD, 0xDF, *range(0xF0, 0xFE)):
        kept = bare(content[: exif + 1] + bytes([letter]) + content[exif + 2 :], "jpeg")
        assert kept is not None
        assert b"Exif" not in kept
        assert kept == bare(content, "jpeg")


@pytest.mark.parametrize("name", FORMATS)
def test_a_picture_that_says_nothing_goes_as_it_is(tmp_path: Path, name: str) -> None:
    register_heif_opener()
    small().save(tmp_path / f"a.{name}")
    assert not bare_copy(tmp_path / f"a.{name}", tmp_path / f"b.{name}")


@given(st.sampled_from(sorted(FORMATS)), st.data())
def test_no_disturbed_picture_makes_the_cutting_fail(name: str, data: st.DataObject) -> None:
    content = bytearray(ORIGINALS[name])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, min(len(content), 700) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = bare(
            bytes(content[: data.draw(st.integers(1, len(content)))]), FORMATS[name], data.draw(st.integers(1, 8))
        )
    except ValueError:
        return
    assert kept is None or len(kept) <= len(content) + 100


def _originals() -> dict[str, bytes]:
    register_heif_opener()
    found = {}
    for name in FORMATS:
        buffer = io.BytesIO()
        small().save(
            buffer, {"jpg": "JPEG", "heic": "HEIF"}.get(name, name.upper()), exif=b"Exif\0\0" + exif_of_orientation(6)
        )
        found[name] = buffer.getvalue()
    return found


ORIGINALS = _originals()


def test_the_turn_is_read_as_it_was_written() -> None:
    exif = Image.Exif()
    exif.load(b"Exif\0\0" + exif_of_orientation(8))
    assert dict(exif) == {0x0112: 8}
    assert struct.calcsize(">IHHHIHHI") + 4 == len(exif_of_orientation(8))


async def test_the_worker_makes_the_copy(tmp_path: Path) -> None:
    service = MediaService()
    original = told(tmp_path / "a.jpg")
    assert await service.bare(original, tmp_path / "b.jpg")
    assert not await service.bare(tmp_path / "b.jpg", tmp_path / "c.jpg")
    await service.close()
    assert OWNER not in (tmp_path / "b.jpg").read_bytes()
