"""The assets on their page and in the panel over the window."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtGui import QGuiApplication

from seedance_desktop.domain.asset import AssetRecord, AssetState
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import AssetChanged
from seedance_desktop.settings.model import Settings
from seedance_desktop.ui.assets.page import AssetPage
from seedance_desktop.ui.assets.panel import AssetsPanel
from seedance_desktop.ui.assets.words import AssetWords
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.main_window import MainWindow
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.widgets.buttons import IconButton, ToolButtonWithText
from seedance_desktop.ui.widgets.drops import Haul
from seedance_desktop.wording.sentences import Wording
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.engine.assets import Assets
    from seedance_desktop.ui.theme import Theme

CATALOG = load_catalog()
BASE = AssetRecord(
    id="a",
    profile_id="default",
    base_url="https://s.example",
    review=Review.FULL,
    content="0" * 64,
    kind=Kind.IMAGE,
    source="/x/heron.png",
    local=True,
    name="heron.png",
    created_at=0.0,
    changed_at=0.0,
)
ACTIVE = replace(BASE, state=AssetState.ACTIVE, asset_id="asset-1")
REFUSED = replace(
    BASE,
    id="b",
    state=AssetState.FAILED,
    failure=Failure("review.refused", {"name": "heron.png"}, "A real person without consent."),
)
PENDING = replace(BASE, id="c", state=AssetState.PENDING, asset_id="asset-2")


class Commands:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.records: tuple[AssetRecord, ...] = ()
        self.told: list[tuple[Any, ...]] = []

    def submit(self, *given: object) -> None:
        self.told.append(("submit", *given))

    def submit_again(self, asset_id: str) -> None:
        self.told.append(("again", asset_id))

    def refresh(self, asset_id: str) -> None:
        self.told.append(("refresh", asset_id))

    def forget(self, asset_id: str) -> None:
        self.told.append(("forget", asset_id))


@pytest.fixture
def speech() -> Speech:
    return Speech(Wording("en"), CATALOG)


@pytest.fixture
def page(theme: Theme, speech: Speech, qtbot: QtBot) -> AssetPage:
    page = AssetPage(theme, AssetWords(speech, CATALOG))
    qtbot.addWidget(page)
    page.resize(720, 600)
    return page


def child(page: AssetPage, row: int, name: str) -> ToolButtonWithText:
    found = page.rows()[row].findChild(ToolButtonWithText, name)
    assert found is not None
    return found


def test_the_reviews_offered_and_their_purpose_come_from_the_routes(page: AssetPage, speech: Speech) -> None:
    assert [option.value for option in page.kinds.options()] == ["full", "library", "person"]
    words = AssetWords(speech, CATALOG)
    assert words.purpose(Review.FULL) == "Needed for every file on Full · Full, video reference."
    assert "SP" in words.purpose(Review.PERSON)


def test_each_state_has_its_line_its_reason_and_its_step(page: AssetPage) -> None:
    page.show_records([ACTIVE, REFUSED, PENDING])
    described = [row.accessibleDescription() for row in page.rows()]
    assert [text.split(".")[0] for text in described] == ["Approved", "Refused", "In review"]
    assert "A real person without consent." in described[1]
    assert [child(page, row, "useAsset").isHidden() for row in range(3)] == [False, True, True]
    assert [child(page, row, "submitAgain").isHidden() for row in range(3)] == [True, False, True]


def test_what_is_dropped_is_handed_in_for_the_review_chosen(page: AssetPage, qtbot: QtBot) -> None:
    page.prefer(Review.PERSON)
    with qtbot.waitSignal(page.submitted) as caught:
        page._brought(Haul(("/x/a.png", "asset://no", "https://a.example/b.png")))
    assert caught.args == [Review.PERSON, ["/x/a.png", "https://a.example/b.png"]]


@pytest.fixture
def over(theme: Theme, speech: Speech, tmp_path: Path, qtbot: QtBot) -> SimpleNamespace:
    window = MainWindow(theme, tmp_path / "window.ini")
    qtbot.addWidget(window)
    desk = FakeDesk(Settings(current_profile="default"))
    commands, bridge, presenter = Commands(), EngineBridge(), ComposePresenter(CATALOG)
    panel = AssetsPanel(window, theme, speech, presenter, desk, bridge)
    panel.attach(cast("Assets", commands))
    window.show()
    return SimpleNamespace(window=window, commands=commands, bridge=bridge, presenter=presenter, panel=panel)


def test_the_header_counts_what_waits_then_what_failed(over: SimpleNamespace, qtbot: QtBot) -> None:
    button = over.window.findChild(ToolButtonWithText, "assetsButton")
    assert button.text() == "Assets"
    over.commands.records = (PENDING, REFUSED)
    over.bridge.asset_changed.emit(AssetChanged(PENDING))
    qtbot.waitUntil(lambda: button.text().endswith("in review"))
    over.commands.records = (REFUSED,)
    over.bridge.asset_changed.emit(AssetChanged(REFUSED))
    qtbot.waitUntil(lambda: button.text().endswith("refused"))


def test_the_pictures_of_assets_are_told_to_whoever_shows_references(over: SimpleNamespace, qtbot: QtBot) -> None:
    over.commands.records = (replace(ACTIVE, thumbnail="/x/heron.png"), PENDING)
    with qtbot.waitSignal(over.panel.drawn) as caught:
        over.bridge.asset_changed.emit(AssetChanged(ACTIVE))
    assert caught.args == [{"asset://asset-1": "/x/heron.png"}]


def test_the_page_shows_what_came_while_it_was_closed(over: SimpleNamespace) -> None:
    over.panel.open()
    over.panel.page.done.emit()
    over.commands.records = (ACTIVE, PENDING)
    over.panel.open()
    assert len(over.panel.page.rows()) == 2


def test_an_approved_asset_becomes_a_reference_under_its_name(over: SimpleNamespace) -> None:
    over.commands.records = (ACTIVE,)
    over.panel.open()
    over.panel.page.rows()[0].findChild(ToolButtonWithText, "useAsset").click()
    (reference,) = over.presenter.draft.references
    assert (reference.source, reference.name, reference.local) == ("asset://asset-1", "heron.png", False)


@pytest.mark.parametrize(("entry", "told"), [("refresh", ("refresh", "a")), ("forget", ("forget", "a"))])
def test_the_menu_commands_reach_the_engine(over: SimpleNamespace, entry: str, told: tuple[str, str]) -> None:
    over.commands.records = (ACTIVE,)
    over.panel.open()
    names = {"refresh": "Ask now", "forget": "Remove from this list"}
    row = over.panel.page.rows()[0]
    assert row.findChild(IconButton, "assetMenu") is not None
    next(action for action in row.menu().actions() if action.text() == names[entry]).trigger()
    assert over.commands.told == [told]


def test_the_address_is_copied(over: SimpleNamespace) -> None:
    over.commands.records = (ACTIVE,)
    over.panel.open()
    over.panel.page.wanted.emit("copy", "a")
    assert QGuiApplication.clipboard().text() == "asset://asset-1"
