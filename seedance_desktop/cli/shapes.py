"""The JSON shapes of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from seedance_desktop.cli.voice import Voice
    from seedance_desktop.domain.errors import SeedanceError
    from seedance_desktop.domain.evaluation import Evaluation, Issue
    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.task import Failure, Task

Json = dict[str, object]


def verdict(evaluation: Evaluation, route_id: str | None) -> Json:
    """What `check` prints about one body."""
    return {
        "ready": evaluation.ready,
        "issues": [_issue(issue) for issue in evaluation.issues],
        "route": route_id,
        "request": evaluation.request.body() if evaluation.request is not None else None,
        "price": _price(evaluation.price) if evaluation.price is not None else None,
    }


def unreadable(reason: str) -> Json:
    """What `check` prints about a text that is no JSON object."""
    issue = {"code": "json.invalid", "severity": "error", "field": "", "values": {"reason": reason[:200]}}
    return {"ready": False, "issues": [issue], "route": None, "request": None, "price": None}


def moved(task: Task) -> Json:
    """A line of `generate --json` while a task is on its way."""
    return {"event": "status", "task": task.id, "status": str(task.status), "progress": task.progress}


def ended(task: Task, voice: Voice) -> Json:
    """The last line of `generate --json`."""
    return {
        "event": "end",
        "task": task.id,
        "task_id": task.remote_id,
        "status": str(task.status),
        "take": task.take,
        "error": _failure(task.failure, voice),
    }


def stopped(error: Json | None) -> Json:
    """The last line of `generate --json` or `resume --json` where there was no task; no error: nothing was to do."""
    return {"event": "end", "task": None, "task_id": None, "status": "draft", "take": None, "error": error}


def listed(task: Task, voice: Voice) -> Json:
    """An entry of `tasks --json`; `created_at` is in Unix seconds."""
    return {
        "task": task.id,
        "task_id": task.remote_id,
        "status": str(task.status),
        "model": task.model,
        "created_at": task.created_at,
        "take": task.take,
        "error": _failure(task.failure, voice),
    }


def unsent(failure: SeedanceError, voice: Voice) -> Json:
    """The error of a command that stopped before anything was sent."""
    return {
        "code": failure.code,
        "message": voice.message(failure),
        "values": failure.values,
        "detail": failure.excerpt,
    }


def blocked(evaluation: Evaluation, voice: Voice) -> Json:
    """The error of a request that is not valid: its first issue, and all of them."""
    first = evaluation.errors[0]
    return {
        "code": first.code,
        "message": voice.issue(first),
        "values": dict(first.values),
        "detail": "",
        "issues": [_issue(issue) for issue in evaluation.issues],
    }


def _failure(failure: Failure | None, voice: Voice) -> Json | None:
    if failure is None:
        return None
    return {
        "code": failure.code,
        "message": voice.message(failure),
        "values": dict(failure.values),
        "detail": failure.detail,
    }


def _issue(issue: Issue) -> Json:
    values = dict(issue.values)
    return {"code": issue.code, "severity": str(issue.severity), "field": str(issue.field), "values": values}


def _price(price: Price) -> Json:
    return {
        "billing_name": price.billing_name,
        "unit": str(price.unit),
        "quantity": price.quantity,
        "unit_price": _number(price.unit_price),
        "total": _number(price.total),
    }


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number; nothing where it is too large to be one."""
    if value is None:
        return None
    near = float(value)
    if near in (float("inf"), float("-inf")):
        return None
    return int(value) if value == value.to_integral_value() and abs(near) < 2**53 else near
