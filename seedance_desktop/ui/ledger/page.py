"""What was spent: sums beside the lines they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout

from seedance_desktop.domain.accounts import RANGES, View, totals
from seedance_desktop.ui.ledger.rows import LINE, LedgerDelegate, LedgerModel
from seedance_desktop.ui.ledger.sums import Sums
from seedance_desktop.ui.widgets.base import Control, tip
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl
from seedance_desktop.ui.widgets.sheet import SIDE, Nothing, SheetHead
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedance_desktop.domain.accounts import AccountLine
    from seedance_desktop.ui.ledger.words import LedgerWords
    from seedance_desktop.ui.theme import Theme

SUMS_WIDTH = 208
CHOICES = {"all" if days is None else str(days): days for days in RANGES}
NOTHING = View((), totals(()))
REAL, SANDBOX = "real", "sandbox"


class LedgerPage(Control):
    """Lines of one range, of real money or of the sandbox's; the two are never added up.

    Args:
        theme: the look.
        words: how it speaks.

    Attributes:
        done: the person is finished here.
        export_wanted: the lines now shown, to be saved as a spreadsheet.
        receipt_wanted: id of the task whose line was pressed.
    """

    done = Signal()
    export_wanted = Signal(object)
    receipt_wanted = Signal(str)

    def __init__(self, theme: Theme, words: LedgerWords) -> None:
        super().__init__(theme)
        self._words = words
        self._views: Mapping[tuple[bool, int | None], View] = {}
        self._shown: Sequence[AccountLine] = ()
        self.setObjectName("ledgerPage")
        self._head = SheetHead(theme, "closeLedger")
        self.ranges = SegmentedControl(theme)
        self.ranges.setObjectName("ledgerRange")
        self.money = SegmentedControl(theme)
        self.money.setObjectName("ledgerMoney")
        self.export = ToolButtonWithText(theme, "", "download")
        self.export.setObjectName("exportLedger")
        self._spent = Label(theme, role="text1", size="title", weight=600, tabular=True)
        self._spent.setObjectName("ledgerTotal")
        self._told = Label(theme, role="text3", size="caption")
        self._open = Label(theme, role="warning", size="caption", tabular=True)
        self._sums = Sums(theme)
        self._model = LedgerModel(words, self)
        self.list = QListView()
        self.list.setObjectName("ledgerLines")
        self._empty = Nothing(theme, "wallet")
        self._set_up_list(theme)
        self._lay_out()
        self._head.close_button.clicked.connect(self.done)
        self.ranges.valueChanged.connect(lambda _value: self._show())
        self.money.valueChanged.connect(lambda _value: self._show())
        self.list.activated.connect(lambda index: self.receipt_wanted.emit(index.data(LINE).task.id))
        self.export.clicked.connect(lambda: self.export_wanted.emit(self._shown))
        self._retranslate()
        self.ranges.setValue("30")
        self.money.setValue(REAL)

    def show_views(self, views: Mapping[tuple[bool, int | None], View]) -> None:
        """Show what was spent, by whether it is the sandbox's money, and by range."""
        self._views = views
        self._show()

    def show_money(self, *, sandbox: bool) -> None:
        """Whose money to begin with."""
        self.money.setValue(SANDBOX if sandbox else REAL)

    def shown(self) -> Sequence[AccountLine]:
        return self._shown

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show(self) -> None:
        view = self._views.get((self.money.value() == SANDBOX, CHOICES[self.ranges.value() or "all"]), NOTHING)
        self._shown, sums, words = view.lines, view.totals, self._words
        self._spent.setText(amount(sums.spent) if self._shown else "")
        self._told.setText(self.tr("%n create call(s)", "", sums.count) if self._shown else "")
        may = self.tr("{amount} more may have been charged: no answer came")
        self._open.setText(may.replace("{amount}", amount(sums.open)) if sums.open else "")
        self._sums.show_sums(
            [
                (self.tr("By day"), [(words.day(day), total) for day, total in sums.by_day.items()]),
                (self.tr("By route"), [(words.route(route), total) for route, total in sums.by_route.items()]),
                (self.tr("By profile"), [(words.profile(name), total) for name, total in sums.by_profile.items()]),
            ]
        )
        self._model.show_lines(self._shown)
        for widget in (self._sums, self.list):
            widget.setVisible(bool(self._shown))
        self._empty.setVisible(not self._shown)
        self.export.setEnabled(bool(self._shown))

    def _set_up_list(self, theme: Theme) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(LedgerDelegate(theme, self._words, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.list.viewport().update)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SIDE, 0, SIDE, 0)
        bar.setSpacing(12)
        bar.addWidget(self.ranges, 3)
        bar.addWidget(self.money, 2)
        bar.addWidget(self.export)
        sum_line = QHBoxLayout()
        sum_line.setContentsMargins(SIDE, 14, SIDE, 10)
        sum_line.setSpacing(10)
        sum_line.addWidget(self._spent)
        sum_line.addWidget(self._told)
        sum_line.addStretch(1)
        sum_line.addWidget(self._open)
        body = QHBoxLayout()
        body.setContentsMargins(SIDE, 0, SIDE - 10, SIDE - 8)
        body.setSpacing(8)
        self._sums.setFixedWidth(SUMS_WIDTH)
        body.addWidget(self._sums)
        body.addWidget(self.list, 1)
        body.addWidget(self._empty, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(bar)
        column.addLayout(sum_line)
        column.addLayout(body, 1)

    def _retranslate(self) -> None:
        self._head.say(self.tr("Ledger"), self.tr("Close the ledger"))
        self.setAccessibleName(self.tr("Ledger"))
        self.export.setText(self.tr("Save as CSV…"))
        self.list.setAccessibleName(self.tr("Create calls"))
        self.list.setAccessibleDescription(self.tr("Press Enter on a line to save its receipt"))
        self.list.setToolTip(tip(self.tr("Press Enter on a line to save its receipt")))
        self._sums.setAccessibleName(self.tr("Sums"))
        names = (self.tr("Today"), self.tr("7 days"), self.tr("30 days"), self.tr("All"))
        self._offer(self.ranges, self.tr("Since when"), list(zip(CHOICES, names, strict=True)))
        self._offer(self.money, self.tr("Whose money"), [(REAL, self.tr("Money")), (SANDBOX, self.tr("Sandbox"))])
        self._empty.tell(
            self.tr("Nothing was spent here"),
            self.tr("Every create call stands here with its price, and with what the balance says became of it."),
        )
        self._show()

    @staticmethod
    def _offer(switch: SegmentedControl, name: str, choices: Sequence[tuple[str, str]]) -> None:
        kept = switch.value()
        switch.setAccessibleName(name)
        switch.set_options([Option(value, text) for value, text in choices])
        switch.setValue(kept or choices[0][0])
