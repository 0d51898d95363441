"""The settings: sections on the left, one of them on the right. Every change holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from seedance_desktop.ui.preferences.about_page import AboutPage
from seedance_desktop.ui.preferences.look_page import LookPage
from seedance_desktop.ui.preferences.money_page import MoneyPage
from seedance_desktop.ui.preferences.nav import SectionList
from seedance_desktop.ui.preferences.network_page import NetworkPage
from seedance_desktop.ui.preferences.prices_page import PricesPage
from seedance_desktop.ui.preferences.profiles_page import ProfilesPage
from seedance_desktop.ui.preferences.storage_page import StoragePage
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.sheet import HEAD, SheetHead

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.spending import Spent
    from seedance_desktop.engine.events import PriceListFetched, ProfileTested
    from seedance_desktop.settings.folders import DataFolders
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.preferences.parts import Page
    from seedance_desktop.ui.theme import Theme

SECTIONS = {
    "profiles": "key-round",
    "prices": "tag",
    "money": "wallet",
    "storage": "hard-drive",
    "network": "globe",
    "look": "palette",
    "about": "info",
}
"""Sections and their icons, in order."""
NAV_WIDTH = 192


class Preferences(Control):
    """All settings of the program, to be shown in a popover over the window.

    Args:
        theme: the look.
        speech: sentences for codes, and the routes' names.
        desk: what the settings are, and who changes them.
        catalog: all routes: their prices, and the user's files that were skipped.
        test_profile: tries a profile, saved or not, with a key; an empty key means the kept one. Answered by
            `profile_tested`.
        spent: what counts against the caps of the profile with an id; `None` while nobody knows.
        folders: where the program's things lie; `None` leaves that out of About.

    Attributes:
        done: the person is finished here.
        price_list_wanted: the profile whose service is to be asked for its price list; answered by
            `price_list_fetched`.
    """

    done = Signal()
    price_list_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        desk: Desk,
        catalog: Catalog,
        test_profile: Callable[[Profile, str], None],
        spent: Callable[[str], Spent | None],
        folders: DataFolders | None = None,
    ) -> None:
        super().__init__(theme)
        self._desk = desk
        self._catalog = catalog
        self._speech = speech
        self._spent = spent
        self._makers: dict[str, Callable[[], Page]] = {
            "prices": self._prices_page,
            "money": self._money_page,
            "storage": lambda: StoragePage(theme, desk, speech),
            "network": lambda: NetworkPage(theme, desk, speech),
            "look": lambda: LookPage(theme, desk),
            "about": lambda: AboutPage(theme, desk, speech, catalog, folders),
        }
        self.profiles = ProfilesPage(theme, desk, speech, test_profile)
        self._pages: dict[str, Page] = {}
        self._shown = "profiles"
        self.setObjectName("preferences")
        self._heading = Label(theme, size="title", weight=600)
        self.sections = SectionList(theme, SECTIONS)
        self._head = SheetHead(theme, "closePreferences")
        self._stack = QStackedWidget()
        self._lay_out()
        self._add("profiles", self.profiles)
        self.sections.chosen.connect(self.show_section)
        self._head.close_button.clicked.connect(self.done)
        self._retranslate()
        self.show_section("profiles")

    def show_section(self, name: str) -> None:
        """Show a section: a key of `SECTIONS`; anything else changes nothing."""
        if name not in SECTIONS:
            return
        if name not in self._pages:
            # A section that nobody opens is never built.
            self._add(name, self._makers[name]())
        self._shown = name
        self.sections.show_chosen(name)
        self._stack.setCurrentWidget(self._pages[name])
        self._say_title()

    def section(self) -> str:
        """Give the section shown."""
        return self._shown

    def page(self, name: str) -> Page:
        """Give a section's page, which `show_section` has built."""
        return self._pages[name]

    def profile_tested(self, event: ProfileTested) -> None:
        """The answer to `test_profile`."""
        self.profiles.profile_tested(event)

    def price_list_fetched(self, event: PriceListFetched) -> None:
        """The answer to `price_list_wanted`."""
        page = self._pages.get("prices")
        if isinstance(page, PricesPage):
            page.list_fetched(event)

    def spent_changed(self) -> None:
        """What was spent may be more by now."""
        page = self._pages.get("money")
        if isinstance(page, MoneyPage) and page.isVisible():
            page.show_spent()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(NAV_WIDTH, 0, 1, self.height(), self._theme.color("border"))

    def _prices_page(self) -> PricesPage:
        page = PricesPage(self._theme, self._desk, self._speech, self._catalog)
        page.list_wanted.connect(self.price_list_wanted)
        return page

    def _money_page(self) -> MoneyPage:
        page = MoneyPage(self._theme, self._desk, self._catalog, self._spent)
        page.prices_wanted.connect(lambda: self.show_section("prices"))
        return page

    def _add(self, name: str, page: Page) -> None:
        self._pages[name] = page
        self._stack.addWidget(page)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(12, 0, 12, 12)
        left.setSpacing(0)
        self._heading.setFixedHeight(HEAD)
        self._heading.setContentsMargins(10, 0, 0, 0)
        left.addWidget(self._heading)
        left.addWidget(self.sections)
        left.addStretch(1)
        nav = QWidget()
        nav.setFixedWidth(NAV_WIDTH)
        nav.setLayout(left)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._head)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(nav)
        row.addLayout(right, 1)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        names = {
            "profiles": self.tr("Profiles and keys"),
            "prices": self.tr("Prices"),
            "money": self.tr("Spending"),
            "storage": self.tr("Storage"),
            "network": self.tr("Network"),
            "look": self.tr("Look and language"),
            "about": self.tr("About"),
        }
        for name, text in names.items():
            self.sections.set_text(name, text)
        self._say_title()

    def _say_title(self) -> None:
        self._head.say(self._pages[self._shown].title(), self.tr("Close the settings"))
