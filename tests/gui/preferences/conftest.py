"""The settings on a fake desk, shown in a window without a screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from seedance_desktop.domain.catalog import Catalog, RouteProblem, load_catalog
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.model import SavedProfile, Settings
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.preferences.preferences import Preferences
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.spending import Spent

DATA = Path("/home/ada/seedance")


@dataclass
class Bench:
    """What a test holds in its hands."""

    desk: FakeDesk
    panel: Preferences
    speech: Speech
    theme: Theme
    tests: list[tuple[Profile, str]] = field(default_factory=list)
    spent: dict[str, Spent] = field(default_factory=dict)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    shipped = load_catalog()
    return Catalog(shipped.routes, [RouteProblem("mine.toml", "models: Field required")])


@pytest.fixture
def desk() -> FakeDesk:
    profiles = (
        SavedProfile(id="default", name="JimmyAI", base_url="https://www.jimmyai.cn"),
        SavedProfile(id="studio", name="Studio", base_url="https://media.example.com"),
    )
    desk = FakeDesk(
        Settings(profiles=profiles, current_profile="default"),
        sandbox_prices=PriceBook({"sd2_mx_720p": Decimal("0.28")}),
    )
    desk.keys["default"] = "sk-kept"
    return desk


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot, desk: FakeDesk, catalog: Catalog) -> Iterator[Bench]:
    speech = Speech(Wording("en"), catalog)
    tests: list[tuple[Profile, str]] = []
    spent: dict[str, Spent] = {}
    folders = DataFolders.inside(DATA)
    panel = Preferences(theme, speech, desk, catalog, lambda *asked: tests.append(asked), spent.get, folders)
    panel.resize(760, 600)
    panel.show()
    qtbot.waitExposed(panel)
    yield Bench(desk, panel, speech, theme, tests, spent)
    # Without a running loop nothing else deletes it, and every next one would pay for all before.
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
