"""The price book of a profile: what each route charges for a task or a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from seedance_desktop.ui.preferences.edits import saved_profile, with_price
from seedance_desktop.ui.preferences.parts import Hint, Page
from seedance_desktop.ui.preferences.price_lines import PriceLine, RouteHead
from seedance_desktop.ui.preferences.price_rows import price_groups
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.finding import SearchField
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from decimal import Decimal

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PricesPage(Page):
    """Every billing name of every route with a field beside it; the arrows move between the fields.

    Args:
        theme: the look.
        desk: profiles and their price books.
        speech: the routes' names.
        catalog: all routes.
    """

    def __init__(self, theme: Theme, desk: Desk, speech: Speech, catalog: Catalog) -> None:
        super().__init__(theme, desk)
        self._speech = speech
        self._profile_id = ""
        self._filled_from = ""
        self._in_use = ""
        self.profile = ToolButtonWithText(theme, "", "key-round", trailing="chevron-down")
        self.profile.setObjectName("priceProfile")
        self.search = SearchField(theme, "")
        self.search.setObjectName("priceSearch")
        self.profile.setMinimumHeight(self.search.minimumHeight())
        self.count = Label(theme, role="text2", size="caption", tabular=True)
        self.hint = Hint(theme)
        self._none = Label(theme, role="text2", wrap=True)
        self._groups: list[tuple[QWidget, RouteHead, list[PriceLine]]] = []
        self.lines: dict[str, PriceLine] = {}
        self._lay_out()
        for group in price_groups(catalog):
            self._add_group(theme, RouteHead(theme, group), [PriceLine(theme, row) for row in group.rows])
        self.column.addStretch(1)
        self.profile.clicked.connect(self._open_profiles)
        self.search.textChanged.connect(self._filter)
        speech.changed.connect(self._filter)
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Prices")

    def show_profile(self, profile_id: str) -> None:
        """Show another price book; what was typed into the one before belongs there."""
        for line in self.lines.values():
            line.field.settle()
        self._profile_id = profile_id
        self.refresh()

    def refresh(self) -> None:
        profile = self._profile()
        kept = saved_profile(self._desk.settings, profile.id) is not None
        self.profile.setText(self._name(profile))
        self.profile.set_icon("flask-conical" if profile.sandbox else "key-round")
        self.profile.updateGeometry()
        anew = profile.id != self._filled_from
        self._profile_id = self._filled_from = profile.id
        for line in self.lines.values():
            line.show_price(profile.prices.unit_price(line.row.key), anew=anew)
            line.field.setEnabled(kept)
        self._say(profile, kept=kept)
        self._filter()

    def retranslate(self) -> None:
        self.intro.setText(
            self.tr(
                "Enter what your account is charged, and every button that sends says what it will cost. No currency "
                "is shown, because the service names none. An empty price is unknown."
            )
        )
        self.search.set_placeholder(self.tr("Filter by route or billing name"))
        self.profile.setAccessibleName(self.tr("Price book of"))
        self._none.setText(self.tr("Nothing matches. Change the filter."))

    def showEvent(self, event: QShowEvent) -> None:
        in_use = self._desk.current_profile.id
        if in_use != self._in_use:
            self._in_use = in_use
            self._profile_id = self._first_choice()
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
        self.column.addLayout(head)
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

    def _first_choice(self) -> str:
        """The profile in use; where that has no book to write in, the first that has."""
        current = self._desk.current_profile.id
        return current if saved_profile(self._desk.settings, current) else self._desk.settings.profiles[0].id

    def _profile(self) -> Profile:
        known = {profile.id: profile for profile in self._desk.profiles}
        return known.get(self._profile_id) or known.get(self._first_choice()) or self._desk.current_profile

    def _name(self, profile: Profile) -> str:
        return self.tr("Sandbox") if profile.sandbox else profile.name

    def _say(self, profile: Profile, *, kept: bool) -> None:
        known = sum(profile.prices.unit_price(key) is not None for key in self.lines)
        words = self.tr("{known} of {all} known")
        self.count.setText(words.format(known=known, all=len(self.lines)))
        if profile.sandbox:
            self.hint.say(self.tr("The sandbox brings its own made-up prices. Nothing is charged there."))
        elif not kept:
            self.hint.say(self.tr("This address was given for one run of the program; it has no price book."))
        else:
            self.hint.say(self.tr("You find the prices in the service's console."))

    def _price(self, key: str, amount: Decimal | None) -> None:
        settings = with_price(self._desk.settings, self._profile_id, key, amount)
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

    def _open_profiles(self) -> None:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for profile in self._desk.profiles:
            action = QAction(self._name(profile).replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(profile.id == self._profile_id)
            action.triggered.connect(lambda _on=False, chosen=profile.id: self.show_profile(chosen))
            group.addAction(action)
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.profile.mapToGlobal(QPoint(0, self.profile.height() + 4)))
