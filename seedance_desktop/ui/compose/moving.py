"""Plays a reference into small pictures. Importing this loads Qt's multimedia, so it is imported at the first play."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

from seedance_desktop.ui.player.reel import learn_notifications

LARGEST = QSize(640, 640)
"""Pixels of the pictures it gives."""


class Moving(QObject):
    """One file at a time, over and over.

    Args:
        parent: owner.

    Attributes:
        pictured: a frame.
        heard: share of the file that was played.
    """

    pictured = Signal(QImage)
    heard = Signal(float)
    _made = Signal(QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = QMediaPlayer(self)
        self._sound = QAudioOutput(self)
        self._sink = QVideoSink(self)
        for made_here in (self._player, self._sound, self._sink):
            learn_notifications(made_here)
        self._player.setAudioOutput(self._sound)
        self._player.setVideoSink(self._sink)
        self._player.setLoops(QMediaPlayer.Loops.Infinite)
        # Converting a frame takes longer than the window may stand still; one at a time, the others are left out.
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._converting = False
        self._playing = False
        self._sink.videoFrameChanged.connect(self._see, Qt.ConnectionType.QueuedConnection)
        self._made.connect(self._show)
        self._player.positionChanged.connect(self._tell_position)

    def play(self, path: str, *, muted: bool) -> None:
        """Play a local file from its beginning."""
        self._playing = True
        self._sound.setMuted(muted)
        self._player.setSource(QUrl.fromLocalFile(path))
        self._player.play()

    def stop(self) -> None:
        """Let go of the file."""
        self._playing = False
        self._player.stop()
        self._player.setSource(QUrl())

    def _see(self, frame: QVideoFrame) -> None:
        if self._playing and frame.isValid() and not self._converting:
            self._converting = True
            self._pool.start(lambda: self._made.emit(_small(frame)))

    def _show(self, picture: QImage) -> None:
        self._converting = False
        if self._playing and not picture.isNull():
            self.pictured.emit(picture)

    def _tell_position(self, milliseconds: int) -> None:
        length = self._player.duration()
        if self._playing and length > 0:
            self.heard.emit(min(1.0, milliseconds / length))


def _small(frame: QVideoFrame) -> QImage:
    picture = frame.toImage()
    if picture.width() <= LARGEST.width() and picture.height() <= LARGEST.height():
        return picture
    return picture.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
