"""Reads the small pictures of references beside the window's thread."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

SIZE = QSize(336, 256)
"""Pixels: four by three, a frame slot at twice the sharpness."""
SPARE = 24
"""Pictures kept though no reference shows them: what was removed may come back."""


class Pictures(QObject):
    """A cache in front of thumbnail files.

    Args:
        parent: owner.

    Attributes:
        ready: one more picture is there.
    """

    ready = Signal()
    _read = Signal(str, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: OrderedDict[str, QPixmap | None] = OrderedDict()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._keep)

    def picture(self, path: str) -> QPixmap | None:
        """The picture at `path`; `None` while it is being read, and where it cannot be."""
        if path in self._known:
            self._known.move_to_end(path)
            return self._known[path]
        self._known[path] = None
        self._pool.start(lambda: self._read.emit(path, filling(path, SIZE)))
        return None

    def let_go(self, shown: set[str]) -> None:
        """Forget pictures that are not among those shown, but for the latest few."""
        others = [path for path in self._known if path not in shown]
        for path in others[: max(0, len(others) - SPARE)]:
            del self._known[path]

    def _keep(self, path: str, image: QImage) -> None:
        if path in self._known and not image.isNull():
            self._known[path] = QPixmap.fromImage(image)
            self.ready.emit()


def filling(path: str, size: QSize) -> QImage:
    """Read a picture, scaled down and cropped around its middle until it just fills `size`; null if unreadable."""
    reader = QImageReader(path)
    natural = reader.size()
    scaled = natural.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if natural.isValid() and scaled.width() < natural.width():
        reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        return image
    crop = QRectF(0, 0, min(size.width(), image.width()), min(size.height(), image.height()))
    crop.moveCenter(QRectF(image.rect()).center())
    whole = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    return image.copy(crop.toRect()).convertToFormat(whole)
