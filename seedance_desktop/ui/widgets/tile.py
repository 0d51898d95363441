"""One piece of media in a tray or a frame slot: its picture or sound, number, length, and the way out."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import (
    RADIUS,
    TARGET,
    Button,
    draw_icon,
    draw_text,
    focus_ring,
    plate,
    text_height,
    text_width,
)

TILE = QSize(84, 64)
COMPACT_HEIGHT = 38
BADGE = 18.0
BAR = 1.5
BAR_STEP = 3.0


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows.

    Attributes:
        id: The owner's name for it; carried by every signal.
        badge: A number or letter.
        pixmap: Its picture; cropped to fill the tile.
        caption: Its length, or whatever fits into a few letters.
        tooltip: What it is; also its name for assistive tools.
        parked: Kept, but not used now: dimmed.
        waveform: Loudness from 0 to 1 along the time, for sound.
        issue: Whether something is wrong with it: outlined in red.
        icon: What stands for it while there is no picture.
    """

    id: str
    badge: str = ""
    pixmap: QPixmap | None = None
    caption: str = ""
    tooltip: str = ""
    parked: bool = False
    waveform: tuple[float, ...] = ()
    issue: bool = False
    icon: str = "image"


def draw_cover(painter: QPainter, rect: QRectF, pixmap: QPixmap, radius: float = RADIUS) -> None:
    """Paint a picture so that it fills a rounded rectangle; what stands over is cut off."""
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    whole = QSizeF(pixmap.size())
    part = rect.size().scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
    source = QRectF(QPointF((whole.width() - part.width()) / 2, (whole.height() - part.height()) / 2), part)
    painter.drawPixmap(rect, pixmap, source)
    painter.restore()


def draw_badge(painter: QPainter, theme: Theme, middle: QPointF, text: str, *, on_picture: bool) -> None:
    """Paint the number or letter of a tile in its disc."""
    font = theme.small_font(10.5, 600)
    edge = max(BADGE, text_height(font) + 4)
    # What is enlarged grows away from the corner, not over it.
    grown = (edge - BADGE) / 2
    disc = QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2 - (0 if on_picture else grown), edge, edge)
    plate(painter, disc, fill=theme.color("badge" if on_picture else "surface3"), radius=edge / 2)
    ink = theme.color("on_badge" if on_picture else "text1")
    draw_text(painter, disc, text, font, ink, Qt.AlignmentFlag.AlignCenter)


def draw_waveform(painter: QPainter, rect: QRectF, levels: tuple[float, ...], color: QColor) -> None:
    """Paint loudness as bars around the middle of `rect`, as many as it has room for."""
    bars = max(1, int((rect.width() + BAR_STEP - BAR) / BAR_STEP))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for bar in range(bars):
        first = bar * len(levels) // bars
        after = max(first + 1, (bar + 1) * len(levels) // bars)
        level = max(levels[first:after], default=0.0)
        height = max(2.0, min(1.0, level) * rect.height())
        x = rect.left() + bar * BAR_STEP
        painter.drawRect(QRectF(x, rect.center().y() - height / 2, BAR, height))


class Removable(Button):
    """A button with a cross in its corner, shown under the pointer and under the keyboard's focus.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    removeRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._pressed_cross = False
        self.setMouseTracking(True)

    def removable(self) -> bool:
        """Whether there is anything to remove."""
        return self.isEnabled()

    def cross_centre(self) -> QPointF:
        """Give the middle of the cross."""
        return QPointF(self.width() - 14, 14)

    def cross_shown(self) -> bool:
        """Whether the cross is painted and takes presses."""
        return self.removable() and (self.underMouse() or self.ring_visible())

    def _on_cross(self, point: QPointF) -> bool:
        away = point - self.cross_centre()
        return self.cross_shown() and max(abs(away.x()), abs(away.y())) <= TARGET / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_cross = left and self._on_cross(event.position())
        if not self._pressed_cross:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._pressed_cross:
            super().mouseReleaseEvent(event)
            return
        self._pressed_cross = False
        if self._on_cross(event.position()):
            self.removeRequested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.removable():
            self.removeRequested.emit()
            return
        super().keyPressEvent(event)

    def paint_cross(self, painter: QPainter) -> None:
        """Paint the cross where it is shown."""
        if not self.cross_shown():
            return
        middle = self.cross_centre()
        disc = QRectF(middle.x() - BADGE / 2, middle.y() - BADGE / 2, BADGE, BADGE)
        hot = self._on_cross(QPointF(self.mapFromGlobal(QCursor.pos())))
        plate(painter, disc, fill=self._theme.color("danger" if hot else "badge"), radius=BADGE / 2)
        draw_icon(painter, self._theme, "x", middle, "on_badge", 12)


class TileButton(Removable):
    """A tile that can be opened, removed and dragged to another place.

    `dragged` carries the pointer's place on the screen, `released` ends the drag.

    Args:
        theme: The look.
        tile: What it shows.
        compact: The low form for videos and sounds.
        parent: The widget it lies in.
    """

    dragged = Signal(QPointF)
    released = Signal()

    def __init__(self, theme: Theme, tile: Tile, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._compact = compact
        self._grip: QPointF | None = None
        self._dragging = False
        across = QSizePolicy.Policy.Expanding if compact else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.tile = tile
        self.set_tile(tile)

    def set_tile(self, tile: Tile) -> None:
        """Show something else."""
        self.tile = tile
        self.setAccessibleName(f"{tile.badge} {tile.tooltip or tile.caption}".strip())
        self.setToolTip(tile.tooltip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, COMPACT_HEIGHT) if self._compact else TILE

    def minimumSizeHint(self) -> QSize:
        return QSize(64, COMPACT_HEIGHT) if self._compact else TILE

    def cross_centre(self) -> QPointF:
        return QPointF(self.width() - 17, self.height() / 2) if self._compact else super().cross_centre()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._pressed_cross:
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position() - self._grip).manhattanLength() >= QApplication.startDragDistance()
        if far or self._dragging:
            self._dragging = True
            self.dragged.emit(event.globalPosition())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        if not self._dragging:
            super().mouseReleaseEvent(event)
            return
        self._dragging = False
        self.setDown(False)
        self.released.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tile = self.tile
        if tile.parked or not self.isEnabled() or self._dragging:
            painter.setOpacity(0.4)
        if self._compact:
            self._paint_compact(painter, rect)
        else:
            self._paint_picture(painter, rect)
        painter.setOpacity(1)
        if tile.issue:
            plate(painter, rect, line=self._theme.color("danger"), width=1.5)
        self.paint_cross(painter)
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        tile, theme = self.tile, self._theme
        if tile.pixmap is None:
            plate(painter, rect, fill=theme.color("surface3"))
            draw_icon(painter, theme, tile.icon, rect.center(), "text2", 20)
        else:
            draw_cover(painter, rect, tile.pixmap)
        if tile.badge:
            draw_badge(painter, theme, QPointF(13.5, 13.5), tile.badge, on_picture=True)
        if tile.caption:
            draw_length(painter, theme, rect, tile.caption)

    def _paint_compact(self, painter: QPainter, rect: QRectF) -> None:
        tile, theme = self.tile, self._theme
        plate(painter, rect, fill=self.face("surface2", "surface3"), line=theme.color("border"))
        middle = rect.center().y()
        draw_badge(painter, theme, QPointF(17, middle), tile.badge, on_picture=False)
        font = theme.font("caption")
        right = rect.right() - 9
        taken = text_width(font, tile.caption)
        if self.cross_shown():
            right -= 20
        elif tile.caption:
            place = QRectF(right - taken, 0, taken, rect.height())
            draw_text(painter, place, tile.caption, font, theme.color("text3"))
            right -= taken + 9
        left = 16 + max(BADGE, text_height(theme.small_font(10.5, 600)) + 4)
        body = QRectF(left, middle - 9, max(0.0, right - left), 18)
        if tile.waveform:
            draw_waveform(painter, body, tile.waveform, theme.faded("accent", 0.85))
        elif tile.pixmap is not None:
            thumb = QRectF(left, middle - 12, 42, 24)
            draw_cover(painter, thumb, tile.pixmap, 3)
        else:
            draw_icon(painter, theme, tile.icon, QPointF(left + 8, middle), "text2")


def draw_length(painter: QPainter, theme: Theme, rect: QRectF, text: str) -> None:
    """Paint a length in its dark box at the lower right of a picture."""
    font = theme.font("caption", 500)
    wide, high = text_width(font, text) + 8, text_height(font) + 1
    box = QRectF(rect.right() - wide - 4, rect.bottom() - high - 4, wide, high)
    plate(painter, box, fill=theme.color("badge"), radius=3)
    draw_text(painter, box, text, font, theme.color("on_badge"), Qt.AlignmentFlag.AlignCenter)
