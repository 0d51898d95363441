"""Small pictures for rows: read one at a time, never while something is painted."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QPixmap

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
        self._known: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._wanted: OrderedDict[tuple[str, int, int], None] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fetch_one)

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
        self._wanted[key] = None
        self._wanted.move_to_end(key, last=False)  # what was asked for last is what one looks at
        self._timer.start()
        return None

    def forget(self, path: str) -> None:
        """Read a file anew: it was not there before."""
        for key in [key for key in self._known if key[0] == path]:
            del self._known[key]

    def _fetch_one(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        key, _ = self._wanted.popitem(last=False)
        self._known[key] = filling(key[0], QSize(key[1], key[2]))
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        while len(self._wanted) > MOST:
            self._wanted.popitem()
        self.ready.emit(key[0])


def filling(path: str, size: QSize) -> QPixmap:
    """Read a picture so that it fills `size` (pixels), cropped around its middle; null where it cannot be read."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.isValid():
        reader.setScaledSize(natural.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return QPixmap()
    crop = QRectF(0, 0, size.width(), size.height())
    crop.moveCenter(QRectF(0, 0, image.width(), image.height()).center())
    return QPixmap.fromImage(image.copy(crop.toRect()))


def fitted(inside: QSizeF, natural: QSizeF) -> QSizeF:
    """The largest size of `natural`'s shape that fits into `inside`."""
    return natural.scaled(inside, Qt.AspectRatioMode.KeepAspectRatio)
