"""The tour's own film, sound and photograph: too long, and with a place that nobody need know."""

from __future__ import annotations

import math
import wave
from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from pathlib import Path

FPS = 24
SECONDS = 21
SIZE = (1280, 720)
RATE = 16_000


def long_film(path: Path) -> None:
    """A sun that rises and sets over the sea, longer than any route takes."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=FPS, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for number in range(FPS * SECONDS):
            frame = av.VideoFrame.from_image(_evening(number / (FPS * SECONDS)))  # type: ignore[no-untyped-call]  # PyAV has no type for it
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def long_sound(path: Path) -> None:
    """Gusts of a tone."""
    samples = array("h")
    for n in range(RATE * SECONDS):
        now = n / RATE
        loud = (0.35 + 0.65 * abs(math.sin(now * 0.9))) * abs(math.sin(now * 3.1 + math.sin(now)))
        samples.append(round(22_000 * loud * math.sin(now * 2 * math.pi * 180)))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def located_photograph(path: Path, painting: Path) -> None:
    """A painting as a telephone would keep it: upright by a mark, with the place it was taken at."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 26.0, 2.0), 3: "E", 4: (12.0, 20.0, 1.0)})
    with Image.open(painting) as image:
        image.convert("RGB").resize((2016, 1512)).save(path, exif=exif, quality=92)


def _evening(share: float) -> Image.Image:
    width, height = SIZE
    light = math.sin(share * math.pi)
    image = Image.new("RGB", SIZE, (round(40 + 90 * light), round(44 + 70 * light), round(80 + 60 * light)))
    draw = ImageDraw.Draw(image)
    across, up = width * (0.12 + 0.76 * share), height * (0.62 - 0.4 * light)
    draw.ellipse((across - 60, up - 60, across + 60, up + 60), fill=(250, round(150 + 80 * light), 110))
    draw.rectangle((0, height * 0.62, width, height), fill=(22, round(40 + 40 * light), 66))
    for line in range(9):
        y = height * 0.66 + line * 26
        reach = 40 + 26 * line
        draw.line((across - reach, y, across + reach, y), fill=(220, 150, 110), width=3)
    return image
