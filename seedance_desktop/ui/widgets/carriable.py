"""What tiles and frames share: a cross to remove them, the mouse that carries them, the keys, the menu."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import TARGET, Button, draw_icon, plate
from seedance_desktop.ui.widgets.tile_paint import BADGE

MENU_KEYS = ((Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier))


class Removable(Button):
    """A button with a cross in its corner, shown under the pointer and under the keyboard's focus.

    Args:
        theme: The look.
        parent: The widget it lies in.

    Attributes:
        removeRequested: by the cross or Delete.
        opened: by Enter, Space or a double press.
        renameRequested: by F2.
        menuRequested: by the right button or the menu key; where on the screen.
        hoverBegan: the pointer came.
        hoverEnded: the pointer went.
        carried: it is dragged; the pointer's place on the screen.
        released: the drag ends there.
        carryEnded: the drag ends, wherever it did.
    """

    removeRequested = Signal()
    opened = Signal()
    renameRequested = Signal()
    menuRequested = Signal(QPoint)
    hoverBegan = Signal()
    hoverEnded = Signal()
    carried = Signal(QPointF)
    released = Signal(QPointF)
    carryEnded = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._pressed_cross = False
        self._grip: QPointF | None = None
        self._ghost: Ghost | None = None
        self.setMouseTracking(True)

    def removable(self) -> bool:
        """Whether there is anything to remove, to carry, to open."""
        return self.isEnabled()

    def cross_centre(self) -> QPointF:
        """Give the middle of the cross."""
        return QPointF(self.width() - 14, 14)

    def cross_shown(self) -> bool:
        """Whether the cross is painted and takes presses."""
        return self.removable() and self._ghost is None and (self.underMouse() or self.ring_visible())

    def is_carried(self) -> bool:
        """Whether it hangs on the pointer."""
        return self._ghost is not None

    def end_carry(self) -> None:
        """Let it fall back where it was."""
        self._grip = None
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
            self.setDown(False)
            self.carryEnded.emit()
            self.update()

    def _on_cross(self, point: QPointF) -> bool:
        away = point - self.cross_centre()
        return self.cross_shown() and max(abs(away.x()), abs(away.y())) <= TARGET / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_cross = left and self._on_cross(event.position())
        if self._pressed_cross:
            return
        super().mousePressEvent(event)
        if left and self.removable():
            self._grip = event.position()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.removable() and not self._on_cross(event.position()):
            self.opened.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()
        if self._grip is None:
            return
        far = (event.position() - self._grip).manhattanLength() >= QApplication.startDragDistance()
        if self._ghost is None and far:
            self._ghost = Ghost(self.grab(), self.window(), self._grip)
        if self._ghost is not None:
            self._ghost.follow(event.globalPosition())
            self.carried.emit(event.globalPosition())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        if self._ghost is not None:
            where = event.globalPosition()
            self.end_carry()
            self.released.emit(where)
        elif not self._pressed_cross:
            super().mouseReleaseEvent(event)
        elif self._on_cross(event.position()):
            self.removeRequested.emit()
        self._pressed_cross = False

    def hideEvent(self, event: QHideEvent) -> None:
        self.end_carry()
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.hoverBegan.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hoverEnded.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.removable() and event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.menuRequested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if self._ghost is not None and key == Qt.Key.Key_Escape:
            self.end_carry()
        elif not self.removable():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removeRequested.emit()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.opened.emit()
        elif key == Qt.Key.Key_F2:
            self.renameRequested.emit()
        elif (key, modifiers) in MENU_KEYS:
            self.menuRequested.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def paint_cross(self, painter: QPainter) -> None:
        """Paint the cross where it is shown."""
        if not self.cross_shown():
            return
        middle = self.cross_centre()
        disc = QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2, BADGE, BADGE)
        hot = self._on_cross(QPointF(self.mapFromGlobal(QCursor.pos())))
        plate(painter, disc, fill=self._theme.color("danger" if hot else "badge"), radius=BADGE / 2)
        draw_icon(painter, self._theme, "x", middle, "on_badge", 12)


class Ghost(QWidget):
    """The picture of what is carried, under the pointer.

    Args:
        look: what it looks like.
        window: over which it hangs.
        grip: where it was taken, in its own pixels.
    """

    def __init__(self, look: QPixmap, window: QWidget, grip: QPointF) -> None:
        super().__init__(window)
        self._grip = grip
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(look.deviceIndependentSize().toSize())
        self.show()
        self.raise_()

    def follow(self, where: QPointF) -> None:
        """Move under the pointer, a place on the screen."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((QPointF(parent.mapFromGlobal(where)) - self._grip).toPoint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(0.85)
        painter.drawPixmap(self.rect(), self._look)
