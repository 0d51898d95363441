"""Whole media that are unusual: turned, deep, moving, silent, of uneven time; and paths that are no plain files."""

from __future__ import annotations

import os
import socket
import struct
from array import array
from typing import TYPE_CHECKING

from PIL import Image

from tests.unit.media.corpus import FILM, FTYP, UNKNOWN, UNREADABLE, box, chunk, png, saved, small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.media.corpus import Files, Shelf

    Making = Callable[[Path, bytes], object]

UNEVEN = [0, 10, 20, 100, 110, 180, 200, 300, 310, 320, 400, 490]
"""Thousandths of a second."""


def turned_pictures() -> Files:
    """The eight orientations of EXIF, at its usual place and behind the pixels, and some that make no sense."""
    turns = {1: "", 2: "", 3: " turned 180", 4: " turned 180", 5: " turned 270", 6: " turned 90", 7: " turned 90"}
    turns[8] = " turned 270"
    files: Files = {}
    for number, turn in turns.items():
        size = "32x48" if number > 4 else "48x32"
        files[f"orientation-{number}.jpg"] = (
            saved(small(), "JPEG", exif=orientation(number)),
            f"image jpeg {size}{turn}",
        )
    late = chunk(b"eXIf", orientation(6).tobytes()[6:])
    still = saved(small(), "PNG")
    files["late.png"] = still[:-12] + late + still[-12:], "image png 32x48 turned 90"
    files["orientation-99.jpg"] = saved(small(), "JPEG", exif=orientation(99)), "image jpeg 48x32"
    files["exif-garbage.jpg"] = (
        saved(small(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + b"\xff" * 20),
        "image jpeg 48x32",
    )
    loop = b"Exif\0\0II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\x08\0\0\0"
    files["exif-loop.jpg"] = saved(small(), "JPEG", exif=loop), "image jpeg 48x32"
    return files


def orientation(number: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = number
    return exif


def colours() -> Files:
    """Every way to keep a pixel."""
    palette = small().quantize(16)
    palette.info["transparency"] = 0
    deep = png(16, 8, depth=16, colour=2, pixels=(b"\0" + bytes(range(96))) * 8)
    loop = bytearray(saved(small(), "TIFF"))
    return {
        "cmyk.jpg": (saved(small("CMYK"), "JPEG"), "image jpeg 48x32"),
        "grey.jpg": (saved(small("L"), "JPEG"), "image jpeg 48x32"),
        "progressive.jpg": (saved(small(), "JPEG", progressive=True), "image jpeg 48x32"),
        "deep-grey.png": (saved(Image.new("I;16", (48, 32), 40_000), "PNG"), "image png 48x32"),
        "deep.png": (deep, "image png 16x8"),
        "grey-alpha.png": (saved(small("LA"), "PNG"), "image png 48x32"),
        "palette.png": (saved(palette, "PNG"), "image png 48x32"),
        "bits.png": (saved(small("1"), "PNG"), "image png 48x32"),
        "bits.tiff": (saved(small("1"), "TIFF", compression="group4"), "image tiff 48x32"),
        "float.tiff": (saved(small("F"), "TIFF"), "image tiff 48x32"),
        "lab.tiff": (saved(Image.new("LAB", (48, 32)), "TIFF"), "image tiff 48x32"),
        "pages.tiff": (saved(small(), "TIFF", save_all=True, append_images=[small()] * 2), "image tiff 48x32"),
        "jpeg-inside.tiff": (saved(small(), "TIFF", compression="jpeg"), "image tiff 48x32"),
        "page-loop.tiff": (looped(loop), "image tiff 48x32"),
        "lossless.webp": (saved(small("RGBA"), "WEBP", lossless=True), "image webp 48x32"),
        "alpha.webp": (saved(small("RGBA"), "WEBP"), "image webp 48x32"),
        "picture.heic": (saved(small(), "HEIF"), "image heic 48x32"),
        "alpha.avif": (saved(small("RGBA"), "AVIF"), "image avif 48x32"),
        "run-length.bmp": (saved(small("P"), "BMP"), "image bmp 48x32"),
        "upside-down.bmp": (upside_down(saved(small(), "BMP")), "image bmp 48x32"),
        "one-pixel.gif": (saved(Image.new("P", (1, 1)), "GIF"), "image gif 1x1"),
        "one-line.png": (saved(Image.new("RGB", (5000, 1)), "PNG"), "image png 5000x1"),
        "no-pixels.png": (png(0, 0), UNREADABLE),
    }


def looped(tiff: bytearray) -> bytes:
    """A TIFF whose page is followed by itself."""
    start = struct.unpack_from("<I", tiff, 4)[0]
    end = start + 2 + 12 * struct.unpack_from("<H", tiff, start)[0]
    tiff[end : end + 4] = struct.pack("<I", start)
    return bytes(tiff)


def upside_down(bmp: bytes) -> bytes:
    return bmp[:22] + struct.pack("<i", -32) + bmp[26:]


def moving() -> Files:
    frames = [Image.new("RGB", (48, 32), colour) for colour in ("red", "green", "blue")]
    options = {"save_all": True, "append_images": frames[1:], "duration": 80}
    many = [Image.new("P", (8, 8), number % 250) for number in range(3000)]
    claimed = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))
    return {
        "moving.gif": (saved(frames[0], "GIF", **options), "image gif 48x32"),
        "moving.webp": (saved(frames[0], "WEBP", **options), "image webp 48x32"),
        "moving.png": (saved(frames[0], "PNG", **options), "image png 48x32"),
        "moving.avif": (saved(frames[0], "AVIF", **options), "image avif 48x32"),
        "many.gif": (saved(many[0], "GIF", save_all=True, append_images=many[1:], duration=0), "image gif 8x8"),
        "claims-frames.png": (png(8, 8, claimed, pixels=bytes(8 * 25)), "image png 8x8"),
    }


def streams(shelf: Shelf) -> Files:
    """Containers and codecs, with and without sound and pictures."""
    wave = shelf.sound("wav", "pcm_s16le")
    cover = b"\0image/png\0\3\0" + saved(small(), "PNG")
    picture = b"APIC" + struct.pack(">I", len(cover)) + b"\0\0" + cover
    length = bytes(len(picture) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return {
        "silent.mp4": (shelf.film("mp4", silent=True), FILM),
        "both.mp4": (shelf.film("mp4"), FILM),
        "both.mkv": (shelf.film("mkv"), "video mkv h264 64x64 0.5 s"),
        "uneven.mp4": (shelf.film("mp4", times=UNEVEN, silent=True), "video mp4 h264 64x64 0.4 s"),
        "uneven.mkv": (shelf.film("mkv", times=UNEVEN, silent=True), "video mkv h264 64x64 0.5 s"),
        "sound-only.mp4": (shelf.sound("mp4", "aac"), "audio m4a aac 0.5 s"),
        "cover.mp3": (b"ID3\3\0\0" + length + picture + shelf.sound("mp3", "libmp3lame"), "audio mp3 mp3 0.5 s"),
        "no-frame-count.mp3": (shelf.sound("mp3", "libmp3lame", write_xing="0"), "audio mp3 mp3 0.5 s"),
        "live.webm": (shelf.video("webm", "libvpx-vp9", live="1"), "video webm vp9 64x64 0.5 s"),
        "fragments.mp4": (shelf.video("mp4", movflags="frag_keyframe+empty_moov"), FILM),
        "no-pictures.mp4": (no_pictures(shelf.video("mp4")), UNREADABLE),
        "no-sound.wav": (wave[: wave.index(b"data") + 4] + bytes(4), UNREADABLE),
        "header-only.webm": (shelf.video("webm", "libvpx-vp9")[:300], UNREADABLE),
        "no-tracks.mp4": (FTYP + box(b"moov", box(b"mvhd", bytes(100))), UNKNOWN),
        "av1.mp4": (shelf.video("mp4", "libsvtav1"), "video mp4 av1 64x64 0.5 s"),
        "hevc.mp4": (shelf.video("mp4", "libx265"), "video mp4 hevc 64x64 0.5 s"),
        "vp9.webm": (shelf.video("webm", "libvpx-vp9"), "video webm vp9 64x64 0.5 s"),
        "h264.mkv": (shelf.video("mkv"), "video mkv h264 64x64 0.5 s"),
        "h264.mov": (shelf.video("mov"), "video mov h264 64x64 0.5 s"),
        "mpeg4.avi": (shelf.video("avi", "mpeg4"), "video avi mpeg4 64x64 0.5 s"),
        "h264.flv": (shelf.video("flv"), "video flv h264 64x64 0.6 s"),
        "h264.ts": (shelf.video("ts"), "video ts h264 64x64 0.5 s"),
        "mpeg2.mpg": (shelf.video("mpg", "mpeg2video"), "video mpg mpeg2video 64x64 0.5 s"),
        "wmv2.wmv": (shelf.video("wmv", "wmv2"), "video wmv wmv2 64x64 0.5 s"),
        "flac.flac": (shelf.sound("flac", "flac"), "audio flac flac 0.5 s"),
        "flac.ogg": (shelf.sound("ogg", "flac"), "audio ogg flac 0.5 s"),
        "opus.ogg": (shelf.sound("ogg", "libopus"), "audio ogg opus 0.5 s"),
        "opus.webm": (shelf.sound("webm", "libopus"), "audio webm opus 0.5 s"),
        "deep.wav": (shelf.sound("wav", "pcm_s24le"), "audio wav pcm_s24le 0.5 s"),
        "law.wav": (shelf.sound("wav", "pcm_mulaw"), "audio wav pcm_mulaw 0.5 s"),
        "layer-2.mp3": (shelf.sound("mp2", "mp2"), "audio mp3 mp2 0.5 s"),
    }


def no_pictures(film: bytes) -> bytes:
    """The film with tables that say it has no frame."""
    emptied = bytearray(film)
    for name, at in ((b"stsz", 12), (b"stts", 8), (b"stsc", 8), (b"stco", 8)):
        place = emptied.index(name) + at
        emptied[place : place + 4] = bytes(4)
    return bytes(emptied)


def turned_films(shelf: Shelf) -> Files:
    """The matrices that a telephone writes."""
    film = shelf.video("mp4")
    one, none = 1 << 16, 0
    turns = {90: (none, one, -one, none), 180: (-one, none, none, -one), 270: (none, -one, one, none)}
    files: Files = {}
    for degrees, (a, b, c, d) in turns.items():
        at = film.index(b"tkhd") + 44
        matrix = array("i", [a, b, 0, c, d, 0, 0, 0, 1 << 30])
        matrix.byteswap()
        files[f"turned-{degrees}.mp4"] = film[:at] + matrix.tobytes() + film[at + 36 :], f"{FILM} turned {degrees}"
    return files


def names(shelf: Shelf) -> Files:
    """One film under names that trip up who takes them for something else."""
    film = shelf.video("mp4")
    odd = [
        "new\nline.mp4", "tab\t.mp4", "\N{CLAPPER BOARD}\N{SPARKLES}.mp4", "影片-фильм-ﬁlm.mp4", "عربي \u202e4pm.mp4",
        "é.mp4", "e\u0301.mp4", "-i.mp4", "--help", "%d-%03d.mp4", "concat:a|b.mp4", "pipe:1.mp4", "http:a.mp4",
        "subfile,,start,0,end,9,,.mp4", "crypto+file.mp4", "a#fragment?query=1.mp4", "back\\slash.mp4", "quo'te\".mp4",
        " space .mp4 ", "dots...", "*.mp4", "[0-9]{a,b}.mp4", "$HOME;`id`.mp4", "n" * 251 + ".mp4",
        os.fsdecode(b"\xff\xfe.mp4"),
    ]  # fmt: skip
    return dict.fromkeys(odd, (film, FILM))


def no_plain_files(shelf: Shelf) -> dict[str, tuple[Making, str]]:
    """Name → what makes it, given its path and a film, and what is said of it."""
    film = shelf.video("mp4")

    def linked(path: Path, _: bytes) -> None:
        path.with_suffix(".target").write_bytes(film)
        path.symlink_to(path.with_suffix(".target"))

    return {
        "folder.mp4": (lambda path, _: path.mkdir(), "file.is_folder"),
        "pipe.mp4": (lambda path, _: os.mkfifo(path), "file.unreadable"),
        "socket.mp4": (listening, "file.unreadable"),
        "zero.mp4": (lambda path, _: path.symlink_to("/dev/zero"), "file.unreadable"),
        "null.jpg": (lambda path, _: path.symlink_to("/dev/null"), "file.unreadable"),
        "loop.mp4": (lambda path, _: path.symlink_to(path), "file.unreadable"),
        "dangling.mp4": (lambda path, _: path.symlink_to("nowhere"), "file.missing"),
        "to-folder.mp4": (lambda path, _: path.symlink_to("."), "file.is_folder"),
        "linked.mp4": (linked, FILM),
        "gone.mp4": (lambda _path, _: None, "file.missing"),
        "gone\0.mp4": (lambda _path, _: None, "file.missing"),
        "sparse.mp4": (lambda path, _: sparse(path, b""), "media.unknown_kind"),
        "sparse-photo.jpg": (lambda path, _: sparse(path, saved(small(), "JPEG")[:-40]), "media.truncated"),
        "sparse-film.mp4": (sparse, FILM),
    }


def listening(path: Path, _: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(path))  # the whole path may be longer than an address can be


def sparse(path: Path, start: bytes) -> None:
    """A file of 64 MiB of which only the beginning takes room."""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(1 << 26)
