"""A clip without an answer under caps: what they forbid is not offered, and is offered again when they allow it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.ui.stage.pane import StagePane
from tests.gui.stage_takes import NOW, OFFSCREEN, task

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)
UNSURE = task("u", Status.UNCERTAIN, sent_at=NOW, estimate=Decimal("0.35"), failure=Failure("net.broken"))
REACHED = Failure("cap.day", {"cap": "1.50", "spent": "1.40", "price": "0.35"})
SENTENCE = "This costs 0.35, and 1.40 of your cap of 1.50 for a day is spent."


def test_what_a_cap_forbids_cannot_be_sent_again(qtbot: QtBot, theme: Theme, speech: Speech) -> None:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.show()
    stops: list[Failure | None] = [None]
    stage.know(tuple, lambda _task: stops[-1])
    stage.show_task(UNSURE)
    (send,) = (button for button in stage.findChildren(QPushButton) if button.objectName() == "sendAgain")
    QTest.mouseClick(send, Qt.MouseButton.LeftButton)
    assert send.text() == "Really send again · 0.35"

    stops.append(REACHED)
    stage.follow_caps()
    assert (send.text(), send.isEnabled()) == ("Send again · 0.35", False)
    assert any(SENTENCE in label.text() for label in stage.findChildren(QLabel))

    stops.append(None)
    stage.follow_caps()
    assert (send.text(), send.isEnabled()) == ("Send again · 0.35", True), "the first press is forgotten"
    assert not any(SENTENCE in label.text() for label in stage.findChildren(QLabel))
