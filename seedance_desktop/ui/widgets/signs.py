"""What shows that something goes on, or that something is on."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QCheckBox, QProgressBar, QSizePolicy, QWidget

from seedance_desktop.ui.theme import Role, Theme
from seedance_desktop.ui.widgets.base import (
    TARGET,
    Control,
    draw_text,
    line_height,
    plate,
    shows_focus,
    text_width,
)

FRAME_MS = 40
TURN_DEGREES = 14


class ProgressLine(QProgressBar):
    """A line three pixels high; values are percent, 0 to 100.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(16, 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(0, (self.height() - 3) / 2, self.width(), 3)
        draw_progress(QPainter(self), rect, self._theme, self.value() / 100)


def draw_progress(painter: QPainter, rect: QRectF, theme: Theme, share: float) -> None:
    """Paint a progress line; `share` runs from 0 to 1. Delegates use it too."""
    plate(painter, rect, fill=theme.color("surface3"), radius=rect.height() / 2)
    if share > 0:
        done = QRectF(rect.topLeft(), rect.size())
        done.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
        plate(painter, done, fill=theme.color("accent"), radius=rect.height() / 2)


def draw_arc(painter: QPainter, rect: QRectF, theme: Theme, degrees: float) -> None:
    """Paint the open ring that stands for work in flight, turned by `degrees`. Delegates use it too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("accent"), rect.width() / 11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = rect.width() / 10
    ring = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawArc(ring, round((70 - degrees) * 16), -270 * 16)


class Spinner(Control):
    """An open ring that turns calmly while it is seen, and stands still where motion is unwanted.

    Args:
        theme: The look.
        name: What goes on, for assistive tools.
        size: Edge in pixels.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, name: str, *, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._edge = size
        self._degrees = 0
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._turn)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def turning(self) -> bool:
        """Whether it moves now."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self._edge)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._theme.animated:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _retheme(self) -> None:
        super()._retheme()
        if not self._theme.animated:
            self._timer.stop()

    def _turn(self) -> None:
        self._degrees = (self._degrees + TURN_DEGREES) % 360
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_arc(QPainter(self), QRectF(self.rect()), self._theme, self._degrees)


class Switch(QCheckBox):
    """On or off, with its words before it.

    Args:
        theme: The look.
        text: Plain text; also its name for assistive tools.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._ring = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        font = self._theme.font("label")
        width = text_width(font, self.text()) + 8 if self.text() else 0
        return QSize(round(width) + 28, line_height(font, TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(28, TARGET)

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole of it is the target
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = shows_focus(event.reason(), before=self._ring)
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        on = self.isChecked()
        if not self.isEnabled():
            painter.setOpacity(0.5)
        track = QRectF(self.width() - 28, (self.height() - 16) / 2, 28, 16)
        words = QRectF(0, 0, track.left() - 8, self.height())
        draw_text(painter, words, self.text(), theme.font("label"), theme.color("text2"))
        plate(painter, track, fill=theme.color("accent" if on else "surface3"), radius=8)
        knob: Role = "on_accent" if on else "text1" if self.underMouse() else "text3"
        left = track.right() - 14 if on else track.left() + 2
        plate(painter, QRectF(left, track.top() + 2, 12, 12), fill=theme.color(knob), radius=6)
        if self._ring and self.hasFocus():
            place = track.adjusted(-0, -4, 0, 4)
            plate(painter, place, line=theme.color("focus"), radius=6, width=2)
