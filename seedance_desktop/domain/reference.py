"""A piece of media that a draft holds: what it is, where it stands, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit


class Kind(StrEnum):
    """What a reference is."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"

    @property
    def tray(self) -> Place:
        """Where references of this kind stand that are no frames."""
        return _TRAY_OF[self]


class Place(StrEnum):
    """Where a reference stands; the value is the request's field name."""

    IMAGES = "images"
    FIRST_FRAME = "first_image"
    LAST_FRAME = "last_image"
    VIDEOS = "reference_videos"
    AUDIOS = "reference_audios"

    @property
    def kind(self) -> Kind:
        return _KIND_OF[self]


_KIND_OF = {
    Place.IMAGES: Kind.IMAGE,
    Place.FIRST_FRAME: Kind.IMAGE,
    Place.LAST_FRAME: Kind.IMAGE,
    Place.VIDEOS: Kind.VIDEO,
    Place.AUDIOS: Kind.AUDIO,
}

_TRAY_OF = {Kind.IMAGE: Place.IMAGES, Kind.VIDEO: Place.VIDEOS, Kind.AUDIO: Place.AUDIOS}

FRAMES = (Place.FIRST_FRAME, Place.LAST_FRAME)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was measured in a local file; `None` means not measured or not applicable.

    Attributes:
        format: container or picture format in lower case: `png`, `gif`, `mp4`, `mp3`.
        width: pixels as shown, after rotation.
        height: pixels as shown, after rotation.
        seconds: length.
        fps: frames per second.
        size: bytes.
        codec: of the pictures of a video, else of the sound: `h264`, `aac`.
        rotation: degrees clockwise by which the stored picture is turned when shown: 0, 90, 180, 270.
        located: the file says where it was taken.
    """

    format: str | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    fps: float | None = None
    size: int | None = None
    codec: str | None = None
    rotation: int | None = None
    located: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """One loaded piece of media.

    Attributes:
        id: ours, unique inside a draft; survives moving and reordering.
        place: the field it stands in.
        source: absolute path of a local file, or an address (`https://…`, `asset://…`).
        local: whether `source` is a path.
        facts: what is known about it.
        name: what the user calls it; empty shows the file's own name.
        trouble: code of the failure that kept it from being read; empty where it was read or not looked at.
        original: where `source` is a fitted copy, the path of the file it was made from; else empty.
    """

    id: str
    place: Place
    source: str
    local: bool = False
    facts: Facts = Facts()
    name: str = ""
    trouble: str = ""
    original: str = ""

    @property
    def kind(self) -> Kind:
        return self.place.kind

    @property
    def called(self) -> str:
        """What a person reads: the given name, else the file's own, host and file of an address, or the asset."""
        if self.name or self.is_asset:
            return self.name or self.source
        if self.local:
            return _last_part(self.original or self.source)
        try:
            parts = urlsplit(self.source)
        except ValueError:  # half an address: the rules say so, and it must be seen to be removed
            return self.source
        return f"{parts.netloc} · {_last_part(parts.path)}"

    @property
    def is_asset(self) -> bool:
        return not self.local and self.source.startswith("asset://")

    @property
    def format(self) -> str | None:
        """Measured format, else the ending of the path or address, in lower case without the dot."""
        if self.facts.format is not None:
            return self.facts.format
        name = _last_part(self.source if self.local else _path_of(self.source))
        return name.rsplit(".", 1)[-1].lower() if "." in name else None


def _last_part(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
