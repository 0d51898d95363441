"""Copies of which only the metadata goes: nothing that is seen or heard may change."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import av
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.media.fit import fit
from seedance_desktop.media.jpeg import stripped
from seedance_desktop.media.worker import measure
from tests.unit.media.corpus import Shelf, saved, small
from tests.unit.media.making import turned, write_video

if TYPE_CHECKING:
    from pathlib import Path

PLACE = "+48.8577+002.295/"


def silent(_share: float) -> None:
    """Nobody looks at the progress."""


def located(**options: Any) -> bytes:
    """A photograph that says where it was taken, in EXIF, in XMP, in a comment and behind its end."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>GPSLatitude here</x:xmpmeta>"
    return saved(small(), "JPEG", exif=exif, xmp=xmp, comment=b"here", icc_profile=profile, **options) + b"here too"


def pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as image:
        return image.tobytes()


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux() if packet.size]


def test_a_photograph_keeps_every_pixel_and_its_profile(tmp_path: Path) -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_rows": 1}):
        photo = tmp_path / "photo.jpg"
        photo.write_bytes(located(**options))
        assert measure(photo).facts.located
        fit(photo, tmp_path / "copy.jpg", Recipe(), silent)
        copy = (tmp_path / "copy.jpg").read_bytes()
        assert pixels(copy) == pixels(photo.read_bytes())
        assert copy.count(b"ICC_PROFILE") == 1
        assert b"here" not in copy
        assert not measure(tmp_path / "copy.jpg").facts.located


def test_what_is_turned_or_of_other_colours_is_drawn_anew(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for content, size in ((saved(small(), "JPEG", exif=exif), (32, 48)), (saved(small("CMYK"), "JPEG"), (48, 32))):
        (tmp_path / "photo.jpg").write_bytes(content)
        fit(tmp_path / "photo.jpg", tmp_path / "copy.jpg", Recipe(), silent)
        with Image.open(tmp_path / "copy.jpg") as image:
            assert (image.mode, image.size) == ("RGB", size)


def test_segments_that_do_not_hold_together_are_not_trusted() -> None:
    whole = located()
    assert stripped(b"") is None
    assert stripped(whole[:300]) is None
    assert stripped(whole[:4] + b"\0\1" + whole[6:]) is None
    assert stripped(b"\xff\xd8 no marker") is None


@given(st.data())
def test_no_photograph_makes_the_search_for_segments_fail(data: st.DataObject) -> None:
    content = bytearray(located())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    kept = stripped(bytes(content))
    assert kept is None or len(kept) <= len(content)


def test_a_film_keeps_every_packet_and_no_tag(tmp_path: Path) -> None:
    original = tmp_path / "film.mp4"
    write_video(original, "libx264", metadata={"location": PLACE, "comment": "by me"})
    assert measure(original).facts.located
    fit(original, tmp_path / "copy.mp4", Recipe(), silent)
    assert packets(tmp_path / "copy.mp4") == packets(original)
    before, after = measure(original).facts, measure(tmp_path / "copy.mp4").facts
    assert (after.seconds, after.fps, after.width) == (before.seconds, before.fps, before.width)
    assert not after.located
    content = (tmp_path / "copy.mp4").read_bytes()
    assert PLACE.encode() not in content
    assert b"by me" not in content


def test_a_film_with_sound_keeps_both(tmp_path: Path) -> None:
    original = tmp_path / "film.mov"
    original.write_bytes(Shelf(tmp_path).film("mov"))
    fit(original, tmp_path / "copy.mp4", Recipe(), silent)
    assert sorted(packets(tmp_path / "copy.mp4")) == sorted(packets(original))


def test_a_turned_film_and_one_of_another_codec_are_encoded_anew(tmp_path: Path) -> None:
    for codec, change in (("libx264", turned), ("libx265", bytes)):
        original = tmp_path / f"{codec}.mp4"
        write_video(original, codec, width=96)
        original.write_bytes(change(original.read_bytes()))
        fit(original, tmp_path / "copy.mp4", Recipe(), silent)
        facts = measure(tmp_path / "copy.mp4").facts
        assert (facts.codec, facts.rotation) == ("h264", 0)
        assert packets(tmp_path / "copy.mp4") != packets(original)


def test_a_film_whose_sound_is_damaged_keeps_its_pictures_and_its_rate(tmp_path: Path) -> None:
    original = tmp_path / "film.mp4"
    content = bytearray(Shelf(tmp_path).film("mp4"))
    original.write_bytes(content)
    with av.open(str(original)) as container:
        places = [(packet.pos or 0, packet.size) for packet in container.demux(audio=0) if packet.size]
    for start, size in places:
        content[start : start + size] = b"\xff" * size
    original.write_bytes(content)
    fit(original, tmp_path / "copy.mp4", Recipe(width=32), silent)
    facts = measure(tmp_path / "copy.mp4").facts
    assert (facts.width, facts.fps, facts.seconds) == (32, 24.0, 0.5)
