"""What is said while paid clips are not here yet, and that it goes away when it is over."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.link import LINK_LIFE
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.events import ClockSkew, DiskWaits, ServiceHealth, TaskChanged
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.vigil import Vigil
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.wording.sentences import Wording
from tests.gui.stage_takes import NOW, task

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.engine.events import Event
    from seedance_desktop.ui.conductor import Conductor

HOUR = 3600.0
HERE = task("a").base_url
SERVICE = "https://service.example/v1"


class Desk(QObject):
    """The window around a vigil: real banners, an engine that only remembers."""

    def __init__(self, theme: Theme, speech: Speech, room: QWidget) -> None:
        super().__init__()
        self.now = NOW
        self.tasks: list[Task] = []
        self.fetched: list[str] = []
        self.skews: list[dict[str, float]] = []
        self.room = room
        self.banners = Banners(theme, speech, QVBoxLayout(room), self)
        self.engine = SimpleNamespace(tasks=self.tasks, retry_download=self.fetched.append)
        self.library = self.stage = SimpleNamespace(set_skews=lambda told: self.skews.append(dict(told)))
        self.bridge = EngineBridge()
        self.vigil = Vigil(cast("Conductor", self), self.bridge, clock=lambda: self.now)
        self.vigil.begin()

    def tell(self, event: Event) -> None:
        self.bridge.listener()(event)

    def said(self, code: str) -> str:
        """The words of a banner; empty where there is none."""
        shown = self.banners._shown.get(code)
        return "" if shown is None else shown[0]._label.text()

    def unsaved(self, task_id: str, left: float, status: Status = Status.DOWNLOADING) -> None:
        self.tasks.append(task(task_id, status, result_at=self.now - LINK_LIFE + left, result_url="u"))

    def count(self, later: float = 0.0) -> str:
        self.now += later
        self.vigil.count()
        return self.said("takes.dying")


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Desk:
    room = QWidget()
    qtbot.addWidget(room)
    return Desk(Theme(qapp, "dark"), Speech(Wording("en"), load_catalog()), room)


# --- links -------------------------------------------------------------------------------------------------------


def test_takes_whose_links_die_within_a_day_are_counted_and_fetched_by_a_press(desk: Desk) -> None:
    desk.unsaved("a", 30 * HOUR)
    assert desk.count() == ""
    desk.unsaved("b", 23.5 * HOUR)
    desk.unsaved("c", 5.2 * HOUR, Status.COMPLETED)
    desk.unsaved("gone", 0)
    assert desk.count().startswith("2 clips made but not on disk: the first link dies within 6 hours. Fetch")
    (link,) = (link for link in desk.room.findChildren(LinkButton) if link.text())
    assert link.text() == "Fetch them now"
    link.click()
    assert desk.fetched == ["b", "c"]
    desk.tasks.clear()
    assert desk.count() == "", "and gone when all are here"


def test_a_warning_that_was_closed_comes_back_only_for_more_of_them_or_when_time_runs_out(desk: Desk) -> None:
    desk.unsaved("a", 20.5 * HOUR)
    assert desk.count()
    desk.banners.hush("takes.dying")
    assert desk.count() == ""
    assert desk.count(HOUR) == ""
    desk.unsaved("b", 23.5 * HOUR)
    assert desk.count().startswith("2 clips")
    desk.banners.hush("takes.dying")
    assert desk.count(HOUR) == ""
    assert "within 6 hours" in desk.count(13 * HOUR)
    desk.banners.hush("takes.dying")
    assert desk.count(60) == ""
    assert "within 1 hour." in desk.count(5 * HOUR)


def test_a_change_of_a_task_calls_for_a_look(desk: Desk, qtbot: QtBot) -> None:
    desk.unsaved("a", HOUR / 2)
    desk.tell(TaskChanged(desk.tasks[0]))
    desk.tell(TaskChanged(desk.tasks[0]))
    qtbot.waitUntil(lambda: desk.said("takes.dying").startswith("1 clip made"))


# --- disks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "missing", "text"),
    [
        ("disk.full", 120_000_000, "No room in “takes” for 3 clips: 120 MB are missing."),
        ("disk.full", 0, "No room in “takes” for 3 clips."),
        ("disk.read_only", 0, "“takes” is read-only: 3 clips"),
        ("disk.failed", 0, "“takes” takes no files: 3 clips"),
        ("disk.away", 0, "The disk with “takes” is gone: 3 clips"),
    ],
)
def test_a_disk_that_takes_nothing_is_said_until_it_is_over(desk: Desk, code: str, missing: int, text: str) -> None:
    desk.tell(DiskWaits("/media/takes", code, missing, 3))
    assert desk.said("takes.no_room").startswith(text)
    assert "goes on by itself" in desk.said("takes.no_room")
    desk.tell(DiskWaits("/srv/takes", "disk.read_only", 0, 1))
    desk.tell(DiskWaits("/srv/takes", "disk.read_only", 0, 0))
    assert desk.said("takes.no_room").startswith(text), "the other one still waits"
    desk.tell(DiskWaits("/media/takes", code, 0, 0))
    assert desk.said("takes.no_room") == ""


# --- the service ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("service.failed", "service.example has not answered since "),
        ("net.dns", "service.example has been unreachable since "),
        ("service.rate_limited", "service.example has been asking us to slow down since "),
    ],
)
def test_a_service_that_is_down_is_said_once_and_taken_back(desk: Desk, code: str, text: str) -> None:
    desk.banners.say(code, {"host": "service.example", "status": 503})
    desk.tell(ServiceHealth(SERVICE, NOW - 120, Failure(code, {"status": 503})))
    assert desk.said("service.down").startswith(text)
    assert "Nothing is lost" in desk.said("service.down")
    assert desk.banners.codes() == ("service.down",), "in place of what single tasks met"
    assert desk.vigil.is_down
    desk.tell(ServiceHealth(SERVICE, None, None))
    assert desk.banners.codes() == ()
    assert not desk.vigil.is_down


def test_two_services_that_are_down_are_named_together(desk: Desk) -> None:
    desk.tell(ServiceHealth(SERVICE, NOW - 90_000, Failure("service.failed")))
    desk.tell(ServiceHealth("https://other.example", NOW, Failure("net.dns")))
    assert desk.said("service.down").startswith("service.example, other.example")
    desk.tell(ServiceHealth(SERVICE, None, None))
    assert desk.said("service.down").startswith("other.example has been unreachable")


# --- the clock ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2 * 24 * HOUR, "about 48 hours"), (-40 * 60.0, "about 40 minutes"), (200.0, ""), (0.0, "")],
)
def test_a_clock_that_is_wrong_is_told_and_counted_with(desk: Desk, seconds: float, text: str) -> None:
    desk.tell(ClockSkew(HERE, seconds))
    said = desk.said("clock.wrong")
    assert (text in said and "this computer and of 127.0.0.1 differ" in said) if text else not said
    assert desk.skews == [{HERE: seconds}] * 2, "library and stage count by it"
    desk.unsaved("a", 12 * HOUR + seconds)
    assert "within 13 hours" in desk.count()
    desk.tell(ClockSkew(HERE, 0.0))
    assert desk.said("clock.wrong") == ""


def test_each_services_links_are_counted_by_its_own_clock(desk: Desk) -> None:
    desk.unsaved("a", 12 * HOUR)
    desk.unsaved("b", 12 * HOUR)
    desk.tasks[1] = replace(desk.tasks[1], base_url=SERVICE)
    desk.tell(ClockSkew(SERVICE, 10.5 * HOUR))
    assert desk.count().startswith("2 clips made but not on disk: the first link dies within 2 hours")
    assert "of service.example differ by about 10 hours" in desk.said("clock.wrong"), "it tells whose clock"
    desk.tell(ClockSkew(HERE, -11.0 * HOUR))
    assert "within 2 hours" in desk.count()
    assert "of 127.0.0.1 differ by about 11 hours" in desk.said("clock.wrong"), "the one that is farthest off"
    desk.tell(ClockSkew(HERE, 0.0))
    assert "of service.example" in desk.said("clock.wrong")
