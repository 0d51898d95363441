"""Chooses a part of a clip on its filmstrip or waveform: two grips, and the part between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.fixing.changes import time_of
from seedance_desktop.ui.fixing.compare import paint_peaks
from seedance_desktop.ui.fixing.span import Span
from seedance_desktop.ui.widgets.base import Control, focus_ring, plate, shows_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from seedance_desktop.ui.theme import Theme

HEIGHT = 64
GRIP = 14
SECOND = 1.0
USUAL_FRAME = 0.1
"""Seconds by which the arrows move where there are no frames."""

Part = Literal["start", "range", "end"]


class RangePicker(Control):
    """Shows the whole clip, and the kept part in full light.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        span_changed: a `Span`.
        looked_at: seconds under the pointer or under the grip that moved.
    """

    span_changed = Signal(object)
    looked_at = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("rangePicker")
        self.span = Span.of(1.0)
        self._frame = USUAL_FRAME
        self._strip = QPixmap()
        self._frames = 1
        self._peaks: tuple[float, ...] = ()
        self._head: float | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.grips: dict[Part, Grip] = {part: Grip(theme, part, self) for part in ("start", "range", "end")}
        self.grips["range"].lower()
        self._retranslate()

    def show_clip(self, span: Span, fps: float | None, peaks: Sequence[float] = ()) -> None:
        """Begin with a clip.

        Args:
            span: what is kept now.
            fps: frames per second, by which the arrows step.
            peaks: of audio, 0 to 1.
        """
        self._frame = 1 / fps if fps else USUAL_FRAME
        self._strip = QPixmap()
        self._peaks = tuple(peaks)
        self._head = None
        self._set(span)

    def set_strip(self, strip: QPixmap, frames: int) -> None:
        """Show frames that lie side by side in one picture."""
        self._strip, self._frames = strip, frames
        self.update()

    def set_head(self, seconds: float | None) -> None:
        """Where the clip plays; `None` where it does not."""
        self._head = seconds
        self.update()

    def step(self, part: Part, seconds: float) -> None:
        """Move an end, or the whole part."""
        span = self.span
        if part == "start":
            changed = span.with_start(span.start + seconds)
        elif part == "end":
            changed = span.with_end(span.end + seconds)
        else:
            changed = span.moved_to(span.start + seconds)
        if changed != span:
            self._set(changed)
            self.span_changed.emit(changed)
            self.looked_at.emit(changed.end if part == "end" else changed.start)

    def step_frames(self, part: Part, frames: int) -> None:
        self.step(part, frames * self._frame)

    def go(self, part: Part, seconds: float) -> None:
        """Put an end, or the beginning of the whole part, at a moment."""
        self.step(part, seconds - (self.span.end if part == "end" else self.span.start))

    def seconds_at(self, x: float) -> float:
        """The moment at a place of this widget, in pixels."""
        room = max(1.0, self.width() - 2.0 * GRIP)
        return max(0.0, min(self.span.total, (x - GRIP) / room * self.span.total))

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.looked_at.emit(self.seconds_at(event.position().x()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        theme, rect = self._theme, QRectF(self.rect()).adjusted(GRIP, 3, -GRIP, -3)
        outline = QPainterPath()
        outline.addRoundedRect(rect, 4, 4)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(rect, theme.color("surface3"))
        if not self._strip.isNull():
            self._paint_strip(painter, rect)
        elif self._peaks:
            paint_peaks(painter, theme, rect.adjusted(2, 6, -2, -6), self._peaks)
        left, right = self._x(self.span.start), self._x(self.span.end)
        shade = theme.color("surface1")
        shade.setAlphaF(0.72)
        painter.fillRect(QRectF(rect.left(), rect.top(), left - rect.left(), rect.height()), shade)
        painter.fillRect(QRectF(right, rect.top(), rect.right() - right, rect.height()), shade)
        painter.restore()
        accent = theme.color("accent")
        for y in (1.0, self.height() - 4.0):
            painter.fillRect(QRectF(left, y, right - left, 3), accent)
        if self._head is not None:
            painter.fillRect(QRectF(round(self._x(self._head)) - 1, 4, 2, self.height() - 8), theme.color("text1"))

    def _paint_strip(self, painter: QPainter, rect: QRectF) -> None:
        wide, tall = self._strip.width() / self._frames, self._strip.height()
        cells = max(1, round(rect.width() / (rect.height() * max(0.7, min(16 / 9, wide / tall)))))
        width = rect.width() / cells
        part_wide = min(wide, tall * width / rect.height())
        part_tall = min(float(tall), wide * rect.height() / width)
        for number in range(cells):
            frame = int((number + 0.5) / cells * self._frames)
            source = QRectF(frame * wide + (wide - part_wide) / 2, (tall - part_tall) / 2, part_wide, part_tall)
            painter.drawPixmap(
                QRectF(rect.left() + number * width, rect.top(), width, rect.height()), self._strip, source
            )

    def _set(self, span: Span) -> None:
        self.span = span
        self._place()
        self._describe()
        self.update()

    def _x(self, seconds: float) -> float:
        room = self.width() - 2.0 * GRIP
        return GRIP + (seconds / self.span.total if self.span.total else 0.0) * room

    def _place(self) -> None:
        left, right = round(self._x(self.span.start)), round(self._x(self.span.end))
        self.grips["start"].setGeometry(left - GRIP, 0, GRIP, self.height())
        self.grips["end"].setGeometry(right, 0, GRIP, self.height())
        self.grips["range"].setGeometry(left, 0, max(1, right - left), self.height())

    def _describe(self) -> None:
        span = self.span
        texts: tuple[tuple[Part, str], ...] = (
            ("start", time_of(span.start)),
            ("end", time_of(span.end)),
            ("range", f"{time_of(span.start)} – {time_of(span.end)}"),
        )
        for part, text in texts:
            self.grips[part].setAccessibleDescription(text)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Part of the clip that is kept"))
        keys = self.tr("Arrows move it by a frame, with Shift by a second, Home and End all the way.")
        names: tuple[tuple[Part, str], ...] = (
            ("start", self.tr("Beginning")),
            ("range", self.tr("Kept part")),
            ("end", self.tr("End")),
        )
        for part, name in names:
            self.grips[part].setAccessibleName(name)
            self.grips[part].setToolTip(f"{name}\n{keys}")


class Grip(Control):
    """Moves one end, or what lies between both."""

    def __init__(self, theme: Theme, part: Part, picker: RangePicker) -> None:
        super().__init__(theme, picker)
        self._picker = picker
        self._part: Part = part
        self._held: float | None = None
        self._ring = False
        self.setObjectName(f"{part}Grip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        whole = part == "range"
        self.setCursor(Qt.CursorShape.OpenHandCursor if whole else Qt.CursorShape.SizeHorCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        self._ring = True
        if way is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._picker.step(self._part, way * SECOND)
        elif way is not None:
            self._picker.step_frames(self._part, way)
        elif event.key() == Qt.Key.Key_Home:
            self._picker.go(self._part, 0.0)
        elif event.key() == Qt.Key.Key_End:
            self._picker.go(self._part, self._picker.span.total)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            span = self._picker.span
            at = self._seconds(event)
            self._held = at - (span.end if self._part == "end" else span.start)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._seconds(event)
        if self._held is None:
            self._picker.looked_at.emit(at)
        else:
            self._picker.go(self._part, at - self._held)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = shows_focus(event.reason(), before=self._ring)
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect, theme = QRectF(self.rect()), self._theme
        if self._part != "range":
            plate(painter, rect.adjusted(0, 1, 0, -1), fill=theme.color("accent"), radius=4)
            middle = rect.center()
            for x in (-2.0, 1.0):
                painter.fillRect(QRectF(middle.x() + x, middle.y() - 8, 1, 16), theme.color("on_accent"))
        if self._ring and self.hasFocus():
            focus_ring(painter, rect, theme, 4)

    def _seconds(self, event: QMouseEvent) -> float:
        return self._picker.seconds_at(self.mapToParent(event.position()).x())
