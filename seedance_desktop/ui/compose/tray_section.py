"""A tray with its name, its count against the limit, and the reason when the route does not take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.stand import Stand
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.panels import ReasonLine
from seedance_desktop.ui.widgets.tray import MediaTray, TrayTexts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.evaluation import FieldState
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.tile import Tile, TileButton

OBJECT_NAMES = {Place.IMAGES: "imagesTray", Place.VIDEOS: "videosTray", Place.AUDIOS: "audiosTray"}
ICONS = {Place.IMAGES: "image-plus", Place.VIDEOS: "film", Place.AUDIOS: "music"}


class TraySection(Stand):
    """One kind of reference media.

    Attributes:
        reason: why the route does not take it; the place of a compact section's is up to who lays that out.
        route_wanted: the link beside the reason.
    """

    route_wanted = Signal()

    def __init__(
        self, theme: Theme, speech: Speech, place: Place, *, compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.place = place
        self._speech = speech
        self._state: FieldState | None = None
        self._held = 0
        self._title = Label(theme, role="text2", size="label", weight=600)
        self._count = Label(theme, "0", role="text2", size="caption")
        self.tray = MediaTray(theme, compact=compact, icon=ICONS[place])
        self.tray.setObjectName(OBJECT_NAMES[place])
        self.reason = ReasonLine(theme)
        self.reason.hide()
        self._lay_out(compact=compact)
        self._connect()
        self._retranslate()

    def show_tiles(self, tiles: Sequence[Tile], state: FieldState) -> None:
        self._state = state
        self._held = len(tiles)
        self.tray.set_tiles(tiles)
        full = state.limit is not None and len(tiles) >= state.limit
        self.tray.set_can_add(can_add=state.usable and not full)
        self.tray.setEnabled(state.usable or bool(tiles))
        self._title.setEnabled(state.usable)
        self._show_words()

    def tile_of(self, reference_id: str) -> TileButton | None:
        return self.tray.button(reference_id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self, *, compact: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.tray)
        if not compact:
            column.addWidget(self.reason)
        column.addStretch(1)

    def _connect(self) -> None:
        tray, place = self.tray, self.place
        tray.brought.connect(lambda haul: self.brought.emit(place, haul))
        tray.addRequested.connect(lambda: self.browse_wanted.emit(place))
        tray.moved.connect(lambda reference_id, index: self.moved.emit(reference_id, place, index))
        for source, target in (
            (tray.removed, self.removed),
            (tray.activated, self.opened),
            (tray.renameRequested, self.rename_wanted),
            (tray.menuRequested, self.menu_wanted),
            (tray.hoverBegan, self.hover_began),
            (tray.hoverEnded, self.hover_ended),
            (tray.carried, self.carried),
            (tray.dropped, self.dropped),
            (tray.carryEnded, self.carry_ended),
        ):
            source.connect(target)
        self.reason.activated.connect(self.route_wanted)

    def _show_words(self) -> None:
        state = self._state
        if state is None:
            return
        held, limit = self._held, state.limit
        of = self.tr("%1 of %2").replace("%1", str(held)).replace("%2", str(limit))
        self._count.setText(str(held) if limit is None or not state.usable else of)
        self._count.set_role("danger" if limit is not None and held > limit else "text2")
        explained = not state.usable and state.reason in ("not_supported", "frames_without_audio")
        self.reason.setVisible(explained)
        if explained:
            words = self._speech.sentence(state.reason, {**state.values, "field": self.place.value})
            action = self.tr("Other routes") if state.reason == "not_supported" else ""
            self.reason.set_reason(words.what, action)

    def _retranslate(self) -> None:
        titles = {
            Place.IMAGES: (self.tr("Images"), self.tr("Drop pictures, paste, or browse"), self.tr("Add images")),
            Place.VIDEOS: (self.tr("Videos"), "", self.tr("Add videos")),
            Place.AUDIOS: (self.tr("Audio"), "", self.tr("Add audio")),
        }
        title, empty, add = titles[self.place]
        self._title.setText(title)
        self.tray.setAccessibleName(title)
        self.tray.set_texts(TrayTexts(empty, add, more=self.tr("Show %1 more"), fewer=self.tr("Show fewer")))
        self._show_words()
