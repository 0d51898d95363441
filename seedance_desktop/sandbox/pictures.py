"""Turns references into pictures: images, first frames, waveforms, and cards for what cannot be opened here."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING

import av
from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from seedance_desktop.sandbox.typeface import face_for, shortened

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.sandbox.job import Pictured

LOCAL_ONLY = {"protocol_whitelist": "file"}
"""A playlist that poses as media must not send the decoder to other addresses."""
_CARD = (24, 28, 35)
_CARD_EDGE = (52, 58, 68)
_TEXT = (233, 235, 238)
_TEXT_SOFT = (150, 158, 170)
_WAVE = (124, 147, 255)
_WAVE_RATE = 8000
_BARS = 44
_LONGEST_EDGE = 2160
_UNREADABLE = (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError, av.FFmpegError)


def picture_of(reference: Pictured, size: tuple[int, int]) -> Image.Image:
    """A reference as an RGB picture of about `size`; a card with its host and name where it cannot be opened."""
    if reference.path is not None:
        try:
            return _OPENERS[reference.kind](reference.path, size)
        except _UNREADABLE:
            pass
    return _card(reference, size)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(reference: Pictured) -> tuple[int, int] | None:
    """Width and height as shown; `None` where they cannot be told."""
    if reference.path is None or reference.kind == "audio":
        return None
    try:
        return picture_of_file(reference).size
    except _UNREADABLE:
        return None


def picture_of_file(reference: Pictured) -> Image.Image:
    """The file behind an image or video reference, opened."""
    if reference.path is None:
        raise ValueError(reference.source)
    if reference.kind == "video":
        return _first_frame(reference.path)
    return _image(reference.path)


def covering(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture cut to fill `size`, its middle kept."""
    return ImageOps.fit(picture, size, Image.Resampling.LANCZOS)


def _image(path: Path) -> Image.Image:
    with Image.open(path) as opened:
        opened.draft("RGB", (_LONGEST_EDGE, _LONGEST_EDGE))
        picture = ImageOps.exif_transpose(opened)
        if picture.mode in {"RGBA", "LA", "PA", "P"}:
            ground = Image.new("RGBA", picture.size, _CARD)
            return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
        return picture.convert("RGB")


def _first_frame(path: Path) -> Image.Image:
    with av.open(f"file:{path}", options=LOCAL_ONLY) as container:
        stream = next((s for s in container.streams.video if s.codec_context is not None), None)
        for frame in () if stream is None else container.decode(stream):
            picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it bare
            return picture.convert("RGB")
    raise ValueError(path.name)


def _shown_image(path: Path, size: tuple[int, int]) -> Image.Image:
    return covering(_image(path), size)


def _shown_video(path: Path, size: tuple[int, int]) -> Image.Image:
    picture = covering(_first_frame(path), size)
    middle, reach = (size[0] / 2, size[1] / 2), min(size) * 0.2
    draw = ImageDraw.Draw(picture, "RGBA")
    draw.ellipse((middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach), (10, 11, 13, 150))
    tip = reach * 0.5
    corners = [(middle[0] - tip * 0.7, middle[1] - tip), (middle[0] - tip * 0.7, middle[1] + tip)]
    draw.polygon([*corners, (middle[0] + tip, middle[1])], (255, 255, 255, 235))
    return picture


def _shown_audio(path: Path, size: tuple[int, int]) -> Image.Image:
    peaks = _peaks(path)
    card = Image.new("RGB", size, _CARD)
    draw = ImageDraw.Draw(card)
    step = size[0] * 0.86 / len(peaks)
    middle, loudest = size[1] * 0.42, max(1, *peaks)
    for index, peak in enumerate(peaks):
        x, reach = size[0] * 0.07 + step * index, max(1.0, size[1] * 0.3 * peak / loudest)
        draw.rounded_rectangle((x, middle - reach, x + step * 0.55, middle + reach), step * 0.27, _WAVE)
    return card


def _peaks(path: Path) -> list[int]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=_WAVE_RATE)
    samples = array("h")
    with av.open(f"file:{path}", options=LOCAL_ONLY) as container:
        stream = next((s for s in container.streams.audio if s.codec_context is not None), None)
        for frame in () if stream is None else container.decode(stream):
            for part in resampler.resample(frame):
                samples.frombytes(bytes(part.planes[0])[: part.samples * 2])
    if not samples:
        raise ValueError(path.name)
    step = max(1, len(samples) // _BARS)
    return [max(map(abs, samples[i : i + step])) for i in range(0, step * _BARS, step) if samples[i : i + step]]


def _card(reference: Pictured, size: tuple[int, int]) -> Image.Image:
    """What an address looks like that the sandbox cannot fetch."""
    card = Image.new("RGB", size, _CARD)
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=_CARD_EDGE)
    for text, place, colour in (
        (reference.host or reference.source, 0.22, _TEXT_SOFT),
        (reference.name, 0.42, _TEXT),
    ):
        letters = size[1] * 0.14
        face = face_for(text, letters)
        line = shortened(text, face.getlength, size[0] * 0.86)
        draw.text((size[0] * 0.07, size[1] * place), line, colour, face)
    return card


_OPENERS = {"image": _shown_image, "video": _shown_video, "audio": _shown_audio}
