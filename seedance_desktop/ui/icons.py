"""Lucide icons, tinted with a colour and drawn at the size and sharpness asked for."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FILLED = ":fill"


class IconStore:
    """Reads each SVG once and keeps what it has drawn.

    Args:
        folder: Where the SVG files are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """Draw one icon.

        Args:
            name: File name without ending; `heart:fill` fills the outline.
            color: The tint; its alpha counts.
            size: Edge in device-independent pixels.
            ratio: Device pixels per device-independent pixel.

        Returns:
            A pixmap of `size * ratio` device pixels.
        """
        key = (name, color.rgba(), size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, color, size, ratio)
        return self._drawn[key]

    def _draw(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        edge = round(size * ratio)
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        tint = color.name().encode()
        source = self._source(name.removesuffix(FILLED)).replace(b"currentColor", tint)
        if name.endswith(FILLED):
            source = source.replace(b'fill="none"', b'fill="' + tint + b'"')
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes()
        return self._sources[name]
