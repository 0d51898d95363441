"""Does a file say where it was taken, and how is it turned? Imported in the worker process only."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterable

ORIENTATION: Final = 0x0112
ROTATIONS: Final = {1: 0, 2: 0, 3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}
"""Degrees clockwise for each EXIF orientation (EXIF 2.32, 4.6.4); 2, 4, 5 and 7 are mirrored first."""

_GPS_IFD = 0x8825
_LATITUDE_OR_LONGITUDE = {2, 4}
"""An IFD with its version alone says nothing: some cameras always write that."""
_XMP_TAG = 700
BROKEN_EXIF = (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError, struct.error, ZeroDivisionError)
"""What Pillow raises at EXIF that does not hold together; such a picture is still a picture."""
_PLACE_KEYS = ("location", "gps", "latitude", "geotag")
_GPS_TRACKS = ("gopro met", "camerametadatamotionhandler", "gps")
"""In the names of handlers: tracks of GoPro's, Google's and other cameras that hold positions among other things."""


def exif_of(image: Image.Image, late: bytes = b"") -> Image.Exif:
    """The EXIF data of an opened picture, without decoding it; empty where it is broken.

    Args:
        image: opened, not loaded.
        late: EXIF bytes that Pillow has not seen yet.
    """
    if late and "exif" not in image.info:
        image.info["exif"] = late
    try:
        # PNG's own getexif would decode all pixels in search of late EXIF.
        return Image.Image.getexif(image)
    except BROKEN_EXIF:
        return Image.Exif()


def picture_is_located(image: Image.Image, exif: Image.Exif) -> bool:
    """Whether EXIF or XMP gives a place."""
    try:
        if _LATITUDE_OR_LONGITUDE & exif.get_ifd(_GPS_IFD).keys():
            return True
    except BROKEN_EXIF:
        pass
    texts = (image.info.get("xmp"), image.info.get("XML:com.adobe.xmp"), exif.get(_XMP_TAG))
    return any("GPSLatitude" in str(text) for text in texts if text)


def streams_are_located(texts: Iterable[tuple[str, str]]) -> bool:
    """Whether the texts of a container name a place, or one of its tracks records positions.

    Args:
        texts: keys and values of all metadata, that of the streams too.
    """
    for key, value in ((key.lower(), value.strip().lower()) for key, value in texts):
        if value and any(word in key for word in _PLACE_KEYS):
            return True
        if key == "handler_name" and any(word in value for word in _GPS_TRACKS):
            return True
    return False
