"""A take on the stage: it plays, is told about, and is never loaded twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from seedance_desktop.domain.mentions import mention
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.task import Status
from seedance_desktop.ui.stage.frames import free_name
from seedance_desktop.ui.stage.pane import StagePane
from seedance_desktop.ui.stage.parts import Folded
from tests.gui.stage_takes import MULTIMEDIA, NOW, clip, filmstrip, request, task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*MULTIMEDIA)


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech) -> Iterator[StagePane]:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(656, 816)
    stage.show()
    yield stage
    stage.release()


@pytest.fixture
def heron(tmp_path: Path) -> Task:
    path = clip(tmp_path / "heron.mp4", width=180, height=320, frames=24)
    return task("heron", take=path, remote_id="vid_1", finished_at=NOW, sent_at=NOW - 108, seconds=1.0)


def watch(qtbot: QtBot, stage: StagePane, shown: Task) -> None:
    with qtbot.waitSignal(stage.player.first_frame):
        stage.show_task(shown)


def press(stage: StagePane, name: str) -> None:
    found = stage._take.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_take_is_shown_with_what_it_was(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    with qtbot.waitSignal(stage.filmstrip_wanted) as wanted:
        watch(qtbot, stage, heron)
    assert wanted.args == ["heron"]
    told = [label.text() for label in stage._take._row.findChildren(QLabel) if not label.isHidden()]
    for value in ("Mini Special", "180p · 9:16 · 1 s", "1:48", "vid_1"):
        assert value in told
    assert not stage.player.deck.playing


def test_no_fact_is_cut_off(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, replace(heron, remote_id="vid_8f21c04_with_a_long_name"))
    for label in stage._take._row.findChildren(QLabel):
        needed = QFontMetricsF(label.font()).horizontalAdvance(label.text())
        selectable = label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        assert not selectable or label.isHidden() or label.sizeHint().width() >= needed, label.text()


def test_news_of_the_same_take_do_not_load_it_again(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    stage.player.deck.seek(400)
    qtbot.waitUntil(lambda: stage.player.deck.milliseconds == 400)
    with qtbot.assertNotEmitted(stage.player.first_frame, wait=50), qtbot.assertNotEmitted(stage.filmstrip_wanted):
        stage.update_task(replace(heron, favourite=True))
        stage.show_task(replace(heron, favourite=True))
    assert stage.player.deck.milliseconds == 400


def test_a_clip_that_was_waited_for_begins_to_play(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    stage.show_task(replace(heron, status=Status.DOWNLOADING, take=None))
    stage.update_task(heron)
    qtbot.waitUntil(lambda: stage.player.deck.playing)


def test_another_page_lets_go_of_the_clip(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    stage.show_task(task("other", Status.QUEUED))
    assert stage.player.path is None
    watch(qtbot, stage, heron)
    assert stage.player.path == heron.take


def test_the_filmstrip_of_another_take_is_not_shown(
    qtbot: QtBot, stage: StagePane, heron: Task, tmp_path: Path
) -> None:
    watch(qtbot, stage, heron)
    strip = filmstrip(tmp_path / "strip.png")
    stage.set_filmstrip("other", strip)
    assert stage.player._strip._sheet.isNull()
    stage.set_filmstrip("heron", strip)
    qtbot.waitUntil(lambda: not stage.player._strip._sheet.isNull())
    stage.show_task(None)
    stage.set_filmstrip("heron", strip)


def test_the_buttons_say_which_take(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    for name, signal, sent in (
        ("useAgain", stage.use_again, ["heron"]),
        ("favouriteButton", stage.favourite_toggled, ["heron", True]),
        ("showInFolder", stage.reveal, [heron.take]),
    ):
        with qtbot.waitSignal(signal) as emitted:
            press(stage, name)
        assert emitted.args == sent
    stage.update_task(replace(heron, favourite=True))
    with qtbot.waitSignal(stage.favourite_toggled) as emitted:
        press(stage, "favouriteButton")
    assert emitted.args == ["heron", False]


def test_the_menu_copies_and_removes(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    actions = {action.text(): action for action in stage._take.menu().actions() if action.text()}
    assert list(actions) == [
        "Copy prompt",
        "What was sent",
        "Copy task id",
        "Save receipt…",
        "Open in another program",
        "Remove from list",
    ]
    actions["Copy task id"].trigger()
    assert QGuiApplication.clipboard().text() == "vid_1"
    actions["Copy prompt"].trigger()
    assert QGuiApplication.clipboard().text() == "A heron"
    with qtbot.waitSignal(stage.forget) as gone:
        actions["Remove from list"].trigger()
    assert gone.args == ["heron"]


def test_a_frame_is_saved_beside_its_clip_and_shown(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    with qtbot.waitSignal(stage.frame_saved) as saved:
        press(stage, "saveFrame")
    assert saved.args is not None
    path = Path(saved.args[0])
    assert path.parent == Path(str(heron.take)).parent
    assert path.name == "heron 0m00.0s.png"
    image = QImage(str(path))
    assert (image.width(), image.height()) == (180, 320)
    with qtbot.waitSignal(stage.reveal) as revealed:
        press(stage, "savedFrame")
    assert revealed.args == [str(path)]


def test_a_frame_that_cannot_be_saved_is_told(
    qtbot: QtBot, stage: StagePane, heron: Task, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    watch(qtbot, stage, heron)
    monkeypatch.setattr("seedance_desktop.ui.stage.frames.free_name", lambda *_: tmp_path / "gone" / "a.png")
    with qtbot.waitSignal(stage.frame_failed) as failed:
        press(stage, "saveFrame")
    assert failed.args == [str(tmp_path / "gone" / "a.png")]


def test_a_folder_that_cannot_even_be_asked_takes_no_frame(qtbot: QtBot, stage: StagePane, tmp_path: Path) -> None:
    take = tmp_path / ("n" * 250 + ".mp4")
    with qtbot.waitSignal(stage.frame_failed):
        stage._take._saver.save(QVideoFrame(QImage(4, 4, QImage.Format.Format_RGB32)), str(take), 0)


def test_no_frame_overwrites_another(tmp_path: Path) -> None:
    take = tmp_path / "a.mp4"
    names = []
    for _ in range(3):
        path = free_name(take, 61_250)
        path.touch()
        names.append(path.name)
    assert names == ["a 1m01.2s.png", "a 1m01.2s 2.png", "a 1m01.2s 3.png"]


def test_a_take_that_is_gone_can_be_fetched_again(qtbot: QtBot, stage: StagePane, heron: Task, tmp_path: Path) -> None:
    retry = stage._take.findChild(QPushButton, "retryDownload")
    assert isinstance(retry, QPushButton)
    stage.show_task(replace(heron, take=str(tmp_path / "gone.mp4")))
    qtbot.waitUntil(retry.isVisible)
    with qtbot.waitSignal(stage.retry_download) as retried:
        QTest.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert retried.args == ["heron"]
    watch(qtbot, stage, heron)
    assert not retry.isVisible()


def test_the_focus_does_not_jump_to_a_button_nobody_chose(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    watch(qtbot, stage, heron)
    stage.activateWindow()
    qtbot.waitUntil(stage.isActiveWindow)
    stage.player.screen_view.setFocus()
    stage.show_task(task("u", Status.UNCERTAIN, request=request()))
    assert stage.hasFocus()


def test_the_details_show_exactly_what_was_sent(qtbot: QtBot, stage: StagePane, heron: Task) -> None:
    references = (
        Reference("r2", Place.AUDIOS, "https://h.example/wings.mp3"),
        Reference("r1", Place.IMAGES, "/pictures/ada/dawn.png", local=True),
        Reference("r3", Place.IMAGES, "/pictures/ada/river.png", local=True, name="The river"),
    )
    prompt, written = "like @Image1", f"like {mention('r1', 'dawn.png')}"
    told = replace(heron, request=replace(heron.request, prompt=prompt, written=written, references=references))
    watch(qtbot, stage, told)
    action = next(action for action in stage._take.menu().actions() if action.text() == "What was sent")
    action.trigger()
    (text,) = [f.text() for f in stage._take.findChildren(Folded) if f.isVisible()]
    assert text.splitlines() == [
        "like @Image1",
        "",
        "@Image1  dawn.png",
        "@Image2  The river",
        "@Audio1  h.example · wings.mp3",
        "",
        "seedance2.0-mini-sp · 5 s",
    ]
