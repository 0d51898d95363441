"""Where a clip is trimmed: its picture, the strip with the grips, and the times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.fixing.changes import time_of
from seedance_desktop.ui.fixing.range_picker import RangePicker
from seedance_desktop.ui.player.deck import Deck
from seedance_desktop.ui.player.screen import Picture, Screen
from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtMultimediaWidgets import QGraphicsVideoItem

    from seedance_desktop.ui.fixing.span import Span
    from seedance_desktop.ui.theme import Theme


STRIP, WAVE = 64, 96
"""Pixels: without a picture above there is room to see the sound."""


class TrimStage(QWidget):
    """Shows the frame that is looked at, and plays the kept part.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        frame_wanted: seconds of the frame that should be shown.
        changed: another part is kept.
    """

    frame_wanted = Signal(float)
    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._loaded = ""
        self._picture = Picture(self)
        self.view = Screen(theme, self._picture)
        self.view.setObjectName("trimPreview")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picker = RangePicker(theme)
        self.play = IconButton(theme, "play", "", disc=True)
        self.play.setObjectName("playRange")
        self._times = Label(theme, weight=600, tabular=True)
        self._times.setObjectName("rangeTimes")
        self._length = Label(theme, role="text2", size="caption", tabular=True)
        self._length.setObjectName("rangeLength")
        self.deck = Deck(self._take_video, self)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def span(self) -> Span:
        return self.picker.span

    def show_clip(self, path: str, span: Span, fps: float | None, peaks: Sequence[float], *, film: bool) -> None:
        """Begin with a clip.

        Args:
            path: of the file that is played.
            span: what is kept now.
            fps: frames per second.
            peaks: of audio.
            film: there are pictures.
        """
        self.let_go()
        self._path = path
        self.view.setVisible(film)
        self.picker.setFixedHeight(STRIP if film else WAVE)
        self._picture.set_poster(QPixmap())
        self.picker.show_clip(span, fps, peaks)
        self._show_times()

    def show_frame(self, frame: QPixmap) -> None:
        self._picture.set_poster(frame)

    def let_go(self) -> None:
        """Let go of the file."""
        self.deck.unload()
        self._loaded = ""
        self._show_film(shown=False)
        self.picker.set_head(None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.setSpacing(10)
        times.addWidget(self.play)
        times.addWidget(self._times)
        times.addWidget(self._length, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addWidget(self.picker)
        column.addLayout(times)

    def _connect(self) -> None:
        self.picker.looked_at.connect(self._look)
        self.picker.span_changed.connect(self._follow)
        self.play.clicked.connect(self._toggle)
        self.deck.duration_changed.connect(lambda _length: self._begin())
        self.deck.position_changed.connect(self._played)
        self.deck.playing_changed.connect(self._show_playing)
        self.deck.failed.connect(lambda _code: self._show_film(shown=False))

    def _show_film(self, *, shown: bool) -> None:
        self._picture.show_video(shown)

    def _take_video(self, item: QGraphicsVideoItem) -> None:
        self._picture.take_video(item)

    def _look(self, seconds: float) -> None:
        if not self.deck.playing:
            self._show_film(shown=False)
            self.frame_wanted.emit(seconds)

    def _follow(self, _span: object) -> None:
        self.deck.pause()
        self._show_times()
        self.changed.emit()

    def _toggle(self) -> None:
        if self.deck.playing:
            self.deck.pause()
        elif self._loaded != self._path:
            self._loaded = self._path
            self.deck.load(self._path)
        else:
            self._begin()

    def _begin(self) -> None:
        if self._loaded and self.deck.duration:
            self.deck.seek(round(self.span.start * 1000))
            self._show_film(shown=True)
            self.deck.play()

    def _played(self, milliseconds: int) -> None:
        if not self.deck.playing:
            return
        self.picker.set_head(milliseconds / 1000)
        if milliseconds >= self.span.end * 1000:
            self.deck.pause()

    def _show_playing(self, playing: bool) -> None:  # noqa: FBT001 - a slot
        self.play.set_icon("pause" if playing else "play")
        if not playing:
            self.picker.set_head(None)
        self._name_play()

    def _show_times(self) -> None:
        span = self.span
        self._times.setText(f"{time_of(span.start)} – {time_of(span.end)}")
        if span.longest < span.total:
            words = self.tr("%1 s of at most %2 s").replace("%2", f"{span.longest:.2f}")
        else:
            words = self.tr("%1 s of %2 s").replace("%2", f"{span.total:.2f}")
        self._length.setText(words.replace("%1", f"{span.length:.2f}"))

    def _name_play(self) -> None:
        self.play.set_name(self.tr("Pause") if self.deck.playing else self.tr("Play the kept part"))

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Frame that is looked at"))
        self._name_play()
        self._show_times()
