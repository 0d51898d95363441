"""The tray of numbered tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import Button, Control, draw_icon, draw_text, focus_ring, plate, text_width
from seedance_desktop.ui.widgets.drops import Receiver
from seedance_desktop.ui.widgets.flow import FlowLayout
from seedance_desktop.ui.widgets.ratio import AddButton
from seedance_desktop.ui.widgets.tile import COMPACT_HEIGHT, TILE, Tile, TileButton


@dataclass(frozen=True, slots=True)
class TrayTexts:
    """A tray's words: in the empty place, on the plus."""

    empty: str = ""
    add: str = ""


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


class MediaTray(Control):
    """Numbered pieces of media in the person's order.

    Drop, paste, press the plus to add; Delete or the cross removes; dragging or Alt with the arrows moves;
    Enter or a press opens. The owner answers every signal by `set_tiles`.

    `brought` carries a `Haul`, `moved` the new place among the rest.

    Args:
        theme: The look.
        compact: One low row for each, for videos and sounds.
        icon: A Lucide name for the empty place.
        parent: The widget it lies in.
    """

    brought = Signal(object)
    addRequested = Signal()
    removed = Signal(str)
    moved = Signal(str, int)
    activated = Signal(str)

    def __init__(
        self, theme: Theme, *, compact: bool = False, icon: str = "image-plus", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._compact = compact
        self._buttons: list[TileButton] = []
        self._can_add = True
        self._target: int | None = None
        self._empty = DropPlace(theme, icon, COMPACT_HEIGHT if compact else TILE.height(), self)
        self._plus = AddButton(theme, QSize(30, COMPACT_HEIGHT) if compact else TILE, "", self)
        for button in (self._empty, self._plus):
            button.clicked.connect(self.addRequested)
        self._layout = QGridLayout() if compact else FlowLayout(gap=8, line_gap=8)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.setLayout(self._layout)
        self._drops = Receiver(self)
        self._drops.brought.connect(self.brought)
        self._arrange()

    def tiles(self) -> tuple[Tile, ...]:
        """Give what is shown, in order."""
        return tuple(button.tile for button in self._buttons)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these, in this order; a tile that stays keeps the focus it has."""
        focused = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        known = {button.tile.id: button for button in self._buttons}
        self._buttons = [self._button(tile, known.pop(tile.id, None)) for tile in tiles]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        self._arrange()
        if focused is not None and not any(button.hasFocus() for button in self._buttons):
            heir = self._buttons[min(focused, len(self._buttons) - 1)] if self._buttons else self._empty
            heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_can_add(self, *, can_add: bool) -> None:
        """Say whether one more is welcome."""
        if can_add != self._can_add:
            self._can_add = can_add
            self._arrange()

    def set_texts(self, texts: TrayTexts) -> None:
        """Set its words, in the language now shown."""
        self._empty.setText(texts.empty)
        self._empty.setAccessibleName(texts.empty or texts.add)
        self._empty.setToolTip(texts.add)
        self._plus.set_name(texts.add)

    def _button(self, tile: Tile, known: TileButton | None) -> TileButton:
        if known is not None:
            known.set_tile(tile)
            return known
        button = TileButton(self._theme, tile, compact=self._compact, parent=self)
        key = tile.id
        button.clicked.connect(lambda: self.activated.emit(key))
        button.removeRequested.connect(lambda: self.removed.emit(key))
        button.dragged.connect(self._drag)
        button.released.connect(lambda: self._let_go(key))
        return button

    def _arrange(self) -> None:
        while self._layout.takeAt(0) is not None:
            pass
        filled = bool(self._buttons)
        self._empty.setVisible(not filled)
        self._plus.setVisible(filled and self._can_add)
        if not filled:
            self._layout.addWidget(self._empty)
        for row, button in enumerate(self._buttons):
            self._place(button, row)
            button.show()
        if filled and self._can_add:
            self._place_plus()
        chain: list[QWidget] = [*self._buttons, self._plus]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self.updateGeometry()

    def _place(self, button: QWidget, row: int) -> None:
        if isinstance(self._layout, QGridLayout):
            last = row == len(self._buttons) - 1 and self._can_add
            self._layout.addWidget(button, row, 0, 1, 1 if last else 2)
        else:
            self._layout.addWidget(button)

    def _place_plus(self) -> None:
        if isinstance(self._layout, QGridLayout):
            self._layout.addWidget(self._plus, len(self._buttons) - 1, 1)
        else:
            self._layout.addWidget(self._plus)

    def _drag(self, where: QPointF) -> None:
        point = QPointF(self.mapFromGlobal(where))
        centres = [QPointF(button.geometry().center()) for button in self._buttons]
        nearest = min(range(len(centres)), key=lambda n: (centres[n] - point).manhattanLength())
        if nearest != self._target:
            self._target = nearest
            self.update()

    def _let_go(self, key: str) -> None:
        target, self._target = self._target, None
        self.update()
        now = next(n for n, button in enumerate(self._buttons) if button.tile.id == key)
        if target is not None and target != now:
            self.moved.emit(key, target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
        }
        now = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        if now is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        then = now + steps[event.key()]
        if not 0 <= then < len(self._buttons):
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self._buttons[now].tile.id, then)
        else:
            self._buttons[then].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._drops.over and self._target is None:
            return
        painter = QPainter(self)
        accent = self._theme.color("accent")
        if self._drops.over:
            plate(painter, QRectF(self.rect()), fill=self._theme.color("wash"), line=accent, dashed=True)
        if self._target is not None:
            place = QRectF(self._buttons[self._target].geometry()).adjusted(-2, -2, 2, 2)
            plate(painter, place, line=accent, width=2, radius=8)
