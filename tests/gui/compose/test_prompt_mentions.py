"""Mentions in the prompt, as a person writes, copies, takes back and composes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from seedance_desktop.domain.mentions import mention
from seedance_desktop.ui.compose.chips import ChipLook
from seedance_desktop.ui.compose.mention_popup import MentionPopup
from seedance_desktop.ui.compose.prompt_edit import PromptEdit
from seedance_desktop.ui.compose.prompt_text import change_into, insert_prompt, prompt_of
from seedance_desktop.ui.compose.typed import mention_begun

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

HERON, RIVER, WALK = "heron", "river", "walk"
LOOKS = {
    HERON: ChipLook("@Image1", "heron at dawn.png", sent=True, icon="image"),
    RIVER: ChipLook("@Image2", "river.jpg", sent=True, icon="image"),
    WALK: ChipLook("@Video1", "walk.mp4", sent=True, icon="film"),
    "song": ChipLook("song.mp3", "song.mp3", sent=False, icon="music"),
}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    QVBoxLayout(window)
    window.resize(420, 520)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def edit(qtbot: QtBot, theme: Theme, window: QWidget) -> PromptEdit:
    edit = PromptEdit(theme)
    column = window.layout()
    assert isinstance(column, QVBoxLayout)
    column.addWidget(edit)
    column.addStretch(1)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    edit.set_references(LOOKS)
    return edit


def popup(edit: PromptEdit) -> MentionPopup | None:
    found = edit.window().findChild(MentionPopup, "mentionPopup")
    return found if isinstance(found, MentionPopup) and found.isVisible() else None


def offered(edit: PromptEdit) -> list[str]:
    shown = popup(edit)
    return shown.ids if shown is not None else []


def chip(reference_id: str, said: str = "") -> str:
    return mention(reference_id, said or LOOKS[reference_id].name)


@pytest.mark.parametrize(
    ("before", "typed"),
    [
        ("@", ""), ("like @im", "im"), ("像＠", ""), ("像@图", "图"), ("(@V", "V"),
        ("me@x.org", None), ("a.b@", None), ("@Image1 and", None), ("", None), ("@@", ""), ("1@", None),
    ],
)  # fmt: skip
def test_a_mention_begins_at_an_at_that_is_no_address(before: str, typed: str | None) -> None:
    assert mention_begun(before) == typed


def test_typing_an_at_offers_what_is_loaded_and_narrows_it(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "like @")
    assert offered(edit) == [HERON, RIVER, WALK], "a parked sound is not sent, so it cannot be mentioned"
    QTest.keyClicks(edit, "riv")
    assert offered(edit) == [RIVER]
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.prompt() == f"like {chip(RIVER)} "
    assert popup(edit) is None
    assert edit.hasFocus()


def test_arrows_tab_and_the_mouse_choose(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "@")
    QTest.keyClick(edit, Qt.Key.Key_Up)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClicks(edit, "@")
    shown = popup(edit)
    assert shown is not None
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(40, shown.height() // 2))
    assert edit.prompt() == f"{chip(WALK)} {chip(RIVER)} "
    assert edit.hasFocus()


def test_escape_leaves_the_at_alone_until_the_next_one(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "@")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    QTest.keyClicks(edit, "im")
    assert popup(edit) is None
    assert edit.prompt() == "@im"
    QTest.keyClicks(edit, " @")
    assert popup(edit) is not None


def test_an_empty_draft_says_that_there_is_nothing_to_mention(edit: PromptEdit) -> None:
    edit.set_references({})
    QTest.keyClicks(edit, "@")
    shown = popup(edit)
    assert shown is not None
    assert shown.ids == []
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.prompt() == "@\n"


def test_a_wording_typed_to_its_end_becomes_the_mention(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "@image2, then @Image9.")
    assert edit.prompt() == f"{chip(RIVER)}, then @Image9."


def test_a_chip_is_one_character_to_the_keys(edit: PromptEdit) -> None:
    edit.show_prompt(f"a{chip(HERON)}b")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(2):
        QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.prompt() == "a"


def test_reordering_renames_chips_without_touching_caret_or_undo(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "x")
    edit.show_prompt(f"x{chip(HERON)} y")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.undo()
    edit.set_references({**LOOKS, HERON: LOOKS[RIVER], RIVER: LOOKS[HERON]})
    assert edit.document().isRedoAvailable()
    edit.redo()
    caret = edit.textCursor().position()
    edit.show_prompt(f"x{chip(HERON, '@Image2')} y")
    assert edit.textCursor().position() == caret
    assert edit.prompt() == f"x{chip(HERON, '@Image2')} y"


def test_undo_brings_a_removed_chip_back(edit: PromptEdit) -> None:
    edit.show_prompt(f"a {chip(HERON)} b")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    assert edit.prompt() == ""
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.prompt() == f"a {chip(HERON)} b"


def test_copying_keeps_mentions_here_and_gives_wordings_to_others(edit: PromptEdit) -> None:
    edit.show_prompt(f"a {chip(HERON)} b")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "a @Image1 b"
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert edit.prompt() == f"a {chip(HERON)} ba {chip(HERON)} b"


def test_what_is_pasted_from_elsewhere_is_tied_by_its_wording(edit: PromptEdit) -> None:
    data = QMimeData()
    data.setText(f"like @Image2 and @Image12 {mention('r99', 'evil')}")
    data.setData("application/x-seedance-prompt", f"somebody else\n{mention('r99', 'evil')}".encode())
    edit.insertFromMimeData(data)
    assert edit.prompt() == f"like {chip(RIVER, '@Image2')} and @Image12 r99evil"


def test_composing_keeps_the_list_closed_and_commits_beside_chips(edit: PromptEdit) -> None:
    edit.show_prompt(f"{chip(HERON)}")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(edit, " @")
    QApplication.sendEvent(edit, QInputMethodEvent("lu", []))
    assert popup(edit) is None
    done = QInputMethodEvent()
    done.setCommitString("鹭")
    QApplication.sendEvent(edit, done)
    assert edit.prompt() == f"{chip(HERON)} @鹭"
    full_width = QInputMethodEvent()
    full_width.setCommitString("＠")
    QApplication.sendEvent(edit, full_width)
    assert offered(edit) == [HERON, RIVER, WALK]
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.prompt() == f"{chip(HERON)} @鹭{chip(HERON)}"


def test_mentions_stand_in_right_to_left_text_in_their_logical_order(edit: PromptEdit) -> None:
    words = f"שלום {chip(HERON)} עולם {chip(RIVER)} 🐦"
    edit.show_prompt(words)
    assert edit.prompt() == words
    edit.grab()


def test_the_count_is_of_what_is_sent(edit: PromptEdit) -> None:
    edit.set_limit(20)
    edit.show_prompt(f"{chip(HERON)} 🐦")
    assert edit._count.text() == f"{len('@Image1 🐦')} / 20"


def test_a_chip_tells_its_file(edit: PromptEdit) -> None:
    edit.show_prompt(f"{chip(HERON)} and")
    assert edit._mentioning.chip_at(QPoint(20, 14)) == HERON
    assert edit._mentioning.chip_at(QPoint(120, 14)) == ""


LETTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"], exclude_characters="\ufffc\ufff9\ufffa\ufffb\u00a0"
)
PIECES = st.sampled_from(["\n", "🐦", "鹭", chip(HERON, "x"), chip(RIVER, "x"), chip("song", "x")])
WORDS = st.lists(st.text(LETTERS, max_size=6) | PIECES, max_size=12).map("".join)
SAID = dict.fromkeys((HERON, RIVER, "song"), "x")


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=WORDS, after=WORDS)
def test_a_document_holds_any_prompt_and_becomes_any_other_in_one_step(before: str, after: str) -> None:
    document = QTextDocument()
    insert_prompt(QTextCursor(document), before)
    assert prompt_of(document, SAID) == before
    change_into(document, after)
    assert prompt_of(document, SAID) == after
    if before != after:
        document.undo()
        assert prompt_of(document, SAID) == before
