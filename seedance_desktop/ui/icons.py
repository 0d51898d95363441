"""Lucide icons, tinted with a colour and drawn at the size and sharpness asked for."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FILLED = ":fill"
FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="{fill}" stroke="{tint}" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)


class IconStore:
    """Reads all shapes at once, draws on demand, and keeps what it has drawn.

    Args:
        sprite: One file with a symbol for each icon; eighty small files would cost a third of the start-up.
    """

    def __init__(self, sprite: Path) -> None:
        self._sprite = sprite
        self._shapes: dict[str, str] = {}
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """Draw one icon.

        Args:
            name: A Lucide name; `heart:fill` fills the outline.
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
        tint = color.name()
        fill = tint if name.endswith(FILLED) else "none"
        source = FRAME.format(tint=tint, fill=fill, shape=self._shape(name.removesuffix(FILLED)))
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _shape(self, name: str) -> str:
        if not self._shapes:
            for line in self._sprite.read_text(encoding="utf-8").splitlines():
                if line.startswith("<symbol"):
                    head, _, rest = line.partition(">")
                    self._shapes[head.split('"')[1]] = rest.removesuffix("</symbol>")
        return self._shapes[name]
