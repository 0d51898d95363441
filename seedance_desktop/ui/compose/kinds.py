"""What a name promises a file to be, for the file dialog, for folders, and for the tray until it has been measured."""

from __future__ import annotations

from urllib.parse import urlsplit

from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.uploads import ENDINGS

CONVERTED = {
    Kind.IMAGE: ("jpe", "jfif", "heic", "heif", "avif", "tif", "tiff"),
    Kind.VIDEO: ("mpg", "mpeg", "ts", "mts", "m2ts", "wmv", "3gp", "ogv"),
    Kind.AUDIO: ("oga", "opus"),
}
"""Endings of what no service takes as it is, and a fitted copy can be made of."""

KNOWN = {kind: (*ENDINGS[kind], *CONVERTED[kind]) for kind in Kind}
_KIND_OF = {ending: kind for kind, endings in KNOWN.items() for ending in endings}


def kind_of_name(name: str) -> Kind | None:
    """The kind that the ending of a path or an address stands for; `None` where it says nothing."""
    if "://" in name:
        try:
            name = urlsplit(name).path
        except ValueError:  # half an address has no ending either
            return None
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _KIND_OF.get(last.rsplit(".", 1)[-1].lower()) if "." in last else None


def pattern(kind: Kind) -> str:
    """What a file dialog filters by."""
    return " ".join(f"*.{ending}" for ending in KNOWN[kind])
