"""The list that opens at `@`: the references that can be mentioned here, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from seedance_desktop.ui.widgets.base import draw_icon, draw_text, line_height, plate, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from seedance_desktop.ui.compose.chips import ChipLook
    from seedance_desktop.ui.theme import Theme

WIDTH = 272
MOST_ROWS = 6
EDGE = 4
PICTURE = 24
MARGIN = 8


class MentionPopup(QWidget):
    """Lies over the window and never takes the focus: the keys go to the editor, which hands them on.

    Attributes:
        chosen: id of a reference.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._looks: Mapping[str, ChipLook] = {}
        self._ids: list[str] = []
        self._current = self._top = 0
        self.setObjectName("mentionPopup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self._retranslate()
        self.hide()

    @property
    def ids(self) -> list[str]:
        """The references now offered, in order."""
        return list(self._ids)

    @property
    def current(self) -> str:
        """The reference that Enter would choose; empty where none fits."""
        return self._ids[self._current] if self._ids else ""

    def offer(self, looks: Mapping[str, ChipLook], typed: str, caret: QRect) -> None:
        """Show what fits what was typed behind the `@`, or that there is nothing to mention yet.

        Args:
            looks: reference id → look, in the order of the wording.
            typed: what stands between the `@` and the caret.
            caret: the caret's place, in the window's coordinates.
        """
        before = self.current
        words = typed.casefold()
        self._looks = looks
        self._ids = [
            one for one, look in looks.items() if look.sent and words in f"{look.label} {look.name}".casefold()
        ]
        self._current = self._ids.index(before) if before in self._ids and not self.isHidden() else 0
        self._keep_in_sight()
        if looks and any(look.sent for look in looks.values()) and not self._ids:
            self.hide()
            return
        self._place(caret)
        self.show()
        self.raise_()
        self.update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Use a key of the editor's; answer whether it was one of the list's."""
        if self.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if self._ids:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._current = (self._current + step) % len(self._ids)
                self._keep_in_sight()
                self.update()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self._ids:
                self.chosen.emit(self.current)
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and row != self._current:
            self._current = row
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._ids[row])
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        step = -1 if event.angleDelta().y() > 0 else 1
        self._top = max(0, min(len(self._ids) - MOST_ROWS, self._top + step))
        self.update()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        plate(painter, QRectF(self.rect()), fill=theme.color("surface2"), line=theme.color("border"))
        if not self._ids:
            room = QRectF(self.rect()).adjusted(12, 0, -12, 0)
            draw_text(painter, room, self._nothing, theme.font("label"), theme.color("text2"))
        for place, row in enumerate(range(self._top, min(self._top + MOST_ROWS, len(self._ids)))):
            self._paint_row(painter, QRectF(self._row_rect(place)), row)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: int) -> None:
        theme, look = self._theme, self._looks[self._ids[row]]
        if row == self._current:
            plate(painter, rect, fill=theme.color("wash"), radius=4)
        picture = QRectF(rect.left() + 6, rect.center().y() - PICTURE / 2, PICTURE, PICTURE)
        plate(painter, picture, fill=theme.color("surface3"), radius=4)
        if look.pixmap is not None and not look.pixmap.isNull():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            rounded = QPainterPath()
            rounded.addRoundedRect(picture, 4, 4)
            painter.setClipPath(rounded)
            side = min(look.pixmap.width(), look.pixmap.height())
            left, top = (look.pixmap.width() - side) / 2, (look.pixmap.height() - side) / 2
            painter.drawPixmap(picture, look.pixmap, QRectF(left, top, side, side))
            painter.restore()
        else:
            draw_icon(painter, theme, look.icon, QPointF(picture.center()))
        font = theme.font("body", 500)
        label = QRectF(picture.right() + 10, rect.top(), text_width(font, look.label) + 2, rect.height())
        draw_text(painter, label, look.label, font, theme.color("text1"))
        name = QRectF(label.right() + 8, rect.top(), rect.right() - 8 - label.right() - 8, rect.height())
        draw_text(painter, name, look.name, theme.font("label"), theme.color("text2"))

    def _row_height(self) -> int:
        return line_height(self._theme.font("body"), 34, 16)

    def _row_rect(self, place: int) -> QRect:
        height = self._row_height()
        return QRect(EDGE, EDGE + place * height, self.width() - 2 * EDGE, height)

    def _row_at(self, point: QPointF) -> int | None:
        row = self._top + (round(point.y()) - EDGE) // self._row_height()
        return row if self._top <= row < min(self._top + MOST_ROWS, len(self._ids)) else None

    def _keep_in_sight(self) -> None:
        most = max(0, len(self._ids) - MOST_ROWS)
        self._top = max(min(self._top, self._current, most), self._current - MOST_ROWS + 1)

    def _place(self, caret: QRect) -> None:
        """Below the caret's line, or above it where there is no room below; always inside the window."""
        rows = min(max(1, len(self._ids)), MOST_ROWS)
        size = QSize(WIDTH, rows * self._row_height() + 2 * EDGE)
        room = self.window().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        left = max(room.left(), min(caret.left() - 12, room.right() - size.width()))
        below = caret.bottom() + 6
        top = below if below + size.height() <= room.bottom() else max(room.top(), caret.top() - 6 - size.height())
        self.setGeometry(QRect(QPoint(left, top), size))

    def _retranslate(self) -> None:
        self._nothing = self.tr("Nothing to mention yet. Add a reference below")
        self.setAccessibleName(self.tr("References that can be mentioned"))
