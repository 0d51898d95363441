"""The player: picture, controls, filmstrip and the keys of an editing desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.player.controls import Controls
from seedance_desktop.ui.player.filmstrip import FRAMES, Filmstrip
from seedance_desktop.ui.player.fullscreen import FullScreen
from seedance_desktop.ui.player.keys import desk_keys
from seedance_desktop.ui.player.screen import Picture, Screen
from seedance_desktop.ui.player.trouble import TroublePage

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QVideoFrame

    from seedance_desktop.ui.player.reel import Reel
    from seedance_desktop.ui.theme import Theme


class Player(QWidget):
    """Shows one clip.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        failed: a code: `player.file_missing`, `player.cannot_play` or `player.no_picture`.
        position: milliseconds.
        first_frame: the clip's picture is there; its size in pixels.
        volume_changed: 0 to 1, and whether it is muted.
        loop_changed: whether it starts again at its end.
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
        self._reel: Reel | None = None
        self._full: FullScreen | None = None
        self._volume, self._muted, self._loop, self._rate = 0.8, False, False, 1.0
        self._play_on_load = False
        self._picture = Picture(self)
        self.screen_view = Screen(theme, self._picture)
        self.screen_view.setObjectName("playerScreen")
        self._trouble = TroublePage(theme)
        self._controls = Controls(theme)
        self._strip = Filmstrip(theme)
        self._keys = desk_keys(self)
        self._lay_out()
        self._connect()
        self._tell_settings()
        self._retranslate()

    @property
    def path(self) -> str | None:
        """The file now loaded."""
        return self._path

    @property
    def playing(self) -> bool:
        return self._reel is not None and self._reel.playing

    @property
    def milliseconds(self) -> int:
        """Where the clip is."""
        return self._reel.position if self._reel else 0

    @property
    def duration(self) -> int:
        """Milliseconds; 0 while unknown."""
        return self._reel.duration if self._reel else 0

    @property
    def rate(self) -> float:
        """1 is the clip's own speed."""
        return self._rate

    @property
    def frame(self) -> QVideoFrame | None:
        """The frame now seen; `None` before the first one."""
        return self._reel.frame if self._reel is not None and self._reel.frame.isValid() else None

    @property
    def volume(self) -> float:
        """0 to 1."""
        return self._volume

    @property
    def muted(self) -> bool:
        return self._muted

    @property
    def loop(self) -> bool:
        return self._loop

    def set_sound(self, volume: float, *, muted: bool) -> None:
        """Set the loudness, 0 to 1, as it was remembered."""
        self._volume, self._muted = min(1.0, max(0.0, volume)), muted
        self._tell_settings()

    def set_loop(self, loop: bool) -> None:  # noqa: FBT001 - a slot of a toggle
        changed = loop != self._loop
        self._loop = loop
        self._tell_settings()
        if changed:
            self.loop_changed.emit(loop)

    def load(self, path: str, poster: str | None = None, *, play: bool = False) -> None:
        """Show a clip's first frame.

        Args:
            path: of a local file.
            poster: a picture to show until the first frame is there.
            play: begin at once.
        """
        self.unload()
        self._path = path
        if poster:
            self._picture.set_poster(QPixmap(poster))
        if not Path(path).is_file():
            self._fail("player.file_missing")
            return
        self._play_on_load = play
        self._wake().load(path)

    def unload(self) -> None:
        """Let go of the clip; also what must happen before this is deleted."""
        self._path = None
        if self._reel is not None:
            self._reel.unload()
        self._picture.show_video(False)  # noqa: FBT003 - as QGraphicsItem.setVisible
        self._picture.set_poster(QPixmap())
        self._strip.set_sheet(None)
        self._controls.set_position(0)
        self._controls.set_duration(0)
        self._pages.setCurrentWidget(self.screen_view)
        self._controls.setEnabled(True)

    def set_filmstrip(self, path: str | None, frames: int = FRAMES) -> None:
        """Show a picture of `frames` frames side by side."""
        self._strip.set_sheet(path, frames)

    def play(self) -> None:
        if self._reel is not None:
            self._reel.play()

    def pause(self) -> None:
        if self._reel is not None:
            self._reel.pause()

    def toggle(self) -> None:
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek(self, milliseconds: int) -> None:
        if self._reel is not None:
            self._reel.seek(milliseconds)

    def step(self, frames: int) -> None:
        """Go some frames on or, below 0, back."""
        if self._reel is not None:
            self._reel.step(frames)

    def set_rate(self, rate: float) -> None:
        self._rate = rate
        self._tell_settings()

    def toggle_mute(self) -> None:
        self.set_sound(self._volume or 0.5, muted=not self._muted)
        self.volume_changed.emit(self._volume, self._muted)

    def toggle_full_screen(self) -> None:
        if self._full is not None:
            self._full.close()
            return
        self._full = FullScreen(self._theme, self._picture, self.use_key)
        self._full.setWindowTitle(self.tr("Player"))
        self._full.left.connect(self._left_full_screen)
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
        self.screen_view.clicked.connect(self.toggle)
        self.screen_view.double_clicked.connect(self.toggle_full_screen)
        self._trouble.open_wanted.connect(self.open_elsewhere)
        self._controls.play_wanted.connect(self.toggle)
        self._controls.step_wanted.connect(self.step)
        self._controls.sought.connect(self.seek)
        self._controls.rate_chosen.connect(self.set_rate)
        self._controls.loop_chosen.connect(self.set_loop)
        self._controls.volume_changed.connect(self._change_volume)
        self._controls.mute_wanted.connect(self.toggle_mute)
        self._controls.full_screen_wanted.connect(self.toggle_full_screen)
        self._strip.sought.connect(self._seek_share)

    def _wake(self) -> Reel:
        """Qt's multimedia takes longer to load than the window may take to appear."""
        if self._reel is None:
            from seedance_desktop.ui.player.reel import Reel  # noqa: PLC0415 - not before the first clip

            reel = self._reel = Reel(self)
            self._picture.take_video(reel.item)
            reel.position_changed.connect(self._follow)
            reel.duration_changed.connect(self._controls.set_duration)
            reel.playing_changed.connect(self._controls.set_playing)
            reel.picture_came.connect(self._show_picture)
            reel.ended.connect(self._keep_last)
            reel.failed.connect(self._fail)
            self._tell_settings()
        return self._reel

    def _tell_settings(self) -> None:
        self._controls.set_sound(self._volume, muted=self._muted)
        self._controls.set_loop(self._loop)
        self._controls.set_rate(self._rate)
        if self._reel is not None:
            self._reel.set_sound(self._volume, muted=self._muted)
            self._reel.set_loop(self._loop)
            self._reel.set_rate(self._rate)

    def _change_volume(self, volume: float) -> None:
        self.set_sound(volume, muted=False)
        self.volume_changed.emit(self._volume, self._muted)

    def _follow(self, milliseconds: int) -> None:
        self._controls.set_position(milliseconds)
        duration = self._reel.duration if self._reel else 0
        self._strip.set_share(milliseconds / duration if duration else 0)
        self.position.emit(milliseconds)

    def _show_picture(self, size: QSize) -> None:
        self._picture.set_size(QSizeF(size))
        self._picture.show_video(True)  # noqa: FBT003 - as QGraphicsItem.setVisible
        self.first_frame.emit(size)
        if self._play_on_load:
            self._play_on_load = False
            self.play()

    def _keep_last(self, image: QImage) -> None:
        self._picture.set_still(QPixmap.fromImage(image))

    def _seek_share(self, share: float) -> None:
        if self._reel is not None:
            self.seek(round(share * self._reel.duration))

    def _fail(self, code: str) -> None:
        self._trouble.set_code(code)
        self._pages.setCurrentWidget(self._trouble)
        self._controls.setEnabled(False)
        self.failed.emit(code)

    def _left_full_screen(self) -> None:
        self._full = None

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Player"))
        self.screen_view.setAccessibleName(self.tr("Picture: Space plays, ← → step a frame"))
