"""Sliders of the design: a slim track, an accent fill, a round knob."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QSpinBox, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import TARGET, line_height, plate, shows_focus, text_width

KNOB = 14.0
TRACK = 4.0


class SlimSlider(QSlider):
    """A horizontal slider that goes where it is pressed.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._retheme)

    def _retheme(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, TARGET)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = shows_focus(event.reason(), before=self._ring)
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Without the focus the wheel is meant for the form it lies in: whoever scrolls must not change a value.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setSliderPosition(self._value_at(event.position().x()))
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)

    def _value_at(self, x: float) -> int:
        room = max(1.0, self.width() - KNOB)
        share = min(1.0, max(0.0, (x - KNOB / 2) / room))
        return self.minimum() + round(share * (self.maximum() - self.minimum()))

    def _knob_x(self) -> float:
        """Give the middle of the knob."""
        span = self.maximum() - self.minimum()
        share = (self.sliderPosition() - self.minimum()) / span if span else 0.0
        return KNOB / 2 + share * (self.width() - KNOB)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        middle = self.height() / 2
        track = QRectF(0, middle - TRACK / 2, self.width(), TRACK)
        plate(painter, track, fill=theme.color("surface3"), radius=TRACK / 2)
        if not self.isEnabled():
            return
        x = self._knob_x()
        track.setWidth(x)
        plate(painter, track, fill=theme.color("accent"), radius=TRACK / 2)
        knob = QRectF(x - KNOB / 2, middle - KNOB / 2, KNOB, KNOB)
        if self.hasFocus() and self._ring:
            halo = knob.adjusted(-4, -4, 4, 4)
            plate(painter, halo, line=theme.color("focus"), radius=halo.width() / 2, width=2)
        plate(painter, knob, fill=theme.color("accent"), radius=KNOB / 2)
        plate(painter, knob.adjusted(3, 3, -3, -3), fill=theme.color("text1"), radius=KNOB / 2 - 3)


class SeekSlider(SlimSlider):
    """Shows where a clip is and goes where it is pressed; values are milliseconds.

    `sought` is sent only for what the person does, never for `set_position`.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    sought = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._told = False
        self.setSingleStep(100)
        self.setPageStep(1000)
        self.valueChanged.connect(self._moved)

    def set_position(self, milliseconds: int) -> None:
        """Follow the clip; ignored while the person holds the knob."""
        if self.isSliderDown():
            return
        self._told = True
        self.setValue(milliseconds)
        self._told = False

    def _moved(self, value: int) -> None:
        if not self._told:
            self.sought.emit(value)


class _ValueBox(QSpinBox):
    """The number beside the slider, without arrows; typing takes effect on Enter and on leaving."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFrame(False)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setCorrectionMode(QSpinBox.CorrectionMode.CorrectToNearestValue)
        self.setKeyboardTracking(False)
        # A spin box would take the focus by the wheel.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The application's sheet would give the inner line edit a surface and a border of its own.
        self.lineEdit().setStyleSheet("background: transparent; border: 0; padding: 0")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        focused = self.hasFocus()
        line = theme.color("focus" if focused else "border")
        fill = theme.color("surface2" if self.isEnabled() else "surface3")
        plate(QPainter(self), QRectF(self.rect()), fill=fill, line=line, width=2 if focused else 1)


class DurationSlider(QWidget):
    """A length in whole seconds, by slider or by number.

    Args:
        theme: The look.
        suffix: What follows the number, as ` s`.
        parent: The widget it lies in.
    """

    valueChanged = Signal(int)

    def __init__(self, theme: Theme, *, suffix: str = " s", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slider = SlimSlider(theme)
        self._slider.setPageStep(1)
        self._box = _ValueBox(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._slider, 1)
        row.addWidget(self._box)
        self.setFocusProxy(self._slider)
        self.set_suffix(suffix)
        self.set_range(1, 15)
        self._slider.valueChanged.connect(self._box.setValue)
        self._box.valueChanged.connect(self._slider.setValue)
        self._slider.valueChanged.connect(self.valueChanged)
        theme.changed.connect(self._fit)

    def value(self) -> int:
        return self._slider.value()

    def setValue(self, seconds: int) -> None:
        self._slider.setValue(seconds)

    def set_range(self, least: int, most: int) -> None:
        """Set the bounds in seconds; a value outside moves to the nearer one."""
        self._box.setRange(least, most)
        self._slider.setRange(least, most)

    def set_suffix(self, suffix: str) -> None:
        """Change what follows the number, in the language now shown."""
        self._box.setSuffix(suffix)
        self._fit()

    def set_least_text(self, text: str) -> None:
        """Say the least value in words, as "off" where it is none."""
        self._box.setSpecialValueText(text)
        self._fit()

    def set_name(self, name: str) -> None:
        """Name it for assistive tools."""
        self.setAccessibleName(name)
        self._slider.setAccessibleName(name)
        self._box.setAccessibleName(name)
        self._box.lineEdit().setAccessibleName(name)

    def _fit(self) -> None:
        font = self._theme.font()
        texts = (f"00{self._box.suffix()}", self._box.specialValueText())
        width = max(52, *(round(text_width(font, text)) + 22 for text in texts))
        self._box.setFixedSize(width, line_height(font, TARGET))
