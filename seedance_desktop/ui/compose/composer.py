"""The left pane: everything a person says about the next clip, and the button that sends it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.browsing import FileDialogs
from seedance_desktop.ui.compose.mends import mend_of
from seedance_desktop.ui.compose.parameters import FIELDS, Parameters
from seedance_desktop.ui.compose.preview import Preview
from seedance_desktop.ui.compose.prompt_edit import PromptEdit
from seedance_desktop.ui.compose.references import References
from seedance_desktop.ui.compose.route_card import RouteCard
from seedance_desktop.ui.compose.send_bar import SendBar
from seedance_desktop.ui.compose.tile_commands import TileCommands
from seedance_desktop.ui.compose.tiles import TileLooks
from seedance_desktop.ui.widgets.drops import Haul
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class Composer(QWidget):
    """Route, prompt, references, values, and the send bar that stays while the rest scrolls.

    Attributes:
        send_wanted: a ready draft should be sent.
        price_wanted: the person wants to set a price.
        routes_wanted: the route picker should open.
        brought: a `Place`, and the `Haul` that was dropped, pasted or chosen for it.
        fix_wanted: an `Issue` that a fitted copy may mend, or whose mending should stop.
    """

    send_wanted = Signal()
    price_wanted = Signal()
    routes_wanted = Signal()
    brought = Signal(object, object)
    fix_wanted = Signal(object)

    def __init__(
        self, theme: Theme, speech: Speech, presenter: ComposePresenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._takeovers = -1
        self._writing = False
        self._seen: object = None
        self.looks = TileLooks(self)
        self._chosen: object = None
        self.dialogs = FileDialogs(self)
        self.commands = TileCommands(theme, presenter, self.dialogs, self)
        self.card = RouteCard(theme, speech)
        self._prompt_title = Label(theme, role="text2", size="label", weight=600)
        self.prompt = PromptEdit(theme)
        self.references = References(theme, speech, self.looks)
        self.preview = Preview(theme, self.references, presenter, self.looks)
        self.parameters = Parameters(theme, speech)
        self.send_bar = SendBar(theme, speech)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show()

    def browse(self, place: Place) -> None:
        """Open the system's file dialog for a place; it never blocks."""
        self.dialogs.open_for(place)

    def go_to(self, field: str) -> None:
        """Bring a field of the request before the person."""
        if field in {place.value for place in Place}:
            self.browse(Place(field))
        elif field == "prompt":
            self._scroll.ensureWidgetVisible(self.prompt)
            self.prompt.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.card)
        column.addSpacing(2)
        column.addWidget(self._prompt_title)
        for widget in (self.prompt, self.references, self.parameters):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(form)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.send_bar)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._show)
        self.looks.changed.connect(self._show_looks)
        self.dialogs.chosen.connect(lambda place, paths: self.brought.emit(place, Haul(tuple(paths))))
        self.card.clicked.connect(self.routes_wanted)
        self.prompt.textChanged.connect(self._take_prompt)
        self.prompt.reference_wanted.connect(self._show_reference)
        self._scroll.verticalScrollBar().valueChanged.connect(self.prompt.follow_caret)
        self.prompt.files_dropped.connect(lambda files: self.brought.emit(Place.IMAGES, Haul(tuple(files))))
        self.prompt.picture_pasted.connect(lambda image: self.brought.emit(Place.IMAGES, Haul(picture=image)))
        self.references.mode_chosen.connect(presenter.set_mode)
        self.references.brought.connect(self.brought)
        self.references.browse_wanted.connect(self.browse)
        self.references.route_wanted.connect(self.routes_wanted)
        self._connect_tiles()
        self.parameters.duration_chosen.connect(presenter.set_duration)
        self.parameters.resolution_chosen.connect(presenter.set_resolution)
        self.parameters.ratio_chosen.connect(presenter.set_ratio)
        self.parameters.orientation_chosen.connect(presenter.set_orientation)
        self.parameters.route_wanted.connect(self.routes_wanted)
        self.send_bar.send_wanted.connect(self.send_wanted)
        self.send_bar.price_wanted.connect(self.price_wanted)
        self.send_bar.mend_wanted.connect(self._mend)

    def _connect_tiles(self) -> None:
        presenter, references, commands = self._presenter, self.references, self.commands
        references.removed.connect(lambda reference_id: commands.remove([reference_id]))
        references.moved.connect(presenter.move)
        references.used_as.connect(commands.use_in)
        references.renamed.connect(presenter.rename)
        references.menu_wanted.connect(commands.open_menu)
        references.swapped.connect(presenter.swap_frames)
        references.undo_wanted.connect(presenter.undo)
        references.redo_wanted.connect(presenter.redo)
        commands.rename_wanted.connect(references.rename)
        commands.preview_wanted.connect(self.preview.open)
        references.opened.connect(self.preview.open)

    def _show(self) -> None:
        draft, evaluation = self._presenter.draft, self._presenter.evaluation
        errors, fields = evaluation.errors, evaluation.fields
        seen = (fields, [issue.references for issue in errors if issue.references])
        if not self._writing or seen != self._seen:
            self._seen = seen
            self._show_rest()
        if self._takeovers != self._presenter.takeovers:
            self._takeovers = self._presenter.takeovers
            self.prompt.begin_with(draft.prompt)
        self.prompt.show_prompt(draft.prompt)
        self.prompt.set_limit(fields["prompt"].maximum)
        missing = any(issue.code == "prompt.missing" for issue in errors)
        self.prompt.set_wrong(wrong=any(i.field == "prompt" for i in errors) and not (missing and len(errors) == 1))
        self.send_bar.show_evaluation(evaluation, measuring=self._presenter.is_measuring, draft=draft)

    def _show_rest(self) -> None:
        """All but the words and the lines above Generate: a key in the prompt changes none of it."""
        draft, evaluation = self._presenter.draft, self._presenter.evaluation
        route = self._presenter.route
        self.prompt.set_references(self.looks.chips(draft.references, self._presenter.labels))
        self.references.show_draft(draft, evaluation)
        self.looks.let_go(draft.references)
        # Facts of files come by the dozen, and laying the whole form out anew for each would be felt.
        chosen = replace(draft, references=(), prompt=""), {name: evaluation.fields[name] for name in FIELDS}, route.id
        if chosen != self._chosen:
            self._chosen = chosen
            model = route.model(draft.model)
            if model is not None:
                self.card.set_route(route, model)
            self.parameters.show_draft(draft, evaluation.fields)

    def _take_prompt(self) -> None:
        written = self.prompt.prompt()
        if written != self._presenter.draft.prompt:
            self._writing = True
            self._presenter.set_prompt(written)
            self._writing = False

    def _show_reference(self, reference_id: str) -> None:
        """Bring a reference's tile before the person, with the ring of the focus around it."""
        tile = self.references.unfolded(reference_id)
        if tile is not None:
            self._scroll.ensureWidgetVisible(tile)
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mend(self, issue: Issue) -> None:
        state = self._presenter.evaluation.fields.get(issue.field)
        mend = mend_of(issue, state, self._presenter.draft) if state is not None else None
        if mend is None:
            return
        if mend.proposal is not None:
            self.fix_wanted.emit(issue)
        elif mend.change is not None:
            before = self._presenter.draft.references
            self._presenter.mend(mend.change)
            self.commands.tell_removed(before)
        else:
            self.go_to(mend.go_to)

    def _show_looks(self) -> None:
        """Pictures came: nothing was changed, and nothing needs to be judged."""
        self.prompt.set_references(self.looks.chips(self._presenter.draft.references, self._presenter.labels))
        self.references.show_looks()

    def _retranslate(self) -> None:
        self._prompt_title.setText(self.tr("Prompt"))
