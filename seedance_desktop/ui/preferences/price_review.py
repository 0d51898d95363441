"""What the service's price list would change in a price book; nothing is changed before it is said here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.price_list import TAKEN, UNITS, Comparison, Finding
from seedance_desktop.ui.compose.route_card import billing_words
from seedance_desktop.ui.preferences.parts import Hint
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import IconButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.panels import Card
from seedance_desktop.ui.widgets.signs import Spinner, Switch
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_desktop.ui.theme import Theme

NAMED = 6
"""Entries that are not taken and still told by name."""
UNIT_WIDTH = 72


class PriceReview(Card):
    """A card that asks, says what came of it, and offers what may be taken.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        taken: the comparisons the person wants in the price book, and those found the same.
        dismissed: the person is done with it.
    """

    taken = Signal(list, list)
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, radius=8, parent=parent)
        self.setObjectName("priceReview")
        self._shown: Callable[[], None] = _nothing
        self._found: Sequence[Comparison] = ()
        self.rows: list[ReviewRow] = []
        self._title = Label(theme, weight=600)
        self._spinner = Spinner(theme, "", size=14)
        self.close_button = IconButton(theme, "x", "")
        self.close_button.setObjectName("closePriceReview")
        self.summary = Hint(theme)
        self.notes = Label(theme, role="text3", size="caption", wrap=True)
        self.notes.setContentsMargins(0, 6, 0, 6)
        self._changes = QVBoxLayout()
        self._changes.setSpacing(0)
        self.apply = ToolButtonWithText(theme, "", "check")
        self.apply.setObjectName("applyPrices")
        self._lay_out()
        self.close_button.clicked.connect(self._dismiss)
        self.apply.clicked.connect(self._take)
        self.hide()

    def ask(self) -> None:
        """The list is on its way."""
        self._begin(self._say_asking)

    def say(self, words: Callable[[], str], *, wrong: bool) -> None:
        """There is nothing to compare: why, asked for anew in each language."""
        role, icon = ("danger", "circle-alert") if wrong else ("text2", "info")

        def shown() -> None:
            self.summary.say(words(), role="danger" if role == "danger" else "text2", icon=icon)

        self._begin(shown)

    def show_found(self, found: Sequence[Comparison], *, editable: bool) -> None:
        """Say what the list has, row by row where something may be taken.

        Args:
            found: as `compare` gives it.
            editable: whether the price book can be written in.
        """
        self._begin(self._say_found)
        self._found = found
        for comparison in found if editable else ():
            if comparison.finding in TAKEN:
                row = ReviewRow(self._theme, comparison)
                row.switch.toggled.connect(self._say_found)
                self.rows.append(row)
                self._changes.addWidget(row)
        same = any(comparison.finding is Finding.SAME for comparison in found)
        self.apply.setVisible(editable and (bool(self.rows) or same))
        self._say_found()

    def clear(self) -> None:
        """Show nothing."""
        self._begin(_nothing)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _begin(self, shown: Callable[[], None]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows, self._found, self._shown = [], (), shown
        self._spinner.setVisible(shown == self._say_asking)
        self.notes.hide()
        self.apply.hide()
        self._retranslate()
        self.show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._spinner)
        head.addStretch(1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.addWidget(self.apply)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.summary)
        column.addLayout(self._changes)
        column.addWidget(self.notes)
        column.addLayout(foot)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("The service's price list"))
        self.setAccessibleName(self._title.text())
        self._spinner.setAccessibleName(self.tr("Asking"))
        self.close_button.set_name(self.tr("Close the price list"))
        self._shown()

    def _say_asking(self) -> None:
        self.summary.say(self.tr("Asking the service for it. No key is sent, and nothing is charged."), icon="clock")

    def _say_found(self) -> None:
        count = {finding: sum(one.finding is finding for one in self._found) for finding in Finding}
        words = [
            self.tr("New: {count}").format(count=count[Finding.NEW]),
            self.tr("Changed: {count}").format(count=count[Finding.CHANGED]),
            self.tr("The same: {count}").format(count=count[Finding.SAME]),
        ]
        self.summary.say(" · ".join(words), role="text2")
        notes = [*self._left_out(), *self._advice()]
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        wanted = sum(row.switch.isChecked() for row in self.rows)
        self.apply.setText(self._offer(wanted))
        self.apply.setEnabled(bool(wanted or count[Finding.SAME]))

    def _offer(self, wanted: int) -> str:
        if not wanted:
            return self.tr("Note that they were checked today")
        return self.tr("Apply %n price(s)", "", wanted)

    def _left_out(self) -> list[str]:
        """Why entries of ours are not taken, the first of them by name."""
        reasons = {
            Finding.OTHER_UNIT: self.tr("Not taken: {name} is listed {mode}, which is not how it is billed here."),
            Finding.AMBIGUOUS: self.tr("Not taken: {name} is listed with different prices."),
            Finding.NO_AMOUNT: self.tr("Not taken: {name} is listed without a price."),
        }
        left = [one for one in self._found if one.finding in reasons]
        said = [reasons[one.finding].format(name=one.name, mode=mode_words(one.mode)) for one in left[:NAMED]]
        if len(left) > NAMED:
            said.append(self.tr("Not taken for such reasons: {count} more.").format(count=len(left) - NAMED))
        others = sum(one.finding is Finding.NOT_KNOWN for one in self._found)
        return [*said, self.tr("Of other products: {count}.").format(count=others)] if others else said

    def _advice(self) -> list[str]:
        if not self.rows:
            return []
        return [self.tr("These are the usual prices. Where your account has its own, switch the row off.")]

    def _take(self) -> None:
        wanted = [row.comparison for row in self.rows if row.switch.isChecked()]
        self.taken.emit(wanted, [one for one in self._found if one.finding is Finding.SAME])

    def _dismiss(self) -> None:
        self.clear()
        self.dismissed.emit()


class ReviewRow(Control):
    """One price that would be new or other: before, now, and whether it is wanted.

    Args:
        theme: the look.
        comparison: what is offered.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.comparison = comparison
        self._before = Label(theme, role="text3", tabular=True)
        self._now = Label(theme, amount(comparison.now), weight=600, tabular=True)
        self._unit = Label(theme, role="text2", size="caption")
        self._unit.setFixedWidth(UNIT_WIDTH)
        self.switch = Switch(theme, "")
        self.switch.setChecked(True)
        self.switch.setObjectName(f"take {comparison.name}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 4, 4)
        line.setSpacing(8)
        line.addWidget(Label(theme, comparison.name, role="text2", mono=True), 1)
        for label in (self._before, self._now):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(label)
        line.addWidget(self._unit)
        line.addWidget(self.switch)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("border"))

    def _retranslate(self) -> None:
        one = self.comparison
        before = self.tr("new") if one.before is None else f"{amount(one.before)}  →"
        self._before.setText(before)
        self._unit.setText(billing_words(UNITS[one.mode]))
        words = self.tr("Take the price of {name}: {before} becomes {now}, {unit}")
        was = self.tr("unknown") if one.before is None else amount(one.before)
        name = words.format(name=one.name, before=was, now=amount(one.now), unit=self._unit.text())
        self.switch.setAccessibleName(name)


def mode_words(mode: str) -> str:
    """How the list counts, in the language that is on; a word that no page of the service names stands as it came."""
    if mode in UNITS:
        return billing_words(UNITS[mode])
    known = {
        "": QCoreApplication.translate("Billing", "without a unit"),
        "per_million_tokens": QCoreApplication.translate("Billing", "per million tokens"),
        "per_10k_char": QCoreApplication.translate("Billing", "per 10,000 characters"),
        "pay_as_you_go": QCoreApplication.translate("Billing", "by use"),
    }
    return known.get(mode, mode)


def _nothing() -> None:
    """Nothing is shown, so nothing is said."""
