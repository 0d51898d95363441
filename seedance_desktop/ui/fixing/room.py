"""Joins the Fix buttons with the engine: what is no matter of taste is done at once, the rest in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.fitting import proposal_for, ratio_of
from seedance_desktop.domain.reference import FRAMES, Kind
from seedance_desktop.ui.fixing.fixer import Fixer, Made
from seedance_desktop.ui.fixing.previews import Previews
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.domain.fitting import Proposal
    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.engine.fitting import Fitting
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.compose.composer import Composer
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.fixing.panel import FixPanel
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class FixingRoom(QObject):
    """Hears what should be mended, and mends it.

    Args:
        theme: the look.
        speech: sentences.
        surface: what the panel lies over.
        composer: whose Fix buttons these are.
        presenter: of the draft.
        banners: tell.
        bridge: the engine's events.
    """

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        surface: QWidget,
        composer: Composer,
        presenter: ComposePresenter,
        banners: Banners,
        bridge: EngineBridge,
    ) -> None:
        super().__init__(composer)
        self._theme = theme
        self._speech = speech
        self._surface = surface
        self._composer = composer
        self._presenter = presenter
        self._popover: Popover | None = None
        self._open: Reference | None = None
        self._source: Made | None = None
        self._issue: Issue | None = None
        self._token = ""
        self.panel: FixPanel | None = None
        self.fixer = Fixer(presenter, banners, self)
        self.previews = Previews(self.fixer, self)
        composer.send_bar.progress_of = self.fixer.progress_of
        composer.commands.copy_maker = self.edit_copy
        composer.fix_wanted.connect(self.fix)
        self.fixer.changed.connect(composer.send_bar.show_progress)
        self.fixer.changed.connect(self._show_progress)
        self.fixer.used.connect(self._used)
        self.fixer.failed.connect(self._failed)
        bridge.fit_progress.connect(self.fixer.take_progress)
        bridge.fitted.connect(self.fixer.take_copy)
        bridge.fitted.connect(self.previews.take_copy)
        bridge.frame_taken.connect(self.previews.take_frame)
        bridge.reference_strip.connect(self.previews.take_strip)
        presenter.changed.connect(self._close_where_gone)
        speech.changed.connect(self._say_why)

    def attach(self, fitting: Fitting) -> None:
        """The engine is there."""
        self.fixer.attach(fitting)

    def fix(self, issue: Issue) -> None:
        """Mend an issue by a copy, or stop that where it is under way."""
        token = self.fixer.run_for(issue)
        if token:
            self.fixer.call_off(token)
            return
        proposal = proposal_for(issue, self._presenter.draft)
        reference = self.fixer.reference(proposal.reference_id) if proposal is not None else None
        if proposal is None or reference is None:
            return
        if proposal.choice:
            source = Made(reference.source, reference.facts, proposal.recipe)
            self._show(reference, source, issue, proposal)
        else:
            self.fixer.begin(reference, proposal.recipe, code=issue.code)

    def edit_copy(self, reference_id: str) -> None:
        """Open the panel for a reference: shape a copy of it, or the copy it already has."""
        reference = self.fixer.reference(reference_id)
        if reference is not None and reference.local and not reference.trouble:
            plain = Made(reference.source, reference.facts, Recipe())
            self._show(reference, self.fixer.made.get(reference.source, plain))

    def use_original(self, reference_id: str) -> None:
        """Let the original stand again for its copy."""
        self.fixer.use_original(reference_id)

    def close(self) -> None:
        """Close the panel; what it was making is called off."""
        if self._popover is not None:
            self._popover.close_popover()

    def _show(
        self, reference: Reference, source: Made, issue: Issue | None = None, proposal: Proposal | None = None
    ) -> None:
        from seedance_desktop.ui.fixing.panel import Subject  # noqa: PLC0415 - few starts need it

        self.close()
        panel, popover = self._panel_in_popover()
        self._open, self._source, self._issue, self._token = reference, source, issue, ""
        ratio = ratio_of(self._presenter.draft.ratio) if reference.place in FRAMES else None
        subject = Subject(
            reference.called,
            reference.kind,
            source.path,
            source.facts,
            source.recipe,
            proposal.longest if proposal is not None else None,
            proposal.ratio if proposal is not None else ratio,
            reference.facts if reference.source in self.fixer.made and proposal is None else None,
            self._composer.looks.tile(reference, "", parked=False, wrong={}).waveform,
        )
        panel.show_subject(subject)
        self._say_why()
        if reference.kind is Kind.IMAGE:
            self.previews.ask("crop", source.path, reference.kind, source.facts)
        elif reference.kind is Kind.VIDEO:
            self.previews.ask_frame("frame", source.path, source.recipe.start)
            self.previews.ask_strip(source.path)
        popover.open_centred(panel.sizeHint().width(), panel.sizeHint().height())
        if panel.apply.isEnabled():
            panel.apply.setFocus(Qt.FocusReason.OtherFocusReason)  # Enter takes what is proposed

    def _panel_in_popover(self) -> tuple[FixPanel, Popover]:
        if self.panel is None or self._popover is None:
            from seedance_desktop.ui.fixing.panel import FixPanel  # noqa: PLC0415 - few starts need it

            self.panel = FixPanel(self._theme)
            self._popover = Popover(self._theme, self._surface, self.panel)
            self._popover.closed.connect(self._closed)
            self.panel.done.connect(self._popover.close_popover)
            self.panel.apply_wanted.connect(self._apply)
            self.panel.stop_wanted.connect(self._stop)
            self.panel.original_wanted.connect(self._original)
            self.panel.compare_wanted.connect(self._compare)
            self.panel.trim.frame_wanted.connect(self._frame)
            self.previews.ready.connect(self.panel.set_preview)
        return self.panel, self._popover

    def _apply(self, recipe: Recipe) -> None:
        if self._open is not None and self.panel is not None:
            self.panel.show_trouble("")
            self._token = self.fixer.begin(
                self._open, recipe, code=self._issue.code if self._issue else "", source=self._source
            )
            self._show_progress()

    def _say_why(self) -> None:
        if self.panel is not None:
            self.panel.set_reason(self._speech.issue(self._issue).what if self._issue is not None else "")

    def _stop(self) -> None:
        self.fixer.call_off(self._token)

    def _original(self) -> None:
        if self._open is not None:
            self.use_original(self._open.id)
            self.close()

    def _compare(self) -> None:
        opened, source = self._open, self._source
        if opened is not None and source is not None:
            self.previews.ask("original", source.path, opened.kind, source.facts)
            self.previews.ask("copy", opened.source, opened.kind, opened.facts)

    def _frame(self, seconds: float) -> None:
        if self._source is not None and self._open is not None and self._open.kind is Kind.VIDEO:
            self.previews.ask_frame("frame", self._source.path, seconds)

    def _show_progress(self) -> None:
        if self.panel is not None and self._open is not None:
            self.panel.set_progress(self.fixer.fraction(self._token))

    def _used(self, token: str) -> None:
        if token == self._token:
            self._token = ""
            self.close()

    def _failed(self, token: str, failure: Failure) -> None:
        if token == self._token and self.panel is not None:
            self._token = ""
            self.panel.show_trouble(str(self._speech.sentence(failure.code, failure.values)))

    def _closed(self) -> None:
        self._open = self._source = self._issue = None
        self.fixer.call_off(self._token)
        self._token = ""
        self.previews.forget()
        if self.panel is not None:
            self.panel.trim.let_go()

    def _close_where_gone(self) -> None:
        """The reference went, or stands for another file now: there is nothing left to shape."""
        opened = self._open
        if opened is None:
            return
        now = self.fixer.reference(opened.id)
        if now is None or now.source != opened.source:
            self.close()
