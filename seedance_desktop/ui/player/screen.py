"""Where the moving picture is seen: letterboxed on the stage colour, also full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from seedance_desktop.ui.widgets.base import focus_ring

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QSize
    from PySide6.QtMultimediaWidgets import QGraphicsVideoItem

    from seedance_desktop.ui.theme import Theme

NOTHING = QSizeF(16, 9)
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class Picture(QGraphicsScene):
    """A poster with the video over it, both filling the scene.

    Args:
        parent: owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._poster = QGraphicsPixmapItem()
        self._poster.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.addItem(self._poster)
        self._video: QGraphicsVideoItem | None = None
        self.set_size(NOTHING)

    def take_video(self, item: QGraphicsVideoItem) -> None:
        """Show a video over the poster; the scene owns it from now on."""
        self._video = item
        self.addItem(item)
        item.setAspectRatioMode(Qt.AspectRatioMode.IgnoreAspectRatio)

    def set_poster(self, poster: QPixmap) -> None:
        """Show a still picture until the video covers it; a null one shows nothing."""
        self._poster.setPixmap(poster)
        if not poster.isNull():
            self.set_size(QSizeF(poster.size()))

    def set_still(self, still: QPixmap) -> None:
        """Put a still frame of the clip under it: no flicker where the video has nothing to show."""
        self._poster.setPixmap(still)
        self._fill()

    def show_video(self, shown: bool) -> None:  # noqa: FBT001 - as QGraphicsItem.setVisible
        if self._video is not None:
            self._video.setVisible(shown)

    def set_size(self, size: QSizeF) -> None:
        """Take the shape of a picture (pixels)."""
        self.setSceneRect(QRectF(0, 0, size.width(), size.height()))
        self._fill()

    def _fill(self) -> None:
        size = self.sceneRect().size()
        if self._video is not None:
            self._video.setSize(size)
        pixmap = self._poster.pixmap()
        if not pixmap.isNull():
            self._poster.setScale(size.width() / pixmap.width())


class Screen(QGraphicsView):
    """Shows the scene as large as fits.

    Args:
        theme: the look.
        picture: what is shown.
        parent: the widget it lies in.

    Attributes:
        clicked: pressed once.
        double_clicked: pressed twice.
        key_pressed: a `QKeyEvent`'s key; set `accepted` by whoever uses it.
    """

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, theme: Theme, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(picture, parent)
        self._theme = theme
        self._ring = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setInteractive(False)
        self.setMinimumSize(120, 90)
        picture.sceneRectChanged.connect(self._fit)
        theme.changed.connect(self._retheme)
        self._retheme()

    def sizeHint(self) -> QSize:
        return self.minimumSize().expandedTo(super().sizeHint().boundedTo(self.minimumSize() * 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A ring around the whole picture is loud: only the keys bring it, not a page that came up.
        self._ring = event.reason() in BY_KEY or (self._ring and event.reason() in COMING_BACK)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self._ground())

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        if self._ring and self.hasFocus():
            painter.resetTransform()
            focus_ring(painter, QRectF(self.viewport().rect()), self._theme, 0)

    def _ground(self) -> QColor:
        return self._theme.color("stage")

    def _fit(self) -> None:
        """As `fitInView`, which leaves two pixels free on every side."""
        room, size = self.viewport().size(), self.sceneRect().size()
        scale = min(room.width() / size.width(), room.height() / size.height())
        self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(self.sceneRect().center())

    def _retheme(self) -> None:
        self.viewport().update()
