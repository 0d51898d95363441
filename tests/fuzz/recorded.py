"""Whole answers as the sandbox gave them, and what the documents show beside: what is mutated starts from these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Call = Literal["create", "query", "balance", "quota", "upload", "audit", "status", "add", "detail", "people"]

KEY = "sk-canary-fuzz-c41d9e77"
TASK_ID = "vid_8bc1066e"
LINK = "https://files.example.com/20261126/a84b50a8b55a2f48.png?expires=1795984124&sig=8b372152c31e3669a5565e397734"


@dataclass(frozen=True)
class Recording:
    """One answer to one call."""

    call: Call
    document: Any
    status: int = 200


def _task(**changes: object) -> dict[str, object]:
    task = {"task_id": TASK_ID, "status": "queued", "progress": 0, "model": "seedance2.0-mini-sp", "result": None}
    return {**task, "created_at": 1795721324, "completed_at": 0, "error_message": "", **changes}


def _enveloped(data: object, code: object = "20000") -> dict[str, object]:
    return {"code": code, "msg": "ok", "data": data}


_CREATED = {"task_id": TASK_ID, "status": "queued", "model": "seedance2.0-mini-sp", "created_at": 1795721324}
_DONE = _task(status="completed", progress=100, result={"video_url": LINK.replace(".png", ".mp4")}, cost="0.35")
_ASSET = {
    "asset_id": "asset_7cfdd899b020",
    "official_id": "official_7cfdd899b020",
    "status": "Processing",
    "name": "a",
    "created_at": "2026-11-26 20:28:44",
    "image_url": LINK,
    "asset_ref": None,
}
_ITEM = {"asset_id": "asset-80be360ad841", "original_url": LINK, "asset_type": "image", "status": "Pending"}

RECORDED: tuple[Recording, ...] = (
    # The call that costs money comes up most.
    Recording("create", _enveloped(_CREATED)),
    Recording("create", _enveloped(_CREATED, 0)),
    Recording("create", _CREATED),
    Recording("create", _enveloped(dict(_CREATED, cost=0.35, taskId=TASK_ID), 20000)),
    Recording("create", {"code": "20002", "msg": "invalid parameters: duration.out_of_range (duration)"}),
    Recording("create", {"code": 30001, "msg": "余额不足", "data": None}),
    Recording("create", {"code": -1, "msg": "PROVIDER_MODERATION_ERROR: refused", "data": {}}),
    Recording("create", {"error": {"message": "invalid api key", "code": "invalid_api_key"}}, 401),
    Recording("create", {"code": 429, "msg": "too many requests"}, 429),
    Recording("create", {"code": 500, "msg": f"upstream said: Bearer {KEY}"}, 502),
    Recording("query", _enveloped(_task())),
    Recording("query", _enveloped(_task(status="processing", progress="42%"), 0)),
    Recording("query", _enveloped(_DONE)),
    Recording("query", _DONE),
    Recording("query", _enveloped(_task(status="failed", error_message=f"{LINK} refused {KEY}"))),
    Recording("query", {"code": "404", "msg": "task not found"}, 404),
    Recording("balance", _enveloped({"balance": 41.2, "used_coin": 0.35, "available": 40.85}, 20000)),
    Recording("quota", _enveloped({"name": "key", "total_quota": 0.0, "used_quota": 0.35, "unlimited": True}, 20000)),
    Recording("upload", _enveloped({"url": LINK, "filename": "a.png", "size": 124, "mime_type": "image/png"}, 20000)),
    Recording("audit", _enveloped({"items": [_ITEM], "failed_items": [LINK, dict(_ITEM, status="Failed")]})),
    Recording("status", _enveloped({"items": [_ITEM, dict(_ITEM, status="Active")]})),
    Recording("add", _enveloped({"asset_id": "asset_7cfdd899b020"}, 0)),
    Recording("detail", _enveloped(_ASSET, 0)),
    Recording("people", _enveloped({"items": [_ASSET, dict(_ASSET, status="Active", asset_ref="asset://x")]}, 0)),
)
