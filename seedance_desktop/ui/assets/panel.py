"""Opens the assets over the window and carries their commands to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.ui.assets.page import AssetPage
from seedance_desktop.ui.assets.words import AssetWords
from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.review import Review
    from seedance_desktop.engine.assets import Assets
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

SIZE = (720, 600)


class AssetsPanel(QObject):
    """The page is built when it is first opened; the count in the header is always there.

    Attributes:
        drawn: address of an asset → its small picture, of all that have one.

    Args:
        window: what it lies over.
        theme: the look.
        speech: sentences and names.
        presenter: the form, for what is used as a reference.
        desk: which profile is in use.
        bridge: the engine's events.
    """

    drawn = Signal(dict)

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        speech: Speech,
        presenter: ComposePresenter,
        desk: Desk,
        bridge: EngineBridge,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._speech = speech
        self._presenter = presenter
        self._desk = desk
        self._engine: Assets | None = None
        self._popover: Popover | None = None
        self.page: AssetPage | None = None
        window.header.assets_wanted.connect(self.open)
        self._gathering = Gathering(self)
        self._gathering.due.connect(self._show)
        bridge.asset_changed.connect(self._gathering.add)
        bridge.asset_forgotten.connect(self._gathering.add)
        desk.settings_changed.connect(self._show)

    def attach(self, engine: Assets) -> None:
        """The engine is there."""
        self._engine = engine
        self._show()

    def open(self) -> None:
        if self._popover is None or self.page is None:
            words = AssetWords(self._speech, self._presenter.catalog, self)
            self.page = AssetPage(self._theme, words)
            self._popover = Popover(self._theme, self._window.surface, self.page)
            self.page.done.connect(self._popover.close_popover)
            self.page.submitted.connect(self._submit)
            self.page.wanted.connect(self._carry_out)
        route = self._presenter.route
        reviews = next((m.rules.media.reviews for m in route.models if m.id == self._presenter.draft.model), ())
        if reviews:
            self.page.prefer(reviews[0])
        self._popover.open_centred(*SIZE)
        self._show()

    def _records(self) -> list[AssetRecord]:
        if self._engine is None:
            return []
        current = self._desk.current_profile.id
        return [record for record in self._engine.records if record.profile_id == current]

    def _show(self) -> None:
        records = self._records()
        waiting = sum(record.is_open for record in records)
        failed = sum(record.state is AssetState.FAILED for record in records)
        self._window.header.set_assets(waiting, failed)
        self.drawn.emit({record.reference: record.thumbnail for record in records if record.thumbnail})
        if self.page is not None and self.page.isVisible():
            self.page.show_records(records)

    def _submit(self, review: Review, sources: list[str]) -> None:
        if self._engine is not None:
            self._engine.submit(self._desk.current_profile.id, review, sources)

    def _carry_out(self, what: str, asset_id: str) -> None:
        record = next((record for record in self._records() if record.id == asset_id), None)
        if record is None or self._engine is None:
            return
        commands = {
            "again": self._engine.submit_again,
            "refresh": self._engine.refresh,
            "forget": self._engine.forget,
        }
        if what in commands:
            commands[what](asset_id)
        elif what == "copy":
            QGuiApplication.clipboard().setText(record.reference)
        else:
            self._use(record)

    def _use(self, record: AssetRecord) -> None:
        presenter = self._presenter
        before = {reference.id for reference in presenter.draft.references}
        presenter.add(record.kind.tray, [record.reference], local=False)
        for reference in presenter.draft.references:
            if reference.id not in before:
                presenter.rename(reference.id, record.name)
        if self._popover is not None:
            self._popover.close_popover()
