"""Hands a frame of the clip on: by a button, by dragging the picture, or by dragging upwards out of the filmstrip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from seedance_desktop.ui.player.filmstrip import Filmstrip
from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.carriable import Ghost

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

    from seedance_desktop.ui.player.player import Player
    from seedance_desktop.ui.theme import Theme

GHOST = 160
"""Pixels: the width of what hangs on the pointer."""
OUT = 20
"""Pixels above or below the filmstrip at which seeking becomes taking."""


class FramePicker(QObject):
    """Watches a player.

    Args:
        theme: the look.
        player: whose frames they are.

    Attributes:
        button: picks the frame that is seen.
        picked: a `QVideoFrame` to be used.
        carried: a frame is dragged; where on the screen.
        dropped: where on the screen, and the `QVideoFrame`.
        carry_ended: nothing is dragged any more.
    """

    picked = Signal(object)
    carried = Signal(QPointF)
    dropped = Signal(QPointF, object)
    carry_ended = Signal()

    def __init__(self, theme: Theme, player: Player) -> None:
        super().__init__(player)
        self._player = player
        self._screen = player.screen_view.viewport()
        (self._strip,) = player.findChildren(Filmstrip)
        self._grip: QPointF | None = None
        self._frame: QVideoFrame | None = None
        self._ghost: Ghost | None = None
        self.button = IconButton(theme, "image-plus", "")
        self.button.setObjectName("useFrame")
        self.button.clicked.connect(self._pick)
        for watched in (self._screen, self._strip, self.button):
            watched.installEventFilter(self)
        self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.button:
            if event.type() == QEvent.Type.LanguageChange:
                self._retranslate()
            return False
        if not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            # The picture runs on under the pointer: what was seen at the press is what is wanted.
            self._grip, self._frame = event.position(), self._player.deck.frame
        elif event.type() == QEvent.Type.MouseMove:
            return self._move(watched, event)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            return self._release(event)
        return False

    def _move(self, watched: QObject, event: QMouseEvent) -> bool:
        if self._grip is None:
            return False
        if self._ghost is None and self._is_taken(watched, event.position(), self._grip):
            self._begin(watched)
        if self._ghost is None:
            return False
        self._ghost.follow(event.globalPosition())
        self.carried.emit(event.globalPosition())
        return True

    def _is_taken(self, watched: QObject, now: QPointF, grip: QPointF) -> bool:
        if watched is self._strip:
            return now.y() < -OUT or now.y() > self._strip.height() + OUT
        return (now - grip).manhattanLength() >= 2 * QApplication.startDragDistance()

    def _begin(self, watched: QObject) -> None:
        deck = self._player.deck
        if watched is self._strip:
            self._frame = deck.frame
        else:
            deck.toggle()  # the press has halted or started the clip, which a drag does not mean
        if self._frame is not None:
            look = self._screen.grab().scaledToWidth(GHOST, Qt.TransformationMode.SmoothTransformation)
            self._ghost = Ghost(look, self._screen.window(), QPointF(GHOST / 2, look.height() / 2))

    def _release(self, event: QMouseEvent) -> bool:
        frame, ghost = self._frame, self._ghost
        self._grip = self._frame = self._ghost = None
        if ghost is None:
            return False
        ghost.hide()
        ghost.deleteLater()
        self.carry_ended.emit()
        self.dropped.emit(event.globalPosition(), frame)
        return True

    def _pick(self) -> None:
        frame = self._player.deck.frame
        if frame is not None:
            self.picked.emit(frame)

    def _retranslate(self) -> None:
        self.button.set_name(self.tr("Use this frame"))
