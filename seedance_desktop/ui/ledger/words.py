"""How the ledger speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject

from seedance_desktop.domain.task import Status
from seedance_desktop.domain.witness import Doubt, Movement, Witness
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from seedance_desktop.domain.accounts import AccountLine
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Role


class LedgerWords(QObject):
    """Writes lines, days and names.

    Args:
        speech: names of routes.
        profile_name: of a profile's id.
        parent: owner.
    """

    def __init__(self, speech: Speech, profile_name: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._speech = speech
        self.profile = profile_name

    def about(self, line: AccountLine) -> str:
        """When, by which route, how it stands."""
        time = QDateTime.fromSecsSinceEpoch(int(line.at)).toString("HH:mm")
        return " · ".join([self.day(line.day), time, self.route(line.task.request.route_id), self._state(line)])

    def route(self, route_id: str) -> str:
        return self._speech.route_name(route_id)

    def day(self, day: date) -> str:
        """A date as a person of the language writes it."""
        chinese = self._speech.language == "zh"
        locale = QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English)
        return locale.toString(QDate(day.year, day.month, day.day), self.tr("d MMM", "a day, as QLocale writes it"))

    def role(self, line: AccountLine) -> Role:
        return "warning" if line.open else "text1" if line.amount else "text3"

    def balance(self, verdict: Witness) -> str:
        """What the account's balance proves, in few words."""
        return {
            Movement.CHARGED: self.tr("balance −{amount}"),
            Movement.REFUNDED: self.tr("balance +{amount}, given back"),
            Movement.NOTHING: self.tr("balance unchanged"),
            Movement.UNKNOWN: self._doubt(verdict.doubt),
        }[verdict.movement].replace("{amount}", amount(verdict.amount))

    def _doubt(self, doubt: Doubt | None) -> str:
        if doubt is Doubt.OVERLAPPED:
            return self.tr("balance: others came between or are open")
        if doubt is Doubt.EARLY:
            return self.tr("balance: not known yet")
        return self.tr("balance: money came in") if doubt is Doubt.ROSE else ""

    def _state(self, line: AccountLine) -> str:
        return {
            Status.COMPLETED: self.tr("made"),
            Status.FAILED: self.tr("failed"),
            Status.REFUSED: self.tr("refused"),
            Status.UNCERTAIN: self.tr("no answer came"),
            Status.CANCELLED: self.tr("closed by you"),
        }.get(line.task.status, self.tr("under way"))
