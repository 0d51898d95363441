"""Joins the Fix buttons with the engine: what is no matter of taste is done at once, the rest in a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.domain.fitting import proposal_for
from seedance_desktop.ui.fixing.fixer import Fixer

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Issue
    from seedance_desktop.engine.fitting import Fitting
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.compose.composer import Composer
    from seedance_desktop.ui.compose.presenter import ComposePresenter


class FixingRoom(QObject):
    """Hears what should be mended, and mends it.

    Args:
        composer: whose Fix buttons these are.
        presenter: of the draft.
        banners: tell.
        bridge: the engine's events.
    """

    def __init__(self, composer: Composer, presenter: ComposePresenter, banners: Banners, bridge: EngineBridge) -> None:
        super().__init__(composer)
        self._presenter = presenter
        self.fixer = Fixer(presenter, banners, self)
        composer.send_bar.progress_of = self.fixer.progress_of
        self.fixer.changed.connect(composer.send_bar.show_progress)
        composer.fix_wanted.connect(self.fix)
        bridge.fit_progress.connect(self.fixer.take_progress)
        bridge.fitted.connect(self.fixer.take_copy)

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
        if proposal is not None and reference is not None:
            self.fixer.begin(reference, proposal.recipe, code=issue.code)

    def use_original(self, reference_id: str) -> None:
        """Let the original stand again for its copy."""
        self.fixer.use_original(reference_id)
