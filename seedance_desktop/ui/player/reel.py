"""The moving picture itself. Importing this loads Qt's multimedia, so it is imported when the first clip is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QAudioOutput, QMediaMetaData, QMediaPlayer, QVideoFrame
from PySide6.QtMultimediaWidgets import QGraphicsVideoItem

PATIENCE = 4000
"""Milliseconds without a picture after which a clip counts as unplayable: some codecs fail without a word."""
USUAL_RATE = 24.0


def learn_notifications(source: QObject) -> None:
    """Let the wrapper of `source` learn that nobody in Python is told of its connections.

    A decoder that ends in its own thread makes Qt ask that while it holds a lock. The first answer takes the
    interpreter, which the window's thread may hold while it waits for that lock: then neither would ever go on.
    """
    source.objectNameChanged.connect(_nothing)
    source.objectNameChanged.disconnect(_nothing)


def _nothing() -> None:
    """Is told, and does nothing."""


class Reel(QObject):
    """One clip at a time: plays, seeks to frames, notices when nothing comes.

    Args:
        parent: owner.

    Attributes:
        position_changed: milliseconds.
        duration_changed: milliseconds.
        playing_changed: whether it runs.
        picture_came: the first frame of a clip is there; its size in pixels.
        ended: the last frame was shown and stays; carries it.
        failed: a code, `player.cannot_play` or `player.no_picture`.
    """

    position_changed = Signal(int)
    duration_changed = Signal(int)
    playing_changed = Signal(bool)
    picture_came = Signal(QSize)
    ended = Signal(QImage)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self.item = QGraphicsVideoItem()
        self._sound = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        for made_here in (self._player, self._sound):
            learn_notifications(made_here)
        self._player.setAudioOutput(self._sound)
        self._player.setVideoOutput(self.item)
        self._last = QVideoFrame()
        self._at_end = False
        self._rate = 1.0
        self._watchdog = QTimer(self)
        self._watchdog.setSingleShot(True)
        self._watchdog.setInterval(patience)
        self._watchdog.timeout.connect(self._give_up)
        self._player.positionChanged.connect(self._tell_position)
        self._player.durationChanged.connect(self._tell_duration)
        self._player.playingChanged.connect(self.playing_changed)
        self._player.mediaStatusChanged.connect(self._notice_end)
        self._player.errorOccurred.connect(self._fail)
        self.item.videoSink().videoFrameChanged.connect(self._see, Qt.ConnectionType.QueuedConnection)

    @property
    def position(self) -> int:
        """Milliseconds."""
        return self._player.position()

    @property
    def duration(self) -> int:
        """Milliseconds; 0 while unknown."""
        return self._player.duration()

    @property
    def playing(self) -> bool:
        return self._player.isPlaying()

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def frame(self) -> QVideoFrame:
        """The frame now shown; invalid before the first one."""
        return self._last

    @property
    def frame_rate(self) -> float:
        """Frames per second, as the clip says."""
        rate = self._player.metaData().value(QMediaMetaData.Key.VideoFrameRate)
        return float(rate) if rate else USUAL_RATE

    def load(self, path: str) -> None:
        """Show the first frame of a local file and wait there."""
        self.unload()
        self._watchdog.start()
        self._player.setSource(QUrl.fromLocalFile(path))
        self._player.setPlaybackRate(self._rate)
        self._player.pause()

    def unload(self) -> None:
        """Let go of the file; also what must happen before this is deleted."""
        self._watchdog.stop()
        self._at_end = False
        self._last = QVideoFrame()
        self._player.stop()
        self._player.setSource(QUrl())

    def play(self) -> None:
        if self._at_end:
            self._at_end = False
            self._player.setPosition(0)
        self._player.play()

    def pause(self) -> None:
        self._player.pause()

    def seek(self, milliseconds: int) -> None:
        """Go to a moment; the clip's last frame is as far as it goes."""
        self._at_end = False
        if self._player.playbackState() is QMediaPlayer.PlaybackState.StoppedState:
            self._player.pause()
        self._player.setPosition(min(max(0, milliseconds), max(0, self.duration - round(500 / self.frame_rate))))

    def step(self, frames: int) -> None:
        """Go to the middle of a neighbouring frame: at a boundary the decoder lands one frame low."""
        self.pause()
        length = 1000 / self.frame_rate
        wanted = int(self.position / length + 1e-6) + frames
        self.seek(round((max(0, wanted) + 0.5) * length))

    def set_rate(self, rate: float) -> None:
        self._rate = rate
        self._player.setPlaybackRate(rate)

    def set_loop(self, loop: bool) -> None:  # noqa: FBT001 - a slot of a toggle
        self._player.setLoops(QMediaPlayer.Loops.Infinite if loop else QMediaPlayer.Loops.Once)

    def set_sound(self, volume: float, *, muted: bool) -> None:
        """Set the loudness, 0 to 1 as the ear hears it."""
        self._sound.setVolume(volume * volume)
        self._sound.setMuted(muted)

    def _tell_position(self, milliseconds: int) -> None:
        self.position_changed.emit(milliseconds)

    def _tell_duration(self, milliseconds: int) -> None:
        self.duration_changed.emit(milliseconds)

    def _see(self, frame: QVideoFrame) -> None:
        if not frame.isValid():
            return
        first = not self._last.isValid()
        self._last = frame
        if first:
            self._watchdog.stop()
            self.picture_came.emit(frame.size())

    def _notice_end(self, status: QMediaPlayer.MediaStatus) -> None:
        """At its end the player takes the picture away; the last frame is what one wants to see."""
        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._last.isValid():
            self.ended.emit(self._last.toImage())
            self._at_end = True
            self._player.pause()
            self._player.setPosition(max(0, self.duration - round(500 / self.frame_rate)))
        elif status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()

    def _fail(self, *_why: object) -> None:
        if self._watchdog.isActive() or self._last.isValid():
            self._watchdog.stop()
            self.failed.emit("player.cannot_play")

    def _give_up(self) -> None:
        self.failed.emit("player.no_picture")
