"""Writes small real media: a red picture turns blue half way, silence turns into a tone."""

from __future__ import annotations

import math
from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

FPS = 24
FRAMES = 12
RATE = 48_000


def picture(number: int, width: int) -> Image.Image:
    """Red then blue, with a white corner at the top left that shows any turn."""
    image = Image.new("RGB", (width, 64), "red" if number < FRAMES // 2 else "blue")
    image.paste("white", (0, 0, 24, 24))
    return image


def write_video(
    path: Path,
    codec: str,
    options: dict[str, str] | None = None,
    width: int = 64,
    metadata: dict[str, str] | None = None,
) -> None:
    with av.open(str(path), "w", options=options or {}) as container:
        container.metadata.update(metadata or {})
        stream: Any = container.add_stream(codec, rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, 64, "yuv420p"
        for number in range(FRAMES):
            frame = av.VideoFrame.from_image(picture(number, width))  # type: ignore[no-untyped-call]  # PyAV has no type for it
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def write_sound(
    path: Path, codec: str, metadata: dict[str, str] | None = None, options: dict[str, str] | None = None
) -> None:
    """Half a second: silence, then a tone at half of the full scale."""
    samples = [0] * (RATE // 4) + [round(16384 * math.sin(i / 10)) for i in range(RATE // 4)]
    with av.open(str(path), "w", options=options or {}) as container:
        container.metadata.update(metadata or {})
        stream: Any = container.add_stream(codec, rate=RATE)
        stream.layout = "mono"
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
        frame.planes[0].update(array("h", samples).tobytes())
        frame.sample_rate, frame.pts = RATE, 0
        resampler = av.AudioResampler(stream.format, "mono", RATE, frame_size=stream.codec_context.frame_size or 0)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))


def turned(clip: bytes) -> bytes:
    """The clip with the matrix of a telephone held upright: a quarter turn clockwise when shown."""
    at = clip.index(b"tkhd") + 44
    matrix = array("i", [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30])
    matrix.byteswap()
    return clip[:at] + matrix.tobytes() + clip[at + 36 :]
