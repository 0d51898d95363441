"""Profiles and keys: who gets the key, when, and what is shown of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import ProfileTested
from seedance_desktop.settings.model import SANDBOX_ID, Settings
from tests.fakes.desk import FakeDesk

if TYPE_CHECKING:
    from seedance_desktop.ui.preferences.fields import Field
    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")


def retype(line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def test_a_name_is_kept_with_enter(bench: Bench) -> None:
    name: Field = bench.panel.profiles.form.name
    retype(name, " Ada's ")
    assert bench.desk.changes == []
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert bench.desk.settings.profiles[0].name == "Ada's"
    assert bench.panel.profiles.list.rows()[1].text() == "Ada's"
    assert name.text() == "Ada's"


def test_an_empty_name_is_marked_and_never_kept(bench: Bench) -> None:
    form = bench.panel.profiles.form
    retype(form.name, "")
    assert form.name.is_wrong()
    assert form.name_hint.isVisible()
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert bench.desk.changes == []
    bench.panel.show_section("look")
    assert form.name.text() == "JimmyAI"


def test_a_half_typed_address_is_used_by_nobody(bench: Bench) -> None:
    form = bench.panel.profiles.form
    retype(form.address, "https://www.jimmyai.c")
    form.name.setFocus()
    bench.panel.show_section("look")
    assert bench.desk.changes == []
    bench.panel.show_section("profiles")
    assert form.address.text() == "https://www.jimmyai.cn"


@pytest.mark.parametrize("by_key", [True, False])
def test_an_address_is_used_when_the_person_says_so(bench: Bench, *, by_key: bool) -> None:
    form = bench.panel.profiles.form
    assert not form.take_address.isEnabled()
    retype(form.address, "https://media.example.org/")
    assert form.take_address.isEnabled()
    if by_key:
        QTest.keyClick(form.address, Qt.Key.Key_Return)
    else:
        form.take_address.click()
    assert bench.desk.settings.profiles[0].base_url == "https://media.example.org"
    assert not form.take_address.isEnabled()


@pytest.mark.parametrize(("text", "says"), [("http://media.example.org", "https://"), ("nonsense", "no web address")])
def test_a_bad_address_is_marked_at_once_and_never_kept(bench: Bench, text: str, says: str) -> None:
    form = bench.panel.profiles.form
    retype(form.address, text)
    assert form.address.is_wrong()
    assert says in form.address_hint.text()
    assert form.address_hint.role() == "danger"
    assert not form.trial.button.isEnabled()
    QTest.keyClick(form.address, Qt.Key.Key_Return)
    assert bench.desk.changes == []


def test_a_key_is_kept_and_never_shown_again(bench: Bench) -> None:
    key = bench.panel.profiles.form.key
    assert key.field.text() == ""
    assert "keychain" in key.field.placeholderText()
    retype(key.field, "sk-new")
    assert key.field.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClick(key.field, Qt.Key.Key_Return)
    assert bench.desk.keys["default"] == "sk-new"
    assert key.field.text() == ""
    key.field.undo()
    assert key.field.text() == ""


def test_the_eye_shows_only_what_is_typed_and_closes_again(bench: Bench) -> None:
    key = bench.panel.profiles.form.key
    assert not key._eye.isEnabled()
    retype(key.field, "sk-new")
    key._eye.click()
    assert key.field.echoMode() == QLineEdit.EchoMode.Normal
    bench.panel.show_section("look")
    assert key.field.text() == ""
    assert key.field.echoMode() == QLineEdit.EchoMode.Password


def test_a_key_with_blanks_inside_cannot_be_saved(bench: Bench) -> None:
    key = bench.panel.profiles.form.key
    retype(key.field, "sk new")
    assert key.field.is_wrong()
    assert not key.save.isEnabled()
    assert bench.speech.sentence("key.malformed").what in key.hint.text()
    QTest.keyClick(key.field, Qt.Key.Key_Return)
    assert bench.desk.keys["default"] == "sk-kept"


def test_a_key_kept_for_the_session_only_is_told(bench: Bench) -> None:
    bench.desk.where = "session"
    key = bench.panel.profiles.form.key
    retype(key.field, "sk-new")
    key.save.click()
    assert key.hint.role() == "warning"
    assert bench.speech.sentence("key.session_only").what in key.hint.text()


def test_a_key_is_forgotten_at_the_second_press(bench: Bench) -> None:
    key = bench.panel.profiles.form.key
    QTest.mouseClick(key.forget, Qt.MouseButton.LeftButton)
    assert bench.desk.keys == {"default": "sk-kept"}
    assert key.forget.text() == "Really forget it"
    QTest.mouseClick(key.forget, Qt.MouseButton.LeftButton)
    assert bench.desk.keys == {}
    assert key.place() == "nowhere"
    assert not key.forget.isEnabled()


def test_a_double_click_forgets_nothing(bench: Bench) -> None:
    key = bench.panel.profiles.form.key
    QTest.mouseClick(key.forget, Qt.MouseButton.LeftButton)
    filtered = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        QPointF(5, 5),
        QPointF(key.forget.mapToGlobal(QPoint(5, 5))),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(key.forget, filtered)
    QTest.mouseRelease(key.forget, Qt.MouseButton.LeftButton)
    assert bench.desk.keys == {"default": "sk-kept"}


def test_a_thought_of_forgetting_one_key_forgets_no_other(bench: Bench) -> None:
    page = bench.panel.profiles
    bench.desk.keys["studio"] = "sk-other"
    page.form.key.forget.click()
    page.show_profile("studio")
    page.form.key.forget.click()
    assert set(bench.desk.keys) == {"default", "studio"}


def test_no_button_moves_while_a_key_is_saved_and_tested(bench: Bench) -> None:
    page = bench.panel.profiles
    form = page.form
    places: list[list[QRect]] = []

    def look() -> None:
        QApplication.sendPostedEvents()
        buttons = (form.key.save, form.key.forget, form.trial.button)
        places.append([QRect(button.mapTo(page, QPoint()), QSize(1, 1)) for button in buttons])

    page.show_profile("studio")
    look()
    retype(form.key.field, "sk-new")
    look()
    for where in ("keychain", "session"):
        bench.desk.where = where
        bench.desk.answers = False
        retype(form.key.field, "sk-new")
        form.key.save.click()
        look()
        bench.desk.answer_key("studio")
        look()
    form.trial.button.click()
    look()
    # The link grows to the left; its end and its height stay.
    ways = [[(place.y() if index == 1 else place) for index, place in enumerate(row)] for row in places]
    assert all(row == ways[0] for row in ways)


def test_a_pressed_button_that_cannot_be_pressed_again_keeps_the_focus_near(bench: Bench) -> None:
    form = bench.panel.profiles.form
    bench.panel.activateWindow()
    retype(form.key.field, "sk-new")
    form.key.save.setFocus()
    QTest.keyClick(form.key.save, Qt.Key.Key_Space)
    assert bench.desk.keys["default"] == "sk-new"
    assert form.key.field.hasFocus()
    form.trial.button.setFocus()
    QTest.keyClick(form.trial.button, Qt.Key.Key_Space)
    assert form.trial.hasFocus()
    bench.panel.profile_tested(ProfileTested("default", Decimal(1), None))
    assert form.trial.button.hasFocus()


def test_no_keychain_is_promised_before_it_has_kept_a_key(bench: Bench) -> None:
    page = bench.panel.profiles
    page.show_profile("studio")
    key = page.form.key
    assert key.place() == "nowhere"
    assert "keychain" not in key.hint.text() + key.field.placeholderText()


def test_an_answer_about_another_profile_changes_nothing(bench: Bench) -> None:
    page = bench.panel.profiles
    bench.desk.answers = False
    page.show_profile("studio")
    assert page.form.key.place() is None
    bench.desk.answer_key("default")
    assert page.form.key.place() is None
    bench.desk.answer_key("studio")
    assert page.form.key.place() == "nowhere"


def test_what_is_typed_for_one_profile_is_not_there_for_another(bench: Bench) -> None:
    page = bench.panel.profiles
    retype(page.form.key.field, "sk-mine")
    retype(page.form.address, "https://elsewhere.example")
    page.show_profile("studio")
    assert page.form.key.field.text() == ""
    assert page.form.address.text() == "https://media.example.com"
    assert bench.desk.changes == []


def test_the_unsaved_is_tested(bench: Bench) -> None:
    form = bench.panel.profiles.form
    retype(form.address, "https://media.example.org/")
    assert not form.trial.button.isEnabled()  # the kept key goes to no address that nobody has confirmed
    retype(form.key.field, "sk-new")
    form.trial.button.click()
    ((profile, key),) = bench.tests
    assert (profile.id, profile.base_url, key) == ("default", "https://media.example.org", "sk-new")
    assert form.trial.spinner.isVisible()
    assert not form.trial.button.isEnabled()
    bench.panel.profile_tested(ProfileTested("default", Decimal("41.2"), None))
    assert "41.20" in form.trial.result.text()
    assert form.trial.result.role() == "success"
    assert not form.trial.spinner.isVisible()
    form.key.save.click()
    assert "41.20" in form.trial.result.text()


def test_the_kept_key_is_tested_with_an_empty_one(bench: Bench) -> None:
    bench.panel.profiles.form.trial.button.click()
    assert [key for _, key in bench.tests] == [""]


def test_a_failed_test_says_what_happened_and_what_to_do(bench: Bench) -> None:
    trial = bench.panel.profiles.form.trial
    trial.button.click()
    bench.panel.profile_tested(ProfileTested("default", None, Failure("key.refused", {})))
    assert trial.result.text() == str(bench.speech.sentence("key.refused"))
    assert trial.result.role() == "danger"
    assert trial.button.isEnabled()


def test_an_answer_to_what_is_no_longer_in_the_form_is_not_shown(bench: Bench) -> None:
    form = bench.panel.profiles.form
    form.trial.button.click()
    retype(form.key.field, "sk-other")
    bench.panel.profile_tested(ProfileTested("default", Decimal(1), None))
    assert form.trial.result.role() != "success"


def test_without_a_key_there_is_nothing_to_test(bench: Bench) -> None:
    page = bench.panel.profiles
    page.show_profile("studio")
    assert not page.form.trial.button.isEnabled()
    assert "key" in page.form.trial.result.text()


def test_a_profile_is_added_named_and_used(bench: Bench) -> None:
    page = bench.panel.profiles
    page.list.add.click()
    new = bench.desk.settings.profiles[-1]
    assert page.shown() == new.id
    assert page.form.name.selectedText() == page.form.name.text()
    retype(page.form.name, "Third")
    page.form.use.click()
    assert bench.desk.current_profile.name == "Third"
    assert not page.form.use.isEnabled()


def test_a_profile_goes_at_the_second_press_and_its_key_with_it(bench: Bench) -> None:
    page = bench.panel.profiles
    page.form.remove.click()
    assert len(bench.desk.settings.profiles) == 2
    assert page.form.remove_hint.isVisible()
    page.form.remove.click()
    assert [profile.id for profile in bench.desk.settings.profiles] == ["studio"]
    assert bench.desk.keys == {}
    assert bench.desk.settings.current_profile == ""
    assert page.shown() == "studio"
    assert not page.form.remove.isEnabled()
    assert page.form.remove_hint.text()


def test_a_second_thought_about_one_profile_removes_no_other(bench: Bench) -> None:
    page = bench.panel.profiles
    page.form.remove.click()
    page.show_profile("studio")
    page.form.remove.click()
    assert len(bench.desk.settings.profiles) == 2


def test_the_sandbox_is_explained_and_can_be_used(bench: Bench) -> None:
    page = bench.panel.profiles
    page.show_profile(SANDBOX_ID)
    assert page.sandbox.isVisible()
    assert not page.form.isVisible()
    page.sandbox.use.click()
    assert bench.desk.current_profile.sandbox
    assert not page.sandbox.use.isVisible()


def test_the_arrows_move_between_profiles(bench: Bench) -> None:
    page = bench.panel.profiles
    rows = page.list.rows()
    stops = [row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in rows]
    assert stops == [False, True, False]
    QTest.keyClick(rows[1], Qt.Key.Key_Down)
    assert page.shown() == "studio"
    QTest.keyClick(rows[2], Qt.Key.Key_Down)
    QTest.keyClick(rows[2], Qt.Key.Key_Up)
    QTest.keyClick(rows[1], Qt.Key.Key_Up)
    assert page.shown() == SANDBOX_ID
    assert rows[0].isChecked()


class TestAnAddressGivenByHand:
    @pytest.fixture
    def desk(self) -> FakeDesk:
        settings = Settings(current_profile="url-1")
        return FakeDesk(settings, visited=Profile("url-1", "http://127.0.0.1:9", "http://127.0.0.1:9"))

    def test_it_is_shown_and_not_changed(self, bench: Bench) -> None:
        form = bench.panel.profiles.form
        assert bench.panel.profiles.shown() == "url-1"
        assert not form.address.isEnabled()
        assert not form.name.isEnabled()
        assert not form.remove.isEnabled()
        assert "start" in form.address_hint.text()
