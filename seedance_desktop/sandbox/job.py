"""What one clip is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pictured:
    """A reference as it will be shown.

    Attributes:
        place: the request's field.
        kind: `image`, `video` or `audio`.
        source: what the request named.
        host: of the address behind it.
        name: file name.
        path: the file, where the sandbox holds it.
    """

    place: str
    kind: str
    source: str
    host: str
    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class ClipJob:
    """Everything one clip is made of.

    Attributes:
        resolution: such as `720p`.
        ratio: such as `9:16`; empty when not given.
        orientation: `landscape`, `portrait` or empty.
        seconds: length.
        references: in the request's order.
        request: the create call's body, written into the file.
        target: where the finished file appears, all at once.
        scale: factor on width and height.
    """

    model: str
    prompt: str
    resolution: str
    ratio: str
    orientation: str
    seconds: int
    references: tuple[Pictured, ...]
    request: dict[str, Any]
    target: Path
    scale: float = 1.0
