"""Whatever a task holds comes back as it was."""

from __future__ import annotations

import json
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.bounds import LAST
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.assets import asset_from_text
from seedance_desktop.store.rows import (
    SUMS,
    origin_to_text,
    request_from_text,
    request_to_text,
    state_to_text,
    task_from_text,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))
"""Lone surrogates too: file names hold them."""

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MOMENTS = st.floats(0, LAST)
AMOUNTS = st.none() | st.decimals(-(10**15), 10**15, places=12)
FACTS = st.builds(
    Facts,
    format=st.none() | ANY_TEXT,
    width=st.none() | st.integers(0),
    height=st.none() | st.integers(0),
    seconds=st.none() | NUMBERS,
    fps=st.none() | NUMBERS,
    size=st.none() | st.integers(0),
)
REFERENCES = st.builds(
    Reference, id=ANY_TEXT, place=st.sampled_from(Place), source=ANY_TEXT, local=st.booleans(), facts=FACTS
)
REQUESTS = st.builds(
    Request,
    model=ANY_TEXT,
    route_id=ANY_TEXT,
    prompt=ANY_TEXT,
    duration=st.integers(),
    resolution=ANY_TEXT,
    ratio=ANY_TEXT,
    orientation=ANY_TEXT,
    references=st.lists(REFERENCES, max_size=3).map(tuple),
    reviewed=st.booleans(),
)
VALUES = st.dictionaries(ANY_TEXT, st.none() | st.booleans() | st.integers() | NUMBERS | ANY_TEXT, max_size=3)
TASKS = st.builds(
    Task,
    id=ANY_TEXT,
    status=st.sampled_from(Status),
    request=REQUESTS,
    profile_id=ANY_TEXT,
    base_url=ANY_TEXT,
    created_at=MOMENTS,
    remote_id=st.none() | ANY_TEXT,
    sent_at=st.none() | MOMENTS,
    finished_at=st.none() | MOMENTS,
    service_status=ANY_TEXT,
    progress=st.integers(0, 100),
    result_url=st.none() | ANY_TEXT,
    result_at=st.none() | MOMENTS,
    take=st.none() | ANY_TEXT,
    thumbnail=st.none() | ANY_TEXT,
    seconds=st.none() | MOMENTS,
    estimate=AMOUNTS,
    cost=AMOUNTS,
    balance_before=AMOUNTS,
    balance_after=AMOUNTS,
    failure=st.none() | st.builds(Failure, code=ANY_TEXT, values=VALUES, detail=ANY_TEXT),
    favourite=st.booleans(),
    takes_folder=st.none() | ANY_TEXT,
)


PLAIN = Task("id", Status.FAILED, Request("m", "r", "p", 5), "main", "https://h.example", 1.0)


@given(REQUESTS)
def test_a_request_comes_back(request: Request) -> None:
    assert request_from_text(request_to_text(request)) == request


@given(TASKS)
def test_a_task_comes_back(task: Task) -> None:
    texts = request_to_text(task.request), origin_to_text(task), state_to_text(task)
    assert task_from_text(task.id, task.created_at, *texts) == task
    assert all(text.isascii() and "\n" not in text for text in texts)


@pytest.mark.parametrize("at", [-1.0, 1e300, math.inf, math.nan, 10**400, LAST * 1.001])
@pytest.mark.parametrize("name", ["sent_at", "finished_at", "seconds", "held_until", "balance_during_at"])
def test_a_time_that_no_calendar_has_is_none_of_ours(name: str, at: float) -> None:
    state = json.dumps({**json.loads(state_to_text(PLAIN)), name: at})
    with pytest.raises(ValueError, match="time"):
        task_from_text("id", 1.0, request_to_text(PLAIN.request), origin_to_text(PLAIN), state)
    with pytest.raises(ValueError, match="time"):
        task_from_text("id", at, request_to_text(PLAIN.request), origin_to_text(PLAIN), state_to_text(PLAIN))


@pytest.mark.parametrize("amount", ["sNaN", "NaN", "-Infinity", "1e-99999", "1e99999", "0e-99999", "0." + "1" * 900])
@pytest.mark.parametrize("name", SUMS)
def test_a_sum_that_nobody_can_write_out_is_none_of_ours(name: str, amount: str) -> None:
    state = json.dumps({**json.loads(state_to_text(PLAIN)), name: amount})
    with pytest.raises(ValueError, match="sum"):
        task_from_text("id", 1.0, request_to_text(PLAIN.request), origin_to_text(PLAIN), state)


def test_every_field_is_kept() -> None:
    """A field that is added to a task must be added to its row too."""
    task = Task("id", Status.FAILED, Request("m", "r", "p", 5), "main", "https://h.example", 1.0)
    changed = {
        "sent_at": 2.0,
        "remote_id": "vid",
        "finished_at": 3.0,
        "service_status": "x",
        "progress": 4,
        "result_url": "https://h.example/x",
        "result_at": 5.0,
        "take": "/t",
        "thumbnail": "/p",
        "seconds": 6.0,
        "favourite": True,
        "adopted": True,
        "takes_folder": "/f",
        "price_key": "k",
        "quantity": 7,
        "held_until": 8.0,
        "batch": "b",
        "balance_before_at": 9.0,
        "balance_during_at": 10.0,
        "balance_after_at": 11.0,
        "failure": Failure("a.b", {"n": 1}, "d"),
        **dict.fromkeys(SUMS, Decimal("0.10")),
    }
    full = Task(task.id, task.status, task.request, "main", task.base_url, 1.0, **changed)  # type: ignore[arg-type]  # named above, each with its own type
    assert set(changed) == set(Task.__dataclass_fields__) - {
        "id", "status", "request", "profile_id", "base_url", "created_at"
    }  # fmt: skip
    texts = request_to_text(full.request), origin_to_text(full), state_to_text(full)
    assert task_from_text(full.id, full.created_at, *texts) == full


def test_values_that_json_cannot_hold_become_text() -> None:
    failure = Failure("a.b", {"amount": Decimal("1.5")})
    task = Task("id", Status.FAILED, Request("m", "r", "p", 5), "main", "", 1.0, failure=failure)
    found = task_from_text("id", 1.0, request_to_text(task.request), origin_to_text(task), state_to_text(task))
    assert found.failure is not None
    assert found.failure.values == {"amount": "1.5"}


@pytest.mark.parametrize("text", ["null", "7", '"x"', "[]", "{}", "[" * 50_000, "9" * 5_000])
def test_an_asset_that_is_none_is_left_out(text: str) -> None:
    assert asset_from_text(text) is None
