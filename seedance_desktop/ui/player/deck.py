"""What turns the reel: it wakes when the first clip comes and remembers how it shall sound and run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtMultimedia import QVideoFrame
    from PySide6.QtMultimediaWidgets import QGraphicsVideoItem

    from seedance_desktop.ui.player.reel import Reel


class Deck(QObject):
    """Play, pause, seek, speed, loop and sound; everything may be asked for before a clip is there.

    Args:
        take_item: is handed the video item once, when the first clip comes.
        parent: owner.

    Attributes:
        position_changed: milliseconds.
        duration_changed: milliseconds.
        playing_changed: whether it runs.
        picture_came: size of the clip in pixels.
        ended: its last frame.
        failed: a code of `Reel`.
        settings_changed: speed, loop or sound.
    """

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    picture_came = Signal(object)
    ended = Signal(object)
    failed = Signal(str)
    settings_changed = Signal()

    def __init__(self, take_item: Callable[[QGraphicsVideoItem], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._take_item = take_item
        self._reel: Reel | None = None
        self.volume, self.muted, self.loop, self.rate = 0.8, False, False, 1.0

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
    def frame(self) -> QVideoFrame | None:
        """The frame now seen; `None` before the first one."""
        return self._reel.frame if self._reel is not None and self._reel.frame.isValid() else None

    def load(self, path: str) -> None:
        self.wake().load(path)

    def unload(self) -> None:
        if self._reel is not None:
            self._reel.unload()

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

    def seek_share(self, share: float) -> None:
        """Go to a share of the clip, 0 to 1."""
        self.seek(round(share * self.duration))

    def step(self, frames: int) -> None:
        """Go some frames on or, below 0, back."""
        if self._reel is not None:
            self._reel.step(frames)

    def set_rate(self, rate: float) -> None:
        self.rate = rate
        self._apply()

    def set_loop(self, loop: bool) -> None:  # noqa: FBT001 - a slot of a toggle
        self.loop = loop
        self._apply()

    def set_sound(self, volume: float, *, muted: bool) -> None:
        """Set the loudness, 0 to 1."""
        self.volume, self.muted = min(1.0, max(0.0, volume)), muted
        self._apply()

    def wake(self) -> Reel:
        """Load Qt's multimedia, which takes longer than the window may take to appear; nothing where it is loaded."""
        if self._reel is None:
            from seedance_desktop.ui.player.reel import Reel  # noqa: PLC0415 - not before the first clip

            reel = self._reel = Reel(self)
            self._take_item(reel.item)
            reel.position_changed.connect(self.position_changed)
            reel.duration_changed.connect(self.duration_changed)
            reel.playing_changed.connect(self.playing_changed)
            reel.picture_came.connect(self.picture_came.emit)
            reel.ended.connect(self.ended.emit)
            reel.failed.connect(self.failed)
            self._apply()
        return self._reel

    def _apply(self) -> None:
        if self._reel is not None:
            self._reel.set_sound(self.volume, muted=self.muted)
            self._reel.set_loop(self.loop)
            self._reel.set_rate(self.rate)
        self.settings_changed.emit()
