"""Pictures, by Pillow. Imported in the worker process only."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.measured import Measured
from seedance_desktop.media.png import read_png
from seedance_desktop.media.whereabouts import BROKEN_EXIF, ORIENTATION, ROTATIONS, exif_of, picture_is_located
from seedance_desktop.media.whole import check_whole

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.media.sniff import Sniffed

MOST_PIXELS: Final = 2**28
"""A header that claims more (16384 × 16384) is not believed: no camera makes it and no route takes it."""
MOST_DECODED_PIXELS: Final = 100_000_000
"""What the worker's memory holds decoded. JPEG is not bound by it: it is decoded at a fraction of its size."""

_PLUGINS = {"heic": "HEIF"}
"""Pillow's name of a format where it is not ours in capitals."""


def measure_picture(path: Path, sniffed: Sniffed) -> Measured:
    """Reads the header only: no pixel is decoded, whatever size the header claims.

    Raises:
        LocalFailure: `media.too_large`, `media.truncated`, `media.unreadable`.
        OSError, ValueError, SyntaxError: Pillow cannot read it.
    """
    late_exif = b""
    if sniffed.format == "png":
        late_exif = read_png(path)
    else:
        check_whole(path, sniffed)
    if sniffed.format == "svg":
        return Measured(Kind.IMAGE, Facts(format="svg", size=sniffed.size))
    with opened_picture(path, sniffed) as image:
        exif = exif_of(image, late_exif)
        # libheif turns a picture by itself and keeps silent about it.
        rotation = None if sniffed.format == "heic" else ROTATIONS.get(exif.get(ORIENTATION, 1), 0)
        width, height = image.size
        located = picture_is_located(image, exif)
    if width * height > MOST_PIXELS:
        raise too_large(path, width, height)
    if sniffed.format != "tiff" and (rotation or 0) % 180:  # Pillow turns TIFF by itself
        width, height = height, width
    facts = Facts(
        format=sniffed.format, width=width, height=height, size=sniffed.size, rotation=rotation, located=located
    )
    return Measured(Kind.IMAGE, facts)


def picture_thumbnail(path: Path, sniffed: Sniffed, longest_side: int) -> Image.Image:
    """The picture upright and scaled down to `longest_side` pixels, never up.

    Raises:
        LocalFailure: `media.no_picture` (nothing here can draw it), `media.too_large`.
        OSError, ValueError, SyntaxError: Pillow cannot read it.
    """
    if sniffed.format == "svg":
        raise LocalFailure("media.no_picture", {"name": path.name})
    with opened_picture(path, sniffed) as image:
        width, height = image.size
        most = MOST_PIXELS if sniffed.format == "jpeg" else MOST_DECODED_PIXELS
        if width * height > most:
            raise too_large(path, width, height)
        # JPEG is decoded at an eighth, a quarter or a half of its size where that is still enough.
        drafted = image.draft("RGB", (longest_side, longest_side))
        image.thumbnail((longest_side, longest_side), reducing_gap=2.0 if drafted is None else None)
        drawn = eight_bits(upright(image))
    return drawn.convert("RGBA" if drawn.has_transparency_data else "RGB")


def upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; as it is where the EXIF is broken."""
    image.load()  # what cannot be decoded must not pass for broken EXIF
    try:
        return ImageOps.exif_transpose(image)
    except BROKEN_EXIF:
        return image


def eight_bits(image: Image.Image) -> Image.Image:
    """Deeper greys brought down to eight bits: Pillow by itself would cut them off at white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def png_of(image: Image.Image) -> bytes:
    """The picture as a PNG file without anything but its pixels."""
    buffer = io.BytesIO()
    image.info.clear()
    image.save(buffer, format="PNG", compress_level=3)
    return buffer.getvalue()


def opened_picture(path: Path, sniffed: Sniffed) -> Image.Image:
    """Opened by the one plug-in that its magic names; nothing is decoded yet.

    Raises:
        LocalFailure: `media.too_large`.
        OSError, ValueError, SyntaxError: Pillow cannot read it.
    """
    if sniffed.format == "webp":
        width, height = _webp_pixels(sniffed.head)
        if width * height > MOST_DECODED_PIXELS:
            raise too_large(path, width, height)
    Image.MAX_IMAGE_PIXELS = None  # our own bound above answers with a sentence
    if sniffed.format == "heic":
        # More threads would take address space from the memory limit.
        register_heif_opener(decode_threads=1)
    return Image.open(path, formats=[_PLUGINS.get(sniffed.format, sniffed.format.upper())])


def _webp_pixels(head: bytes) -> tuple[int, int]:
    """From the header (RFC 9649, 2.5 to 2.7), because opening a WebP allocates its canvas at once."""
    if head[12:16] == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def too_large(path: Path, width: int, height: int) -> LocalFailure:
    """What is said of a picture that claims more pixels than can be held."""
    return LocalFailure("media.too_large", {"name": path.name, "width": width, "height": height})
