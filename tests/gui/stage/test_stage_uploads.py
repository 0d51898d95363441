"""How far uploads are and how fast they go, on the page of their task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import UploadProgress
from seedance_desktop.ui.stage.pane import StagePane
from seedance_desktop.ui.stage.uploads import WINDOW, UploadMeter
from tests.gui.stage_takes import NOW, OFFSCREEN, task

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)
MB = 1_000_000


class Watch:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech, watch: Watch) -> StagePane:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    stage._progress._meter = UploadMeter(watch)
    qtbot.addWidget(stage)
    stage.show()
    return stage


def told(stage: StagePane) -> str:
    line = stage._progress._upload
    return line.text() if line.isVisible() else ""


def test_a_task_tells_how_far_its_files_are_and_how_fast_they_go(stage: StagePane, watch: Watch) -> None:
    stage.show_task(task("t", Status.PREPARING))
    assert told(stage) == ""
    stage.add_upload(UploadProgress("t", "a", 0, 20 * MB))
    assert told(stage) == "Uploading 20 MB"
    stage.add_upload(UploadProgress("t", "b", 2 * MB, 20 * MB))
    assert told(stage) == "Uploading 2 MB of 40 MB"
    watch.now += 2
    stage.add_upload(UploadProgress("t", "a", 10 * MB, 20 * MB))
    assert told(stage) == "Uploading 12 MB of 40 MB · 6 MB/s"
    assert stage._progress._steps._share == pytest.approx(0.3)
    stage.add_upload(UploadProgress("t", "a", 20 * MB, 20 * MB))
    stage.add_upload(UploadProgress("t", "b", 20 * MB, 20 * MB))
    assert told(stage) == "Uploaded 40 MB"


def test_a_line_that_stands_still_is_told(stage: StagePane, watch: Watch) -> None:
    stage.show_task(task("t", Status.PREPARING))
    stage.add_upload(UploadProgress("t", "a", 5 * MB, 20 * MB))
    watch.now += 3 * WINDOW
    stage._progress._tell_time()
    assert told(stage) == "Uploading 5 MB of 20 MB · 0 B/s"


def test_a_task_chosen_later_shows_what_was_told_of_it_before(stage: StagePane) -> None:
    stage.add_upload(UploadProgress("t", "a", 5 * MB, 20 * MB))
    stage.show_task(task("other", Status.PREPARING))
    assert told(stage) == ""
    stage.show_task(task("t", Status.PREPARING))
    assert told(stage) == "Uploading 5 MB of 20 MB"
    stage.update_task(task("t", Status.SUBMITTING))
    assert told(stage) == ""
    assert stage._progress._meter.of("t") is None


steps = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 100), st.floats(0, 3)), min_size=1, max_size=30)


@given(steps)
def test_a_speed_is_never_below_nothing_nor_above_what_was_sent(told: list[tuple[str, int, float]]) -> None:
    watch = Watch()
    meter = UploadMeter(watch)
    for reference, sent, seconds in told:
        watch.now += seconds
        meter.add(UploadProgress("t", reference, sent, 100))
        found = meter.of("t")
        assert found is not None
        assert 0 <= found.sent <= found.total
        assert found.speed is None or 0 <= found.speed <= found.sent / 0.5
