"""Recorded answers, and how a test makes one of its own."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import pytest

from seedance_desktop.api.client import _payload
from seedance_desktop.api.errors import Answer
from seedance_desktop.domain.errors import (
    SeedanceError,
)
from tests.unit.api.service import KEY

T = TypeVar("T")

TASK: dict[str, Any] = {
    "task_id": "vid_1",
    "status": "processing",
    "progress": 42,
    "model": "seedance2.0-mini-sp",
    "created_at": 1710000000,
    "completed_at": None,
    "result": {"video_url": "https://cdn.example.com/a.mp4?sign=abc", "image_url": None},
    "error_message": "",
    "cost": "0.35",
}
RECORDED: list[dict[str, Any]] = [
    {"code": "20000", "msg": "ok", "data": TASK},
    {"code": 0, "msg": "ok", "data": TASK},
    {"code": 20000, "msg": "ok", "data": TASK},
    TASK,
    {"code": 20002, "msg": "duration must be 4-15", "data": None},
    {"code": -1, "msg": "server error", "data": {}},
    {"code": 0, "data": {"items": [{"asset_id": "a", "status": "Active"}], "failed_items": [{}]}},
    {"code": 20000, "data": {"balance": 50, "used_coin": 8.8, "available": 41.2}},
    {"error": {"message": "bad key", "code": "invalid_api_key", "type": "x"}},
]


def answer(body: bytes | dict[str, Any] | list[Any] | str, status: int = 200, **headers: str) -> Answer:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer("api.example", status, named, content, complete=True, secrets=(KEY,))


def failure_of(found: Answer) -> SeedanceError:
    with pytest.raises(SeedanceError) as caught:
        _payload(found, absent="task.not_found")
    return caught.value
