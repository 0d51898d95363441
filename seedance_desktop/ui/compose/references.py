"""Reference media: the switch between pictures and frames, and a place for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import FRAMES, Place
from seedance_desktop.ui.compose.frame_pair import FramePair
from seedance_desktop.ui.compose.tray_section import TraySection
from seedance_desktop.ui.widgets.panels import ReasonLine
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl

if TYPE_CHECKING:
    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.ui.compose.tiles import TileLooks
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class References(QWidget):
    """All places of a draft.

    Attributes:
        mode_chosen: a `Mode`.
        brought: a `Place`, and the `Haul` dropped or pasted there.
        browse_wanted: a `Place` whose file dialog should open.
        removed: id of a reference.
        moved: id of a reference, the `Place` and its new index there.
        swapped: first and last frame change places.
        route_wanted: the link of a place that the route does not have.
    """

    mode_chosen = Signal(object)
    brought = Signal(object, object)
    browse_wanted = Signal(object)
    removed = Signal(str)
    moved = Signal(str, object, int)
    swapped = Signal()
    route_wanted = Signal()

    def __init__(self, theme: Theme, speech: Speech, looks: TileLooks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self._shown: tuple[Draft, Evaluation] | None = None
        self.mode = SegmentedControl(theme)
        self.mode.setObjectName("modeSwitch")
        self.images = TraySection(theme, speech, Place.IMAGES)
        self.videos = TraySection(theme, speech, Place.VIDEOS, compact=True)
        self.audios = TraySection(theme, speech, Place.AUDIOS, compact=True)
        self.frames = FramePair(theme)
        self._parked = ReasonLine(theme, icon="archive")
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_draft(self, draft: Draft, evaluation: Evaluation) -> None:
        self._shown = (draft, evaluation)
        frames = draft.mode is Mode.FRAMES
        blocker = QSignalBlocker(self.mode)
        self.mode.setValue(draft.mode.value)
        del blocker
        self.frames.setVisible(frames)
        self.images.setVisible(not frames)
        wrong = {ref for issue in evaluation.errors for ref in issue.references}
        for section in (self.images, self.videos, self.audios):
            state = evaluation.fields[section.place.value]
            parked = not draft.in_mode(section.place) or state.reason == "not_supported"
            tiles = [
                self._looks.tile(reference, str(number), parked=parked, wrong=wrong)
                for number, reference in enumerate(draft.at(section.place), start=1)
            ]
            section.show_tiles(tiles, state)
        self._show_frames(draft, wrong)
        self._show_parked(draft)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self.videos, 1)
        pair.addWidget(self.audios, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.mode)
        column.addWidget(self.images)
        column.addWidget(self.frames)
        column.addWidget(self._parked)
        column.addLayout(pair)

    def _connect(self) -> None:
        self.mode.valueChanged.connect(lambda value: self.mode_chosen.emit(Mode(value)))
        for section in (self.images, self.videos, self.audios):
            section.brought.connect(self.brought)
            section.browse_wanted.connect(self.browse_wanted)
            section.removed.connect(self.removed)
            section.moved.connect(self.moved)
            section.route_wanted.connect(self.route_wanted)
        self.frames.brought.connect(self.brought)
        self.frames.browse_wanted.connect(self.browse_wanted)
        self.frames.removed.connect(self.removed)
        self.frames.swapped.connect(self.swapped)
        self._parked.activated.connect(self._switch_mode)

    def _show_frames(self, draft: Draft, wrong: set[str]) -> None:
        for place, letter in zip(FRAMES, "AB", strict=True):
            held = draft.at(place)
            tile = self._looks.tile(held[0], letter, parked=False, wrong=wrong) if held else None
            self.frames.show_tile(place, tile)

    def _show_parked(self, draft: Draft) -> None:
        images = len(draft.at(Place.IMAGES))
        frames = sum(len(draft.at(place)) for place in FRAMES)
        if draft.mode is Mode.FRAMES and images:
            self._parked.set_reason(self.tr("%n image(s) set aside while frames are in use.", "", images))
        elif draft.mode is Mode.REFERENCES and frames:
            self._parked.set_reason(self.tr("%n frame(s) set aside while references are in use.", "", frames))
        self._parked.setVisible(bool(images if draft.mode is Mode.FRAMES else frames))

    def _switch_mode(self) -> None:
        if self._shown is not None:
            frames = self._shown[0].mode is Mode.FRAMES
            self.mode_chosen.emit(Mode.REFERENCES if frames else Mode.FRAMES)

    def _retranslate(self) -> None:
        self.mode.setAccessibleName(self.tr("References or frames"))
        self.mode.set_options(
            [
                Option(Mode.REFERENCES.value, self.tr("References")),
                Option(Mode.FRAMES.value, self.tr("First && last frame").replace("&&", "&")),
            ]
        )
        if self._shown is not None:
            self.show_draft(*self._shown)
