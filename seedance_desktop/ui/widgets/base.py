"""What all controls of the design share: crisp outlines, the focus ring, live re-theming."""

import html

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QWidget

from seedance_desktop.domain.text import seen
from seedance_desktop.ui.theme import Role, Theme, mix

RADIUS = 6.0
TARGET = 28
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def shows_focus(reason: Qt.FocusReason, *, before: bool) -> bool:
    """Say whether a widget that now gets the focus should show its ring.

    A mouse press shows none, as the eye is there already; coming back to the window changes nothing.
    """
    if reason == Qt.FocusReason.MouseFocusReason:
        return False
    if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        return before
    return True


def shrink(font: QFont) -> float:
    """Give the factor between the size asked for and the whole pixels Qt rounds it to.

    Painting through a painter scaled by it gives captions their 11.5 pixels.
    """
    return font.pointSizeF() / QFontInfo(font).pointSizeF()


def text_width(font: QFont, text: str) -> float:
    """Give the width, in pixels, of one line as `draw_text` paints it."""
    return QFontMetricsF(font).horizontalAdvance(text) * shrink(font)


def text_height(font: QFont) -> float:
    """Give the height, in pixels, of one line as `draw_text` paints it."""
    return QFontMetricsF(font).height() * shrink(font)


def line_height(font: QFont, least: int, padding: int = 12) -> int:
    """Give a control's height: the design's, or more where the person has enlarged the text."""
    return max(least, round(text_height(font)) + padding)


def plate(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None = None,
    line: QColor | None = None,
    radius: float = RADIUS,
    dashed: bool = False,
    width: float = 1.0,
) -> None:
    """Paint a rounded surface whose hairline lies exactly on the pixels inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(line, width)
    if dashed:
        pen.setDashPattern([3.0, 3.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float = RADIUS) -> None:
    """Paint the ring of keyboard focus inside `rect`: two pixels, and one of the surface to set it off."""
    plate(painter, rect, line=theme.color("surface1"), radius=radius, width=3)
    plate(painter, rect, line=theme.color("focus"), radius=radius, width=2)


def sharpness(painter: QPainter) -> float:
    """Device pixels per device-independent pixel.

    Not asked of `painter.device()`: its wrapper may be that of an object that stood at the same address before.
    """
    return max(1.0, painter.deviceTransform().m11())


def draw_icon(painter: QPainter, theme: Theme, name: str, where: QPointF, role: Role = "text2", size: int = 16) -> None:
    """Paint an icon centred on a point, as sharp as the device allows."""
    ratio = sharpness(painter)
    pixmap = theme.pixmap(name, role, size, ratio)
    left = round((where.x() - size / 2) * ratio) / ratio
    top = round((where.y() - size / 2) * ratio) / ratio
    painter.drawPixmap(QPointF(left, top), pixmap)


def draw_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    color: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """Paint one line of plain text, elided at its end where it does not fit; nothing in it hides another part."""
    text = seen(text)
    factor = shrink(font)
    place = QRectF(rect.topLeft() / factor, rect.size() / factor)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) > place.width() + 0.5:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.save()
    painter.scale(factor, factor)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(place, int(align) | int(Qt.TextFlag.TextSingleLine), text)
    painter.restore()


def tip(text: str) -> str:
    """Give a tooltip that shows plain text as it is: Qt would follow tags in it, pictures and all."""
    plain = seen(text)
    told = "<" in plain or "&lt;" in plain
    return f"<qt>{html.escape(plain).replace(chr(10), '<br>')}</qt>" if told else plain


class Control(QWidget):
    """A widget that paints itself with a theme and follows it.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self._retheme)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(tip(text))

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class Button(QPushButton):
    """The base of everything that is pressed: Space and Enter press it, Tab shows a ring.

    Args:
        theme: The look.
        text: Shown as plain text; also its name for assistive tools.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        theme.changed.connect(self._retheme)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(tip(text))

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def ring_visible(self) -> bool:
        """Whether the ring of keyboard focus is to be painted."""
        return self._ring and self.hasFocus()

    def hovered(self) -> bool:
        """Whether the pointer is on it and it can be pressed."""
        return self.isEnabled() and self.underMouse()

    def face(self, base: Role, hover: Role) -> QColor:
        """Give the fill for the state it is in: at rest, under the pointer, held down."""
        rest = self._theme.color(base)
        if not self.isEnabled() or not (self.hovered() or self.isDown()):
            return rest
        return mix(rest, self._theme.color(hover), 1.0 if self.isDown() else 0.6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = shows_focus(event.reason(), before=self._ring)
        super().focusInEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        if event.key() in ARROWS and self.group() is None:
            # Qt would make Tab of it; the arrows belong to whoever holds this button in a row.
            event.ignore()
            return
        super().keyPressEvent(event)
