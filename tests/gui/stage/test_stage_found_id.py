"""The id of a task that only the person knows: where it can be pasted, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.ui.stage.pane import StagePane
from tests.gui.stage_takes import NOW, OFFSCREEN, task

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)
UNSURE = task("u", Status.UNCERTAIN, sent_at=NOW, finished_at=NOW, failure=Failure("net.broken"))


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech) -> StagePane:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(656, 816)
    stage.show()
    return stage


def button(stage: StagePane, name: str) -> QPushButton:
    page = stage.currentWidget()
    assert page is not None
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def press(stage: StagePane, name: str) -> None:
    QTest.mouseClick(button(stage, name), Qt.MouseButton.LeftButton)


def id_field(stage: StagePane) -> QLineEdit:
    page = stage.currentWidget()
    assert page is not None
    field = page.findChild(QLineEdit, "adoptId")
    assert isinstance(field, QLineEdit)
    return field


@pytest.mark.parametrize(("copied", "filled"), [(" vid_8f21c04 ", "vid_8f21c04"), ("two words", ""), ("x" * 200, "")])
def test_a_found_id_is_pasted_and_adopted(stage: StagePane, qtbot: QtBot, copied: str, filled: str) -> None:
    QGuiApplication.clipboard().setText(copied)
    stage.show_task(UNSURE)
    press(stage, "pasteId")
    field = id_field(stage)
    assert field.text() == filled
    assert button(stage, "fetchId").isEnabled() is bool(filled)
    field.setText(" vid_1 ")
    with qtbot.waitSignal(stage.adopt) as adopted:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert adopted.args == ["u", "vid_1"]
    field.clear()
    with qtbot.assertNotEmitted(stage.adopt):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_id_of_a_clip_that_was_closed_can_still_be_pasted(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(replace(UNSURE, status=Status.CANCELLED))
    press(stage, "pasteId")
    field = id_field(stage)
    field.setText("vid_1")
    with qtbot.waitSignal(stage.adopt) as adopted:
        press(stage, "fetchId")
    assert adopted.args == ["u", "vid_1"]
    for other in (task("c", Status.CANCELLED), task("f", Status.FAILED, sent_at=NOW)):
        stage.show_task(other)
        assert not button(stage, "pasteId").isVisible()


def test_the_id_of_another_clip_is_not_filled_in(stage: StagePane) -> None:
    QGuiApplication.clipboard().setText("vid_known")
    stage.know(lambda: [UNSURE, replace(UNSURE, id="other", remote_id="vid_known")], lambda _task: None)
    stage.show_task(UNSURE)
    press(stage, "pasteId")
    field = id_field(stage)
    assert field.text() == ""


def test_a_clip_of_which_nobody_can_say_whether_it_was_sent_is_not_told_as_sent(stage: StagePane) -> None:
    stage.show_task(replace(UNSURE, failure=Failure("task.maybe_sent")))
    page = stage._uncertain
    assert stage.currentWidget() is page
    assert page.card.title() == "It may have been sent"
    assert "nothing is left that says whether this clip was sent" in page.card.text()
    assert "The request was sent" not in page.card.text()
    stage.show_task(replace(UNSURE, failure=Failure("adopt.unknown", {"id": "{id}"})))
    assert "“{id}”" in page.card.text(), "whatever was pasted"
