"""Draws every section of the settings in both themes and languages, as PNG files to look at.

Run it with the folder for the pictures, and a text file of translations (`context | English | Chinese`).
"""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from seedance_desktop.domain.catalog import Catalog, RouteProblem, load_catalog
from seedance_desktop.domain.price import Source
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import PriceListFetched, ProfileTested
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.model import SavedCaps, SavedOrigin, SavedProfile, Settings
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.preferences.money_page import MoneyPage
from seedance_desktop.ui.preferences.network_page import NetworkPage
from seedance_desktop.ui.preferences.preferences import SECTIONS, Preferences
from seedance_desktop.ui.preferences.prices_page import PricesPage
from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.popover import Popover
from seedance_desktop.wording.sentences import Wording
from tests.fakes.desk import FakeDesk
from tests.fakes.listed import LISTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.wording.sentences import Language

SIZES = {"design": (1360, 860), "small": (1024, 640)}
PANEL = (800, 620)
TODAY = date(2026, 11, 26)


class TextTranslator(QTranslator):
    """Reads lines of `context | English | Chinese`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        rows = [line.split(" | ") for line in path.read_text("utf-8").splitlines() if line.count(" | ") == 2]
        self._texts = {(row[0], row[1]): row[2] for row in rows}

    def translate(self, context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        return self._texts.get((context, text), "")

    def isEmpty(self) -> bool:  # noqa: N802 - the name is Qt's
        return False


def some_settings() -> Settings:
    prices = {key: Decimal(price) for key, price in list(price_book().prices.items())[:9]}
    days = (date(2026, 3, 1), TODAY)
    origins = {
        key: SavedOrigin(since=days[n % 2], source=list(Source)[n // 2 % 2])
        for n, key in enumerate(prices)
        if n % 5 != 4
    }
    caps = SavedCaps(day=Decimal(20), batch=Decimal(5))
    return Settings(
        profiles=(
            SavedProfile(
                id="default",
                name="JimmyAI",
                base_url="https://www.jimmyai.cn",
                prices=prices,
                origins=origins,
                caps=caps,
            ),
            SavedProfile(id="studio", name="Studio account", base_url="https://media.example.com"),
        ),
        current_profile="default",
    )


class Gallery:
    """One window after another, a picture of each."""

    def __init__(self, app: QApplication, target: Path, strings: Path) -> None:
        self._app, self._target, self._strings = app, target, strings
        self._theme = Theme(app, "dark")
        self._now = (QWidget(), "")
        shipped = load_catalog()
        broken = RouteProblem("my-route.toml", "models.0.rules.duration.minimum: Field required")
        self._catalogs = {"design": shipped, "small": Catalog(shipped.routes, [broken])}

    def shots(self) -> Iterator[int]:
        """Draw; gives pauses in milliseconds."""
        languages: tuple[Language, ...] = ("en", "zh")
        for language in languages:
            translator = TextTranslator(self._strings)
            if language == "zh":
                self._app.installTranslator(translator)
            for look in ("dark", "light"):
                self._theme.set_mode("dark" if look == "dark" else "light")
                for size in SIZES:
                    yield from self._window(f"{look}-{language}-{size}", language, size)
            self._app.removeTranslator(translator)

    def _window(self, name: str, language: Language, size: str) -> Iterator[int]:
        catalog = self._catalogs[size]
        desk = FakeDesk(some_settings(), sandbox_prices=price_book())
        desk.keys["default"] = "sk-1"
        speech = Speech(Wording(language), catalog)
        window = QWidget()
        window.resize(*SIZES[size])
        head = QWidget(window)
        head.setGeometry(0, 0, SIZES[size][0], 44)
        folders = DataFolders.inside(Path("/home/ada/.local/share/seedance-desktop"))
        content = Preferences(
            self._theme, speech, desk, catalog, lambda _profile, _key: None, lambda _profile: None, folders
        )
        popover = Popover(self._theme, window, content)
        window.show()
        popover.open_at(head, *PANEL)
        self._now = (window, name)
        for section in SECTIONS:
            content.show_section(section)
            yield 30
            self._shot(section)
        yield from self._profile_states(content, desk)
        yield from self._other_states(content)
        window.deleteLater()
        yield 20

    def _shot(self, state: str) -> None:
        window, name = self._now
        window.grab().save(str(self._target / f"{name}-{state}.png"))

    def _profile_states(self, content: Preferences, desk: FakeDesk) -> Iterator[int]:
        page = content.profiles
        content.show_section("profiles")
        page.form.trial.button.click()
        yield 60
        self._shot("testing")
        content.profile_tested(ProfileTested("default", Decimal("41.2"), None))
        yield 30
        self._shot("tested")
        page.show_profile("studio")
        page.form.address.setText("http://media.example.com")
        page.form.key.field.setText("sk 1\tbroken")
        page.form.remove.click()
        yield 30
        self._shot("wrong")
        page.form.address.setText("https://media.example.org")
        desk.where = "session"
        page.form.key.field.setText("sk-2")
        page.form.key.save.click()
        page.form.trial.allow("")
        page.form.trial.button.click()
        content.profile_tested(ProfileTested("studio", None, Failure("key.refused", {})))
        yield 30
        self._shot("session")
        page.show_profile("sandbox")
        yield 30
        self._shot("sandbox")

    def _other_states(self, content: Preferences) -> Iterator[int]:
        content.show_section("prices")
        prices = content.page("prices")
        assert isinstance(prices, PricesPage)
        prices.search.setText("mini")
        prices.lines["seedance2.0-mini-sp-480p"].field.setText("0,35")
        yield 30
        self._shot("prices-wrong")
        prices.show_profile("sandbox")
        prices.search.setText("")
        prices.today = lambda: TODAY
        yield 30
        self._shot("prices-sandbox")
        prices.show_profile("default")
        yield from self._price_list(content, prices)
        content.show_section("network")
        network = content.page("network")
        assert isinstance(network, NetworkPage)
        network.kind.setValue("address")
        network.proxy.setText("ftp://proxy")
        network.use_file("/etc/ssl/certs/office.pem")
        yield 30
        self._shot("network-wrong")

    def _price_list(self, content: Preferences, prices: PricesPage) -> Iterator[int]:
        address = "https://www.jimmyai.cn"
        for state, quotes in {"listed": LISTED, "no-list": None}.items():
            prices.fetch.click()
            yield 60
            self._shot("prices-asking")
            content.price_list_fetched(PriceListFetched("default", address, quotes, None))
            yield 30
            self._shot(f"prices-{state}")
        content.show_section("money")
        money = content.page("money")
        assert isinstance(money, MoneyPage)
        money.caps["session"].setText("0,5")
        money.undo.setValue(0)
        yield 30
        self._shot("money-wrong")
        money.show_profile("sandbox")
        yield 30
        self._shot("money-sandbox")


def main() -> None:
    target, strings = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    steps = Gallery(app, target, strings).shots()

    def go_on() -> None:
        pause = next(steps, None)
        if pause is None:
            app.quit()
        else:
            QTimer.singleShot(pause, go_on)

    QTimer.singleShot(0, go_on)
    app.exec()


if __name__ == "__main__":
    main()
