"""What is written over the landscape: the references that arrived, the prompt, the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from seedance_desktop.sandbox.pictures import picture_of
from seedance_desktop.sandbox.planes import Mask, Planes
from seedance_desktop.sandbox.typeface import face_for, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedance_desktop.sandbox.job import ClipJob, Pictured

_LABELS = {
    "images": "@Image{number}",
    "first_image": "A",
    "last_image": "B",
    "reference_videos": "@Video{number}",
    "reference_audios": "@Audio{number}",
}
_CAPTION_LETTERS = 400


@dataclass(frozen=True, slots=True)
class Inlay:
    """A part of the picture with its place."""

    picture: Planes
    mask: Mask
    at: tuple[int, int]


def overlays(job: ClipJob, size: tuple[int, int]) -> list[Inlay]:
    """The strip of references at the top and the caption at the foot.

    Args:
        job: what was asked.
        size: width and height of the frame.
    """
    layers = [_caption(job, size)]
    if job.references:
        layers.append(_strip(job.references, size))
    return [_inlaid(picture, top) for picture, top in layers]


def facts_line(job: ClipJob) -> str:
    """Model, resolution, ratio and length, as the library shows them."""
    ratio = job.ratio or job.orientation or "16:9"
    return " · ".join((job.model, job.resolution, ratio, f"{job.seconds} s", "sandbox"))


def numbered(references: Sequence[Pictured]) -> Iterator[tuple[Pictured, int]]:
    """Each reference with its number among those of its place, counted from 1."""
    counts: dict[str, int] = {}
    for reference in references:
        counts[reference.place] = counts.get(reference.place, 0) + 1
        yield reference, counts[reference.place]


def _inlaid(picture: Image.Image, top: int) -> Inlay:
    """Cut away what is empty, so that less is moved per frame."""
    box = picture.getbbox() or (0, 0, 2, 2)
    left, upper = box[0] // 2 * 2, box[1] // 2 * 2
    right, lower = -(-box[2] // 2) * 2, -(-box[3] // 2) * 2
    part = picture.crop((left, upper, right, lower))
    return Inlay(Planes.of(part.convert("RGB")), Mask.of(part.getchannel("A")), (left, top + upper))


def _strip(references: Sequence[Pictured], size: tuple[int, int]) -> tuple[Image.Image, int]:
    unit = min(size) / 720
    margin, gap, high = round(32 * unit), round(10 * unit), round(84 * unit)
    layer = Image.new("RGBA", size)
    x, y = margin, margin
    for reference, number in numbered(references):
        wide = round(high * (1.9 if reference.kind == "audio" else 16 / 10))
        if x + wide > size[0] - margin and x > margin:
            x, y = margin, y + high + gap
        _thumbnail(layer, reference, number, (x, y, x + wide, y + high))
        x += wide + gap
    return layer.crop((0, 0, size[0], min(size[1], (y + high + margin) // 2 * 2))), 0


def _thumbnail(layer: Image.Image, reference: Pictured, number: int, box: tuple[int, int, int, int]) -> None:
    wide, high = box[2] - box[0], box[3] - box[1]
    double = (wide * 2, high * 2)
    shape = Image.new("L", double)
    corner = high // 5
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, double[0] - 1, double[1] - 1), corner, 255)
    picture = picture_of(reference, double)
    draw = ImageDraw.Draw(picture, "RGBA")
    label = _LABELS[reference.place].format(number=number)
    face = face_for(label, high * 0.34)
    length = face.getlength(label)
    left, top, pad = high * 0.1, high * 1.5, high * 0.12
    draw.rounded_rectangle((left, top, left + length + 2 * pad, top + high * 0.42), high * 0.1, fill=(10, 11, 13, 190))
    draw.text((left + pad, top + high * 0.2), label, (255, 255, 255), face, anchor="lm")
    draw.rounded_rectangle((0, 0, double[0] - 1, double[1] - 1), corner, outline=(255, 255, 255, 90), width=3)
    layer.paste(picture.reduce(2), box[:2], shape.reduce(2))


def _caption(job: ClipJob, size: tuple[int, int]) -> tuple[Image.Image, int]:
    unit = min(size) / 720
    margin = round(32 * unit)
    letters, small = 25 * unit, 15.5 * unit
    prompt = job.prompt[:_CAPTION_LETTERS]
    face = face_for(prompt, letters)
    lines = wrapped(prompt, face.getlength, size[0] - 2 * margin)
    block = letters * 1.36 * len(lines) + small * 2.1 + margin
    high = min(size[1], round(block + 70 * unit) // 2 * 2)
    words, facts = Image.new("L", (size[0], high)), facts_line(job)
    draw = ImageDraw.Draw(words)
    y = high - block
    for line in lines:
        draw.text((margin, y), line, 240, face)
        y += letters * 1.36
    draw.text((margin, y + small * 0.7), facts, 175, face_for(facts, small))
    shade = ImageChops.lighter(_scrim(size[0], high), words.filter(ImageFilter.GaussianBlur(5 * unit)))
    layer = Image.merge("RGBA", (*[Image.new("L", words.size)] * 3, shade))
    return Image.alpha_composite(layer, Image.merge("RGBA", (*[_white(words.size)] * 3, words))), size[1] - high


def _scrim(wide: int, high: int) -> Image.Image:
    """A shade that grows downwards and keeps white letters readable on every mood."""
    shade = bytes(round(140 * (row / high) ** 1.5) for row in range(high))
    return Image.frombytes("L", (1, high), shade).resize((wide, high))


def _white(size: tuple[int, int]) -> Image.Image:
    return Image.new("L", size, 255)
