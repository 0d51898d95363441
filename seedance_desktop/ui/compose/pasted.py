"""What has no file of its own becomes one: copied pictures, a frame of a clip, the content of `data:` addresses."""

from __future__ import annotations

import base64
import binascii
import time
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.uploads import LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

_ENDINGS = {
    "jpeg": "jpg",
    "svg+xml": "svg",
    "x-ms-bmp": "bmp",
    "quicktime": "mov",
    "x-matroska": "mkv",
    "mpeg": "mp3",
    "x-wav": "wav",
    "wave": "wav",
    "x-m4a": "m4a",
}
_MOST_LETTERS = LIMIT * 3
"""Of an address: in the longer of its two codings, the largest file that any upload takes."""


class PastedFiles:
    """Writes into a folder of its own; every call may take a while.

    Args:
        folder: made when the first file comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def save_picture(self, image: QImage) -> str:
        """Write a picture as PNG; answer its path.

        Raises:
            LocalFailure: `file.unwritable`.
        """
        path = self._free_path("png")
        if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
            raise LocalFailure("file.unwritable", {"name": path.name})
        return str(path)

    def save_data(self, address: str) -> str:
        """Write what a `data:` address holds; answer the file's path.

        Raises:
            LocalFailure: `drop.broken_data` or `file.unwritable`.
        """
        ending, content = decoded(address)
        path = self._free_path(ending)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise LocalFailure("file.unwritable", {"name": path.name}) from error
        return str(path)

    def _free_path(self, ending: str) -> Path:
        stamp = time.strftime("%Y-%m-%d-%H%M%S")
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise LocalFailure("file.unwritable", {"name": f"pasted-{stamp}.{ending}"}) from error
        names = (f"pasted-{stamp}-{number}.{ending}" for number in self._numbers)
        return next(path for name in names if not (path := self._folder / name).exists())


def decoded(address: str) -> tuple[str, bytes]:
    """The ending for a file, and the bytes, of a `data:` address (RFC 2397).

    Raises:
        LocalFailure: `drop.broken_data`; also for more than any upload takes.
    """
    head, comma, body = address.removeprefix("data:").partition(",")
    if not comma or len(body) > _MOST_LETTERS:
        raise LocalFailure("drop.broken_data", {"name": f"{address[:24]}…"})
    media, *flags = head.lower().split(";")
    try:
        content = unquote_to_bytes(body)
        if "base64" in flags:
            content = base64.b64decode(content + b"=" * (-len(content) % 4), validate=True)
    except (ValueError, binascii.Error) as error:
        raise LocalFailure("drop.broken_data", {"name": f"{address[:24]}…"}) from error
    form = media.partition("/")[2]
    ending = _ENDINGS.get(form, form)
    return (ending if ending.isalnum() and len(ending) <= 5 else "bin"), content
