"""Prices, storage, network, look and about: every change holds at once, no wrong one ever."""

from __future__ import annotations

import os
import threading
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.settings.model import SANDBOX_ID
from seedance_desktop.ui.preferences.about_page import AboutPage
from seedance_desktop.ui.preferences.look_page import LookPage
from seedance_desktop.ui.preferences.money_page import MoneyPage
from seedance_desktop.ui.preferences.network_page import OWN, NetworkPage
from seedance_desktop.ui.preferences.parts import Page
from seedance_desktop.ui.preferences.prices_page import PricesPage
from seedance_desktop.ui.preferences.storage_page import StoragePage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.catalog import Catalog
    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

MODEL = "sd2_mx_720p"
P = TypeVar("P", bound=Page)


def opened(bench: Bench, kind: type[P], name: str) -> P:
    bench.panel.show_section(name)
    page = bench.panel.page(name)
    assert isinstance(page, kind)
    return page


def retype(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def test_a_price_is_kept_and_emptied(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    field = page.lines[MODEL].field
    retype(field, ".3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert bench.desk.settings.profiles[0].prices == {MODEL: Decimal("0.3")}
    assert field.text() == "0.30"
    assert page.count.text().startswith("1 ")
    retype(field, "")
    page.lines["sd2_mx_1080p"].field.setFocus()
    assert bench.desk.settings.profiles[0].prices == {}


def test_a_price_typed_last_is_kept_when_the_settings_close(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    retype(page.lines[MODEL].field, "0.35")
    bench.panel.hide()
    assert bench.desk.settings.profiles[0].prices == {MODEL: Decimal("0.35")}


def test_a_wrong_price_is_marked_at_once_and_never_kept(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    field = page.lines[MODEL].field
    retype(field, "0,35")
    assert field.is_wrong()
    assert field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "0,35"
    bench.panel.show_section("look")
    assert bench.desk.changes == []
    assert field.text() == ""
    assert not field.is_wrong()


def test_prices_of_every_model_are_there_with_their_unit(bench: Bench, catalog: Catalog) -> None:
    page = opened(bench, PricesPage, "prices")
    assert list(page.lines) == [row.key for group in price_groups(catalog) for row in group.rows]
    names = {line.field.accessibleName() for line in page.lines.values()}
    assert len(names) == len(page.lines)
    assert "per second" in page.lines[MODEL].field.accessibleName()
    assert "per task" in page.lines["seedance2.0-std"].field.accessibleName()


@pytest.mark.parametrize("in_use", ["default", SANDBOX_ID])
def test_prices_and_caps_open_on_the_profile_in_use(bench: Bench, in_use: str) -> None:
    prices, money = opened(bench, PricesPage, "prices"), opened(bench, MoneyPage, "money")
    for page, name in ((prices, "prices"), (money, "money")):
        bench.panel.show_section("profiles")
        bench.desk.choose_profile("default" if in_use == SANDBOX_ID else SANDBOX_ID)
        bench.desk.choose_profile(in_use)
        bench.panel.show_section(name)
        assert page.profile.profile().id == in_use


def test_the_sandbox_has_prices_of_its_own(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    page.show_profile(SANDBOX_ID)
    field = page.lines[MODEL].field
    assert field.text() == "0.28"
    assert not field.isEnabled()
    page.show_profile("studio")
    assert field.text() == ""
    assert field.isEnabled()


def test_prices_go_to_the_profile_that_is_shown(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    page.show_profile("studio")
    retype(page.lines[MODEL].field, "1")
    page.show_profile("default")
    retype(page.lines[MODEL].field, "2")
    QTest.keyClick(page.lines[MODEL].field, Qt.Key.Key_Return)
    prices = {profile.id: profile.prices.get(MODEL) for profile in bench.desk.settings.profiles}
    assert prices == {"default": Decimal(2), "studio": Decimal(1)}


def test_the_filter_leaves_what_it_names(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    page.search.setText("特价 480")
    shown = [key for key, line in page.lines.items() if line.isVisible()]
    assert shown == ["seedance2.0-mini-sp-480p"]
    page.search.setText("nothing such")
    assert not any(line.isVisible() for line in page.lines.values())


def test_the_arrows_move_between_prices(bench: Bench) -> None:
    page = opened(bench, PricesPage, "prices")
    first, second = list(page.lines.values())[:2]
    first.field.setFocus()
    QTest.keyClick(first.field, Qt.Key.Key_Down)
    assert second.field.hasFocus()
    QTest.keyClick(second.field, Qt.Key.Key_Up)
    assert first.field.hasFocus()


def test_a_folder_for_clips_is_chosen_and_given_back(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    page = opened(bench, StoragePage, "storage")
    assert page.path.text() == bench.desk.usual_folder
    assert not page.reset.isEnabled()
    page.use_folder(str(tmp_path))
    qtbot.waitUntil(lambda: bench.desk.settings.takes_folder == str(tmp_path))
    assert page.path.text() == str(tmp_path)
    page.reset.click()
    assert bench.desk.settings.takes_folder == ""


@pytest.mark.parametrize("name", ["gone", "n" * 300, "a\0b"], ids=["gone", "too long", "no name"])
def test_a_folder_that_is_not_there_is_refused(qtbot: QtBot, bench: Bench, tmp_path: Path, name: str) -> None:
    page = opened(bench, StoragePage, "storage")
    page.use_folder(str(tmp_path / name))
    qtbot.waitUntil(lambda: page.hint.role() == "danger")
    assert bench.desk.changes == []


def test_a_folder_that_is_read_only_is_refused(
    qtbot: QtBot, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    page = opened(bench, StoragePage, "storage")
    page.use_folder(str(tmp_path))
    said = str(bench.speech.sentence("disk.read_only", {"name": str(tmp_path)}))
    qtbot.waitUntil(lambda: page.hint.text() == said)
    assert bench.desk.changes == []


def test_a_folder_that_does_not_answer_is_left_for_the_next(
    qtbot: QtBot, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang, access = threading.Event(), os.access
    slow, quick = tmp_path / "slow", tmp_path / "quick"
    slow.mkdir()
    quick.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: (path != str(slow) or hang.wait()) and access(path, mode))
    page = opened(bench, StoragePage, "storage")
    page.use_folder(str(slow))
    page.use_folder(str(quick))
    qtbot.waitUntil(lambda: bench.desk.settings.takes_folder == str(quick))
    hang.set()
    page._aside._pool.waitForDone()
    qtbot.waitUntil(lambda: page.path.text() == str(quick))
    assert bench.desk.settings.takes_folder == str(quick)


@pytest.mark.parametrize("name", ["storage", "network"])
def test_a_dialog_opens_without_stopping_anything(bench: Bench, name: str) -> None:
    bench.panel.show_section(name)
    page = bench.panel.page(name)
    assert isinstance(page, StoragePage | NetworkPage)
    page.browse()
    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.isVisible()
    dialog.close()


def test_no_proxy_and_back_to_the_systems(bench: Bench) -> None:
    page = opened(bench, NetworkPage, "network")
    assert not page.proxy.isEnabled()
    page.kind.setValue("none")
    assert bench.desk.settings.network.proxy == "none"
    page.kind.setValue("system")
    assert bench.desk.settings.network.proxy == "system"


def test_a_proxy_is_used_once_it_is_whole(bench: Bench) -> None:
    page = opened(bench, NetworkPage, "network")
    page.kind.setValue(OWN)
    assert page.proxy.hasFocus()
    retype(page.proxy, "ftp://127.0.0.1")
    assert page.proxy.is_wrong()
    QTest.keyClick(page.proxy, Qt.Key.Key_Return)
    assert bench.desk.changes == []
    retype(page.proxy, "127.0.0.1:7890")
    QTest.keyClick(page.proxy, Qt.Key.Key_Return)
    assert bench.desk.settings.network.proxy == "http://127.0.0.1:7890"
    assert page.proxy.text() == "http://127.0.0.1:7890"


def test_an_address_that_was_never_typed_is_not_pretended(bench: Bench) -> None:
    page = opened(bench, NetworkPage, "network")
    page.kind.setValue(OWN)
    bench.panel.show_section("look")
    bench.panel.show_section("network")
    assert page.kind.value() == "system"
    assert bench.desk.changes == []


def test_a_certificate_is_named_refused_and_cleared(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    page = opened(bench, NetworkPage, "network")
    page.use_file(str(tmp_path / "gone.pem"))
    qtbot.waitUntil(page.ca_file.is_wrong)
    assert bench.desk.changes == []
    assert page.ca_file.text().endswith("gone.pem")
    (tmp_path / "own.pem").touch()
    page.use_file(str(tmp_path / "own.pem"))
    qtbot.waitUntil(lambda: bench.desk.settings.network.ca_file == str(tmp_path / "own.pem"))
    assert not page.ca_file.is_wrong()
    page._clear.click()
    assert bench.desk.settings.network.ca_file == ""
    assert page.ca_file.text() == ""


def test_look_and_language_hold_at_once(bench: Bench) -> None:
    page = opened(bench, LookPage, "look")
    page.appearance.setValue("dark")
    page.language.setValue("zh")
    assert (bench.desk.settings.appearance, bench.desk.settings.language) == ("dark", "zh")
    bench.desk.change_settings(bench.desk.settings.model_copy(update={"appearance": "light"}))
    assert page.appearance.value() == "light"
    assert len(bench.desk.changes) == 3


def test_about_tells_the_version_the_licence_the_places_and_what_was_skipped(bench: Bench) -> None:
    page = opened(bench, AboutPage, "about")
    assert page.fact("version") == version("seedance-desktop")
    assert page.fact("licence") == "GPL-3.0-or-later"
    assert page.fact("data") == "/home/ada/seedance"
    (problem,) = page.problems
    assert "mine.toml" in problem.text()
    assert "Field required" in problem.text()
