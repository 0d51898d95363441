"""Mentions in the whole form: what happens to references reaches the words, and the lines above Generate mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.mentions import mention, mentions_in
from seedance_desktop.domain.reference import Place
from seedance_desktop.ui.compose.composer import Composer
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.tile import TileButton
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Composer:
    catalog = load_catalog()
    form = Composer(theme, Speech(Wording("en"), catalog), ComposePresenter(catalog))
    qtbot.addWidget(form)
    form.resize(392, 900)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form._presenter.add(Place.IMAGES, ["/p/heron.png", "/p/river.png"], local=True)
    form._presenter.set_facts("/p/heron.png", form._presenter.draft.references[0].facts)
    form._presenter.set_facts("/p/river.png", form._presenter.draft.references[1].facts)
    form.prompt.setFocus()
    return form


def choose_second(form: Composer) -> str:
    """Mention the second picture by keys; answers its id."""
    QTest.keyClicks(form.prompt, "like @2")
    QTest.keyClick(form.prompt, Qt.Key.Key_Return)
    return form._presenter.draft.references[1].id


def sent(form: Composer) -> str:
    request = form._presenter.evaluation.request
    return "" if request is None else request.prompt


def mend(form: Composer, code: str) -> None:
    readiness = form.send_bar.readiness
    acting = [fix.code for fix in readiness.fixes() if fix.action]
    links = [link for link in readiness.findChildren(LinkButton) if not link.isHidden()]
    QTest.mouseClick(links[acting.index(code)], Qt.MouseButton.LeftButton)


def test_a_reorder_rewrites_what_is_sent_and_leaves_undo_alone(form: Composer) -> None:
    river = choose_second(form)
    assert sent(form) == "like @Image2 "
    form._presenter.move(river, Place.IMAGES, 0)
    assert sent(form) == "like @Image1 "
    form._presenter.rename(river, "The river")
    form.prompt.undo()
    form.prompt.redo()
    assert sent(form) == "like @Image1 "
    assert form._presenter.labels[river] == "@Image1"


def test_a_lost_mention_is_named_mended_and_taken_back_as_what_it_was(form: Composer) -> None:
    river = choose_second(form)
    form._presenter.remove([river])
    assert [issue.code for issue in form._presenter.evaluation.errors] == ["mention.dangling"]
    assert "river.png" in form.send_bar.readiness.fixes()[0].text
    mend(form, "mention.dangling")
    assert form.prompt.prompt() == form._presenter.draft.prompt == "like "
    form.prompt.undo()
    assert form._presenter.draft.prompt == f"like {mention(river, 'river.png')} "
    form._presenter.undo()
    assert sent(form) == "like @Image2 "


def test_a_mode_that_sets_pictures_aside_is_said_and_comes_back(form: Composer) -> None:
    choose_second(form)
    form._presenter.set_mode(Mode.FRAMES)
    assert "set aside" in form.send_bar.readiness.fixes()[0].text
    form._presenter.set_mode(Mode.REFERENCES)
    assert sent(form) == "like @Image2 "


def test_what_is_not_mentioned_leads_to_the_prompt(form: Composer) -> None:
    choose_second(form)
    form.references.setFocus()
    form.prompt.clearFocus()
    mend(form, "mention.unused")
    assert form.prompt.hasFocus()


def test_another_draft_ties_nothing_of_the_one_before(form: Composer) -> None:
    river = choose_second(form)
    other = form._presenter.draft.with_references(())
    form._presenter.replace_draft(other)
    form.prompt.undo()
    assert [one.reference_id for one in mentions_in(form._presenter.draft.prompt)] == [river]
    form._presenter.add(Place.IMAGES, ["/p/boat.png"], local=True)
    assert form._presenter.draft.references[0].id != river, "an id that is still mentioned is not given to another file"


def test_a_chip_pressed_twice_shows_its_tile(form: Composer) -> None:
    river = choose_second(form)
    form.prompt.reference_wanted.emit(river)
    focused = form.focusWidget()
    assert isinstance(focused, TileButton)
    assert focused.tile.id == river


def composed(form: Composer, words: str) -> None:
    """An input method writes words."""
    done = QInputMethodEvent()
    done.setCommitString(words)
    QApplication.sendEvent(form.prompt, done)


def mentioned(form: Composer) -> list[str]:
    return [one.reference_id for one in mentions_in(form._presenter.draft.prompt)]


def test_a_wording_at_the_end_of_the_prompt_means_the_same_picture_after_a_reorder(form: Composer) -> None:
    heron, river = (reference.id for reference in form._presenter.draft.references)
    QTest.keyClicks(form.prompt, "dance like @Image1")
    assert mentioned(form) == [], "it may go on: @Image12"
    form._presenter.move(river, Place.IMAGES, 0)
    assert mentioned(form) == [heron]
    assert sent(form) == "dance like @Image2"
    assert form.prompt.textCursor().atEnd()
    QTest.keyClicks(form.prompt, " and @Image1")
    form._presenter.undo()
    assert mentioned(form) == [heron, river]
    assert sent(form) == "dance like @Image1 and @Image2"
    form.prompt.undo()
    assert form.prompt.toPlainText().endswith("@Image1"), "what was tied alone is one step to take back"
    form._presenter.remove([heron])
    assert "heron.png" in form.send_bar.readiness.fixes()[0].text


@pytest.mark.parametrize(
    "change",
    [
        lambda presenter, heron, _river: presenter.set_mode(Mode.FRAMES) or presenter.move(heron, Place.FIRST_FRAME, 0),
        lambda presenter, _heron, river: presenter.remove([river]) or presenter.undo(),
        lambda presenter, _heron, _river: presenter.set_model("seedance2.0-std"),
        lambda presenter, _heron, _river: presenter.learn({}, {"/p/river.png": None}),
        lambda presenter, _heron, _river: presenter.add(Place.FIRST_FRAME, ["/p/boat.png"], local=True),
    ],
    ids=["mode", "undo", "model", "kind", "frame"],
)
def test_whatever_may_count_anew_ties_first(
    form: Composer, change: Callable[[ComposePresenter, str, str], object]
) -> None:
    heron, river = (reference.id for reference in form._presenter.draft.references)
    QTest.keyClicks(form.prompt, "like @Image1")
    change(form._presenter, heron, river)
    assert mentioned(form) == [heron]
    assert form.prompt.prompt() == form._presenter.draft.prompt


def test_leaving_the_prompt_ends_a_wording(form: Composer) -> None:
    QTest.keyClicks(form.prompt, "like @Image2")
    form.references.setFocus()
    form.prompt.clearFocus()
    assert mentioned(form) == [form._presenter.draft.references[1].id]
    form.prompt.setFocus()
    assert form.prompt.textCursor().atEnd()
    form.prompt.undo()
    assert form.prompt.prompt() == "like @Image2"


def test_a_new_line_and_composed_words_end_a_wording(form: Composer) -> None:
    heron, river = (reference.id for reference in form._presenter.draft.references)
    QTest.keyClicks(form.prompt, "@Image2")
    QTest.keyClick(form.prompt, Qt.Key.Key_Escape)
    QTest.keyClick(form.prompt, Qt.Key.Key_Return)
    assert mentioned(form) == [river]
    QTest.keyClicks(form.prompt, "@Image1")
    QApplication.sendEvent(form.prompt, QInputMethodEvent("ran", []))
    composed(form, "，然后")
    QTest.keyClicks(form.prompt, "@Image2")
    composed(form, "跳舞")
    assert mentioned(form) == [river, heron, river]
    assert sent(form) == "@Image2\n@Image1，然后@Image2跳舞"
    QTest.keyClicks(form.prompt, "@Image1")
    composed(form, "２")
    assert mentioned(form) == [river, heron, river], "a digit goes on counting"
