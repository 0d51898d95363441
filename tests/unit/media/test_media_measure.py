"""The worker's jobs, called as the pure functions they are."""

from __future__ import annotations

import os
import socket
import struct
import zlib
from typing import TYPE_CHECKING, Any

import av
import pytest
from PIL import Image

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.worker import answer, filmstrip, measure, thumbnail, waveform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CODECS = {"mp3": "mp3", "wav": "pcm_s16le", "aac": "aac", "m4a": "aac", "flac": "flac", "ogg": "opus"}
RED, BLUE, WHITE, GREEN = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 128, 0)


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 60 for a, b in zip(pixel, colour, strict=False))


def code_of(job: Callable[[], object]) -> str:
    with pytest.raises(LocalFailure) as caught:
        job()
    return caught.value.code


def judged(path: Path) -> str:
    """The code with which measuring a file fails, with the decoders' own errors translated."""
    return str(answer({"job": "measure", "path": str(path)})["code"])


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    )


def test_a_clip_is_measured(clip: Path) -> None:
    found = measure(clip)
    assert found.kind is Kind.VIDEO
    assert found.facts == Facts("mp4", 64, 64, 0.5, 24.0, clip.stat().st_size, "h264", 0)


def test_webm_is_measured(webm: Path) -> None:
    facts = measure(webm).facts
    assert (facts.format, facts.width, facts.height, facts.fps) == ("webm", 64, 64, 24.0)
    assert facts.seconds == pytest.approx(0.5, abs=0.05)


def test_kind_is_told_by_content_not_by_name(clip: Path, photo: Path, tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(clip.read_bytes())
    (tmp_path / "film.mp4").write_bytes(photo.read_bytes())
    assert measure(tmp_path / "song.mp3").kind is Kind.VIDEO
    assert measure(tmp_path / "film.mp4").kind is Kind.IMAGE


def test_a_turned_video_is_measured_and_drawn_as_shown(turned_clip: Path, tmp_path: Path) -> None:
    facts = measure(turned_clip).facts
    assert (facts.width, facts.height, facts.rotation) == (64, 96, 90)
    thumbnail(turned_clip, tmp_path / "t.png", 320)
    filmstrip(turned_clip, tmp_path / "s.png", 3, 48)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (64, 96)
        assert near(image.getpixel((60, 4)), WHITE)  # top left as stored, top right as shown
        assert near(image.getpixel((4, 4)), RED)
    with Image.open(tmp_path / "s.png") as sheet:
        assert sheet.size == (3 * 32, 48)
        assert near(sheet.getpixel((29, 3)), WHITE)


def test_a_turned_photo_is_measured_and_drawn_as_shown(photo: Path, tmp_path: Path) -> None:
    found = measure(photo)
    assert found.kind is Kind.IMAGE
    assert found.facts == Facts("jpeg", 20, 40, size=photo.stat().st_size, rotation=90)
    thumbnail(photo, tmp_path / "t.png", 320)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (20, 40)
        assert near(image.getpixel((17, 2)), WHITE)
        assert near(image.getpixel((2, 2)), GREEN)


@pytest.mark.parametrize("name", ["png", "gif", "webp", "bmp", "tiff", "avif"])
def test_pictures_are_measured_turned_and_scaled(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{name}"
    turns: dict[str, Any] = {}
    if name not in {"gif", "bmp"}:
        turns["exif"] = Image.Exif()
        turns["exif"][0x0112] = 6
    Image.new("RGB", (400, 200), "green").save(path, **turns)
    facts = measure(path).facts
    assert facts.format == name
    assert (facts.width, facts.height) == ((200, 400) if turns else (400, 200))
    thumbnail(path, tmp_path / "t.png", 100)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == ((50, 100) if turns else (100, 50))
        assert near(image.getpixel((20, 20)), GREEN)


def test_a_moving_gif_is_a_picture(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    found = measure(tmp_path / "a.gif")
    assert (found.kind, found.facts.format, found.facts.width) == (Kind.IMAGE, "gif", 30)


def test_transparency_survives_in_a_thumbnail_and_location_does_not(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "at home"
    Image.new("RGBA", (64, 64), (0, 0, 0, 0)).save(tmp_path / "a.png", exif=exif)
    thumbnail(tmp_path / "a.png", tmp_path / "t.png", 32)
    with Image.open(tmp_path / "t.png") as image:
        assert image.getpixel((1, 1)) == (0, 0, 0, 0)
        assert not image.getexif()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_every_colour_mode_gives_a_thumbnail(mode: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new(mode, (64, 64)).save(path)
    thumbnail(path, tmp_path / "t.png", 32)
    with Image.open(tmp_path / "t.png") as image:
        assert image.size == (32, 32)


@pytest.mark.parametrize(
    "head",
    [
        b"<svg width='3'>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a --><!-- b -->\n<svg xmlns='x'>",
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg>',
    ],
)
def test_svg_is_a_picture_without_pixels(head: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(head + b"<image href='http://127.0.0.1/'/></svg>")
    found = measure(path)
    assert (found.kind, found.facts) == (Kind.IMAGE, Facts("svg", size=path.stat().st_size))
    assert code_of(lambda: thumbnail(path, tmp_path / "t.png", 9)) == "media.no_picture"


def test_no_text_makes_the_search_for_svg_slow(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"<!---->" * 600 + b"<html>")
    assert judged(tmp_path / "a.svg") == "media.unknown_kind"


@pytest.mark.parametrize("name", ["mp3", "wav", "aac", "m4a", "flac", "ogg"])
def test_sound_is_measured_and_drawn(name: str, sound: Callable[[str], Path]) -> None:
    found = measure(sound(name))
    assert (found.kind, found.facts.format, found.facts.width) == (Kind.AUDIO, name, None)
    assert found.facts.codec == CODECS[name]
    assert found.facts.seconds == pytest.approx(0.5, abs=0.09)
    peaks = waveform(sound(name), 8)
    assert len(peaks) == 8
    assert max(peaks[:3]) < 0.1
    assert peaks[6] == pytest.approx(0.5, abs=0.1)


def test_a_song_with_a_cover_is_sound(sound: Callable[[str], Path], tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "cover.png")
    body = b"\0image/png\0\x03\0" + (tmp_path / "cover.png").read_bytes()
    frame = b"APIC" + struct.pack(">I", len(body)) + b"\0\0" + body
    length = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    song = tmp_path / "song.mp3"
    song.write_bytes(b"ID3\x03\0\0" + length + frame + sound("mp3").read_bytes())
    assert measure(song).kind is Kind.AUDIO
    assert code_of(lambda: thumbnail(song, tmp_path / "t.png", 9)) == "media.no_picture"
    assert code_of(lambda: filmstrip(song, tmp_path / "t.png", 3, 9)) == "media.no_picture"


def test_what_has_no_sound_has_no_waveform(clip: Path, photo: Path) -> None:
    assert code_of(lambda: waveform(clip, 8)) == "media.no_sound"
    assert code_of(lambda: waveform(photo, 8)) == "media.no_sound"


def test_more_buckets_than_sound(sound: Callable[[str], Path]) -> None:
    peaks = waveform(sound("wav"), 500)
    assert len(peaks) == 500
    assert all(0 <= peak <= 1 for peak in peaks)


def test_a_filmstrip_shows_the_whole_clip(clip: Path, tmp_path: Path) -> None:
    filmstrip(clip, tmp_path / "s.png", 5, 40)
    with Image.open(tmp_path / "s.png") as sheet:
        assert sheet.size == (200, 40)
        colours = [sheet.getpixel((i * 40 + 30, 30)) for i in range(5)]
    assert [near(colour, RED) for colour in colours[:2]] == [True, True]
    assert [near(colour, BLUE) for colour in colours[3:]] == [True, True]


def test_a_filmstrip_of_a_long_clip_uses_its_key_frames(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_desktop.media.streams._ALL_FRAMES_UP_TO", 0.1)
    filmstrip(clip, tmp_path / "s.png", 3, 40)
    with Image.open(tmp_path / "s.png") as sheet:
        assert sheet.size == (120, 40)
        assert near(sheet.getpixel((30, 30)), RED)


def test_a_header_that_claims_a_giant_picture_is_refused_unread(tmp_path: Path) -> None:
    giant = tmp_path / "giant.png"
    giant.write_bytes(png_claiming(2**31 - 1, 2**31 - 1))
    assert judged(giant) == "media.too_large"
    assert code_of(lambda: thumbnail(giant, tmp_path / "t.png", 9)) == "media.too_large"
    giant.write_bytes(png_claiming(20_000, 10_000))
    assert measure(giant).facts.width == 20_000
    assert code_of(lambda: thumbnail(giant, tmp_path / "t.png", 9)) == "media.too_large"


@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_that_claims_a_giant_canvas_is_refused_unopened(lossless: bool, tmp_path: Path) -> None:  # noqa: FBT001  a parameter of the test
    path = tmp_path / "a.webp"
    Image.new("RGB", (30, 20)).save(path, lossless=lossless)
    assert (measure(path).facts.width, measure(path).facts.height) == (30, 20)
    whole = bytearray(path.read_bytes())
    whole[21 if lossless else 26 : 25 if lossless else 30] = b"\xff\xff\xff\x0f" if lossless else b"\xff\x3f\xff\x3f"
    path.write_bytes(whole)
    assert judged(path) == "media.too_large"
    extended = b"VP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff" * 2
    path.write_bytes(b"RIFF" + struct.pack("<I", 22) + b"WEBP" + extended)
    assert judged(path) == "media.too_large"


def test_the_length_of_a_recording_without_one_is_walked(tmp_path: Path, live_webm: Path) -> None:
    facts = measure(live_webm).facts
    assert facts.seconds == pytest.approx(0.5, abs=0.05)
    filmstrip(live_webm, tmp_path / "s.png", 2, 40)
    with Image.open(tmp_path / "s.png") as sheet:
        assert near(sheet.getpixel((30, 30)), RED)
        assert near(sheet.getpixel((70, 30)), BLUE)


def test_a_photo_cut_short_is_refused_even_where_a_small_one_hides_in_it(tmp_path: Path) -> None:
    small = b"\xff\xd8small\xff\xd9"
    Image.effect_noise((64, 64), 50).save(tmp_path / "a.jpg")
    whole = (tmp_path / "a.jpg").read_bytes()
    segment = b"\xff\xe5" + struct.pack(">H", len(small) + 2) + small
    (tmp_path / "a.jpg").write_bytes(whole[:2] + segment + whole[2:])
    assert measure(tmp_path / "a.jpg").facts.width == 64
    (tmp_path / "a.jpg").write_bytes((whole[:2] + segment + whole[2:])[:-40])
    assert judged(tmp_path / "a.jpg") == "media.truncated"
    done = answer({"job": "thumbnail", "path": str(tmp_path / "a.jpg"), "target": "x", "longest_side": 9})
    assert done["code"] == "media.unreadable"


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_pictures_cut_short_are_refused(name: str, tmp_path: Path) -> None:
    Image.effect_noise((64, 64), 50).save(tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:-20])
    assert judged(tmp_path / name) == "media.truncated"


def test_a_clip_cut_short_is_refused_at_every_length(clip: Path, streamable_clip: Path, tmp_path: Path) -> None:
    for source in (clip, streamable_clip):
        whole = source.read_bytes()
        for length in range(12, len(whole), 97):
            (tmp_path / "cut.mp4").write_bytes(whole[:length])
            assert judged(tmp_path / "cut.mp4") in {"media.truncated", "media.unreadable"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "media.empty"),
        (b"<!DOCTYPE html><html><body>Not here</body></html>", "media.unknown_kind"),
        (b'{"code": 404}', "media.unknown_kind"),
        (b"\0" * 5000, "media.unknown_kind"),
        (b"%PDF-1.7", "media.unknown_kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "media.unknown_kind"),
        (b"\xff\xd8\xff\xe0\0\2" + b"\0" * 50, "media.unreadable"),
        (b"\xff\xd8\xff\xe0\xff\0" + b"\0" * 50, "media.truncated"),
        (b"\x1a\x45\xdf\xa3webm" + b"\0" * 500, "media.unreadable"),
        (b"OggS" + b"\0" * 500, "media.unreadable"),
    ],
)
def test_what_is_no_media_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(content)
    assert judged(tmp_path / "a.mp4") == code


def test_an_unknown_codec_is_an_answer_and_no_crash(clip: Path, sound: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(clip.read_bytes().replace(b"avc1\0\0\0\0", b"zzzz\0\0\0\0"))
    assert judged(tmp_path / "a.mp4") == "media.unreadable"
    (tmp_path / "a.wav").write_bytes(sound("wav").read_bytes().replace(b"\x10\0\0\0\1\0", b"\x10\0\0\0\x77\x77"))
    done = answer({"job": "waveform", "path": str(tmp_path / "a.wav"), "buckets": 8})
    assert done["code"] == "media.unreadable"


def test_files_that_cannot_be_opened_say_why(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp4")
    assert code_of(lambda: measure(tmp_path / "gone.mp4")) == "file.missing"
    assert code_of(lambda: measure(tmp_path / "gone\0.mp4")) == "file.missing"
    assert code_of(lambda: measure(tmp_path)) == "file.is_folder"
    assert code_of(lambda: measure(tmp_path / "pipe.mp4")) == "file.unreadable"


def test_a_file_without_permission_says_so(clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.mp4"
    locked.write_bytes(clip.read_bytes())
    locked.chmod(0)
    # The superuser may read everything, so the system's answer is given by hand.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert code_of(lambda: measure(locked)) == "file.unreadable"


def test_a_thumbnail_that_cannot_be_written_leaves_nothing(photo: Path, tmp_path: Path) -> None:
    assert code_of(lambda: thumbnail(photo, tmp_path / "gone" / "t.png", 9)) == "file.unwritable"
    (tmp_path / "t.png").mkdir()
    assert code_of(lambda: thumbnail(photo, tmp_path / "t.png", 9)) == "file.unwritable"
    assert [path.name for path in tmp_path.iterdir()] == ["t.png"]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server


PLAYLISTS = {
    "hls": b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%(url)s\n#EXT-X-ENDLIST\n",
    "hls behind a tag": b"ID3\x03\0\0\0\0\0\0#EXTM3U\n#EXTINF:10,\n%(url)s\n",
    "concat": b"ffconcat version 1.0\nfile '%(url)s'\n",
    "dash": b"<?xml version='1.0'?><MPD><BaseURL>%(url)s</BaseURL></MPD>",
    "pls": b"[playlist]\nFile1=%(url)s\nLength1=-1\n",
    "sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 1 RTP/AVP 96\na=%(url)s\n",
}


@pytest.mark.parametrize("name", PLAYLISTS)
def test_a_playlist_in_disguise_reaches_no_network(name: str, listener: socket.socket, tmp_path: Path) -> None:
    address = b"http://127.0.0.1:%d/a.ts" % listener.getsockname()[1]
    path = tmp_path / "film.mp4"
    path.write_bytes(PLAYLISTS[name] % {b"url": address})
    assert judged(path) in {"media.unknown_kind", "media.unreadable"}
    assert "code" in answer({"job": "waveform", "path": str(path), "buckets": 8})
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_the_listener_would_notice(listener: socket.socket, tmp_path: Path) -> None:
    address = b"http://127.0.0.1:%d/a.ts" % listener.getsockname()[1]
    (tmp_path / "film.m3u8").write_bytes(PLAYLISTS["hls"] % {b"url": address})
    with pytest.raises(av.FFmpegError):
        av.open(tmp_path / "film.m3u8", options={"protocol_whitelist": "file,http,tcp"}, timeout=0.2)
    listener.accept()[0].close()
