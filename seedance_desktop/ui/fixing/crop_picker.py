"""Chooses the part of a picture that is kept: a frame over it, moved and sized by mouse or keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.fixing.crop_box import CropBox
from seedance_desktop.ui.widgets.base import Control, plate, shows_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from seedance_desktop.ui.theme import Theme

CORNER = 18.0
"""Pixels around a corner that take hold of it."""
FINE, COARSE = 0.005, 0.05
"""Shares of the picture's longer side by which the arrows move the frame."""
ROOM = 14
WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class CropPicker(Control):
    """A picture with a frame that can be moved.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        box_changed: a `CropBox`.
    """

    box_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("cropPicker")
        self.box = CropBox.largest(16, 9)
        self._picture = QPixmap()
        self._held: QPointF | None = None
        self._anchor: tuple[int, int] | None = None
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def show_picture(self, box: CropBox) -> None:
        """Begin with a picture, which comes a moment later."""
        self._picture = QPixmap()
        self._set(box)

    def set_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 140)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = WAYS.get(Qt.Key(event.key()))
        self._ring = True
        if way is not None:
            coarse = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            step = max(1.0, max(self.box.width, self.box.height) * (COARSE if coarse else FINE))
            self._choose(self.box.moved(way[0] * step, way[1] * step))
        elif event.key() in LARGER:
            self._choose(self.box.scaled(1 + COARSE))
        elif event.key() == Qt.Key.Key_Minus:
            self._choose(self.box.scaled(1 - COARSE))
        elif event.key() == Qt.Key.Key_Home:
            self._choose(self.box.placed(0, 0))
        elif event.key() == Qt.Key.Key_End:
            self._choose(self.box.placed(self.box.width, self.box.height))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._anchor = self._opposite(event.position())
        crop = self.box.crop
        self._held = self._pixel(event.position()) - QPointF(crop.left, crop.top)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            diagonal = self._diagonal(event.position())
            self.setCursor(diagonal if diagonal is not None else Qt.CursorShape.OpenHandCursor)
            return
        at = self._pixel(event.position())
        if self._anchor is not None:
            self._choose(self.box.dragged(self._anchor, (at.x(), at.y())))
        else:
            self._choose(self.box.placed(at.x() - self._held.x(), at.y() - self._held.y()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = self._anchor = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = shows_focus(event.reason(), before=self._ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        theme, whole, kept = self._theme, self._whole(), self._kept()
        plate(painter, QRectF(self.rect()), fill=theme.color("stage"))
        if self._picture.isNull():
            painter.fillRect(whole, theme.color("surface3"))
        else:
            painter.drawPixmap(whole, self._picture, QRectF(self._picture.rect()))
        veil = theme.color("badge")
        veil.setAlphaF(0.62)
        painter.fillRect(QRectF(whole.left(), whole.top(), whole.width(), kept.top() - whole.top()), veil)
        painter.fillRect(QRectF(whole.left(), kept.bottom(), whole.width(), whole.bottom() - kept.bottom()), veil)
        painter.fillRect(QRectF(whole.left(), kept.top(), kept.left() - whole.left(), kept.height()), veil)
        painter.fillRect(QRectF(kept.right(), kept.top(), whole.right() - kept.right(), kept.height()), veil)
        self._paint_frame(painter, kept)

    def _paint_frame(self, painter: QPainter, kept: QRectF) -> None:
        light = self._theme.color("on_badge")
        thin = self._theme.color("on_badge")
        thin.setAlphaF(0.35)
        for third in (1 / 3, 2 / 3):
            painter.fillRect(QRectF(kept.left() + kept.width() * third, kept.top(), 1, kept.height()), thin)
            painter.fillRect(QRectF(kept.left(), kept.top() + kept.height() * third, kept.width(), 1), thin)
        ring = self._ring and self.hasFocus()
        plate(painter, kept, line=self._theme.color("focus") if ring else light, radius=0, width=2 if ring else 1)
        long, thick = min(18.0, kept.width() / 3, kept.height() / 3), 3.0
        for x, y in ((0, 0), (1, 0), (0, 1), (1, 1)):
            left = kept.left() if not x else kept.right() - long
            top = kept.top() if not y else kept.bottom() - long
            painter.fillRect(QRectF(left, kept.top() if not y else kept.bottom() - thick, long, thick), light)
            painter.fillRect(QRectF(kept.left() if not x else kept.right() - thick, top, thick, long), light)

    def _choose(self, box: CropBox) -> None:
        if box != self.box:
            self._set(box)
            self.box_changed.emit(box)

    def _set(self, box: CropBox) -> None:
        self.box = box
        crop = box.crop
        self.setAccessibleDescription(f"{crop.width} × {crop.height} · {crop.left}, {crop.top}")
        self.update()

    def _whole(self) -> QRectF:
        """Where the picture is painted."""
        room = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        scale = min(room.width() / self.box.width, room.height() / self.box.height)
        whole = QRectF(0, 0, self.box.width * scale, self.box.height * scale)
        whole.moveCenter(room.center())
        return whole

    def _kept(self) -> QRectF:
        whole, crop = self._whole(), self.box.crop
        scale = whole.width() / self.box.width
        corner = whole.topLeft() + QPointF(crop.left, crop.top) * scale
        return QRectF(corner.x(), corner.y(), crop.width * scale, crop.height * scale)

    def _pixel(self, place: QPointF) -> QPointF:
        whole = self._whole()
        return (place - whole.topLeft()) * (self.box.width / whole.width())

    def _opposite(self, place: QPointF) -> tuple[int, int] | None:
        """The corner that stays when the one at `place` is dragged, in the picture's pixels."""
        kept, crop = self._kept(), self.box.crop
        right, bottom = crop.left + crop.width, crop.top + crop.height
        for corner, stays in (
            (kept.topLeft(), (right, bottom)),
            (kept.topRight(), (crop.left, bottom)),
            (kept.bottomLeft(), (right, crop.top)),
            (kept.bottomRight(), (crop.left, crop.top)),
        ):
            if (place - corner).manhattanLength() < CORNER:
                return stays
        return None

    def _diagonal(self, place: QPointF) -> Qt.CursorShape | None:
        stays = self._opposite(place)
        if stays is None:
            return None
        crop = self.box.crop
        falling = (stays[0] == crop.left) == (stays[1] == crop.top)
        return Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Part of the picture that is kept"))
        self.setToolTip(self.tr("Arrows move the frame, with Shift further; + and − size it."))
