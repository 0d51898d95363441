"""What the stage says of a clip that is made and not here: how long its link lives, and what happens by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from seedance_desktop.domain.link import LINK_LIFE
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.ui.stage.pane import StagePane
from tests.gui.stage_takes import NOW, OFFSCREEN, task

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech) -> StagePane:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(656, 816)
    stage.show()
    return stage


def test_a_clip_that_is_being_saved_counts_down_too(stage: StagePane) -> None:
    stage.show_task(task("d", Status.DOWNLOADING, result_at=NOW - LINK_LIFE + 21 * 3600, sent_at=NOW))
    assert stage.currentWidget() is stage._progress
    assert stage._progress._link.isVisible()
    assert stage._progress._link.text().startswith("Its link lives: 21:00:00, until")
    stage.show_task(task("e", Status.PROCESSING, sent_at=NOW))
    assert not stage._progress._link.isVisible()


def test_the_countdown_is_by_the_services_clock(stage: StagePane) -> None:
    made = task("d", Status.COMPLETED, result_at=NOW - LINK_LIFE + 21 * 3600)
    stage.set_skews({made.base_url: 2 * 3600.0, "https://other.example": 0.0})
    stage.show_task(made)
    assert stage._unsaved._facts_box.values()[0].startswith("19:00:00, until")


@pytest.mark.parametrize(
    ("shown", "title", "text"),
    [
        (task("d", Status.COMPLETED), "Made, but not on disk yet", "Asks for a fresh link first"),
        (
            task("d", Status.DOWNLOADING, result_url="u", failure=Failure("disk.full", {"name": "a"})),
            "Made, but not on disk yet",
            "It goes on by itself once the disk takes it",
        ),
        (
            task("d", Status.DOWNLOADING, result_url="u", failure=Failure("download.refused")),
            "Made, but not on disk yet",
            "It is tried again by itself every hour",
        ),
        (
            task("d", Status.COMPLETED, result_at=NOW, failure=Failure("take.lost", {}, '{"status": "completed"}')),
            "Made, but its link has died",
            "Asks for a fresh link first",
        ),
        (
            task("d", Status.COMPLETED, failure=Failure("take.lost", {"why": "unnamed"})),
            "Made, but no link came",
            "None has come",
        ),
    ],
)
def test_a_clip_that_is_not_on_disk_says_what_happens_by_itself(
    stage: StagePane, shown: Task, title: str, text: str
) -> None:
    stage.show_task(shown)
    assert stage._unsaved.card.title() == title
    assert any(label.text().startswith(text) for label in stage._unsaved.findChildren(QLabel))


def test_a_result_that_is_lost_shows_the_whole_answer(stage: StagePane) -> None:
    answer = '{"data": {"task_id": "vid_1", "status": "completed"}}'
    stage.show_task(task("d", Status.COMPLETED, failure=Failure("take.lost", {}, answer)))
    assert "service's support" in stage._unsaved.card.text()
    assert stage._unsaved._answer.isVisible()
    assert answer in stage._unsaved._answer.text()
