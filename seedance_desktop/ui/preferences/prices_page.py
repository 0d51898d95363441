"""The price book of a profile: what each route charges for a task or a second."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.price import OLD_AFTER, Source
from seedance_desktop.domain.price_list import compare
from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.ui.preferences.edits import saved_profile, with_listed, with_price
from seedance_desktop.ui.preferences.parts import Hint, Page
from seedance_desktop.ui.preferences.price_lines import PriceLine, RouteHead
from seedance_desktop.ui.preferences.price_review import PriceReview
from seedance_desktop.ui.preferences.profile_pick import ProfilePick
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.finding import SearchField
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.price_list import Comparison
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.engine.events import PriceListFetched
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def _local_day() -> date:
    return datetime.now().astimezone().date()


class PricesPage(Page):
    """Every billing name of every route with a field beside it; the arrows move between the fields.

    Args:
        theme: the look.
        desk: profiles and their price books.
        speech: the routes' names.
        catalog: all routes.
        today: the local day.

    Attributes:
        today: the local day.
        list_wanted: the profile whose service is to be asked for its price list; answered by `list_fetched`.
    """

    list_wanted = Signal(object)

    def __init__(
        self, theme: Theme, desk: Desk, speech: Speech, catalog: Catalog, today: Callable[[], date] = _local_day
    ) -> None:
        super().__init__(theme, desk)
        self.setObjectName("pricesPage")
        self._speech = speech
        self.today = today
        self._units = {row.key: row.unit for group in price_groups(catalog) for row in group.rows}
        self._asked: Profile | None = None
        self._filled_from = ""
        self.profile = ProfilePick(theme, desk, "priceProfile")
        self.search = SearchField(theme, "")
        self.search.setObjectName("priceSearch")
        self.fetch = ToolButtonWithText(theme, "", "refresh-cw")
        self.fetch.setObjectName("fetchPrices")
        self.fetch.setMinimumHeight(self.search.minimumHeight())
        self.review = PriceReview(theme)
        self.count = Label(theme, role="text2", size="caption", tabular=True)
        self.hint = Hint(theme)
        self._none = Label(theme, role="text2", wrap=True)
        self._groups: list[tuple[QWidget, RouteHead, list[PriceLine]]] = []
        self.lines: dict[str, PriceLine] = {}
        self._lay_out()
        for group in price_groups(catalog):
            self._add_group(theme, RouteHead(theme, group), [PriceLine(theme, row) for row in group.rows])
        self.column.addStretch(1)
        self.profile.chosen.connect(self.show_profile)
        self.search.textChanged.connect(self._filter)
        self.fetch.clicked.connect(self._fetch)
        self.review.taken.connect(self._take)
        self.review.dismissed.connect(self._stop_asking)
        speech.changed.connect(self._filter)
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Prices")

    def show_profile(self, profile_id: str) -> None:
        """Show another price book; what was typed into the one before belongs there."""
        for line in self.lines.values():
            line.field.settle()
        self.profile.choose(profile_id)
        self.refresh()

    def refresh(self) -> None:
        self.profile.refresh()
        profile = self.profile.profile()
        kept = saved_profile(self._desk.settings, profile.id) is not None
        anew = profile.id != self._filled_from
        if anew:
            self.review.clear()
            self._asked = None
        self._filled_from = profile.id
        for key, line in self.lines.items():
            line.show_price(profile.prices.unit_price(key), profile.prices.origin(key), self.today(), anew=anew)
            line.field.setEnabled(kept)
        self.fetch.setEnabled(bool(profile.base_url) and (kept or profile.sandbox))
        self._say(profile, kept=kept)
        self._filter()

    def retranslate(self) -> None:
        self.intro.setText(
            self.tr(
                "Enter what your account is charged, and every button that sends says what it will cost. No currency "
                "is shown, because the service names none. An empty price is unknown."
            )
        )
        self.search.set_placeholder(self.tr("Filter by route or name"))
        self.profile.setAccessibleName(self.tr("Price book of"))
        self.fetch.setText(self.tr("Fetch from the service"))
        self.fetch.setToolTip(self.tr("Ask for its public price list. Nothing is changed before you have seen it."))
        self._none.setText(self.tr("Nothing matches. Change the filter."))

    def list_fetched(self, event: PriceListFetched) -> None:
        """The answer to `list_wanted`; one that nobody waits for any more is not shown."""
        asked = self._asked
        if asked is None or (asked.id, asked.base_url) != (event.profile_id, event.base_url):
            return
        self._asked = None
        profile, failure = self.profile.profile(), event.failure
        if profile.base_url != event.base_url:  # it has moved meanwhile
            self.review.clear()
            return
        if failure is not None:
            self.review.say(lambda: str(self._speech.sentence(failure.code, failure.values)), wrong=True)
        elif event.quotes is None:
            self.review.say(self._none_words, wrong=False)
        else:
            kept = saved_profile(self._desk.settings, profile.id) is not None
            self.review.show_found(compare(event.quotes, self._units, profile.prices), editable=kept)

    def showEvent(self, event: QShowEvent) -> None:
        self.profile.follow_use()
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = [line.field for line in self.lines.values() if line.isVisible()]
        now = next((n for n, field in enumerate(shown) if field.hasFocus()), None)
        step = STEPS.get(event.key())
        if step is None or now is None:
            super().keyPressEvent(event)
            return
        target = shown[min(max(now + step, 0), len(shown) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.profile)
        head.addWidget(self.search, 1)
        head.addWidget(self.fetch)
        self.column.addLayout(head)
        self.column.addWidget(self.review)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.count)
        foot.setContentsMargins(0, -8, 0, -8)
        self.column.addLayout(foot)
        self.column.addWidget(self._none)

    def _add_group(self, theme: Theme, head: RouteHead, lines: list[PriceLine]) -> None:
        group = QWidget()
        outer = QVBoxLayout(group)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(head)
        card = Card(theme, radius=8)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for line in lines:
            inside.addWidget(line)
            self.lines[line.row.key] = line
            line.priced.connect(self._price)
        outer.addWidget(card)
        self.column.addWidget(group)
        self._groups.append((group, head, lines))

    def _say(self, profile: Profile, *, kept: bool) -> None:
        known = sum(profile.prices.unit_price(key) is not None for key in self.lines)
        words = self.tr("{known} of {all} known")
        self.count.setText(words.format(known=known, all=len(self.lines)))
        if profile.sandbox:
            self.hint.say(self.tr("The sandbox brings its own made-up prices. Nothing is charged there."))
        elif not kept:
            self.hint.say(self.tr("This address was given for one run of the program; it has no price book."))
        elif old := sum(line.is_old for line in self.lines.values()):
            words = self.tr("Older than {days} days: {count}. See whether they still hold.")
            self.hint.say(words.format(days=OLD_AFTER, count=old), icon="clock")
        elif days := [o.since for o in profile.prices.origins.values() if o.source is Source.CATALOG]:
            words = self.tr("Last compared with the service's price list on {day}.")
            self.hint.say(words.format(day=max(days).isoformat()))
        else:
            self.hint.say(self.tr("You find the prices in the service's console."))

    def _none_words(self) -> str:
        return self.tr("This service has no public price list. Its console tells the prices; enter them by hand.")

    def _fetch(self) -> None:
        self._asked = self.profile.profile()
        self.review.ask()
        self.list_wanted.emit(self._asked)

    def _take(self, taken: list[Comparison], same: list[Comparison]) -> None:
        settings = with_listed(self._desk.settings, self.profile.profile().id, taken, same, self.today())
        if settings is not None:
            self._stop_asking()
            self._desk.change_settings(settings)

    def _stop_asking(self) -> None:
        self.review.clear()
        self._asked = None
        self.fetch.setFocus(Qt.FocusReason.OtherFocusReason)

    def _price(self, key: str, amount: Decimal | None) -> None:
        settings = with_price(self._desk.settings, self.profile.profile().id, key, amount, self.today())
        if settings is not None:
            self._desk.change_settings(settings)

    def _filter(self) -> None:
        words = self.search.text().lower().split()
        for group, head, lines in self._groups:
            head.show_name(self._speech.route_name(head.route.id))
            names = f"{head.route.name} {head.route.name_zh}".lower()
            for line in lines:
                line.setVisible(all(word in f"{names} {line.row.key.lower()}" for word in words))
            shown = [line for line in lines if not line.isHidden()]
            for line in shown:
                line.set_last(last=line is shown[-1])
            group.setVisible(bool(shown))
        self._none.setVisible(all(line.isHidden() for line in self.lines.values()))
