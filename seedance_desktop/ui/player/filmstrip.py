"""The whole clip in one strip, with the play-head on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.aside import Aside
from seedance_desktop.ui.widgets.base import Control, plate

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

HEIGHT = 40
FRAMES = 9
HEAD = 2
CORNER = 6.0
NARROWEST, WIDEST = 1.0, 16 / 9
"""Shapes of a cell: an upright frame is cut to its middle, else one would see only slivers."""


class Filmstrip(Control):
    """Frames side by side; a press or a drag goes to that moment.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        sought: share of the clip, 0 to 1.
    """

    sought = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("filmstrip")
        self._sheet = QPixmap()
        self._strip = QPixmap()
        self._aside = Aside(self)
        self._frames = FRAMES
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_sheet(self, path: str | None, frames: int = FRAMES) -> None:
        """Show a picture that holds `frames` frames of equal width side by side; `None` shows an empty strip."""
        self._show(QImage())
        self._frames = frames
        self._aside.drop()
        if path:
            self._aside.ask(lambda: QImage(path), self._show)

    def set_share(self, share: float) -> None:
        """Move the play-head, 0 to 1."""
        self._share = min(1.0, max(0.0, share))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip = QPixmap()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self._sheet.isNull():
            plate(painter, rect, fill=self._theme.color("surface2"), radius=CORNER)
            return
        if self._strip.isNull():
            self._strip = self._cut(self.devicePixelRatioF())
        painter.drawPixmap(rect, self._strip, QRectF(self._strip.rect()))
        x = round(self._share * (rect.width() - HEAD))
        painter.fillRect(QRectF(x, 0, HEAD, rect.height()), self._theme.color("accent"))

    def _show(self, sheet: QImage) -> None:
        self._sheet = QPixmap.fromImage(sheet)
        self._strip = QPixmap()
        self.update()

    def _seek(self, x: float) -> None:
        if not self._sheet.isNull():
            self.sought.emit(min(1.0, max(0.0, x / max(1, self.width()))))

    def _cut(self, ratio: float) -> QPixmap:
        """Lay the frames over the whole width: where they do not fill it, each stands more than once."""
        strip = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        strip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(strip)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(strip.rect()), CORNER * ratio, CORNER * ratio)
        painter.setClipPath(outline)
        width, tall = self._sheet.width() / self._frames, self._sheet.height()
        shape = min(WIDEST, max(NARROWEST, width / tall))
        cells = max(1, round(strip.width() / (shape * strip.height())))
        cut = QSizeF(strip.width() / cells, strip.height())
        part = cut.scaled(QSizeF(width, tall), Qt.AspectRatioMode.KeepAspectRatio)
        inset = QPointF((width - part.width()) / 2, (tall - part.height()) / 2)
        for cell in range(cells):
            place = QRectF(QPointF(cell * cut.width(), 0), cut)
            frame = int((cell + 0.5) / cells * self._frames)
            painter.drawPixmap(place, self._sheet, QRectF(inset + QPointF(frame * width, 0), part))
            painter.fillRect(
                QRectF(place.right() - ratio / 2, 0, ratio / 2, place.height()), self._theme.color("badge")
            )
        painter.end()
        return strip
