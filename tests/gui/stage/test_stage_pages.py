"""Every state of a task on its page: what it says and what can be done."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QDateTime, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from seedance_desktop.domain.link import LINK_LIFE
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.domain.witness import BOOKED_LATE, DOUBT_LASTS
from seedance_desktop.ui.stage.pane import StagePane
from seedance_desktop.ui.stage.parts import FactsBox
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.wording.sentences import Wording
from tests.gui.stage_takes import NOW, OFFSCREEN, request, task

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)

PRICE = Decimal("0.35")
FULL = Decimal("41.20")
BOOKED: dict[str, Any] = {
    "sent_at": NOW,
    "remote_id": "vid",
    "finished_at": NOW,
    "balance_before": FULL,
    "balance_after_at": NOW + BOOKED_LATE,
}
MODERATED = Failure("task.moderated", {}, '{"message": "<b>trademark</b>"}')
UNSURE = task(
    "u", Status.UNCERTAIN, sent_at=NOW, finished_at=NOW, estimate=PRICE, balance_before=FULL, balance_after=FULL,
    failure=Failure("net.broken"),
)  # fmt: skip


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, speech: Speech) -> StagePane:
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(656, 816)
    stage.show()
    return stage


def words(widget: QWidget | None) -> str:
    assert widget is not None
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def button(stage: StagePane, name: str) -> QPushButton:
    page = stage.currentWidget()
    assert page is not None
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def press(stage: StagePane, name: str) -> None:
    QTest.mouseClick(button(stage, name), Qt.MouseButton.LeftButton)


def test_the_longest_fact_has_the_most_room_and_a_short_one_is_not_broken(stage: StagePane, qtbot: QtBot) -> None:
    stage.resize(420, 596)
    stage.show_task(UNSURE)
    (box,) = [box for box in stage.findChildren(FactsBox) if box.isVisible()]
    price, balance, says = [label for label in box.findChildren(Label) if label.text() in box.values()]
    qtbot.waitUntil(lambda: price.width() < balance.width() <= says.width())
    assert price.heightForWidth(price.width()) == balance.heightForWidth(balance.width())
    assert says.heightForWidth(says.width()) <= says.height()


def test_before_the_list_is_read_nothing_is_said_and_then_what_is_waited_for(stage: StagePane, qtbot: QtBot) -> None:
    assert words(stage) == ""
    qtbot.waitUntil(lambda: words(stage) == "Opening your clips…")
    stage.give_up()
    assert words(stage) == ""


def test_nothing_shown_teaches_how_to_begin(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(None)
    assert "Make your first clip" in words(stage)
    assert "nothing is charged" in words(stage)
    stage.set_sandbox(False)
    assert "nothing is charged" not in words(stage)
    with qtbot.waitSignal(stage.example_chosen) as chosen:
        QTest.mouseClick(stage._first._examples[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["Kites over an old harbour, telephoto, late sun"]


@pytest.mark.parametrize(
    ("status", "word", "free"),
    [
        (Status.DRAFT, "Preparing", True),
        (Status.PREPARING, "Preparing", True),
        (Status.SUBMITTING, "Sending", False),
        (Status.QUEUED, "In queue", False),
        (Status.PROCESSING, "Making · 62 %", False),
        (Status.DOWNLOADING, "Saving", False),
    ],
)
def test_a_running_task_says_its_stage_and_can_be_stopped_only_while_that_is_free(
    stage: StagePane, qtbot: QtBot, status: Status, word: str, *, free: bool
) -> None:
    stage.show_task(task("r", status, progress=62, created_at=NOW - 65))
    page = stage._progress
    assert stage.currentWidget() is page
    assert page.card.title() == word
    assert page._elapsed.text() == "1:05"
    assert button(stage, "cancelTask").isVisible() is free
    assert ("is free" in words(page)) is free
    if free:
        with qtbot.waitSignal(stage.cancel) as cancelled:
            press(stage, "cancelTask")
        assert cancelled.args == ["r"]


def test_a_running_task_in_trouble_says_which(stage: StagePane) -> None:
    running = task("r", Status.PROCESSING)
    stage.show_task(running)
    assert not stage._progress._trouble.isVisible()
    stage.update_task(replace(running, failure=Failure("disk.full", {"name": "a.mp4"})))
    assert "disk is full" in stage._progress._trouble.text()


def test_no_answer_is_told_plainly(stage: StagePane) -> None:
    stage.show_task(UNSURE)
    page = stage._uncertain
    assert stage.currentWidget() is page
    assert page.card.title() == "No answer came"
    assert "the connection broke" in page.card.text()
    assert "may have charged" in page.card.text()
    assert page._facts_box.values() == ["0.35", "41.20 → 41.20", "Cannot tell yet"]
    for read, less, said in (
        (BOOKED_LATE, Decimal(0), "Nothing so far; it may still be charged"),
        (BOOKED_LATE, PRICE, "0.35 is gone so far"),
        (DOUBT_LASTS, Decimal(0), "Nothing was taken"),
        (DOUBT_LASTS, PRICE, "0.35 is gone"),
    ):
        stage.show_task(replace(UNSURE, balance_after=FULL - less, balance_after_at=NOW + read))
        assert page._facts_box.values()[1:] == [f"41.20 → {FULL - less}", said]
        at = QDateTime.fromSecsSinceEpoch(int(NOW + read)).toString("HH:mm")
        assert f"Balance · {at}" in words(page)
    stage.show_task(replace(UNSURE, balance_after=None, failure=Failure("service.nonsense")))
    assert page._facts_box.values()[1:] == ["41.20 → –", "Not known"]
    assert "the connection broke" not in page.card.text()


def test_an_answer_that_the_end_of_the_program_cost_is_not_laid_at_the_lines_door(stage: StagePane) -> None:
    stage.show_task(replace(UNSURE, failure=Failure("create.interrupted")))
    told = stage._uncertain.card.text()
    assert "when the program ended" in told
    assert "the connection broke" not in told
    assert "may have charged" in told


def test_sending_again_takes_two_presses(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(UNSURE)
    assert button(stage, "sendAgain").text() == "Send again · 0.35"
    with qtbot.assertNotEmitted(stage.send_again):
        press(stage, "sendAgain")
    assert button(stage, "sendAgain").text() == "Really send again · 0.35"
    with qtbot.waitSignal(stage.send_again) as sent:
        press(stage, "sendAgain")
    assert sent.args == ["u"]
    assert button(stage, "sendAgain").text() == "Send again · 0.35"


def test_a_double_click_sends_nothing(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(UNSURE)
    with qtbot.assertNotEmitted(stage.send_again):
        press(stage, "sendAgain")
        for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
            left = Qt.MouseButton.LeftButton
            place = QPointF(button(stage, "sendAgain").rect().center())
            event = QMouseEvent(kind, place, place, left, left, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(button(stage, "sendAgain"), event)


def test_the_second_press_counts_for_the_same_task_and_only_for_a_while(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(UNSURE)
    press(stage, "sendAgain")
    stage.show_task(replace(UNSURE, id="other"))
    with qtbot.assertNotEmitted(stage.send_again):
        press(stage, "sendAgain")
    stage._uncertain._thinking.setInterval(1)
    stage._uncertain._thinking.start()
    qtbot.waitUntil(lambda: button(stage, "sendAgain").text() == "Send again · 0.35")
    with qtbot.assertNotEmitted(stage.send_again):
        press(stage, "sendAgain")


def test_an_id_that_the_service_does_not_know_is_named(stage: StagePane) -> None:
    stage.show_task(replace(UNSURE, failure=Failure("adopt.unknown", {"id": "vid_typo"})))
    assert "The service knows no task “vid_typo”." in words(stage.currentWidget())


def test_an_uncertain_task_can_be_closed_and_its_receipt_unfolded(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(replace(UNSURE, failure=Failure("service.nonsense", {}, "<img src='file:///etc/x'>")))
    receipt = stage._uncertain._receipt
    assert not receipt._body.isVisible()
    QTest.mouseClick(receipt._button, Qt.MouseButton.LeftButton)
    assert receipt._body.isVisible()
    assert '"prompt": "A heron"' in receipt.text()
    assert "<img src='file:///etc/x'>" in receipt.text()
    with qtbot.assertNotEmitted(stage.close_uncertain):
        press(stage, "closeUncertain")
    assert button(stage, "closeUncertain").text() == "Really close"
    with qtbot.waitSignal(stage.close_uncertain) as closed:
        press(stage, "closeUncertain")
    assert closed.args == ["u"]
    stage.show_task(replace(UNSURE, id="next"))
    assert not receipt._body.isVisible()


def test_a_receipt_shows_no_path_of_this_computer(stage: StagePane) -> None:
    local = Reference("1", Place.IMAGES, "/home/ada/pictures/heron.png", local=True)
    windows = Reference("2", Place.IMAGES, "C:\\Users\\ada\\boat.png", local=True)
    far = Reference("3", Place.IMAGES, "https://example.com/reed.png")
    stage.show_task(replace(UNSURE, request=request(references=(local, windows, far))))
    receipt = stage._uncertain._receipt.text()
    for shown in ("heron.png (uploaded)", "boat.png (uploaded)", "https://example.com/reed.png"):
        assert f'"{shown}"' in receipt
    assert "ada" not in receipt


def test_a_failure_says_what_whether_it_cost_and_what_to_change(stage: StagePane, qtbot: QtBot) -> None:
    failed = task("f", Status.FAILED, failure=MODERATED, **BOOKED, balance_after=FULL)
    stage.show_task(failed)
    page = stage._ended
    assert page.card.title() == "Refused by moderation"
    assert page.card.text() == "Change the prompt or the references and send it again."
    assert page._facts_box.values() == ["Nothing was taken", "A new task, charged anew"]
    assert page._answer.text() == MODERATED.detail
    with qtbot.waitSignal(stage.use_again) as used:
        press(stage, "useAgain")
    assert used.args == ["f"]
    with qtbot.waitSignal(stage.forget) as gone:
        press(stage, "removeTask")
    assert gone.args == ["f"]


def test_a_task_that_the_service_forgot_can_be_asked_about_again(stage: StagePane, qtbot: QtBot) -> None:
    stage.show_task(task("f", Status.FAILED, remote_id="vid", sent_at=NOW, failure=Failure("task.lost")))
    assert stage._ended.card.text() == "Ask again later, or look for its id in the console."
    with qtbot.waitSignal(stage.retry_download) as asked:
        press(stage, "askAgain")
    assert asked.args == ["f"]
    stage.show_task(task("f", Status.FAILED, sent_at=NOW, failure=MODERATED))
    assert not button(stage, "askAgain").isVisible()


@pytest.mark.parametrize(
    ("ended", "charged", "again"),
    [
        (task("e", Status.FAILED), "No", "Safe: nothing was made"),
        (task("e", Status.REFUSED, sent_at=NOW), "No", "Safe: nothing was made"),
        (task("e", Status.FAILED, sent_at=NOW), "Perhaps", "A new task, charged anew"),
        (task("e", Status.FAILED, sent_at=NOW, cost=PRICE), "0.35", "A new task, charged anew"),
        (task("e", Status.FAILED, sent_at=NOW, cost=-PRICE), "Perhaps", "A new task, charged anew"),
        (
            task("e", Status.FAILED, **BOOKED, balance_after=FULL - PRICE),
            "0.35 is gone",
            "A new task, charged anew",
        ),
        (
            task("e", Status.FAILED, **{**BOOKED, "balance_after_at": NOW + 29}, balance_after=FULL - PRICE),
            "Cannot tell yet",
            "A new task, charged anew",
        ),
        (task("e", Status.CANCELLED), "No", "Safe: nothing was made"),
    ],
)
def test_an_end_says_as_much_of_the_cost_as_is_known(stage: StagePane, ended: Task, charged: str, again: str) -> None:
    stage.show_task(ended)
    assert stage._ended._facts_box.values() == [charged, again]
    assert stage._ended.card.title()
    assert not stage._ended._answer.isVisible()


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (2 * 86_400 + 3 * 3600 + 5, "2 d 3 h, until"),
        (21 * 3600 + 4 * 60, "21:04:00, until"),
        (59, "0:59, until"),
        (0, "Has died"),
    ],
)
def test_a_clip_that_is_not_on_disk_counts_down(stage: StagePane, qtbot: QtBot, left: float, text: str) -> None:
    stage.show_task(task("d", Status.COMPLETED, result_at=NOW - LINK_LIFE + left, cost=PRICE))
    page = stage._unsaved
    assert stage.currentWidget() is page
    assert page._facts_box.values()[0].startswith(text)
    assert page._facts_box.values()[1] == "0.35"
    with qtbot.waitSignal(stage.retry_download) as retried:
        press(stage, "retryDownload")
    assert retried.args == ["d"]


def test_a_link_of_unknown_age_is_not_invented(stage: StagePane) -> None:
    stage.show_task(task("d", Status.COMPLETED, result_url="u", failure=Failure("disk.full", {"name": "a.mp4"})))
    assert stage._unsaved._facts_box.values()[0] == "Not known"
    assert "disk is full" in stage._unsaved.card.text()


def test_only_the_task_that_is_shown_is_followed(stage: StagePane) -> None:
    stage.show_task(task("a", Status.QUEUED))
    stage.update_task(task("b", Status.FAILED))
    assert stage.task_id == "a"
    stage.update_task(task("a", Status.FAILED))
    assert stage.currentWidget() is stage._ended


EVERY = [
    None,
    task("a", Status.PREPARING),
    task("a", Status.PROCESSING, failure=Failure("disk.full")),
    UNSURE,
    task("a", Status.FAILED, failure=MODERATED, sent_at=NOW),
    task("a", Status.CANCELLED),
    task("a", Status.COMPLETED, result_at=NOW),
]


@pytest.mark.parametrize("shown", EVERY)
def test_no_label_reads_html_and_everything_has_a_name_and_a_size(
    stage: StagePane, qtbot: QtBot, shown: Task | None
) -> None:
    stage.show_task(shown)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in stage.findChildren(QLabel))
    page = stage.currentWidget()
    assert page is not None
    controls: tuple[QPushButton | QLineEdit, ...] = (
        *page.findChildren(QPushButton),
        *page.findChildren(QLineEdit),
    )
    seen = [control for control in controls if control.isVisible()]
    assert all(control.accessibleName() or control.text() for control in seen)
    qtbot.waitUntil(lambda: all(control.height() >= 28 for control in seen))


@pytest.mark.parametrize("shown", EVERY)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_fits_the_narrowest_stage(
    qtbot: QtBot, theme: Theme, speech: Speech, shown: Task | None, language: str
) -> None:
    speech.set_wording(Wording("zh" if language == "zh" else "en"))
    stage = StagePane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(stage)
    stage.resize(420, 596)
    stage.show()
    stage.show_task(replace(shown, request=request("很长的提示词 a long prompt " * 30)) if shown else None)
    page = stage.currentWidget()
    assert page is not None
    assert page.minimumSizeHint().width() <= 420
    for label in page.findChildren(QLabel):
        if label.isVisible():
            right = label.mapTo(stage, label.rect().topRight()).x()
            assert right <= 420, label.text()


def test_another_language_is_told_at_once(stage: StagePane, speech: Speech, told: Callable[[], None]) -> None:
    stage.show_task(task("f", Status.FAILED, failure=MODERATED))
    speech.set_wording(Wording("zh"))
    assert stage._ended.card.title() == "内容审核未通过"
    told()
    assert stage._ended.card.title() == "内容审核未通过"


@pytest.fixture
def told(stage: StagePane) -> Callable[[], None]:
    """What Qt does when a translator is put in."""
    return lambda: _tell_all(stage)


def _tell_all(widget: QWidget) -> None:
    for child in (widget, *widget.findChildren(QWidget)):
        QApplication.sendEvent(child, QEvent(QEvent.Type.LanguageChange))
