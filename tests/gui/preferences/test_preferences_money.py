"""Caps and the time to undo: kept at once, each where it belongs, no wrong one ever."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.price_rows import price_groups
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.spending import Caps, Spent
from seedance_desktop.settings.model import SANDBOX_ID, SavedCaps, Settings
from seedance_desktop.ui.preferences.edits import with_cap, with_profile
from seedance_desktop.ui.preferences.money_page import CAPS, MoneyPage
from seedance_desktop.ui.widgets.sliders import SlimSlider
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QLineEdit

    from seedance_desktop.ui.theme import Theme
    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

ALL_KEYS = [row.key for group in price_groups(load_catalog()) for row in group.rows]


@pytest.fixture
def page(bench: Bench) -> MoneyPage:
    bench.panel.show_section("money")
    page = bench.panel.page("money")
    assert isinstance(page, MoneyPage)
    return page


def type_cap(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def caps_of(bench: Bench, profile_id: str) -> Caps:
    return next(profile.caps for profile in bench.desk.profiles if profile.id == profile_id)


@pytest.mark.parametrize("name", CAPS)
def test_a_cap_is_kept_and_lifted(bench: Bench, page: MoneyPage, name: str) -> None:
    type_cap(page.caps[name], "0.5")
    assert caps_of(bench, "default") == Caps(**{name: Decimal("0.5")})
    assert page.caps[name].text() == "0.50"

    type_cap(page.caps[name], "")
    assert not caps_of(bench, "default").are_set


def test_a_cap_of_nothing_is_a_cap(bench: Bench, page: MoneyPage) -> None:
    type_cap(page.caps["day"], "0")

    assert caps_of(bench, "default") == Caps(day=Decimal(0))
    assert page.caps["day"].text() == "0.00"


def test_what_is_no_amount_is_never_a_cap_and_lifts_none(bench: Bench, page: MoneyPage) -> None:
    type_cap(page.caps["day"], "20")
    type_cap(page.caps["day"], "2o")

    assert caps_of(bench, "default") == Caps(day=Decimal(20))
    assert page.caps["day"].is_wrong()
    assert "0.35" in page.caps["day"].accessibleDescription()
    bench.panel.show_section("look")
    assert page.caps["day"].text() == "20.00"


def test_caps_go_to_the_profile_that_is_shown(bench: Bench, page: MoneyPage) -> None:
    page.show_profile("studio")
    page.caps["session"].setFocus()
    QTest.keyClicks(page.caps["session"], "3")
    page.show_profile(SANDBOX_ID)
    assert page.caps["session"].text() == ""
    type_cap(page.caps["batch"], "1")

    assert caps_of(bench, "studio") == Caps(session=Decimal(3))
    assert caps_of(bench, SANDBOX_ID) == Caps(batch=Decimal(1))
    assert not caps_of(bench, "default").are_set


def test_a_cap_says_what_counts_against_it_by_now_and_for_whom(bench: Bench, page: MoneyPage) -> None:
    assert [label.text() for label in page.sums.values()] == ["", ""]
    bench.spent["default"] = Spent(session=Decimal("0.35"), day=Decimal("1.05"))
    bench.panel.spent_changed()
    assert [label.text() for label in page.sums.values()] == ["0.35 so far", "1.05 so far"]

    page.show_profile("studio")
    assert [label.text() for label in page.sums.values()] == ["", ""]


def test_an_address_given_for_one_run_has_no_caps(qapp: QApplication, theme: Theme) -> None:
    assert qapp
    visited = Profile("url-1", "https://x.example", "https://x.example")
    page = MoneyPage(theme, FakeDesk(visited=visited), load_catalog(), lambda _profile: None)
    page.show_profile("url-1")

    assert not any(field.isEnabled() for field in page.caps.values())
    assert "one run" in page.profile_hint.text()
    page.deleteLater()


def test_a_cap_says_that_unknown_prices_stop_and_leads_to_them(bench: Bench, page: MoneyPage) -> None:
    assert page.unknown.role() == "text3"
    type_cap(page.caps["day"], "20")
    assert page.unknown.role() == "warning"
    assert page.unknown.text().startswith(f"{len(ALL_KEYS)} of {len(ALL_KEYS)} ")

    page.unknown.activated.emit()
    assert bench.panel.section() == "prices"


def test_where_every_price_is_known_a_cap_warns_of_nothing(bench: Bench, page: MoneyPage) -> None:
    known = with_profile(bench.desk.settings, "default", prices=dict.fromkeys(ALL_KEYS, Decimal(1)), caps={"day": 1})
    assert known is not None
    bench.desk.change_settings(known)

    assert page.unknown.role() == "text3"


def test_the_time_to_undo_is_kept_once_the_slider_stands(bench: Bench, page: MoneyPage) -> None:
    assert page.undo.value() == 3
    for seconds in (9, 17, 30):
        page.undo.setValue(seconds)
    bench.panel.show_section("look")

    assert [settings.undo_seconds for settings in bench.desk.changes] == [30]


def test_undo_can_be_switched_off_by_the_keys(bench: Bench, page: MoneyPage) -> None:
    before = page.undo_hint.text()
    slider = page.undo.findChild(SlimSlider)
    assert slider is not None
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    bench.panel.hide()

    assert bench.desk.settings.undo_seconds == 0
    assert page.undo_hint.text() != before


def test_the_undo_time_follows_the_settings(bench: Bench, page: MoneyPage) -> None:
    bench.desk.change_settings(bench.desk.settings.model_copy(update={"undo_seconds": 12}))

    assert page.undo.value() == 12
    assert len(bench.desk.changes) == 1


def test_a_cap_of_an_unknown_profile_changes_nothing() -> None:
    assert with_cap(Settings(), "nobody", "day", Decimal(1)) is None
    assert with_cap(Settings(), SANDBOX_ID, "day", Decimal(-1)) is None
    lifted = with_cap(Settings(sandbox_caps=SavedCaps(day=Decimal(1))), SANDBOX_ID, "day", None)
    assert lifted == Settings()
