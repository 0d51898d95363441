"""Odd and hostile media files, each with what must be said of it. Small and made anew for each run."""

from __future__ import annotations

import gzip
import io
import json
import random
import struct
import zipfile
import zlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import pillow_heif
from PIL import Image

from tests.unit.media.making import FPS, FRAMES, RATE, picture, write_sound, write_video

if TYPE_CHECKING:
    from pathlib import Path

    Files = dict[str, tuple[bytes, str]]
    """File name → content and what is to be said."""

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>%b</svg>"
FILM = "video mp4 h264 64x64 0.5 s"
TRUNCATED, UNREADABLE, UNKNOWN = "media.truncated", "media.unreadable", "media.unknown_kind"


class Shelf:
    """Whole files to make broken ones of.

    Args:
        folder: a place for what FFmpeg writes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, bytes] = {}

    def video(self, ending: str, codec: str = "libx264", **options: str) -> bytes:
        """Twelve frames of 64 × 64 pixels, 24 a second."""
        return self._once(f"{codec}{len(options)}.{ending}", lambda path: write_video(path, codec, options))

    def sound(self, ending: str, codec: str, **options: str) -> bytes:
        """Half a second."""
        return self._once(f"{codec}{len(options)}.{ending}", lambda path: write_sound(path, codec, options=options))

    def film(self, ending: str, *, times: list[int] | None = None, silent: bool = False) -> bytes:
        """Pictures and sound, or pictures at `times` in thousandths of a second."""

        def write(path: Path) -> None:
            with av.open(str(path), "w") as out:
                video: Any = out.add_stream("libx264", rate=FPS)
                video.width = video.height = 64
                video.pix_fmt, video.codec_context.time_base = "yuv420p", Fraction(1, 1000)
                sound: Any = None if silent else out.add_stream("aac", rate=RATE, layout="mono")
                for number, time in enumerate(times or [n * 1000 // FPS for n in range(FRAMES)]):
                    frame = av.VideoFrame.from_image(picture(number, 64))  # type: ignore[no-untyped-call]  # PyAV has no type for it
                    frame.pts, frame.time_base = time, Fraction(1, 1000)
                    out.mux(video.encode(frame))
                out.mux(video.encode(None))
                for number in range(0 if silent else RATE // 2 // 1024):
                    silence = av.AudioFrame(format="fltp", layout="mono", samples=1024)
                    silence.planes[0].update(bytes(4096))
                    silence.sample_rate, silence.pts = RATE, number * 1024
                    out.mux(sound.encode(silence))
                if sound is not None:
                    out.mux(sound.encode(None))

        return self._once(f"film{bool(times)}{silent}.{ending}", write)

    def _once(self, name: str, write: Any) -> bytes:
        if name not in self._made:
            write(self._folder / name)
            self._made[name] = (self._folder / name).read_bytes()
        return self._made[name]


def saved(image: Image.Image, format_: str, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    image.save(buffer, format=format_, **options)
    return buffer.getvalue()


def small(mode: str = "RGB") -> Image.Image:
    """48 × 32 pixels that do not shrink to nothing."""
    noise = Image.frombytes("RGB", (48, 32), random.Random(1).randbytes(48 * 32 * 3))  # noqa: S311  no secret
    return noise.convert(mode)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2, pixels: bytes = b"") -> bytes:
    """A PNG that claims what it is told to."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(pixels))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + data + chunk(b"IEND", b"")


def box(name: bytes, body: bytes = b"", size: int | None = None) -> bytes:
    return struct.pack(">I", len(body) + 8 if size is None else size) + name + body


FTYP = box(b"ftyp", b"isom\0\0\2\0isommp42")


def empty_files() -> Files:
    return {f"empty.{ending}": (b"", "media.empty") for ending in ("mp4", "jpg", "png", "wav", "svg")}


def wholes(shelf: Shelf) -> dict[str, bytes]:
    """One whole file of every format."""
    return {
        "mp4": shelf.video("mp4"),
        "mov": shelf.video("mov"),
        "mkv": shelf.video("mkv"),
        "webm": shelf.video("webm", "libvpx-vp9"),
        "avi": shelf.video("avi", "mpeg4"),
        "flv": shelf.video("flv"),
        "ts": shelf.video("ts"),
        "mpg": shelf.video("mpg", "mpeg2video"),
        "wmv": shelf.video("wmv", "wmv2"),
        "mp3": shelf.sound("mp3", "libmp3lame"),
        "wav": shelf.sound("wav", "pcm_s16le"),
        "aac": shelf.sound("aac", "aac"),
        "m4a": shelf.sound("m4a", "aac"),
        "flac": shelf.sound("flac", "flac"),
        "ogg": shelf.sound("ogg", "libopus"),
        "png": saved(small(), "PNG"),
        "jpg": saved(small(), "JPEG"),
        "gif": saved(small(), "GIF"),
        "webp": saved(small(), "WEBP"),
        "bmp": saved(small(), "BMP"),
        "tiff": saved(small(), "TIFF"),
        "heic": saved(small(), "HEIF"),
        "avif": saved(small(), "AVIF"),
    }


CUT = {
    "mp4": (TRUNCATED, TRUNCATED),
    "mov": (TRUNCATED, TRUNCATED),
    "mkv": (UNREADABLE, "video mkv h264 64x64 0.5 s"),
    "webm": (UNREADABLE, "video webm vp9 64x64 0.5 s"),
    "avi": (UNREADABLE, "video avi mpeg4 64x64 0.5 s"),
    "flv": (UNREADABLE, "video flv h264 64x64 0.6 s"),
    "ts": ("video ts h264 64x64 0.2 s", "video ts h264 64x64 0.5 s"),
    "mpg": ("video mpg mpeg2video 64x64 0.5 s", "video mpg mpeg2video 64x64 0.5 s"),
    "wmv": ("video wmv wmv2 64x64 0.5 s", "video wmv wmv2 64x64 0.5 s"),
    "mp3": ("audio mp3 mp3 0.5 s", "audio mp3 mp3 0.5 s"),
    "wav": ("audio wav pcm_s16le 0.2 s", "audio wav pcm_s16le 0.5 s"),
    "aac": ("audio aac aac 0.4 s", "audio aac aac 0.5 s"),
    "m4a": (TRUNCATED, TRUNCATED),
    "flac": (UNREADABLE, "audio flac flac 0.5 s"),
    "ogg": (UNREADABLE, UNREADABLE),
    "png": (TRUNCATED, TRUNCATED),
    "jpg": (TRUNCATED, TRUNCATED),
    "gif": ("image gif 48x32", "image gif 48x32"),
    "webp": (TRUNCATED, TRUNCATED),
    "bmp": ("image bmp 48x32", "image bmp 48x32"),
    "tiff": ("image tiff 48x32", "image tiff 48x32"),
    "heic": (TRUNCATED, TRUNCATED),
    "avif": (TRUNCATED, TRUNCATED),
}
"""What is said of a format's first half, and of all but its last bytes; formats without a mark of their end are
read for as far as they go."""


def cut_files(shelf: Shelf) -> Files:
    """Every format without its first half, without its second half, and without its last bytes."""
    files: Files = {}
    for ending, whole in wholes(shelf).items():
        half, endless = CUT[ending]
        files[f"headless.{ending}"] = whole[len(whole) // 2 :], UNKNOWN
        files[f"half.{ending}"] = whole[: len(whole) // 2], half
        files[f"endless.{ending}"] = whole[:-9], endless
    return files


def playlists(address: str) -> Files:
    """Texts and atoms that name an address which must never be called."""
    url = address.encode()
    reference = box(b"rdrf", b"\0\0\0\0url " + struct.pack(">I", len(url) + 1) + url + b"\0")
    texts = {
        "hls.mp4": b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%b\n#EXT-X-ENDLIST\n" % url,
        "hls.jpg": b'\xef\xbb\xbf#EXTM3U\n#EXT-X-MAP:URI="%b"\n#EXTINF:1,\n%b\n' % (url, url),
        "concat.mp4": b"ffconcat version 1.0\nfile '%b'\n" % url,
        "concat.jpg": b"ffconcat version 1.0\nfile '/etc/passwd'\nfile '%b'\n" % url,
        "sdp.mp4": b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 1 RTP/AVP 96\na=%b\n" % url,
        "xspf.mp3": b"<?xml version='1.0'?><playlist><trackList><track><location>%b</location></track></trackList>"
        % url,
        "pls.mp3": b"[playlist]\nFile1=%b\nLength1=-1\n" % url,
        "dash.mp4": b"<?xml version='1.0'?><MPD><BaseURL>%b</BaseURL></MPD>" % url,
        "asx.wmv": b"<asx version='3.0'><entry><ref href='%b'/></entry></asx>" % url,
        "smil.mov": b"<smil><body><video src='%b'/></body></smil>" % url,
        "rtsp.mov": b"RTSPtext\r%b\r" % url,
        "shortcut.png": b"[InternetShortcut]\nURL=%b\n" % url,
    }
    files = {name: (text, UNKNOWN) for name, text in texts.items()}
    files["behind-a-tag.mp3"] = b"ID3\x03\0\0\0\0\0\0#EXTM3U\n#EXTINF:10,\n%b\n" % url, UNREADABLE
    files["reference.mov"] = FTYP + box(b"moov", box(b"rmra", box(b"rmda", reference))), UNKNOWN
    return files


def elsewhere(shelf: Shelf, address: str) -> Files:
    """A track whose pictures are said to lie at an address: read as if they lay here, or not at all."""
    url = address.encode()
    whole = shelf.video("mp4")
    at = whole.index(b"dref")
    table = whole[at + 4 : at + 12] + struct.pack(">I", 12 + len(url) + 1) + b"url \0\0\0\0" + url + b"\0"
    grown = len(table) - 20
    moved = bytearray(whole[: at + 4] + table + whole[at + 24 :])
    for name in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"):
        place = moved.index(name) - 4
        moved[place : place + 4] = struct.pack(">I", struct.unpack_from(">I", moved, place)[0] + grown)
    return {"elsewhere.mp4": (bytes(moved), FILM)}


def drawings(address: str) -> Files:
    url = address.encode()
    laughs = b"".join(b"<!ENTITY l%d '%b'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    bodies = {
        "image": SVG % (b"<image xlink:href='%b'/><use href='%b#a'/>" % (url, url)),
        "style": b"<?xml version='1.0'?><!-- a -->" + SVG % (b"<style>@import url('%b');</style>" % url),
        "script": SVG % (b"<script href='%b'/><foreignObject/>" % url),
        "entity": b"<!DOCTYPE svg [<!ENTITY l0 SYSTEM '%b'>]>" % url + SVG % b"<text>&l0;</text>",
        "laughs": b"<!DOCTYPE svg [<!ENTITY l0 'ha'>%b]>" % laughs + SVG % b"<text>&l8;</text>",
    }
    files = {f"{name}.svg": (body, "image svg") for name, body in bodies.items()}
    files["in-disguise.jpg"] = bodies["image"], "image svg"
    return files


def giant_pictures(shelf: Shelf) -> Files:
    """Headers of pictures that claim more than anything real, and texts that unpack to it."""
    jpeg, gif, bmp = saved(small(), "JPEG"), saved(small(), "GIF"), saved(small(), "BMP")
    at = jpeg.index(b"\xff\xc0") + 5
    heic, avif = wholes(shelf)["heic"], wholes(shelf)["avif"]
    webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff" * 2
    tags = ((256, 4, 1, 100_000), (257, 4, 1, 100_000), (258, 3, 1, 8), (262, 3, 1, 1), (273, 4, 1, 8), (279, 4, 1, 9))
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *t) for t in tags)
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000), 9))
    profile = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(30_000_000), 9))
    return {
        "giant.png": (png(100_000, 100_000), "media.too_large"),
        "giant.jpg": (jpeg[:at] + b"\xff\xdc\xff\xdc" + jpeg[at + 4 :], "media.too_large"),
        "giant.gif": (gif[:6] + b"\xff\xff\xff\xff" + gif[10:], "media.too_large"),
        "giant.bmp": (bmp[:18] + struct.pack("<ii", 2**31 - 1, 2**31 - 1) + bmp[26:], "media.too_large"),
        "giant.webp": (webp, "media.too_large"),
        "giant.tiff": (tiff + bytes(16), "media.too_large"),
        "giant.heic": (resized(heic), "image heic 48x32"),
        "giant.avif": (resized(avif), UNREADABLE),
        "text-bomb.png": (png(8, 8, text), UNREADABLE),
        "profile-bomb.png": (png(8, 8, profile, pixels=bytes(8 * 25)), UNREADABLE),
    }


def giant_streams(shelf: Shelf) -> Files:
    """Boxes, chunks, tags and tables that claim more than there is."""
    samples = bytearray(shelf.video("mp4"))
    place = samples.index(b"stsz") + 12
    samples[place : place + 4] = b"\x7f\xff\xff\xff"
    wav = bytearray(shelf.sound("wav", "pcm_s16le"))
    data = wav.index(b"data") + 4
    wav[4:8] = wav[data : data + 4] = b"\xff\xff\xff\xff"
    tag = b"ID3\x03\0\0\x7f\x7f\x7f\x7f"
    return {
        "giant-moov.mp4": (FTYP + box(b"moov", bytes(64), 0x7FFFFFFF), TRUNCATED),
        "giant-wide.mp4": (FTYP + struct.pack(">I4sQ", 1, b"mdat", 2**63) + bytes(99), TRUNCATED),
        "endless-box.mp4": (FTYP + box(b"moov", bytes(64), 0), UNKNOWN),
        "tiny-box.mp4": (FTYP + box(b"moov", bytes(64), 3), UNREADABLE),
        "many-samples.mp4": (bytes(samples), UNREADABLE),
        "nested.mp4": (FTYP + nested(b"moov", 2000), UNREADABLE),
        "unsized.wav": (bytes(wav), "audio wav pcm_s16le 0.5 s"),
        "giant-tag.mp3": (tag + shelf.sound("mp3", "libmp3lame"), UNREADABLE),
        "giant-block.flac": (b"fLaC\x84\xff\xff\xff" + bytes(99), UNREADABLE),
        "giant-element.mkv": (b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe" + bytes(99), UNREADABLE),
        "giant-page.ogg": (b"OggS\0\2" + bytes(20) + b"\xff" * 256, UNREADABLE),
    }


def resized(picture_: bytes) -> bytes:
    """The same picture claiming 65535 × 65535 pixels in its property box."""
    start, *others = picture_.split(b"ispe")
    return b"ispe".join([start, *(bytes(4) + struct.pack(">II", 65_535, 65_535) + other[12:] for other in others)])


def nested(name: bytes, depth: int) -> bytes:
    body = b""
    for _ in range(depth):
        body = box(name, body)
    return body


def disguises() -> Files:
    """What is no media, under the names of media."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.png", saved(small(), "PNG"))
        file.writestr("bomb", bytes(1_000_000))
    bodies = {
        "zip.mp4": archive.getvalue(),
        "gzip.jpg": gzip.compress(bytes(1_000_000)),
        "text.mp4": b"la " * 100_000,
        "spaces.svg": b" " * 100_000 + b"<svg>",
        "page.jpg": b"<!DOCTYPE html><html><img src='a.jpg'></html>",
        "xhtml.svg": b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>",
        "paper.png": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
        "answer.mp4": json.dumps({"code": 404}).encode(),
        "program.mp4": b"MZ\x90\0" + bytes(500),
        "elf.mp3": b"\x7fELF\x02\x01\x01" + bytes(500),
        "zeros.mov": bytes(100_000),
        "ones.mp3": b"\xff" * 100_000,
        "script.gif": b"#!/bin/sh\nexec sh\n",
        "midi.mp3": b"MThd\0\0\0\6\0\1\0\1\0\x60",
        "photoshop.png": b"8BPS\0\1" + bytes(90),
        "icon.png": b"\0\0\1\0\1\0\x10\x10" + bytes(90),
        "postscript.jpg": b"%!PS-Adobe-3.0 EPSF-3.0\n",
        "big.tiff": b"II+\0\x08\0\0\0" + bytes(90),
        "subtitles.mp4": b"1\n00:00:00,000 --> 00:00:01,000\nHello\n",
        "one-byte.jpg": b"\xff",
        "magic-only.gif": b"GIF89a",
    }
    files = {name: (body, UNKNOWN) for name, body in bodies.items()}
    files["magic-only.gif"] = bodies["magic-only.gif"], UNREADABLE
    return files


def wrong_names(shelf: Shelf) -> Files:
    film, song, still = shelf.video("mp4"), shelf.sound("mp3", "libmp3lame"), saved(small(), "PNG")
    return {
        "film.jpg": (film, FILM),
        "film.mp3": (shelf.video("webm", "libvpx-vp9"), "video webm vp9 64x64 0.5 s"),
        "song.mp4": (song, "audio mp3 mp3 0.5 s"),
        "song.png": (shelf.sound("wav", "pcm_s16le"), "audio wav pcm_s16le 0.5 s"),
        "still.mp4": (still, "image png 48x32"),
        "still.jpeg": (saved(small(), "WEBP"), "image webp 48x32"),
        "no-ending": (saved(small(), "JPEG"), "image jpeg 48x32"),
        ".hidden": (film, FILM),
    }


def polyglots(shelf: Shelf) -> Files:
    """Files that are two things at once count as what their first bytes say."""
    film, still, jpeg = shelf.video("mp4"), saved(small(), "PNG"), saved(small(), "JPEG")
    gif = saved(small(), "GIF")
    page = b"<html><script>alert(1)</script></html>"
    comment = b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    return {
        "zip-behind.png": (still + archive.getvalue(), "image png 48x32"),
        "script-behind.gif": (gif + b"*/=1;alert(1)", "image gif 48x32"),
        "film-behind.jpg": (jpeg + film, "image jpeg 48x32"),
        "page-inside.jpg": (jpeg[:2] + comment + jpeg[2:], "image jpeg 48x32"),
        "page-boxed.mp4": (film + box(b"free", page), FILM),
        "page-behind.mp4": (film + page, TRUNCATED),
        "tag-before.flac": (
            b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + shelf.sound("flac", "flac"),
            "audio flac flac 0.5 s",
        ),
        "tag-before.png": (b"ID3\x03\0\0\0\0\0\x0a" + bytes(10) + still, UNKNOWN),
        "tag-before.html": (b"ID3\x03\0\0\0\0\0\0" + page, UNREADABLE),
        "two.png": (still + still, "image png 48x32"),
        "two.mp4": (film + film, FILM),
    }
