"""The tray of numbered tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import Button, Control, draw_icon, draw_text, focus_ring, plate, text_width
from seedance_desktop.ui.widgets.drops import Receiver
from seedance_desktop.ui.widgets.ratio import AddButton
from seedance_desktop.ui.widgets.tile import COMPACT_HEIGHT, TILE, Tile, TileButton
from seedance_desktop.ui.widgets.tile_grid import GAP, TileGrid

FOLDED = 12
FOLDED_COMPACT = 5
"""Tiles shown before the rest folds away: no route takes many more, and what stands below must stay in sight."""
LEAST_TILE = 78
MOST_TILE = 140
CARRY_KEYS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
MARK = 3.0


@dataclass(frozen=True, slots=True)
class TrayTexts:
    """A tray's words: in the empty place, on the plus, on what folds it.

    `more` holds `%1` for how many are folded away.
    """

    empty: str = ""
    add: str = ""
    more: str = "+%1"
    fewer: str = ""


class DropPlace(Button):
    """The empty place of a tray: press it to browse.

    Args:
        theme: The look.
        icon: A Lucide name, beside the words.
        height: Pixels.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, icon: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._icon = icon
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        if not self.isEnabled():
            painter.setOpacity(0.45)
        plate(painter, rect, line=theme.color("text3" if self.hovered() else "border"), dashed=True)
        font = theme.font("caption")
        middle = rect.center()
        width = text_width(font, self.text())
        if self.text() and width + 50 < rect.width():
            left = middle.x() - (width + 28) / 2
            draw_icon(painter, theme, self._icon, QPointF(left + 9, middle.y()), "text3", 18)
            space = QRectF(left + 28, 0, width + 1, rect.height())
            draw_text(painter, space, self.text(), font, theme.color("text3"))
        else:
            draw_icon(painter, theme, "plus", middle, "text1" if self.hovered() else "text3", 14)
        painter.setOpacity(1)
        if self.ring_visible():
            focus_ring(painter, rect, theme)


class FoldButton(Button):
    """Stands for the tiles that are folded away, or folds them."""

    def sizeHint(self) -> QSize:
        return TILE

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self.face("surface3", "surface2"))
        draw_text(
            painter, rect, self.text(), theme.font("body", 500), theme.color("text2"), Qt.AlignmentFlag.AlignCenter
        )
        if self.ring_visible():
            focus_ring(painter, rect, theme)


class MediaTray(Control):
    """Numbered pieces of media in the person's order.

    Drop, paste, press the plus to add; Delete or the cross removes; dragging, or Ctrl or Alt with the arrows, moves;
    Enter, Space or a double press opens, F2 renames. The owner answers every signal by `set_tiles`.

    Args:
        theme: The look.
        compact: One low row for each, for videos and sounds.
        icon: A Lucide name for the empty place.
        parent: The widget it lies in.

    Attributes:
        brought: a `Haul` that was dropped or pasted.
        addRequested: the plus.
        removed: id.
        moved: id, and its new place among the rest.
        activated: id of what shall be looked at.
        renameRequested: id.
        menuRequested: id, and where on the screen.
        hoverBegan: id of the tile that the pointer came to.
        hoverEnded: id of the tile that it left.
        carried: id, and where on the screen it is dragged.
        dropped: id, and where outside this tray it was let go.
        carryEnded: nothing is dragged any more.
    """

    brought = Signal(object)
    addRequested = Signal()
    removed = Signal(str)
    moved = Signal(str, int)
    activated = Signal(str)
    renameRequested = Signal(str)
    menuRequested = Signal(str, QPoint)
    hoverBegan = Signal(str)
    hoverEnded = Signal(str)
    carried = Signal(str, QPointF)
    dropped = Signal(str, QPointF)
    carryEnded = Signal()

    def __init__(
        self, theme: Theme, *, compact: bool = False, icon: str = "image-plus", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._compact = compact
        self._tiles: tuple[Tile, ...] = ()
        self._buttons: list[TileButton] = []
        self._texts = TrayTexts()
        self._can_add = True
        self._unfolded = False
        self._mark: int | None = None
        height = COMPACT_HEIGHT if compact else TILE.height()
        self._empty = DropPlace(theme, icon, height, self)
        self._plus = AddButton(theme, QSize(30, height) if compact else TILE, "", self)
        self._plus.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fold = FoldButton(theme, "", self)
        self._fold.clicked.connect(self._toggle_fold)
        self._empty.clicked.connect(self.addRequested)
        self._plus.clicked.connect(self.addRequested)
        # A row for each, unless the tray is very wide.
        self._grid = TileGrid(160, 2000, height) if compact else TileGrid(LEAST_TILE, MOST_TILE, height)
        self.setLayout(self._grid)
        self._drops = Receiver(self)
        self._drops.brought.connect(self.brought)
        self._arrange()

    def tiles(self) -> tuple[Tile, ...]:
        """Give all tiles, in order, also those that are folded away."""
        return self._tiles

    def button(self, key: str) -> TileButton | None:
        """Give the widget of a tile; `None` if it is folded away."""
        return next((button for button in self._buttons if button.tile.id == key), None)

    def unfold_to(self, key: str) -> None:
        """Show all tiles if this one is folded away."""
        if self.button(key) is None and any(tile.id == key for tile in self._tiles):
            self._toggle_fold()

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these, in this order; a tile that stays is the same widget and keeps the focus it has."""
        if tuple(tiles) == self._tiles:
            return
        same = [tile.id for tile in tiles] == [tile.id for tile in self._tiles]
        self._tiles = tuple(tiles)
        if same:
            for button, tile in zip(self._buttons, self._tiles, strict=False):
                button.set_tile(tile)
            return
        self._unfolded = self._unfolded and len(tiles) > self._fold_at()
        self._rebuild()

    def set_can_add(self, *, can_add: bool) -> None:
        """Say whether one more is welcome."""
        if can_add != self._can_add:
            self._can_add = can_add
            self._arrange()

    def set_texts(self, texts: TrayTexts) -> None:
        """Set its words, in the language now shown."""
        self._texts = texts
        self._empty.setText(texts.empty)
        self._empty.setAccessibleName(texts.empty or texts.add)
        self._empty.setToolTip(texts.add)
        self._plus.set_name(texts.add)
        self._name_fold()

    def place_at(self, where: QPointF) -> int:
        """Give the place among the tiles that a point on the screen lies before."""
        point = self.mapFromGlobal(where)
        for place, button in enumerate(self._buttons):
            rect = button.geometry()
            below = point.y() > rect.bottom() + GAP / 2
            before = point.y() < rect.center().y() if self._compact else point.x() < rect.center().x()
            if not below and (before or point.y() < rect.top() - GAP / 2):
                return place
        return len(self._buttons)

    def show_mark(self, where: QPointF | None) -> None:
        """Show where something would be put in, for a point on the screen; `None` takes the mark away."""
        mark = None if where is None else self.place_at(where)
        if mark != self._mark:
            self._mark = mark
            self.update()

    def _fold_at(self) -> int:
        return FOLDED_COMPACT if self._compact else FOLDED

    def _rebuild(self) -> None:
        stops: list[QWidget] = [*self._buttons, self._empty, self._plus]  # after an addition, what was added
        # Not `hasFocus`: while a file dialog is in front, the window keeps in mind who has the keys when it is back.
        focused = next((n for n, stop in enumerate(stops) if stop is self.window().focusWidget()), None)
        known = {button.tile.id: button for button in self._buttons}
        # One tile alone is never folded away: its stand-in would take as much room.
        folds = not self._unfolded and len(self._tiles) > self._fold_at()
        shown = self._tiles[: self._fold_at() - 1] if folds else self._tiles
        self._buttons = [self._button(tile, known.pop(tile.id, None)) for tile in shown]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        self._arrange()
        if focused is not None and self.window().focusWidget() not in self._buttons:
            heir = self._buttons[min(focused, len(self._buttons) - 1)] if self._buttons else self._empty
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, tile: Tile, known: TileButton | None) -> TileButton:
        if known is not None:
            known.set_tile(tile)
            return known
        button = TileButton(self._theme, tile, compact=self._compact, parent=self)
        key = tile.id
        button.opened.connect(lambda: self.activated.emit(key))
        button.removeRequested.connect(lambda: self.removed.emit(key))
        button.renameRequested.connect(lambda: self.renameRequested.emit(key))
        button.menuRequested.connect(lambda where: self.menuRequested.emit(key, where))
        button.hoverBegan.connect(lambda: self.hoverBegan.emit(key))
        button.hoverEnded.connect(lambda: self.hoverEnded.emit(key))
        button.carried.connect(lambda where: self._carry(key, where))
        button.released.connect(lambda where: self._let_go(key, where))
        button.carryEnded.connect(self._end_carry)
        return button

    def _arrange(self) -> None:
        folding = len(self._tiles) > self._fold_at()
        cells: list[QWidget] = [*self._buttons] or [self._empty]
        if folding:
            cells.append(self._fold)
        if self._buttons and self._can_add:
            cells.append(self._plus)
        self._grid.set_widgets(cells, None if self._buttons else self._empty)
        # Each one that appears would have all laid out anew.
        self._grid.setEnabled(False)
        for widget in (self._empty, self._plus, self._fold, *self._buttons):
            widget.setVisible(widget in cells)
        self._grid.setEnabled(True)
        self._name_fold()
        for before, after in pairwise([*self._buttons, self._fold, self._plus]):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def _name_fold(self) -> None:
        away = len(self._tiles) - len(self._buttons)
        self._fold.setText(f"+{away}" if away else "−")
        name = self._texts.more.replace("%1", str(away)) if away else self._texts.fewer
        self._fold.setAccessibleName(name)
        self._fold.setToolTip(name)

    def _toggle_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._rebuild()

    def _carry(self, key: str, where: QPointF) -> None:
        inside = self.rect().contains(self.mapFromGlobal(where).toPoint())
        self.show_mark(where if inside else None)
        self.carried.emit(key, where)

    def _end_carry(self) -> None:
        self.show_mark(None)
        self.carryEnded.emit()

    def _let_go(self, key: str, where: QPointF) -> None:
        if not self.rect().contains(self.mapFromGlobal(where).toPoint()):
            self.dropped.emit(key, where)
            return
        now = next(n for n, button in enumerate(self._buttons) if button.tile.id == key)
        then = self.place_at(where)
        then -= then > now
        if then != now:
            self.moved.emit(key, then)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self._grid.columns()
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Home: -len(self._buttons),
            Qt.Key.Key_End: len(self._buttons),
        }
        now = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        if now is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        then = max(0, min(len(self._buttons) - 1, now + steps[event.key()]))
        if then != now and event.modifiers() & CARRY_KEYS:
            self.moved.emit(self._buttons[now].tile.id, then)
        elif then != now:
            self._buttons[then].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent = self._theme.color("accent")
        if self._drops.over:
            plate(painter, QRectF(self.rect()), fill=self._theme.color("wash"), line=accent, dashed=True)
        if self._mark is not None:
            plate(painter, self._mark_rect(self._mark), fill=accent, radius=MARK / 2)

    def _mark_rect(self, place: int) -> QRectF:
        """The bar before a place, in the gap beside the tile that stands there or before it."""
        if not self._buttons:
            return QRectF(self.rect()).adjusted(1, self.height() - MARK, -1, 0)
        after = place == len(self._buttons)
        rect = QRectF(self._buttons[place - 1 if after else place].geometry())
        half = (GAP + MARK) / 2
        if self._compact:
            top = min(rect.bottom() + half - MARK, self.height() - MARK) if after else max(0.0, rect.top() - half)
            return QRectF(rect.left(), top, rect.width(), MARK)
        left = min(rect.right() + half - MARK, self.width() - MARK) if after else max(0.0, rect.left() - half)
        return QRectF(left, rect.top(), MARK, rect.height())
