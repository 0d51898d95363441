"""The player: picture, controls, filmstrip and the keys of an editing desk."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.aside import Aside
from seedance_desktop.ui.player.controls import Controls
from seedance_desktop.ui.player.deck import Deck
from seedance_desktop.ui.player.filmstrip import FRAMES, Filmstrip
from seedance_desktop.ui.player.fullscreen import FullScreen
from seedance_desktop.ui.player.keys import desk_keys
from seedance_desktop.ui.player.screen import Picture, Screen
from seedance_desktop.ui.player.trouble import TroublePage

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme


class Player(QWidget):
    """Shows one clip.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        deck: plays, seeks, and holds speed, loop and sound.
        failed: a code: `player.file_missing`, `player.cannot_play` or `player.no_picture`.
        position: milliseconds.
        first_frame: the clip's picture is there; its size in pixels.
        volume_changed: the person chose a loudness, 0 to 1, or silence.
        loop_changed: the person chose whether it starts again at its end.
    """

    failed = Signal(str)
    position = Signal(int)
    first_frame = Signal(object)
    volume_changed = Signal(float, bool)
    loop_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self._theme = theme
        self._path: str | None = None
        self._full: FullScreen | None = None
        self._play_on_load = False
        self._aside = Aside(self)
        self._picture = Picture(self)
        self.deck = Deck(self._picture.take_video, self)
        self.screen_view = Screen(theme, self._picture)
        self.screen_view.setObjectName("playerScreen")
        self._trouble = TroublePage(theme)
        self._controls = Controls(theme)
        self._strip = Filmstrip(theme)
        self._keys = desk_keys(self.deck, self.toggle_full_screen, self.toggle_mute)
        self._lay_out()
        self._connect()
        self._tell_settings()
        self._retranslate()

    @property
    def path(self) -> str | None:
        """The file now loaded."""
        return self._path

    def load(self, path: str, poster: str | None = None, *, play: bool = False) -> None:
        """Show a clip's first frame.

        Args:
            path: of a local file.
            poster: a picture to show until the first frame is there.
            play: begin at once.
        """
        self.unload()
        self._path = path
        self._play_on_load = play
        if poster:
            self._aside.ask(lambda: QImage(poster), self._show_poster)
        self._aside.ask(lambda: os.path.isfile(path), lambda there: self._begin(path, there=there))  # noqa: PTH113  Path's own raises for names that are too long

    def unload(self) -> None:
        """Let go of the clip; also what must happen before this is deleted."""
        self._path = None
        self._aside.drop()
        self._play_on_load = False
        self.deck.unload()
        self._picture.show_video(False)  # noqa: FBT003 - as QGraphicsItem.setVisible
        self._picture.set_poster(QPixmap())
        self._strip.set_sheet(None)
        self._controls.set_position(0)
        self._controls.set_duration(0)
        self._controls.setEnabled(True)
        self._pages.setCurrentWidget(self.screen_view)

    def set_filmstrip(self, path: str | None, frames: int = FRAMES) -> None:
        """Show a picture of `frames` frames side by side."""
        self._strip.set_sheet(path, frames)

    def set_sound(self, volume: float, *, muted: bool) -> None:
        """Set the loudness, 0 to 1, as it was remembered."""
        self.deck.set_sound(volume, muted=muted)

    def set_loop(self, loop: bool) -> None:  # noqa: FBT001 - as it was remembered
        self.deck.set_loop(loop)

    def play(self) -> None:
        self.deck.play()

    def pause(self) -> None:
        self.deck.pause()

    def toggle_mute(self) -> None:
        self.deck.set_sound(self.deck.volume or 0.5, muted=not self.deck.muted)
        self.volume_changed.emit(self.deck.volume, self.deck.muted)

    def toggle_full_screen(self) -> None:
        if self._full is not None:
            self._full.close()
            return
        self._full = FullScreen(self._theme, self._picture, self.use_key)
        self._full.setWindowTitle(self.tr("Player"))
        self._full.left.connect(self._leave_full_screen)
        self._full.showFullScreen()

    def open_elsewhere(self) -> None:
        """Show the file in the program the system has for it."""
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self._path))

    def use_key(self, event: QKeyEvent) -> bool:
        """Do what a key of the player stands for; says whether it is one."""
        act = self._keys.get(Qt.Key(event.key()))
        if act is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        act()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.use_key(event):
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.screen_view)
        self._pages.addWidget(self._trouble)
        column.addLayout(self._pages, 1)
        column.addWidget(self._controls)
        strip = QHBoxLayout()
        strip.setContentsMargins(16, 0, 16, 0)
        strip.addWidget(self._strip)
        column.addLayout(strip)

    def _connect(self) -> None:
        deck, controls = self.deck, self._controls
        self.screen_view.clicked.connect(deck.toggle)
        self.screen_view.double_clicked.connect(self.toggle_full_screen)
        self._trouble.open_wanted.connect(self.open_elsewhere)
        controls.play_wanted.connect(deck.toggle)
        controls.step_wanted.connect(deck.step)
        controls.sought.connect(deck.seek)
        controls.rate_chosen.connect(deck.set_rate)
        controls.loop_chosen.connect(self._choose_loop)
        controls.volume_changed.connect(self._choose_volume)
        controls.mute_wanted.connect(self.toggle_mute)
        controls.full_screen_wanted.connect(self.toggle_full_screen)
        self._strip.sought.connect(deck.seek_share)
        deck.position_changed.connect(self._follow)
        deck.duration_changed.connect(controls.set_duration)
        deck.playing_changed.connect(controls.set_playing)
        deck.picture_came.connect(self._show_picture)
        deck.ended.connect(self._keep_last)
        deck.failed.connect(self._fail)
        deck.settings_changed.connect(self._tell_settings)

    def _tell_settings(self) -> None:
        self._controls.set_sound(self.deck.volume, muted=self.deck.muted)
        self._controls.set_loop(self.deck.loop)
        self._controls.set_rate(self.deck.rate)

    def _choose_volume(self, volume: float) -> None:
        self.deck.set_sound(volume, muted=False)
        self.volume_changed.emit(self.deck.volume, self.deck.muted)

    def _choose_loop(self, loop: bool) -> None:  # noqa: FBT001 - a slot of a toggle
        if loop != self.deck.loop:
            self.deck.set_loop(loop)
            self.loop_changed.emit(loop)

    def _follow(self, milliseconds: int) -> None:
        self._controls.set_position(milliseconds)
        self._strip.set_share(milliseconds / self.deck.duration if self.deck.duration else 0)
        self.position.emit(milliseconds)

    def _show_poster(self, image: QImage) -> None:
        if self.deck.frame is None:
            self._picture.set_poster(QPixmap.fromImage(image))

    def _begin(self, path: str, *, there: bool) -> None:
        if there:
            self.deck.load(path)
        else:
            self._fail("player.file_missing")

    def _show_picture(self, size: QSize) -> None:
        self._picture.set_size(QSizeF(size))
        self._picture.show_video(True)  # noqa: FBT003 - as QGraphicsItem.setVisible
        self.first_frame.emit(size)
        if self._play_on_load:
            self._play_on_load = False
            self.play()

    def _keep_last(self, image: QImage) -> None:
        self._picture.set_still(QPixmap.fromImage(image))

    def _fail(self, code: str) -> None:
        self._trouble.set_code(code)
        self._pages.setCurrentWidget(self._trouble)
        self._controls.setEnabled(False)
        self.failed.emit(code)

    def _leave_full_screen(self) -> None:
        self._full = None

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Player"))
        self.screen_view.setAccessibleName(self.tr("Picture: Space plays, ← → step a frame"))
