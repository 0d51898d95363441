"""First and last frame, side by side, with the arrows that swap them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from seedance_desktop.domain.reference import FRAMES, Place
from seedance_desktop.ui.compose.stand import Stand
from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.frame_slot import FrameSlot
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.tile import Tile


class FramePair(Stand):
    """Two slots for one picture each.

    Attributes:
        swapped: the frames change places.
    """

    swapped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[Place, str] = {}
        self.slots = {place: FrameSlot(theme, letter) for place, letter in zip(FRAMES, "AB", strict=True)}
        self.slots[Place.FIRST_FRAME].setObjectName("firstFrameSlot")
        self.slots[Place.LAST_FRAME].setObjectName("lastFrameSlot")
        self._captions = {place: Label(theme, role="text2", size="caption") for place in FRAMES}
        self._swap = IconButton(theme, "arrow-left-right", "", size=14)
        self._swap.clicked.connect(self.swapped)
        self._lay_out()
        for place, slot in self.slots.items():
            self._connect(place, slot)
        self._retranslate()

    def show_tile(self, place: Place, tile: Tile | None) -> None:
        self.slots[place].set_tile(tile)
        if tile is None:
            self._ids.pop(place, None)
        else:
            self._ids[place] = tile.id
        self._swap.setEnabled(bool(self._ids))

    def tile_of(self, reference_id: str) -> FrameSlot | None:
        return next((self.slots[place] for place, held in self._ids.items() if held == reference_id), None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(1)
        grid.setVerticalSpacing(4)
        for column, place in ((0, Place.FIRST_FRAME), (2, Place.LAST_FRAME)):
            grid.addWidget(self.slots[place], 0, column)
            grid.addWidget(self._captions[place], 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._swap, 0, 1, Qt.AlignmentFlag.AlignCenter)
        grid.setRowStretch(2, 1)

    def _connect(self, place: Place, slot: FrameSlot) -> None:
        slot.brought.connect(lambda haul: self.brought.emit(place, haul))
        slot.addRequested.connect(lambda: self.browse_wanted.emit(place))
        slot.menuRequested.connect(lambda where: self.menu_wanted.emit(self._id(place), where))
        slot.carried.connect(lambda where: self.carried.emit(self._id(place), where))
        slot.released.connect(lambda where: self.dropped.emit(self._id(place), where))
        slot.carryEnded.connect(self.carry_ended)
        for source, target in (
            (slot.removed, self.removed),
            (slot.activated, self.opened),
            (slot.renameRequested, self.rename_wanted),
            (slot.hoverBegan, self.hover_began),
            (slot.hoverEnded, self.hover_ended),
        ):
            source.connect(lambda told=target: told.emit(self._id(place)))

    def _id(self, place: Place) -> str:
        return self._ids.get(place, "")

    def _retranslate(self) -> None:
        names = {Place.FIRST_FRAME: self.tr("First frame"), Place.LAST_FRAME: self.tr("Last frame")}
        for place, name in names.items():
            self.slots[place].set_name(name)
            self._captions[place].setText(name)
        self._swap.set_name(self.tr("Swap the frames"))
