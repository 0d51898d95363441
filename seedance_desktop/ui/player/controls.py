"""The row under the picture: play, step, time, seek, speed, loop, volume, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from seedance_desktop.ui.library.situation import tenths_text
from seedance_desktop.ui.widgets.base import TARGET, Button, draw_text, focus_ring, plate
from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.sliders import SeekSlider, SlimSlider

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

RATES = (1.0, 2.0, 0.5)
ROW = 52


class SpeedButton(Button):
    """Shows the speed and goes to the next one.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "1×", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        widest = QFontMetricsF(self._theme.font("body", 600)).horizontalAdvance("0.5×")
        return QSize(max(TARGET, round(widest) + 8), TARGET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hovered() or self.isDown():
            plate(painter, rect, fill=self.face("surface1", "surface3"))
        color = self._theme.color("text1" if self.hovered() else "text2")
        draw_text(painter, rect, self.text(), self._theme.font("body", 600), color, Qt.AlignmentFlag.AlignCenter)
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)


class VolumePopup(QFrame):
    """A slider over the volume button.

    Args:
        theme: the look.
        parent: the widget it belongs to.

    Attributes:
        volume_changed: 0 to 1.
        mute_wanted: silent, or not any more.
    """

    volume_changed = Signal(float)
    mute_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._mute = IconButton(theme, "volume-2", "")
        self._mute.setObjectName("muteButton")
        self._slider = SlimSlider(theme)
        self._slider.setObjectName("volumeSlider")
        self._slider.setRange(0, 100)
        self._slider.setFixedWidth(120)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 14, 6)
        row.setSpacing(6)
        row.addWidget(self._mute)
        row.addWidget(self._slider)
        self._mute.clicked.connect(self.mute_wanted)
        self._slider.valueChanged.connect(lambda value: self.volume_changed.emit(value / 100))
        self.retranslate()

    def set_sound(self, volume: float, *, muted: bool) -> None:
        """Show a loudness without saying that it changed."""
        self._slider.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self._slider.setValue(round(volume * 100))
        self._slider.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self._mute.set_icon("volume-x" if muted else "volume-2")

    def show_over(self, button: QWidget) -> None:
        self.adjustSize()
        middle = QPoint((button.width() - self.width()) // 2, -self.height() - 4)
        self.move(button.mapToGlobal(middle))
        self.show()
        self._slider.setFocus(Qt.FocusReason.PopupFocusReason)

    def retranslate(self) -> None:
        self._mute.set_name(self.tr("Mute (M)"))
        self._slider.setAccessibleName(self.tr("Volume"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        plate(
            QPainter(self),
            QRectF(self.rect()),
            fill=self._theme.color("surface2"),
            line=self._theme.color("border"),
            radius=8,
        )


class Controls(QWidget):
    """Buttons and the seek slider; it decides nothing itself.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        play_wanted: play or pause.
        step_wanted: frames, -1 or 1.
        sought: milliseconds.
        rate_chosen: 0.5, 1 or 2.
        loop_chosen: whether it starts again at its end.
        volume_changed: 0 to 1.
        mute_wanted: silent, or not any more.
        full_screen_wanted: larger, or as before.
    """

    play_wanted = Signal()
    step_wanted = Signal(int)
    sought = Signal(int)
    rate_chosen = Signal(float)
    loop_chosen = Signal(bool)
    volume_changed = Signal(float)
    mute_wanted = Signal()
    full_screen_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing = False
        self._back = IconButton(theme, "skip-back", "")
        self._play = IconButton(theme, "play", "", disc=True)
        self._play.setObjectName("playButton")
        self._forward = IconButton(theme, "skip-forward", "")
        self._now = Label(theme, "0:00.0", role="text2", tabular=True)
        self._length = Label(theme, "/ 0:00.0", role="text3", tabular=True)
        self._seek = SeekSlider(theme)
        self._seek.setObjectName("seekSlider")
        self._speed = SpeedButton(theme)
        self._loop = IconButton(theme, "repeat", "")
        self._loop.setCheckable(True)
        self._volume = IconButton(theme, "volume-2", "")
        self._full = IconButton(theme, "maximize", "")
        self._popup = VolumePopup(theme, self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def set_playing(self, playing: bool) -> None:  # noqa: FBT001 - a slot of playingChanged
        self._playing = playing
        self._play.set_icon("pause" if playing else "play")
        self._play.set_name(self.tr("Pause (Space)") if playing else self.tr("Play (Space)"))

    def set_position(self, milliseconds: int) -> None:
        self._now.setText(tenths_text(milliseconds))
        self._seek.set_position(milliseconds)

    def set_duration(self, milliseconds: int) -> None:
        self._length.setText(f"/ {tenths_text(milliseconds)}")
        self._seek.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self._seek.setRange(0, milliseconds)
        self._seek.blockSignals(False)  # noqa: FBT003 - Qt's own argument

    def set_rate(self, rate: float) -> None:
        self._speed.setText(f"{rate:g}×")

    def set_loop(self, loop: bool) -> None:  # noqa: FBT001 - mirrors a toggle
        self._loop.setChecked(loop)

    def set_sound(self, volume: float, *, muted: bool) -> None:
        silent = muted or volume == 0
        self._volume.set_icon("volume-x" if silent else "volume-2")
        self._popup.set_sound(volume, muted=silent)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(2)
        self.setMinimumHeight(ROW)
        row.addWidget(self._back)
        row.addSpacing(6)
        row.addWidget(self._play)
        row.addSpacing(6)
        row.addWidget(self._forward)
        row.addSpacing(6)
        row.addWidget(self._now)
        row.addWidget(self._length)
        row.addSpacing(12)
        row.addWidget(self._seek, 1)
        row.addSpacing(5)
        for widget in (self._speed, self._loop, self._volume, self._full):
            row.addWidget(widget)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.step_wanted.emit(-1))
        self._forward.clicked.connect(lambda: self.step_wanted.emit(1))
        self._play.clicked.connect(self.play_wanted)
        self._seek.sought.connect(self.sought)
        self._speed.clicked.connect(self._next_rate)
        self._loop.toggled.connect(self.loop_chosen)
        self._volume.clicked.connect(lambda: self._popup.show_over(self._volume))
        self._popup.volume_changed.connect(self.volume_changed)
        self._popup.mute_wanted.connect(self.mute_wanted)
        self._full.clicked.connect(self.full_screen_wanted)

    def _next_rate(self) -> None:
        shown = [f"{rate:g}×" for rate in RATES]
        place = shown.index(self._speed.text()) if self._speed.text() in shown else -1
        self.rate_chosen.emit(RATES[(place + 1) % len(RATES)])

    def _retranslate(self) -> None:
        self._back.set_name(self.tr("One frame back (←)"))
        self._forward.set_name(self.tr("One frame on (→)"))
        self.set_playing(self._playing)
        self._seek.setAccessibleName(self.tr("Position"))
        self._now.setAccessibleName(self.tr("Position"))
        self._length.setAccessibleName(self.tr("Length"))
        self._speed.setAccessibleName(self.tr("Speed"))
        self._speed.setToolTip(self.tr("Speed"))
        self._loop.set_name(self.tr("Loop"))
        self._volume.set_name(self.tr("Volume"))
        self._full.set_name(self.tr("Full screen (F)"))
        self._popup.retranslate()
