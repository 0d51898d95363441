"""The service's price list in the settings: everything is said before anything is changed, and by whom since when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.price import OLD_AFTER, Source
from seedance_desktop.domain.price_list import Quote
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import PriceListFetched
from seedance_desktop.settings.model import SANDBOX_ID, SavedOrigin
from seedance_desktop.ui.preferences.edits import with_listed, with_profile
from seedance_desktop.ui.preferences.prices_page import PricesPage

if TYPE_CHECKING:
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.settings.model import SavedProfile
    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

ADDRESS = "https://www.jimmyai.cn"
FULL, MD, STD = "sd2_mx_720p", "seedance2.0-md", "seedance2.0-std"
LIST = (
    Quote(FULL, "per_second", Decimal("0.30")),
    Quote("sd2_mx_1080p", "per_second", Decimal("0.52")),
    Quote(MD, "per_task", Decimal("0.45")),
    Quote(STD, "per_second", Decimal("0.10")),
    Quote("soundclone", "per_10k_char", Decimal(1)),
)


class Office:
    """The prices page of a bench, and the service behind it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.asked: list[Profile] = []
        bench.panel.price_list_wanted.connect(self.asked.append)
        prices = {FULL: Decimal("0.28"), "sd2_mx_1080p": Decimal("0.52")}
        settings = with_profile(bench.desk.settings, "default", prices=prices)
        assert settings is not None
        bench.desk.change_settings(settings)
        bench.desk.changes.clear()
        bench.panel.show_section("prices")
        page = bench.panel.page("prices")
        assert isinstance(page, PricesPage)
        self.page = page

    @property
    def kept(self) -> SavedProfile:
        return self.bench.desk.settings.profiles[0]

    def answer(self, quotes: tuple[Quote, ...] | None, failure: Failure | None = None, address: str = ADDRESS) -> None:
        self.bench.panel.price_list_fetched(PriceListFetched("default", address, quotes, failure))

    def offered(self) -> list[str]:
        return [row.comparison.name for row in self.page.review.rows]


@pytest.fixture
def office(bench: Bench) -> Office:
    office = Office(bench)
    office.page.fetch.click()
    return office


def test_nothing_is_changed_before_it_is_applied(office: Office) -> None:
    assert [profile.base_url for profile in office.asked] == [ADDRESS]
    assert office.page.review.isVisible()
    office.answer(LIST)

    assert office.offered() == [FULL, MD]
    assert "New: 1" in office.page.review.summary.text()
    assert "Changed: 1" in office.page.review.summary.text()
    assert "The same: 1" in office.page.review.summary.text()
    assert office.bench.desk.changes == []


def test_what_is_applied_has_its_day_and_what_held_is_dated_anew(office: Office) -> None:
    office.answer(LIST)
    office.page.review.apply.click()

    assert office.kept.prices == {FULL: Decimal("0.30"), "sd2_mx_1080p": Decimal("0.52"), MD: Decimal("0.45")}
    assert {origin.source for origin in office.kept.origins.values()} == {Source.CATALOG}
    assert office.kept.origins.keys() == office.kept.prices.keys()
    assert not office.page.review.isVisible()
    assert office.page.lines[FULL].field.text() == "0.30"
    assert office.page.lines[FULL].since.text().startswith("listed 2")
    assert office.page.fetch.hasFocus()


def test_a_row_that_is_switched_off_is_left_alone(office: Office) -> None:
    office.answer(LIST)
    before = office.page.review.apply.text()
    office.page.review.rows[0].switch.click()
    assert office.page.review.apply.text() != before
    office.page.review.apply.click()

    assert office.kept.prices[FULL] == Decimal("0.28")
    assert FULL not in office.kept.origins
    assert office.kept.prices[MD] == Decimal("0.45")


def test_a_price_in_another_unit_is_never_taken_and_that_is_said(office: Office) -> None:
    office.answer(LIST)

    assert STD in office.page.review.notes.text()
    assert "per second" in office.page.review.notes.text()
    assert "soundclone" not in office.page.review.notes.text()
    office.page.review.apply.click()
    assert STD not in office.kept.prices


def test_many_that_cannot_be_taken_are_counted(office: Office) -> None:
    wrong = tuple(Quote(key, "per_million_tokens", Decimal(1)) for key in list(office.page.lines)[:9])
    office.answer((*wrong, Quote(MD, "", None)))

    lines = office.page.review.notes.text().split("\n")
    assert sum(line.startswith("Not taken: ") for line in lines) == 6
    assert "Not taken for such reasons: 4 more." in lines
    assert not office.page.review.apply.isVisible()


def test_where_all_is_the_same_only_the_day_is_noted(office: Office) -> None:
    office.answer(LIST[1:2])
    assert office.offered() == []
    office.page.review.apply.click()

    assert office.kept.prices == {FULL: Decimal("0.28"), "sd2_mx_1080p": Decimal("0.52")}
    assert list(office.kept.origins) == ["sd2_mx_1080p"]


def test_a_service_without_a_list_says_so_plainly(office: Office) -> None:
    office.answer(None)

    assert "no public price list" in office.page.review.summary.text()
    assert not office.page.review.apply.isVisible()
    office.page.review.close_button.click()
    assert not office.page.review.isVisible()
    assert office.page.fetch.hasFocus()


def test_why_the_list_did_not_come_is_said(office: Office) -> None:
    office.answer(None, Failure("net.dns", {"host": "www.jimmyai.cn"}))

    assert office.page.review.summary.role() == "danger"
    assert "www.jimmyai.cn" in office.page.review.summary.text()


def test_an_answer_nobody_waits_for_is_not_shown(office: Office) -> None:
    office.answer(LIST, address="https://other.example")
    assert office.offered() == []
    office.page.show_profile("studio")
    assert not office.page.review.isVisible()
    office.answer(LIST)
    assert not office.page.review.isVisible()


def test_a_profile_that_moved_meanwhile_gets_no_prices_of_its_old_place(office: Office) -> None:
    moved = with_profile(office.bench.desk.settings, "default", base_url="https://new.example")
    assert moved is not None
    office.bench.desk.change_settings(moved)
    office.answer(LIST)

    assert not office.page.review.isVisible()


def test_the_sandboxs_list_can_be_looked_at_and_not_applied(office: Office) -> None:
    office.page.show_profile(SANDBOX_ID)
    office.page.fetch.click()
    assert office.asked[-1].sandbox
    office.bench.panel.price_list_fetched(PriceListFetched(SANDBOX_ID, office.asked[-1].base_url, LIST, None))

    assert "Changed: 1" in office.page.review.summary.text()
    assert (office.offered(), office.page.review.apply.isVisible()) == ([], False)


def test_a_typed_price_is_by_hand_of_today_and_goes_with_its_day(office: Office) -> None:
    line = office.page.lines[FULL]
    for text, source in (("0.4", Source.HAND), ("", None)):
        line.field.setFocus()
        line.field.selectAll()
        QTest.keyClick(line.field, Qt.Key.Key_Delete)
        QTest.keyClicks(line.field, text)
        QTest.keyClick(line.field, Qt.Key.Key_Return)
        origin = office.kept.origins.get(FULL)
        assert (origin.source if origin else None) is source
        assert bool(line.since.text()) == bool(source)


@pytest.mark.parametrize(("age", "old"), [(0, False), (OLD_AFTER, False), (OLD_AFTER + 1, True), (4000, True)])
def test_an_old_price_has_a_quiet_sign(office: Office, age: int, old: bool) -> None:  # noqa: FBT001 - a case
    since = date.fromordinal(office.page.today().toordinal() - age)
    origins = {FULL: SavedOrigin(since=since, source=Source.CATALOG)}
    settings = with_profile(office.bench.desk.settings, "default", origins=origins)
    assert settings is not None
    office.bench.desk.change_settings(settings)

    line = office.page.lines[FULL]
    assert line.is_old is old
    assert since.isoformat() in line.field.accessibleDescription()
    assert ("90 days" in office.page.hint.text()) is old
    assert (since.isoformat() in office.page.hint.text()) is not old


def test_a_price_typed_over_meanwhile_is_not_said_to_be_the_lists(office: Office) -> None:
    office.answer(LIST)
    same = [one for one in office.page.review._found if one.name == "sd2_mx_1080p"]
    typed = with_profile(office.bench.desk.settings, "default", prices={"sd2_mx_1080p": Decimal(9)})
    assert typed is not None

    settings = with_listed(typed, "default", [], same, date(2026, 11, 26))

    assert settings == typed
    assert with_listed(typed, "nobody", [], same, date(2026, 11, 26)) is None
