"""One piece of media in a tray: its picture or sound, number, length, trouble, and the way out."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import draw_icon, draw_text, focus_ring, plate, text_width
from seedance_desktop.ui.widgets.carriable import Removable
from seedance_desktop.ui.widgets.tile_paint import (
    badge_width,
    draw_alert,
    draw_badge,
    draw_caption,
    draw_cover,
    draw_waveform,
)

TILE = QSize(84, 64)
COMPACT_HEIGHT = 38


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows.

    Attributes:
        id: The owner's name for it; carried by every signal.
        badge: A number or letter.
        pixmap: Its picture; cropped to fill the tile.
        caption: Its length, or whatever fits into a few letters.
        tooltip: What it is, what is known of it, what is wrong with it: a line each.
        parked: Kept, but not used now: dimmed.
        waveform: Loudness from 0 to 1 along the time, for sound.
        issue: Whether something is wrong with it: outlined in red and marked.
        icon: What stands for it while there is no picture.
        name: What a person called it; shown on it.
        label: Its name for assistive tools; the first line of `tooltip` where empty.
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
    name: str = ""
    label: str = ""


class TileButton(Removable):
    """A tile that can be opened, removed, renamed and carried to another place.

    Args:
        theme: The look.
        tile: What it shows.
        compact: The low form for videos and sounds.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, tile: Tile, *, compact: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._compact = compact
        self._live: QImage | None = None
        self._heard = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tile = tile
        self._describe()

    def set_tile(self, tile: Tile) -> None:
        """Show something else."""
        if tile == self.tile:
            return
        self.tile = tile
        self._describe()
        self.update()

    def set_live(self, picture: QImage | None, heard: float = 0.0) -> None:
        """Show a moment of it while it plays; `None` shows its own picture again.

        Args:
            picture: a frame.
            heard: share of the sound that was played.
        """
        self._live, self._heard = picture, heard
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, COMPACT_HEIGHT) if self._compact else TILE

    def minimumSizeHint(self) -> QSize:
        return QSize(64, COMPACT_HEIGHT) if self._compact else TILE

    def cross_centre(self) -> QPointF:
        return QPointF(self.width() - 17, self.height() / 2) if self._compact else super().cross_centre()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tile = self.tile
        if tile.parked or not self.isEnabled() or self.is_carried():
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

    def _describe(self) -> None:
        tile = self.tile
        name, _, rest = tile.tooltip.partition("\n")
        self.setAccessibleName(f"{tile.badge} {tile.label or name or tile.caption}".strip())
        self.setAccessibleDescription(rest.replace("\n", " "))
        self.setToolTip(tile.tooltip)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        tile, theme = self.tile, self._theme
        picture = self._live or tile.pixmap
        if picture is None:
            plate(painter, rect, fill=theme.color("surface3"))
            draw_icon(painter, theme, tile.icon, rect.center(), "text2", 20)
        else:
            draw_cover(painter, rect, picture)
        if tile.badge:
            draw_badge(painter, theme, QPointF(13.5, 13.5), tile.badge, on_picture=True)
        draw_caption(painter, theme, rect, tile.caption, tile.name)
        if tile.issue and not self.cross_shown():
            draw_alert(painter, theme, self.cross_centre())

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
        elif tile.issue:
            draw_icon(painter, theme, "circle-alert", QPointF(right - 7, middle), "danger", 14)
            right -= 22
        elif tile.caption:
            draw_text(painter, QRectF(right - taken, 0, taken, rect.height()), tile.caption, font, theme.color("text3"))
            right -= taken + 9
        left = 16 + badge_width(theme, tile.badge)
        self._paint_body(painter, QRectF(left, middle - 12, max(0.0, right - left), 24))

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        """Whatever of waveform, picture, name there is room for."""
        tile, theme = self.tile, self._theme
        picture = self._live or tile.pixmap
        if tile.waveform and not tile.name:
            bars = body.adjusted(0, 3, 0, -3)
            ink = theme.faded("accent", 0.85)
            draw_waveform(painter, bars, tile.waveform, ink, theme.color("text1"), self._heard)
            return
        if picture is not None:
            draw_cover(painter, QRectF(body.left(), body.top(), 42, 24), picture, 3)
            body.setLeft(body.left() + 50)
        else:
            draw_icon(painter, theme, tile.icon, QPointF(body.left() + 8, body.center().y()), "text2")
            body.setLeft(body.left() + 24)
        if body.width() > 56:
            words = tile.name or tile.tooltip.partition("\n")[0]
            draw_text(painter, body, words, theme.font("caption"), theme.color("text2"))
