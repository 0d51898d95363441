"""The list that opens at `@`: the references that can be mentioned here, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QWidget

from seedance_desktop.ui.compose.typed import fitting
from seedance_desktop.ui.widgets.base import draw_icon, draw_text, line_height, plate, text_height, text_width
from seedance_desktop.ui.widgets.labels import lines_of
from seedance_desktop.ui.widgets.tile_paint import draw_cover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from seedance_desktop.ui.compose.chips import ChipLook
    from seedance_desktop.ui.theme import Theme

LETTERS = 36
"""Width of the list in digits of its text."""
MOST_ROWS = 6
EDGE = 4
SHADE = 12
"""Pixels around the list that its shadow takes."""
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
        self._typed = ""
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

    def offer(self, looks: Mapping[str, ChipLook], typed: str, caret: QRect, *, leftwards: bool = False) -> None:
        """Show what fits what was typed behind the `@`, or that there is nothing to mention yet.

        Args:
            looks: reference id → look, in the order of the wording.
            typed: what stands between the `@` and the caret.
            caret: the caret's place, in the window's coordinates.
            leftwards: the text runs from right to left, so the list lies to the left of the caret.
        """
        before = self.current if typed == self._typed and not self.isHidden() else ""
        self._looks, self._typed = looks, typed
        self._ids = fitting(looks, typed)
        self._current = self._ids.index(before) if before in self._ids else 0
        self._keep_in_sight()
        if not self._ids and (typed or self.mentionable()):
            self.hide()
            return
        self._place(caret, leftwards=leftwards)
        self.show()
        self.raise_()
        self.update()
        self._tell()

    def mentionable(self) -> bool:
        """Whether anything that was last offered can be mentioned at all."""
        return any(look.sent for look in self._looks.values())

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
                self._tell()
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
        panel = QRectF(self.rect()).adjusted(SHADE, SHADE, -SHADE, -SHADE)
        shade = theme.color("shadow")
        shade.setAlphaF(0.03)
        for step in range(SHADE - 3, 0, -2):
            plate(painter, panel.adjusted(-step, 3 - step, step, 3 + step), fill=shade, radius=6 + step)
        plate(painter, panel, fill=theme.color("surface2"), line=theme.color("border"))
        if not self._ids:
            self._paint_nothing(painter, panel.adjusted(12, 0, -12, 0))
        for place, row in enumerate(range(self._top, min(self._top + MOST_ROWS, len(self._ids)))):
            self._paint_row(painter, QRectF(self._row_rect(place)), row)
        if len(self._ids) > MOST_ROWS:
            track = panel.height() - 2 * EDGE
            length, travelled = (track * part / len(self._ids) for part in (MOST_ROWS, self._top))
            thumb = QRectF(panel.right() - EDGE - 1, panel.top() + EDGE + travelled, 3, length)
            plate(painter, thumb, fill=theme.color("border"), radius=1.5)

    def _paint_nothing(self, painter: QPainter, room: QRectF) -> None:
        font = self._theme.font("label")
        lines = lines_of(self._nothing(), font, room.width())
        step = text_height(font) * 1.2
        top = room.center().y() - step * len(lines) / 2
        for row, line in enumerate(lines):
            place = QRectF(room.left(), top + row * step, room.width(), step)
            draw_text(painter, place, line, font, self._theme.color("text2"))

    def _paint_row(self, painter: QPainter, rect: QRectF, row: int) -> None:
        theme, look = self._theme, self._looks[self._ids[row]]
        if row == self._current:
            plate(painter, rect, fill=theme.color("wash"), radius=4)
        picture = QRectF(rect.left() + 6, rect.center().y() - PICTURE / 2, PICTURE, PICTURE)
        pictured = look.pixmap is not None and not look.pixmap.isNull()
        if look.pixmap is not None and pictured:
            draw_cover(painter, picture, look.pixmap, 4)
        else:
            plate(painter, picture, fill=theme.color("surface3"), radius=4)
            draw_icon(painter, theme, look.icon, QPointF(picture.center()))
        font = theme.font("body", 500)
        label = QRectF(picture.right() + 10, rect.top(), text_width(font, look.label) + 2, rect.height())
        draw_text(painter, label, look.label, font, theme.color("text1"))
        sign = 22.0 if pictured else 0.0
        name = QRectF(label.right() + 8, rect.top(), rect.right() - 10 - sign - label.right() - 8, rect.height())
        draw_text(painter, name, look.name, theme.font("label"), theme.color("text2"))
        if pictured:
            draw_icon(painter, theme, look.icon, QPointF(rect.right() - 17, rect.center().y()), "text2", 14)

    def _row_height(self) -> int:
        return line_height(self._theme.font("body"), 34, 16)

    def _row_rect(self, place: int) -> QRect:
        height = self._row_height()
        inset = SHADE + EDGE
        return QRect(inset, inset + place * height, self.width() - 2 * inset, height)

    def _row_at(self, point: QPointF) -> int | None:
        row = self._top + (round(point.y()) - SHADE - EDGE) // self._row_height()
        inside = self.rect().adjusted(SHADE, SHADE, -SHADE, -SHADE).contains(point.toPoint())
        return row if inside and self._top <= row < min(self._top + MOST_ROWS, len(self._ids)) else None

    def _keep_in_sight(self) -> None:
        most = max(0, len(self._ids) - MOST_ROWS)
        self._top = max(min(self._top, self._current, most), self._current - MOST_ROWS + 1)

    def _place(self, caret: QRect, *, leftwards: bool) -> None:
        """Below the caret's line, or above it where there is no room below; always inside the window."""
        room = self.window().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        width = min(room.width(), round(text_width(self._theme.font("body"), "0") * LETTERS))
        rows = min(len(self._ids), MOST_ROWS) * self._row_height() + 2 * EDGE
        if not self._ids:
            lines = len(lines_of(self._nothing(), self._theme.font("label"), width - 24))
            rows = round(text_height(self._theme.font("label")) * 1.2 * lines) + 20
        left = caret.left() + 12 - width if leftwards else caret.left() - 12
        left = max(room.left(), min(left, room.right() - width))
        below, above = caret.bottom() + 6, caret.top() - 6 - rows
        top = below if below + rows <= room.bottom() else max(room.top(), above)
        panel = QRect(QPoint(left, top), QSize(width, rows))
        self.setGeometry(panel.adjusted(-SHADE, -SHADE, SHADE, SHADE))

    def _nothing(self) -> str:
        """Why there is nothing to choose."""
        return self.tr("All references are set aside now.") if self._looks else self._none_yet

    def _tell(self) -> None:
        """Let assistive tools say what Enter would choose: the focus stays in the editor, so they see no move."""
        look = self._looks.get(self.current)
        told = self._nothing() if look is None else f"{look.label}, {look.name}"
        if told != self.accessibleDescription():
            self.setAccessibleDescription(told)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _retranslate(self) -> None:
        self._none_yet = self.tr("No references yet. Drop a picture here.")
        self.setAccessibleName(self.tr("References that can be mentioned"))
