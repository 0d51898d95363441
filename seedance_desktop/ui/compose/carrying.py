"""Brings a reference that hangs on the pointer from one place into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import FRAMES, Kind, Place
from seedance_desktop.ui.widgets.base import Control, plate
from seedance_desktop.ui.widgets.drops import haul_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_desktop.ui.theme import Theme

PATIENCE = 450
"""Milliseconds over the other half of the switch after which it switches, so that one can go on into the frames."""


class Halo(Control):
    """Marks the half of the switch that takes what is carried."""

    def __init__(self, theme: Theme, switch: QWidget) -> None:
        super().__init__(theme, switch)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        wash, line = self._theme.color("wash"), self._theme.color("accent")
        plate(QPainter(self), QRectF(self.rect()), fill=wash, line=line, width=2)


class ModeTarget(QObject):
    """Lets the switch between references and frames take pictures: its halves stand for what they show.

    Args:
        theme: the look.
        switch: two halves, references at its left.

    Attributes:
        switch_wanted: the `Mode` over which a dragged file waits.
        brought: the `Place` of the half, and the `Haul` that was dropped there.
    """

    switch_wanted = Signal(object)
    brought = Signal(object, object)

    def __init__(self, theme: Theme, switch: QWidget) -> None:
        super().__init__(switch)
        self._switch = switch
        self._halo = Halo(theme, switch)
        self._over: Mode | None = None
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self._switch_over)
        switch.setAcceptDrops(True)
        switch.installEventFilter(self)

    def mode_at(self, where: QPointF) -> Mode | None:
        """The half under a place on the screen."""
        point = self._switch.mapFromGlobal(where)
        if not self._switch.isVisible() or not QRectF(self._switch.rect()).contains(point):
            return None
        left = point.x() < self._switch.width() / 2
        return Mode.REFERENCES if left is self._left_to_right() else Mode.FRAMES

    def show_mark(self, mode: Mode | None) -> None:
        """Mark a half, or none."""
        self._over = mode
        self._halo.setVisible(mode is not None)
        if mode is not None:
            half = self._switch.width() // 2
            first = (mode is Mode.REFERENCES) is self._left_to_right()
            self._halo.setGeometry(QRect(0 if first else half, 0, half, self._switch.height()))
            self._halo.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            event.setAccepted(event.mimeData().hasUrls() or event.mimeData().hasImage())
            return True
        if isinstance(event, QDragMoveEvent):
            self._wait_over(self.mode_at(QPointF(self._switch.mapToGlobal(event.position()))))
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._wait_over(None)
        elif isinstance(event, QDropEvent):
            mode = self.mode_at(QPointF(self._switch.mapToGlobal(event.position())))
            self._wait_over(None)
            event.acceptProposedAction()
            self.brought.emit(Place.FIRST_FRAME if mode is Mode.FRAMES else Place.IMAGES, haul_of(event.mimeData()))
            return True
        return False

    def _wait_over(self, mode: Mode | None) -> None:
        if mode is not self._over:
            self.show_mark(mode)
            self._waiting.start() if mode is not None else self._waiting.stop()

    def _switch_over(self) -> None:
        if self._over is not None:
            self.switch_wanted.emit(self._over)

    def _left_to_right(self) -> bool:
        return self._switch.layoutDirection() == Qt.LayoutDirection.LeftToRight


def places_for(kind: Kind) -> tuple[Place, ...]:
    """Where something of a kind can be put."""
    return {Kind.IMAGE: (Place.IMAGES, *FRAMES), Kind.VIDEO: (Place.VIDEOS,), Kind.AUDIO: (Place.AUDIOS,)}[kind]
