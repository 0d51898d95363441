"""Fitted copies of pictures, by Pillow. Imported in the worker process only."""

from __future__ import annotations

import io
import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.fit import Recipe
from seedance_desktop.media.jpeg import stripped
from seedance_desktop.media.pictures import MOST_DECODED_PIXELS, eight_bits, opened_picture, too_large, upright
from seedance_desktop.media.whereabouts import ORIENTATION, exif_of

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.media.sniff import Sniffed

_FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"optimize": True}),
    "png": ("PNG", {"compress_level": 6}),
    "webp": ("WEBP", {"method": 4}),
}
_QUALITIES = (95, 90, 85, 78, 70, 60)
"""Below the last one a smaller picture looks better than a worse one."""
_SMALLEST_SIDE = 32
"""Pixels."""
_SMALLEST_STEP = 0.95


def fit_picture(path: Path, sniffed: Sniffed, ending: str, recipe: Recipe) -> bytes:
    """The copy as a file's content: upright, in sRGB, its pixels and nothing else. Of a moving picture the first.

    A JPEG of which only its metadata is to go keeps every pixel, and the profile that says how they are meant.

    Raises:
        LocalFailure: `media.no_picture`, `media.too_large`, `media.not_small_enough`.
        OSError, ValueError, SyntaxError: Pillow cannot read it.
    """
    if sniffed.format == "svg":
        raise LocalFailure("media.no_picture", {"name": path.name})
    with opened_picture(path, sniffed) as image:
        if image.width * image.height > MOST_DECODED_PIXELS:
            raise too_large(path, image.width, image.height)
        if sniffed.format == "jpeg" and ending == "jpg" and _is_fine(image, recipe):
            image.load()
            if content := stripped(path.read_bytes()):
                return content
        picture = plain(image)
    if ending == "jpg":
        picture = opaque(picture)
    picture = _shaped(picture, recipe)
    content = _small_enough(picture, ending, recipe)
    if content is None:
        raise LocalFailure("media.not_small_enough", {"name": path.name})
    return content


def _is_fine(image: Image.Image, recipe: Recipe) -> bool:
    """Whether nothing but what stands beside the pixels is to be changed."""
    upright_already = exif_of(image).get(ORIENTATION, 1) not in range(2, 9)
    return recipe == Recipe(format=recipe.format) and upright_already and image.mode in {"RGB", "L"}


def plain(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB with eight bits, with transparency where it has any, without metadata."""
    profile = image.info.get("icc_profile")
    turned = eight_bits(upright(image))
    transparent = turned.has_transparency_data
    if profile:
        turned = _in_srgb(turned, profile, transparent=transparent)
    plain_ = turned.convert("RGBA" if transparent else "RGB")
    plain_.info.clear()
    return plain_


def opaque(image: Image.Image) -> Image.Image:
    """On white, where the picture is transparent."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: bytes, *, transparent: bool) -> Image.Image:
    """Converted by its profile; as it is where the profile is broken or made for other colours."""
    if image.mode in {"P", "PA", "LA", "1"}:
        image = image.convert("RGBA" if transparent else "RGB")
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGBA" if transparent else "RGB")
        return converted or image
    return image


def _shaped(image: Image.Image, recipe: Recipe) -> Image.Image:
    if crop := recipe.crop:
        left, top = min(crop.left, image.width - 1), min(crop.top, image.height - 1)
        image = image.crop((left, top, min(left + crop.width, image.width), min(top + crop.height, image.height)))
    width, height = recipe.width, recipe.height
    if width is None and height is None:
        return image
    width = width or max(1, round(image.width * (height or 0) / image.height))
    height = height or max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _small_enough(image: Image.Image, ending: str, recipe: Recipe) -> bytes | None:
    """The picture in the best quality, and then the largest size, that is below the limit."""
    most = recipe.most_bytes
    content = _saved(image, ending, _QUALITIES[0])
    if most is None or len(content) <= most:
        return content
    quality = _QUALITIES[-1]
    content = content if ending == "png" else _saved(image, ending, quality)
    if len(content) <= most:
        return _best(image, ending, most) or content
    scale = 1.0
    while len(content) > most and recipe.width is None and recipe.height is None:
        scale *= min(_SMALLEST_STEP, math.sqrt(most / len(content)))
        width, height = round(image.width * scale), round(image.height * scale)
        if min(width, height) < _SMALLEST_SIDE:
            return None
        content = _saved(image.resize((width, height), Image.Resampling.LANCZOS), ending, quality)
    return content if len(content) <= most else None


def _best(image: Image.Image, ending: str, most: int) -> bytes | None:
    """In the best quality between the first and the last that is light enough; each try halves what is left."""
    found = None
    left: tuple[int, ...] = _QUALITIES[1:-1]
    while left:
        middle = len(left) // 2
        content = _saved(image, ending, left[middle])
        if len(content) <= most:
            found, left = content, left[:middle]
        else:
            left = left[middle + 1 :]
    return found


def _saved(image: Image.Image, ending: str, quality: int) -> bytes:
    format_, options = _FORMATS[ending]
    buffer = io.BytesIO()
    image.save(buffer, format=format_, **options, **({} if ending == "png" else {"quality": quality}))
    return buffer.getvalue()
