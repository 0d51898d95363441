"""Mentions in the prompt, as a person writes, copies, takes back and composes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from seedance_desktop.domain.mentions import mention
from seedance_desktop.ui.compose.chips import ChipLook
from seedance_desktop.ui.compose.mention_popup import SHADE, MentionPopup
from seedance_desktop.ui.compose.prompt_edit import PromptEdit
from seedance_desktop.ui.compose.prompt_text import Reading, change_into, insert_prompt, prompt_of
from seedance_desktop.ui.compose.typed import fitting, mention_begun
from seedance_desktop.ui.theme import DARK, LIGHT, Tokens, mix

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


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("", [HERON, RIVER, WALK]), ("1", [HERON, WALK]), ("２", [RIVER]), ("Image2", [RIVER]), ("图", [HERON, RIVER]),
        ("图片2", [RIVER]), ("视频", [WALK]), ("DAWN", [HERON]), ("photo1", [HERON]), ("song", []), ("zebra", []),
    ],
)  # fmt: skip
def test_a_number_a_name_or_a_kind_in_either_language_finds_it(typed: str, fits: list[str]) -> None:
    assert fitting(LOOKS, typed) == fits


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


def test_tab_chooses_though_there_is_somewhere_to_go(edit: PromptEdit, window: QWidget) -> None:
    other = QPushButton("other")
    column = window.layout()
    assert column is not None
    column.addWidget(other)
    other.show()
    QTest.keyClicks(edit, "@")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.prompt() == f"{chip(HERON)} "
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_the_space_behind_a_chosen_mention_gives_way_to_a_stop(edit: PromptEdit) -> None:
    for typed in ("@1", " and @2"):
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        QTest.keyClicks(edit, ",")
    assert edit.prompt() == f"{chip(HERON)}, and {chip(RIVER)},"
    QTest.keyClicks(edit, " .")
    assert edit.prompt().endswith(", .")


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


def test_what_was_copied_before_its_reference_went_is_pasted_as_a_name(edit: PromptEdit) -> None:
    edit.show_prompt(f"{chip(HERON)} {chip(RIVER)}")
    edit.selectAll()
    edit.cut()
    edit.set_references({RIVER: LOOKS[RIVER]})
    edit.paste()
    assert edit.prompt() == f"heron at dawn.png {chip(RIVER)}"


def test_another_draft_takes_back_nothing_of_the_one_before(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "@")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    edit.selectAll()
    edit.copy()
    edit.begin_with("A boat")
    edit.undo()
    assert edit.prompt() == "A boat"
    edit.paste()
    assert edit.prompt() == f"A boat{chip(HERON, '@Image1')} ", "from elsewhere it is a wording"


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


def test_new_wordings_leave_what_is_being_composed_alone(edit: PromptEdit) -> None:
    edit.show_prompt(f"{chip(HERON)} ")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QApplication.sendEvent(edit, QInputMethodEvent("lu", []))
    edit.set_references({**LOOKS, HERON: LOOKS[RIVER], RIVER: LOOKS[HERON]})
    assert edit.document().firstBlock().layout().preeditAreaText() == "lu"
    done = QInputMethodEvent()
    done.setCommitString("鹭")
    QApplication.sendEvent(edit, done)
    assert edit.prompt() == f"{chip(HERON)} 鹭"


@pytest.mark.parametrize("words", ["@", "words and words and words " * 4 + "@", "שלום עולם @"])
@pytest.mark.parametrize("size", [(420, 520), (240, 180)])
def test_the_list_lies_inside_the_window(
    edit: PromptEdit, window: QWidget, words: str, size: tuple[int, int], qtbot: QtBot
) -> None:
    window.resize(*size)
    qtbot.waitUntil(lambda: edit.width() < size[0])
    edit.insertPlainText(words)
    edit.ensureCursorVisible()
    shown = popup(edit)
    assert shown is not None
    panel = shown.geometry().adjusted(SHADE, SHADE, -SHADE, -SHADE)
    assert window.rect().left() <= panel.left()
    assert panel.right() <= window.rect().right()
    assert window.rect().top() <= panel.top()


def test_the_list_tells_what_enter_would_choose(edit: PromptEdit) -> None:
    QTest.keyClicks(edit, "@")
    shown = popup(edit)
    assert shown is not None
    assert shown.accessibleName()
    assert shown.accessibleDescription() == "@Image1, heron at dawn.png"
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert shown.accessibleDescription() == "@Image2, river.jpg"


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


def test_a_chip_pressed_twice_asks_for_its_reference(edit: PromptEdit, qtbot: QtBot) -> None:
    edit.show_prompt(f"{chip(HERON)} and")
    with qtbot.waitSignal(edit.reference_wanted) as wanted:
        QTest.mouseDClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 14))
    assert wanted.args == [HERON]


def test_a_given_name_stands_behind_the_wording(edit: PromptEdit) -> None:
    edit.show_prompt(f"{chip(HERON)}")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    before = edit.cursorRect().left()
    edit.set_references({**LOOKS, HERON: replace(LOOKS[HERON], name="Heron", given="Heron")})
    assert edit.cursorRect().left() > before + 20
    assert edit._count.text() == str(len("@Image1"))


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_whatever_a_chip_says_can_be_read(tokens: Tokens) -> None:
    ground = QColor(tokens.surface2)
    wash = laid_over(ground, QColor(tokens.wash))
    for ink, behind in (("accent", wash), ("text2", wash), ("danger", ground), ("warning", ground)):
        assert contrast(QColor(getattr(tokens, ink)), behind) >= 4.5, ink
    half = QColor(tokens.accent)
    half.setAlpha(128)
    words, plate = (laid_over(QColor(one), half) for one in (tokens.on_badge, tokens.shadow))
    assert contrast(words, plate) >= 4.5, "Qt lays half of the selection's colour over a chip"


def laid_over(ground: QColor, veil: QColor) -> QColor:
    return mix(ground, QColor(veil.name()), veil.alphaF())


def contrast(first: QColor, second: QColor) -> float:
    low, high = sorted(luminance(one) for one in (first, second))
    return (high + 0.05) / (low + 0.05)


def luminance(color: QColor) -> float:
    shares = ((color.redF(), 0.2126), (color.greenF(), 0.7152), (color.blueF(), 0.0722))
    return sum(share * float(((c + 0.055) / 1.055) ** 2.4 if c > 0.04045 else c / 12.92) for c, share in shares)


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
    reading = Reading(document)
    insert_prompt(QTextCursor(document), before)
    assert prompt_of(document, SAID) == reading.prompt(document, SAID) == before
    change_into(document, after)
    assert prompt_of(document, SAID) == reading.prompt(document, SAID) == after
    if before != after:
        document.undo()
        assert prompt_of(document, SAID) == reading.prompt(document, SAID) == before


@pytest.mark.usefixtures("qapp")
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), WORDS), max_size=8), reads=st.integers(0, 255))
def test_reading_again_sees_what_reading_anew_sees(steps: list[tuple[int, int, str]], reads: int) -> None:
    document = QTextDocument()
    reading = Reading(document)
    for number, (place, length, words) in enumerate(steps):
        cursor = QTextCursor(document)
        last = document.characterCount() - 1
        cursor.setPosition(min(place, last))
        cursor.setPosition(min(place + length, last), QTextCursor.MoveMode.KeepAnchor)
        if words:
            insert_prompt(cursor, words)
        else:
            cursor.removeSelectedText()
        if reads >> number & 1:
            assert reading.prompt(document, SAID) == prompt_of(document, SAID)
    assert reading.prompt(document, SAID) == prompt_of(document, SAID)
