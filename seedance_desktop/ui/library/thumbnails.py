"""Small pictures for rows: read one at a time, beside the window's thread."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from seedance_desktop.ui.aside import Aside

Key = tuple[str, int, int]
"""Path, width and height in device pixels."""
MOST = 400
"""Pictures kept: 92 × 52 at twice the sharpness takes 77 kB each."""


class Thumbnails(QObject):
    """A cache in front of picture files.

    `picture` answers at once with what is there and fetches what is not; `ready` says that one more is there.

    Attributes:
        ready: path of a picture that can be painted now.
    """

    ready = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[Key, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._reading: Key | None = None
        self._aside = Aside(self)

    def picture(self, path: str, size: QSize) -> QPixmap | None:
        """Give a picture that fills `size` (device pixels), cropped around its middle.

        Returns:
            `None` while it is not read yet; a null pixmap where it cannot be read.
        """
        key = (path, size.width(), size.height())
        found = self._known.get(key)
        if found is not None:
            self._known.move_to_end(key)
            return found
        if key != self._reading:
            self._wanted[key] = None
            self._wanted.move_to_end(key, last=False)  # what was asked for last is what one looks at
            while len(self._wanted) > MOST:
                self._wanted.popitem()
            self._read_next()
        return None

    def forget(self, path: str) -> None:
        """Read a file anew: it was not there before."""
        for key in [key for key in self._known if key[0] == path]:
            del self._known[key]
        if self._reading is not None and self._reading[0] == path:
            self._wanted[self._reading] = None

    def _read_next(self) -> None:
        if self._reading is None and self._wanted:
            key = self._reading = self._wanted.popitem(last=False)[0]
            self._aside.ask(lambda: filling(key[0], QSize(*key[1:])), lambda image: self._keep(key, image))

    def _keep(self, key: Key, image: QImage) -> None:
        self._reading = None
        if key not in self._wanted:  # else it was read too early
            self._known[key] = QPixmap.fromImage(image)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        self.ready.emit(key[0])
        self._read_next()


def filling(path: str, size: QSize) -> QImage:
    """Read a picture so that it fills `size` (pixels), cropped around its middle; null where it cannot be read."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():
        reader.setScaledSize(natural.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    crop = QRectF(0, 0, size.width(), size.height())
    crop.moveCenter(QRectF(0, 0, image.width(), image.height()).center())
    return image.copy(crop.toRect())


def fitted(inside: QSizeF, natural: QSizeF) -> QSizeF:
    """The largest size of `natural`'s shape that fits into `inside`."""
    return natural.scaled(inside, Qt.AspectRatioMode.KeepAspectRatio)
