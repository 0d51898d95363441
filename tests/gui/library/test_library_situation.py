"""What a task means, its numbers, and the one line that tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.link import LINK_LIFE, link_dies_in
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.ui.library.situation import (
    Situation,
    clock_text,
    elapsed,
    situation,
    tenths_text,
)
from seedance_desktop.ui.library.words import StateWords, shortened
from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import text_width
from tests.gui.stage_takes import NOW, request, task

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.notifier import Speech

LOST = Failure("net.broken")
NARROWEST = 113
"""Pixels beside the picture in the smallest window, where the list scrolls."""


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (task("a", Status.DRAFT), Situation.WORKING),
        (task("a", Status.PREPARING), Situation.WORKING),
        (task("a", Status.SUBMITTING), Situation.WORKING),
        (task("a", Status.QUEUED), Situation.WAITING),
        (task("a", Status.PROCESSING), Situation.WORKING),
        (task("a", Status.PROCESSING, failure=LOST, result_url="https://x"), Situation.WORKING),
        (task("a", Status.DOWNLOADING, result_url="https://x"), Situation.WORKING),
        (task("a", Status.DOWNLOADING, result_url="https://x", failure=LOST), Situation.UNSAVED),
        (task("a", Status.FAILED, result_url="https://x", failure=LOST), Situation.UNSAVED),
        (task("a", Status.COMPLETED), Situation.UNSAVED),
        (task("a", Status.COMPLETED, take="/a.mp4"), Situation.DONE),
        (task("a", Status.FAILED), Situation.FAILED),
        (task("a", Status.REFUSED), Situation.FAILED),
        (task("a", Status.UNCERTAIN), Situation.UNCERTAIN),
        (task("a", Status.CANCELLED), Situation.CANCELLED),
    ],
)
def test_a_task_is_judged(shown: Task, expected: Situation) -> None:
    assert situation(shown) is expected


def test_every_status_has_a_situation() -> None:
    assert {status: situation(task("a", status)) for status in Status}.keys() == set(Status)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (65.9, "1:05"), (600, "10:00"), (3605, "1:00:05")])
def test_a_time_reads_as_on_a_clock(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


@given(st.integers(0, 10_000_000))
def test_tenths_never_round_up_into_a_second_that_is_not_reached(milliseconds: int) -> None:
    text = tenths_text(milliseconds)
    whole, tenth = text.rsplit(".", 1)
    assert whole == clock_text(milliseconds // 1000)
    assert int(tenth) == milliseconds % 1000 // 100


def test_time_starts_with_the_sending_and_stops_at_the_end() -> None:
    assert elapsed(task("a", created_at=10, sent_at=20), 50) == 30
    assert elapsed(task("a", created_at=10), 50) == 40
    assert elapsed(task("a", created_at=10, sent_at=20, finished_at=25), 50) == 5
    assert elapsed(task("a", created_at=60), 50) == 0


def test_a_link_lives_three_days_and_never_less_than_nothing() -> None:
    assert link_dies_in(task("a"), NOW) is None
    assert link_dies_in(task("a", result_at=NOW), NOW + 3600) == LINK_LIFE - 3600
    assert link_dies_in(task("a", result_at=NOW - 2 * LINK_LIFE), NOW) == 0


@pytest.mark.parametrize(
    ("shown", "text", "tone"),
    [
        (task("a", Status.PREPARING, created_at=NOW - 5), "Mini Special · preparing · 0:05", "text3"),
        (
            task("a", Status.PREPARING, failure=Failure("review.waiting", {"count": 2})),
            "Waiting for the review of 2 files",
            "text3",
        ),
        (task("a", Status.SUBMITTING, sent_at=NOW - 5), "Mini Special · sending · 0:05", "text3"),
        (task("a", Status.QUEUED, sent_at=NOW - 12), "Mini Special · in queue · 0:12", "text3"),
        (task("a", Status.PROCESSING, sent_at=NOW - 65, progress=62), "Mini Special · 5 s · 62 % · 1:05", "text3"),
        (task("a", Status.DOWNLOADING, sent_at=NOW - 65), "Mini Special · saving · 1:05", "text3"),
        (task("a", Status.COMPLETED), "Not on disk yet", "warning"),
        (task("a", Status.UNCERTAIN), "May be charged", "warning"),
        (task("a", Status.FAILED, failure=Failure("task.moderated")), "Moderated", "danger"),
        (task("a", Status.FAILED), "Failed", "danger"),
        (task("a", Status.CANCELLED), "Nothing was sent", "text3"),
        (task("a", Status.CANCELLED, sent_at=NOW), "Closed by you", "text3"),
    ],
)
def test_a_state_is_one_line_in_one_colour(speech: Speech, shown: Task, text: str, tone: str) -> None:
    line = StateWords(speech).line(shown, NOW)
    assert (line.text, line.tone) == (text, tone)


@pytest.mark.parametrize(
    ("shown", "text", "tone"),
    [
        (
            task("a", Status.DOWNLOADING, sent_at=NOW - 65, result_at=NOW - 600),
            "Saving: link dies in 71 h",
            "text3",
        ),
        (
            task("a", Status.DOWNLOADING, sent_at=NOW - 65, result_at=NOW - 49 * 3600),
            "Saving: link dies in 23 h",
            "warning",
        ),
        (
            task("a", Status.DOWNLOADING, result_url="u", result_at=NOW - 60, failure=Failure("disk.full")),
            "Not on disk: 71 h left",
            "warning",
        ),
        (task("a", Status.COMPLETED, result_at=NOW - 48 * 3600), "Not on disk: 24 h left", "warning"),
        (task("a", Status.COMPLETED, result_at=NOW - 51 * 3600), "Not on disk: 21 h left", "danger"),
        (task("a", Status.COMPLETED, result_at=NOW - LINK_LIFE + 90), "Not on disk: 1 min left", "danger"),
        (task("a", Status.COMPLETED, result_at=NOW - LINK_LIFE), "Not on disk: link died", "danger"),
    ],
)
def test_every_take_that_is_not_on_disk_counts_down(speech: Speech, shown: Task, text: str, tone: str) -> None:
    line = StateWords(speech).line(shown, NOW)
    assert (line.text, line.tone) == (text, tone)


def test_links_die_by_the_services_clock(speech: Speech) -> None:
    words = StateWords(speech)
    made = task("a", Status.COMPLETED, result_at=NOW)
    words.skews = {made.base_url: 3600.0, "https://other.example": -3600.0}
    assert words.line(made, NOW + 1).text == "Not on disk: 70 h left"


def test_a_done_take_tells_route_resolution_and_time(speech: Speech) -> None:
    words = StateWords(speech)
    sharp = words.line(task("a", take="/a.mp4", request=request(resolution="720p")), NOW).text
    assert sharp.startswith("Mini Special · 720p · ")
    plain = words.line(task("a", take="/a.mp4"), NOW).text
    assert plain.startswith("Mini Special · 5 s · ")


def test_a_running_task_in_trouble_says_which(speech: Speech) -> None:
    line = StateWords(speech).line(task("a", Status.PROCESSING, failure=Failure("disk.full", {"name": "a"})), NOW)
    assert line.tone == "warning"
    assert "disk is full" in line.text


@pytest.mark.parametrize(("ago", "day"), [(0, "Today"), (1, "Yesterday"), (5, "17 November"), (400, "18 October 2024")])
def test_days_are_named(speech: Speech, ago: int, day: str) -> None:
    assert StateWords(speech).day(NOW - ago * 86_400, NOW) == day


@pytest.mark.parametrize("hours", [1, 23, 71])
def test_the_time_left_is_seen_whole_in_the_narrowest_list(qapp: QApplication, speech: Speech, hours: int) -> None:
    theme = Theme(qapp, "light")
    made = task("a", Status.COMPLETED, result_at=NOW - LINK_LIFE + hours * 3600 + 60)
    text = StateWords(speech).line(made, NOW).text
    assert f"{hours} h" in text
    assert text_width(theme.font("caption"), text) <= NARROWEST
    theme.deleteLater()


@pytest.mark.parametrize(
    "shown",
    [
        task("a", Status.UNCERTAIN),
        task("a", Status.FAILED, failure=Failure("task.moderated")),
        task("a", Status.CANCELLED),
        task("a", Status.CANCELLED, failure=Failure("hold.cut_short")),
        task("a", Status.CANCELLED, sent_at=NOW),
        task("a", Status.PROCESSING, sent_at=NOW - 65, progress=62),
        task("a", take="/a.mp4", request=request(resolution="720p")),
    ],
)
def test_an_end_is_seen_whole_in_the_narrowest_list(qapp: QApplication, speech: Speech, shown: Task) -> None:
    theme = Theme(qapp, "light")
    font, told = theme.font("caption"), StateWords(speech).line(shown, NOW).text
    text = shortened(told, lambda part: text_width(font, part) <= NARROWEST)
    assert text_width(font, text) <= NARROWEST
    assert told.endswith(text), "the time stays"
    theme.deleteLater()
