"""Small real media, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.unit.media.making import turned, write_sound, write_video

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def clip(shelf: Path) -> Path:
    """An H.264 clip of half a second with its index at the end."""
    path = shelf / "clip.mp4"
    write_video(path, "libx264")
    return path


@pytest.fixture(scope="session")
def streamable_clip(shelf: Path) -> Path:
    """The same with its index before the pictures, as web servers like it."""
    path = shelf / "streamable.mp4"
    write_video(path, "libx264", {"movflags": "faststart"})
    return path


@pytest.fixture(scope="session")
def webm(shelf: Path) -> Path:
    path = shelf / "clip.webm"
    write_video(path, "libvpx-vp9")
    return path


@pytest.fixture(scope="session")
def live_webm(shelf: Path) -> Path:
    """As a browser records it: no length in its header."""
    path = shelf / "live.webm"
    write_video(path, "libvpx-vp9", {"live": "1"})
    return path


@pytest.fixture(scope="session")
def turned_clip(shelf: Path) -> Path:
    """Stored as 96 × 64, shown as 64 × 96."""
    path = shelf / "turned.mp4"
    write_video(path, "libx264", width=96)
    path.write_bytes(turned(path.read_bytes()))
    return path


@pytest.fixture(scope="session")
def sound(shelf: Path) -> Callable[[str], Path]:
    """Makes, once for each format, half a second of silence and tone."""
    codecs = {
        "mp3": "libmp3lame",
        "wav": "pcm_s16le",
        "aac": "aac",
        "m4a": "aac",
        "flac": "flac",
        "ogg": "libopus",
    }

    def make(name: str) -> Path:
        path = shelf / f"sound.{name}"
        if not path.exists():
            write_sound(path, codecs[name])
        return path

    return make


@pytest.fixture(scope="session")
def photo(shelf: Path) -> Path:
    """A JPEG of 40 × 20 pixels that its EXIF turns upright to 20 × 40, white at the top left as stored."""
    path = shelf / "photo.jpg"
    image = Image.new("RGB", (40, 20), "green")
    image.paste("white", (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(path, exif=exif, quality=95)
    return path
