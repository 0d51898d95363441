"""The rows of a price book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.price import OLD_AFTER, Source
from seedance_desktop.ui.compose.route_card import billing_words
from seedance_desktop.ui.preferences.checks import read_amount
from seedance_desktop.ui.preferences.fields import Field
from seedance_desktop.ui.widgets.base import TARGET, Control, line_height
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from seedance_desktop.domain.price import Origin
    from seedance_desktop.domain.price_rows import PriceGroup, PriceRow
    from seedance_desktop.ui.theme import Theme

FIELD_WIDTH = 104
UNIT_WIDTH = 80
LONGEST = 16


class RouteHead(QWidget):
    """A route's name, and whose words the names below it are.

    Args:
        theme: the look.
        group: the route with its prices.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, group: PriceGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.route = group.route
        self._stated = all(row.stated for row in group.rows)
        self._name = Label(theme, weight=600)
        self._note = Label(theme, role="text3", size="caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addWidget(self._note)
        self._note.setVisible(not self._stated)
        self._retranslate()

    def show_name(self, name: str) -> None:
        self._name.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._note.setText(self.tr("No billing name is known here: model and resolution stand for it."))


class PriceLine(Control):
    """A billing name, a field for its unit price, and what that counts.

    Args:
        theme: the look.
        row: what is priced.
        parent: the widget it lies in.

    Attributes:
        priced: key and a `Decimal`, or `None` for unknown.
        is_old: the price shown deserves a look.
    """

    priced = Signal(str, object)

    def __init__(self, theme: Theme, row: PriceRow, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.row = row
        self._last = False
        self.is_old = False
        self._key = Label(theme, row.key, role="text2", mono=True)
        self._sign = IconLabel(theme, "circle-alert", "", role="danger", size=14)
        self._wrong = Label(theme, role="danger", size="caption")
        self._origin: Origin | None = None
        self._old = IconLabel(theme, "clock", "", role="warning", size=13)
        self.since = Label(theme, role="text3", size="caption", tabular=True)
        self.field = Field(theme, f"price {row.key}")
        self.field.setFont(theme.font("body", tabular=True))
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.field.setMaxLength(LONGEST)
        self.field.setMinimumHeight(line_height(theme.font(), TARGET, 8))
        self._unit = Label(theme, role="text2", size="caption")
        self._unit.setFixedWidth(UNIT_WIDTH)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 4, 5)
        line.setSpacing(8)
        line.addWidget(self._key, 1)
        line.addWidget(self._sign)
        line.addWidget(self._wrong)
        line.addWidget(self._old)
        line.addWidget(self.since)
        line.addWidget(self.field)
        line.addWidget(self._unit)
        self.field.textChanged.connect(self._judge)
        self.field.settled.connect(self._settle)
        self._retranslate()
        self._judge()

    def show_price(self, price: Decimal | None, origin: Origin | None, today: date, *, anew: bool = False) -> None:
        """Show what is kept, and since when; an old price has a clock beside its day."""
        self.field.show_kept(amount(price), anew=anew)
        self._origin = origin
        self.is_old = origin is not None and origin.is_old(today)
        self._say_since()
        self._judge()

    def set_last(self, *, last: bool) -> None:
        """The last row of a card has no line below it."""
        self._last = last
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._last:
            place = QRectF(0, self.height() - 1, self.width(), 1)
            QPainter(self).fillRect(place, self._theme.color("border"))

    def _judge(self) -> None:
        try:
            read_amount(self.field.text())
        except ValueError:
            wrong = True
        else:
            wrong = False
        self.field.set_wrong(wrong=wrong)
        self._sign.setVisible(wrong)
        self._wrong.setVisible(wrong)
        self._old.setVisible(self.is_old and not wrong)
        self.since.setVisible(not wrong)
        description = (self._wrong if wrong else self.since).text()
        self.field.setAccessibleDescription(description)

    def _say_since(self) -> None:
        if self._origin is None:
            self.since.setText("")
            return
        by = {Source.HAND: self.tr("by hand {day}"), Source.CATALOG: self.tr("listed {day}")}
        self.since.setText(by[self._origin.source].format(day=self._origin.since.isoformat()))
        told = {
            Source.HAND: self.tr("Set by hand on {day}."),
            Source.CATALOG: self.tr("Found in the service's price list on {day}."),
        }
        self.since.setToolTip(told[self._origin.source].format(day=self._origin.since.isoformat()))
        old = self.tr("Older than {days} days: see whether it still holds.").format(days=OLD_AFTER)
        self._old.setAccessibleName(old)
        self._old.setToolTip(old)

    def _settle(self, text: str) -> None:
        try:
            price = read_amount(text)
        except ValueError:
            return
        self.priced.emit(self.row.key, price)

    def _retranslate(self) -> None:
        unit = billing_words(self.row.unit)
        self._unit.setText(unit)
        self._wrong.setText(self.tr("Like 0.35"))
        self._say_since()
        self.field.setPlaceholderText(self.tr("unknown"))
        self.field.setAccessibleName(self.tr("Price of {name}, {unit}").format(name=self.row.key, unit=unit))
