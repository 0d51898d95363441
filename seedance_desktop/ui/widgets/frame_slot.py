"""The place of the first or the last frame."""

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import draw_icon, focus_ring, plate
from seedance_desktop.ui.widgets.carriable import Removable
from seedance_desktop.ui.widgets.drops import Receiver
from seedance_desktop.ui.widgets.tile import Tile
from seedance_desktop.ui.widgets.tile_paint import draw_alert, draw_badge, draw_caption, draw_cover


class FrameSlot(Removable):
    """Holds one picture, in the shape of the picture to come; takes drops and pastes, and presses while it is empty.

    Args:
        theme: The look.
        letter: What marks it: A or B.
        parent: The widget it lies in.

    Attributes:
        brought: a `Haul` that was dropped or pasted.
        addRequested: pressed while empty.
        removed: what it holds shall go.
        activated: what it holds shall be looked at.
    """

    brought = Signal(object)
    addRequested = Signal()
    removed = Signal()
    activated = Signal()

    def __init__(self, theme: Theme, letter: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._letter = letter
        self._tile: Tile | None = None
        self._name = ""
        self._marked = False
        self._drops = Receiver(self)
        self._drops.brought.connect(self.brought)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._press)
        self.removeRequested.connect(self.removed)
        self.opened.connect(self.activated)

    def tile(self) -> Tile | None:
        """Give what it holds."""
        return self._tile

    def set_tile(self, tile: Tile | None) -> None:
        """Show a frame, or an empty place."""
        if tile != self._tile:
            self._tile = tile
            self._rename()
            self.update()

    def set_name(self, name: str) -> None:
        """Name the place for assistive tools, in the language now shown."""
        self._name = name
        self._rename()

    def show_mark(self, where: QPointF | None) -> None:
        """Show that what is carried would come here; `None` that it would not."""
        self._marked = where is not None
        self.update()

    def removable(self) -> bool:
        return self.isEnabled() and self._tile is not None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        return QSize(165, 93)

    def minimumSizeHint(self) -> QSize:
        return QSize(84, 47)

    def _rename(self) -> None:
        tooltip = self._tile.tooltip if self._tile else ""
        held, _, rest = tooltip.partition("\n")
        label = self._tile.label if self._tile else ""
        self.setAccessibleName(f"{self._name} {label or held}".strip())
        self.setAccessibleDescription(rest.replace("\n", " "))
        self.setToolTip(tooltip)

    def _press(self) -> None:
        if self._tile is None:
            self.addRequested.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        tile = self._tile
        if not self.isEnabled() or self.is_carried() or (tile is not None and tile.parked):
            painter.setOpacity(0.4)
        if tile is None:
            line = theme.color("text3" if self.hovered() else "border")
            plate(painter, rect, line=line, dashed=True)
            draw_icon(painter, theme, "plus", rect.center(), "text1" if self.hovered() else "text2", 18)
        elif tile.pixmap is None:
            plate(painter, rect, fill=theme.color("surface3"))
            draw_icon(painter, theme, tile.icon, rect.center(), "text2", 20)
        else:
            draw_cover(painter, rect, tile.pixmap)
        if tile is not None:
            draw_badge(painter, theme, QPointF(13.5, 13.5), self._letter, on_picture=True)
            draw_caption(painter, theme, rect, tile.caption, tile.name)
        painter.setOpacity(1)
        if self._drops.over or self._marked:
            plate(painter, rect, fill=theme.color("wash"), line=theme.color("accent"), width=2)
        if tile is not None and tile.issue:
            plate(painter, rect, line=theme.color("danger"), width=1.5)
            if not self.cross_shown():
                draw_alert(painter, theme, self.cross_centre())
        self.paint_cross(painter)
        if self.ring_visible():
            focus_ring(painter, rect, theme)
