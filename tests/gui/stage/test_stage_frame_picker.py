"""A frame of a take is handed on: by a button, by dragging the picture, by dragging out of the filmstrip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from seedance_desktop.ui.player.filmstrip import Filmstrip
from seedance_desktop.ui.stage.pane import StagePane
from tests.gui.stage_takes import MULTIMEDIA, NOW, clip, filmstrip, task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*MULTIMEDIA)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech, tmp_path: Path) -> Iterator[StagePane]:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(656, 816)
    stage.show()
    path = clip(tmp_path / "heron.mp4", width=180, height=320, frames=24)
    with qtbot.waitSignal(stage.player.first_frame):
        stage.show_task(task("heron", take=path, remote_id="vid_1", finished_at=NOW, sent_at=NOW - 108, seconds=1.0))
    yield stage
    stage.release()


def drag(widget: QWidget, by: QPoint) -> None:
    middle = widget.rect().center()
    QTest.mousePress(widget, LEFT, pos=middle)
    QTest.mouseMove(widget, middle + by / 2)
    QTest.mouseMove(widget, middle + by)
    QTest.mouseRelease(widget, LEFT, pos=middle + by)


def test_the_button_hands_on_what_is_seen(qtbot: QtBot, stage: StagePane) -> None:
    assert stage.frames.button.accessibleName() == "Use this frame"
    with qtbot.waitSignal(stage.frames.picked) as told:
        QTest.mouseClick(stage.frames.button, LEFT)
    assert told.args is not None
    assert told.args[0].toImage().width() == 180


def test_the_picture_is_dragged_and_the_clip_stays_as_it_was(qtbot: QtBot, stage: StagePane) -> None:
    screen = stage.player.screen_view.viewport()
    with qtbot.waitSignals([stage.frames.carried, stage.frames.dropped, stage.frames.carry_ended]):
        drag(screen, QPoint(-200, 40))
    assert not stage.player.deck.playing
    with qtbot.assertNotEmitted(stage.frames.dropped):
        QTest.mouseClick(screen, LEFT)
    qtbot.waitUntil(lambda: stage.player.deck.playing)


def test_along_the_filmstrip_one_seeks_and_out_of_it_one_takes(qtbot: QtBot, stage: StagePane, tmp_path: Path) -> None:
    stage.set_filmstrip("heron", filmstrip(tmp_path / "strip.png"))
    (strip,) = stage.findChildren(Filmstrip)
    qtbot.waitUntil(lambda: not strip._sheet.isNull())
    with qtbot.assertNotEmitted(stage.frames.dropped):
        drag(strip, QPoint(60, 0))
    with qtbot.waitSignal(stage.frames.dropped) as told:
        drag(strip, QPoint(0, -120))
    assert told.args is not None
    assert told.args[1].isValid()
