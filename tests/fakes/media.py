"""Small media files, made where a test needs them."""

from __future__ import annotations

import wave
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def picture_file(path: Path, colour: str = "red", size: tuple[int, int] = (320, 180)) -> Path:
    """A picture of one colour, in the format of its ending."""
    Image.new("RGB", size, colour).save(path)
    return path


def clip_file(path: Path, frames: int = 8, size: tuple[int, int] = (720, 720), fps: int = 24) -> Path:
    """A silent video of `frames` frames."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=fps, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for pts in range(frames):
            frame = av.VideoFrame(*size, "yuv420p")
            frame.pts, frame.time_base = pts, Fraction(1, fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def sound_file(path: Path, samples: int = 8000) -> Path:
    """Silence of `samples` samples, 8000 of them a second."""
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * samples))
    return path
