"""Mentions in the whole form: what happens to references reaches the words, and the lines above Generate mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
