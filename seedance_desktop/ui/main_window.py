"""The window: header, banners, and three panes that fold away and remember their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStyle, QVBoxLayout, QWidget

from seedance_desktop.ui.header import HeaderBar
from seedance_desktop.ui.reading_order import stops_of
from seedance_desktop.ui.widgets.base import Control

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.ui.theme import Role, Theme

DEFAULT_SIZE = (1360, 860)
LEAST_SIZE = (1024, 640)
QUIT = "Ctrl+Q"
PANES = ("compose", "stage", "library")
DEFAULT_WIDTHS = (392, 656, 312)
LEAST_WIDTHS = (340, 420, 260)


class Pane(Control):
    """One of the three surfaces; a hairline parts it from its neighbour."""

    def __init__(self, theme: Theme, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._role: Role = role
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def install(self, content: QWidget) -> None:
        self._column.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(self._role))


class BannerArea(QWidget):
    """Stands between the header and the panes, as high as its banners: they cover nothing.

    The panes give way at their upper edge; what is pressed most, Generate and the player, keeps its place at the lower.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bannerArea")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)


class MainWindow(QMainWindow):
    """A frame that can be painted before anything else of the program is loaded.

    Attributes:
        surface: all of the window's inside; popovers cover it.
        memory: the window's own small file: geometry, panes, and the look of the first picture.
        painted: the first picture of the window stands.
        closing: the person, or the system, wants it to end; nothing is closed until `finish`.
    """

    painted = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, memory: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.memory = QSettings(str(memory), QSettings.Format.IniFormat)
        self._finished = False
        self._told = False
        self.setObjectName("mainWindow")
        self.setWindowTitle("Seedance Desktop")
        self.setMinimumSize(*LEAST_SIZE)
        self.surface = QWidget()
        self.header = HeaderBar(theme)
        self.banners = BannerArea()
        self.banner_column = self.banners.column
        self.panes = {
            "compose": Pane(theme, "surface1"),
            "stage": Pane(theme, "surface0"),
            "library": Pane(theme, "surface1"),
        }
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._restore()

    def fold(self, name: str) -> None:
        """Fold a side pane away, or bring it back."""
        self.panes[name].setVisible(not self.panes[name].isVisible())

    def unfold(self, name: str) -> None:
        """Bring a side pane back if it is folded away."""
        self.panes[name].show()

    def come_forward(self) -> None:
        """Be seen, and have the keys where the desktop allows it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def remember(self) -> None:
        """Write down what the window looks like."""
        self.memory.setValue("geometry", self.saveGeometry())
        self.memory.setValue("panes", self._splitter.saveState())
        self.memory.sync()

    def finish(self) -> None:
        """Really close; what the window looked like is remembered."""
        self.remember()
        self._finished = True
        self.close()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - the signature is Qt's
        stops = stops_of((self.header, self.banners, *self.panes.values()))
        now = self.focusWidget()
        if not stops:
            return False
        step = 1 if forward else -1
        place = (stops.index(now) + step) % len(stops) if now in stops else 0
        stops[place].setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._finished:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if QKeySequence(event.keyCombination()) == QKeySequence(QUIT):
            self.closing.emit()  # nobody has taken the key over yet: the program is still loading
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)
        return handled

    def _lay_out(self) -> None:
        for index, name in enumerate(PANES):
            self._splitter.addWidget(self.panes[name])
            self.panes[name].setMinimumWidth(LEAST_WIDTHS[index])
            self._splitter.setStretchFactor(index, 1 if name == "stage" else 0)
            self._splitter.setCollapsible(index, name != "stage")
        self._splitter.setHandleWidth(1)
        self._splitter.setSizes(list(DEFAULT_WIDTHS))
        column = QVBoxLayout(self.surface)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banners)
        column.addWidget(self._splitter, 1)
        self.setCentralWidget(self.surface)

    def _restore(self) -> None:
        geometry, panes = self.memory.value("geometry"), self.memory.value("panes")
        self.resize(fitted(QRect(0, 0, *DEFAULT_SIZE), self._room()).size())
        if isinstance(geometry, QByteArray) and self.restoreGeometry(geometry):  # anything may stand in a file
            place = fitted(self.geometry(), self._room())
            if place != self.geometry() and not self.windowState():
                self.setGeometry(place)
        if isinstance(panes, QByteArray):
            self._splitter.restoreState(panes)

    def _room(self) -> QRect:
        """What its screen leaves to the inside of a window; a frame can be measured only when it is there."""
        title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        return self.screen().availableGeometry().adjusted(0, title, 0, 0)


def fitted(place: QRect, room: QRect) -> QRect:
    """Where a window lies wholly in its room, with its lower edge, at which Generate stands; never below its least."""
    size = place.size().boundedTo(room.size()).expandedTo(QSize(*LEAST_SIZE))
    left = max(room.left(), min(place.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(place.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)
