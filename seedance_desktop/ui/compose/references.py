"""Reference media: the switch between pictures and frames, and a place for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import FRAMES, Kind, Place
from seedance_desktop.ui.compose.carrying import ModeTarget, places_for
from seedance_desktop.ui.compose.frame_pair import FramePair
from seedance_desktop.ui.compose.rename import RenameField
from seedance_desktop.ui.compose.tray_section import TraySection
from seedance_desktop.ui.widgets.panels import ReasonLine
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.ui.compose.stand import Stand
    from seedance_desktop.ui.compose.tiles import TileLooks
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.frame_slot import FrameSlot
    from seedance_desktop.ui.widgets.tray import MediaTray

UNDO = (QKeySequence("Ctrl+Z"),)
REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))


class References(QWidget):
    """All places of a draft.

    Attributes:
        mode_chosen: a `Mode`.
        brought: a `Place`, and the `Haul` dropped or pasted there.
        browse_wanted: a `Place` whose file dialog should open.
        removed: id of a reference.
        moved: id of a reference, the `Place` and its new index there.
        used_as: id of a picture, and the `Mode` in whose places it shall stand.
        renamed: id of a reference, and its name.
        opened: id of a reference that shall be looked at.
        menu_wanted: id of a reference, and where on the screen.
        hover_began: id of the reference under the pointer.
        hover_ended: id of the reference that it left.
        carried: a reference hangs on the pointer.
        swapped: first and last frame change places.
        route_wanted: the link of a place that the route does not have.
        undo_wanted: the last step at the trays shall be taken back.
        redo_wanted: a step that was taken back shall be taken again.
    """

    mode_chosen = Signal(object)
    brought = Signal(object, object)
    browse_wanted = Signal(object)
    removed = Signal(str)
    moved = Signal(str, object, int)
    used_as = Signal(str, object)
    renamed = Signal(str, str)
    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    hover_began = Signal(str)
    hover_ended = Signal(str)
    carried = Signal()
    swapped = Signal()
    route_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, speech: Speech, looks: TileLooks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._looks = looks
        self._shown: tuple[Draft, Evaluation] | None = None
        self.mode = SegmentedControl(theme)
        self.mode.setObjectName("modeSwitch")
        self._switch = ModeTarget(theme, self.mode)
        self.images = TraySection(theme, speech, Place.IMAGES)
        self.videos = TraySection(theme, speech, Place.VIDEOS, compact=True)
        self.audios = TraySection(theme, speech, Place.AUDIOS, compact=True)
        self.frames = FramePair(theme)
        self._stands: tuple[Stand, ...] = (self.images, self.videos, self.audios, self.frames)
        self._targets: dict[Place, MediaTray | FrameSlot] = {
            **{section.place: section.tray for section in (self.images, self.videos, self.audios)},
            **self.frames.slots,
        }
        self._parked = ReasonLine(theme, icon="archive")
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_draft(self, draft: Draft, evaluation: Evaluation) -> None:
        before, self._shown = self._shown, (draft, evaluation)
        if before is not None and _same(before, self._shown):
            return
        self.show_looks()

    def show_looks(self) -> None:
        """Show the same draft with what is known by now of how its references look."""
        if self._shown is None:
            return
        draft, evaluation = self._shown
        frames = draft.mode is Mode.FRAMES
        blocker = QSignalBlocker(self.mode)
        self.mode.setValue(draft.mode.value)
        del blocker
        self.frames.setVisible(frames)
        self.images.setVisible(not frames)
        wrong = {ref: str(self._speech.issue(issue)) for issue in evaluation.errors for ref in issue.references}
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

    def rename(self, reference_id: str) -> None:
        """Ask for a name, on the tile itself."""
        tile, reference = self.tile_of(reference_id), self._reference(reference_id)
        if tile is not None and reference is not None:
            field = RenameField(tile, reference.called, self)
            field.named.connect(lambda name: self.renamed.emit(reference_id, name))

    def tile_of(self, reference_id: str) -> QWidget | None:
        """The widget that shows a reference; `None` where none does now."""
        tiles = (stand.tile_of(reference_id) for stand in self._stands if stand.isVisible())
        return next((tile for tile in tiles if tile is not None), None)

    def unfolded(self, reference_id: str) -> QWidget | None:
        """The widget that shows a reference, also where its tray had folded it away."""
        for section in (self.images, self.videos, self.audios):
            section.tray.unfold_to(reference_id)
        return self.tile_of(reference_id)

    def place_at(self, where: QPointF) -> Place | None:
        """The place under a point on the screen."""
        return next((place for place, target in self._targets.items() if _holds(target, where)), None)

    def show_mark(self, where: QPointF | None) -> None:
        """Show where a picture would come that hangs on the pointer at a point on the screen; `None` takes it away."""
        place = self.place_at(where) if where is not None else None
        self._mark(place if place in places_for(Kind.IMAGE) else None, where or QPointF())

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
        for section in (self.videos, self.audios):
            column.addWidget(section.reason)  # half of the form is too narrow for a sentence

    def _connect(self) -> None:
        self.mode.valueChanged.connect(lambda value: self.mode_chosen.emit(Mode(value)))
        self._switch.switch_wanted.connect(self.mode_chosen)
        self._switch.brought.connect(self.brought)
        for stand in self._stands:
            stand.brought.connect(self.brought)
            stand.browse_wanted.connect(self.browse_wanted)
            stand.removed.connect(self.removed)
            stand.moved.connect(self.moved)
            stand.opened.connect(self.opened)
            stand.rename_wanted.connect(self.rename)
            stand.menu_wanted.connect(self.menu_wanted)
            stand.hover_began.connect(self.hover_began)
            stand.hover_ended.connect(self.hover_ended)
            stand.carried.connect(self._carry)
            stand.dropped.connect(self._drop)
            stand.carry_ended.connect(lambda: self._mark(None, QPointF()))
        for section in (self.images, self.videos, self.audios):
            section.route_wanted.connect(self.route_wanted)
        self.frames.swapped.connect(self.swapped)
        self._parked.activated.connect(self._switch_mode)
        for keys, signal in ((UNDO, self.undo_wanted), (REDO, self.redo_wanted)):
            for key in keys:
                shortcut = QShortcut(key, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(signal)

    def _reference(self, reference_id: str) -> Reference | None:
        references = self._shown[0].references if self._shown is not None else ()
        return next((r for r in references if r.id == reference_id), None)

    def _carry(self, reference_id: str, where: QPointF) -> None:
        reference = self._reference(reference_id)
        self.carried.emit()
        if reference is not None:
            self._mark(self._target(reference, where), where)

    def _target(self, reference: Reference, where: QPointF) -> Place | Mode | None:
        """What would take a reference at a point on the screen: a place, or a half of the switch."""
        place = self.place_at(where)
        if place is not None:
            return place if place in places_for(reference.kind) else None
        mode = self._switch.mode_at(where) if len(places_for(reference.kind)) > 1 else None
        return None if mode is None or (mode is Mode.FRAMES) == (reference.place in FRAMES) else mode

    def _mark(self, over: Place | Mode | None, where: QPointF) -> None:
        for place, target in self._targets.items():
            target.show_mark(where if place is over else None)
        self._switch.show_mark(over if isinstance(over, Mode) else None)

    def _drop(self, reference_id: str, where: QPointF) -> None:
        reference = self._reference(reference_id)
        over = self._target(reference, where) if reference is not None else None
        if isinstance(over, Mode):
            self.used_as.emit(reference_id, over)
        elif over in FRAMES:
            self.moved.emit(reference_id, over, 0)
        elif over is not None and reference is not None and over is not reference.place:
            tray = next(section.tray for section in (self.images, self.videos, self.audios) if section.place is over)
            self.moved.emit(reference_id, over, tray.place_at(where))

    def _show_frames(self, draft: Draft, wrong: Mapping[str, str]) -> None:
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
        self.show_looks()


def _same(before: tuple[Draft, Evaluation], now: tuple[Draft, Evaluation]) -> bool:
    """Whether both look alike here: words and values come and go at every key."""
    (draft, judged), (later, judged_later) = before, now
    arranged = draft.references == later.references and draft.mode is later.mode and draft.model == later.model
    wrong, wrong_later = ([i for i in one.errors if i.references] for one in (judged, judged_later))
    return arranged and wrong == wrong_later and judged.fields == judged_later.fields


def _holds(target: QWidget, where: QPointF) -> bool:
    return target.isVisible() and target.isEnabled() and target.rect().contains(target.mapFromGlobal(where).toPoint())
