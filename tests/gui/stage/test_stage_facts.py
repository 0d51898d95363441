"""Facts of a task in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.situation import Situation, situation
from seedance_desktop.ui.stage.facts import TaskFacts
from tests.gui.stage_takes import NOW, request, task

if TYPE_CHECKING:
    from seedance_desktop.ui.notifier import Speech

PRICE = Decimal("0.35")
FULL = Decimal("41.20")


@pytest.mark.parametrize(
    ("asked", "seen", "text"),
    [
        (request(resolution="720p", ratio="9:16"), None, "720p · 9:16 · 5 s"),
        (request(), None, "5 s"),
        (request(), (1280, 720), "720p · 16:9 · 5 s"),
        (request(), (1504, 640), "640p · 21:9 · 5 s"),
        (request(), (1000, 613), "613p · 1000 × 613 · 5 s"),
        (request(resolution="480p"), (480, 864), "480p · 9:16 · 5 s"),
    ],
)
def test_output_is_what_was_asked_or_what_is_seen(
    speech: Speech, asked: object, seen: tuple[int, int] | None, text: str
) -> None:
    shown = task("a", request=asked)
    assert TaskFacts(speech).output(shown, QSize(*seen) if seen else None) == text


def test_a_cost_that_is_not_told_is_called_an_estimate(speech: Speech) -> None:
    facts = TaskFacts(speech)
    assert facts.cost(task("a", cost=PRICE)) == "0.35"
    assert facts.cost(task("a", estimate=PRICE)) == "about 0.35"
    assert facts.cost(task("a", estimate=PRICE, cost=Decimal(0))) == "about 0.35"
    assert facts.cost(task("a")) == "–"


def test_a_cost_that_was_not_the_price_shown_is_told_with_it(speech: Speech) -> None:
    facts = TaskFacts(speech)
    made = task("a", sent_at=NOW, finished_at=NOW + 9, balance_before=FULL, estimate=PRICE)
    assert facts.cost(replace(made, balance_after=FULL - 2 * PRICE)) == "0.70, shown was 0.35"
    assert facts.cost(replace(made, balance_after=FULL - PRICE)) == "0.35"
    assert facts.cost(replace(made, balance_after=FULL)) == "about 0.35"
    assert situation(task("a")) is Situation.UNSAVED


def test_a_balance_that_others_blur_is_told_as_it_is_also_where_one_of_them_only_waits_for_its_answer(
    speech: Speech,
) -> None:
    facts = TaskFacts(speech)
    made = task("a", sent_at=NOW, finished_at=NOW + 9, balance_before=FULL, balance_after=FULL - PRICE)
    lost = task("b", Status.UNCERTAIN, sent_at=NOW - 600, finished_at=NOW - 500)
    facts.tasks = lambda: [made, lost]
    said, _role = facts.taken(made)
    assert "still without an answer" in said
