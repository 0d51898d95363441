"""A switch between two to four words, of which one holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import (
    Button,
    Control,
    draw_text,
    focus_ring,
    line_height,
    plate,
    text_width,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the value it stands for, its words, whether it can be had, why not."""

    value: str
    text: str
    enabled: bool = True
    tooltip: str = ""


class SegmentedControl(Control):
    """Shows all choices side by side; the arrows move between those that can be had.

    Args:
        theme: The look.
        options: The choices, in order.
        parent: The widget it lies in.
    """

    valueChanged = Signal(str)

    def __init__(self, theme: Theme, options: Sequence[Option] = (), parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._value: str | None = None
        self._segments: list[_Segment] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    def value(self) -> str | None:
        return self._value

    def setValue(self, value: str | None) -> None:
        """Choose; `None` chooses nothing."""
        if value == self._value:
            return
        self._value = value
        self._mark()
        if value is not None:
            self.valueChanged.emit(value)

    def options(self) -> tuple[Option, ...]:
        """Give the choices."""
        return tuple(segment.option for segment in self._segments)

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the choices; the value stays, even where no choice shows it now."""
        if tuple(options) == self.options() and self._segments:
            return
        while len(self._segments) > len(options):
            old = self._segments.pop()
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        while len(self._segments) < len(options):
            segment = _Segment(self._theme, self)
            segment.clicked.connect(self._choose)
            self._segments.append(segment)
            self._row.addWidget(segment, 1)
        for segment, option in zip(self._segments, options, strict=True):
            segment.set_option(option)
        self._mark()
        self.updateGeometry()

    def step(self, by: int) -> None:
        """Move the choice and the focus to the next one that can be had."""
        able = [segment for segment in self._segments if segment.isEnabled()]
        now = next((n for n, segment in enumerate(able) if segment.hasFocus()), 0)
        if able:
            target = able[(now + by) % len(able)]
            self.setValue(target.option.value)
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        segment = self.sender()
        if isinstance(segment, _Segment):
            self.setValue(segment.option.value)
            self._mark()

    def _mark(self) -> None:
        chosen = any(segment.option.value == self._value and segment.isEnabled() for segment in self._segments)
        for number, segment in enumerate(self._segments):
            held = segment.option.value == self._value
            segment.setChecked(held)
            # One stop on the way of the Tab key, as with radio buttons.
            stop = held if chosen else number == 0
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        plate(QPainter(self), QRectF(self.rect()), fill=self._theme.color("surface3"))


class _Segment(Button):
    """One of the words."""

    def __init__(self, theme: Theme, owner: SegmentedControl) -> None:
        super().__init__(theme, "", owner)
        self._owner = owner
        self.option = Option("", "")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_option(self, option: Option) -> None:
        """Show a choice."""
        self.option = option
        self.setText(option.text)
        self.setEnabled(option.enabled)
        self.setToolTip(option.tooltip)

    def sizeHint(self) -> QSize:
        font = self._theme.font("body", 500)
        width = text_width(font, self.text()) + 24
        return QSize(round(width), line_height(font, 30))

    def minimumSizeHint(self) -> QSize:
        return QSize(28, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        by = steps.get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self._owner.step(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        theme = self._theme
        if self.isChecked() and self.isEnabled():
            thumb = rect.adjusted(1, 1, -1, -1)
            plate(painter, thumb, fill=theme.color("surface2"), line=theme.color("border"), radius=5)
        inner = rect.adjusted(8, 0, -8, 0)
        font = theme.font("body", 500)
        draw_text(painter, inner, self.text(), font, self._ink(), Qt.AlignmentFlag.AlignCenter)
        if self.ring_visible():
            focus_ring(painter, rect.adjusted(1, 1, -1, -1), theme, 5)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return self._theme.faded("text3", 0.75 if self.isChecked() else 0.5)
        return self._theme.color("text1" if self.isChecked() or self.hovered() else "text2")
