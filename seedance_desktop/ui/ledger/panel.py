"""Opens the ledger over the window and saves it as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal

from seedance_desktop.ui.compose.gathering import Gathering
from seedance_desktop.ui.ledger.page import LedgerPage
from seedance_desktop.ui.ledger.words import LedgerWords
from seedance_desktop.ui.saving import ask_where
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedance_desktop.domain.accounts import AccountLine
    from seedance_desktop.engine.accounts import Accounts
    from seedance_desktop.engine.events import AccountsKnown
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

SIZE = (880, 600)


class LedgerPanel(QObject):
    """The page is built when it is first opened.

    Args:
        window: what it lies over.
        theme: the look.
        speech: names of routes.
        desk: names of profiles, and which is in use.
        bridge: the engine's events.

    Attributes:
        receipt_wanted: id of a task.
    """

    receipt_wanted = Signal(str)

    def __init__(self, window: MainWindow, theme: Theme, speech: Speech, desk: Desk, bridge: EngineBridge) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._speech = speech
        self._desk = desk
        self._engine: Accounts | None = None
        self._popover: Popover | None = None
        self.page: LedgerPage | None = None
        self._gathering = Gathering(self)
        self._gathering.due.connect(self._ask)
        bridge.accounts_known.connect(self._take)
        bridge.task_changed.connect(self._gathering.add)

    def attach(self, engine: Accounts) -> None:
        """The engine is there."""
        self._engine = engine
        self._ask()

    def open(self) -> None:
        if self._popover is None or self.page is None:
            words = LedgerWords(self._speech, self._profile_name, self)
            self.page = LedgerPage(self._theme, words)
            self._popover = Popover(self._theme, self._window.surface, self.page)
            self.page.done.connect(self._popover.close_popover)
            self.page.export_wanted.connect(self._export)
            self.page.receipt_wanted.connect(self.receipt_wanted)
        self.page.show_money(sandbox=self._desk.current_profile.sandbox)
        self._popover.open_centred(*SIZE)
        self._ask()

    def _ask(self) -> None:
        if self._engine is not None and self.page is not None and self.page.isVisible():
            self._engine.ask()

    def _take(self, event: AccountsKnown) -> None:
        if self.page is not None:
            self.page.show_views(event.views)

    def _export(self, lines: Sequence[AccountLine]) -> None:
        name = self.tr("seedance-ledger-{date}.csv").replace("{date}", QDate.currentDate().toString("yyyy-MM-dd"))
        ask_where(self._window, self.tr("Save the ledger"), name, lambda path: self._save(lines, path))

    def _save(self, lines: Sequence[AccountLine], path: Path) -> None:
        if self._engine is not None:
            names = {line.task.profile_id: self._profile_name(line.task.profile_id) for line in lines}
            self._engine.export(lines, names, path)

    def _profile_name(self, profile_id: str) -> str:
        """Its name, or the id of a profile that is no more."""
        found = next((profile for profile in self._desk.profiles if profile.id == profile_id), None)
        if found is None:
            return profile_id
        return self.tr("Sandbox") if found.sandbox else found.name
