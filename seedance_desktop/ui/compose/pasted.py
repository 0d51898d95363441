"""A picture from the clipboard becomes a file like any other, written beside the loop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage


class PastedPictures(QObject):
    """Saves pictures as PNG in a folder of their own.

    Args:
        folder: made when the first picture comes.

    Attributes:
        saved: the token given to `save`, and the path.
        failed: name of the file that could not be written.
    """

    saved = Signal(object, str)
    failed = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._count = 0

    def save(self, token: object, image: QImage) -> None:
        """Write a picture in a thread; answered by `saved` or `failed`."""
        self._count += 1
        name = f"pasted-{time.strftime('%Y-%m-%d-%H%M%S')}-{self._count}.png"
        QThreadPool.globalInstance().start(_Saving(self, token, image, self._folder / name))


class _Saving(QRunnable):
    def __init__(self, told: PastedPictures, token: object, image: QImage, path: Path) -> None:
        super().__init__()
        self._told = told
        self._token = token
        self._image = image
        self._path = path

    def run(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            done = self._image.save(str(self._path), "PNG")  # type: ignore[call-overload]  # the stub wants bytes
        except OSError:
            done = False
        if done:
            self._told.saved.emit(self._token, str(self._path))
        else:
            self._told.failed.emit(self._path.name)
