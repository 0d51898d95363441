"""Tasks as text and back. Every field is named, so that a row written today is read by every later release.

The text is ASCII JSON: file names and prompts may hold lone surrogates, which SQLite refuses.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any

from seedance_desktop.domain.address import UNSIGNED
from seedance_desktop.domain.bounds import is_moment, is_sum
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.parsing import parse

Json = dict[str, Any]
FIRST_STATE = frozenset(
    {"status", "remote_id", "sent_at", "finished_at", "service_status", "progress", "result_url", "result_at", "take"}
    | {"thumbnail", "seconds", "estimate", "cost", "balance_before", "balance_after", "failure", "favourite"}
)
"""What every release has written of a task's state; the same below of a request and of where it goes."""
FIRST_REQUEST = frozenset(
    {"model", "route_id", "prompt", "duration", "resolution", "ratio", "orientation", "references", "reviewed"}
)
FIRST_ORIGIN = frozenset({"profile_id", "base_url", "takes_folder"})
NONE = type(None)
TIMES = attrgetter(
    *("sent_at", "finished_at", "result_at", "seconds", "held_until"),
    *("balance_before_at", "balance_during_at", "balance_after_at"),
)
TYPES = (
    (
        frozenset({str}),
        attrgetter(
            *("profile_id", "base_url", "service_status", "price_key", "batch", "request.model", "request.route_id"),
            *("request.prompt", "request.resolution", "request.ratio", "request.orientation", "request.written"),
        ),
    ),
    (frozenset({str, NONE}), attrgetter("remote_id", "result_url", "take", "thumbnail", "takes_folder")),
    (frozenset({int, float, bool, NONE}), TIMES),
    (frozenset({int, bool}), attrgetter("progress", "adopted", "request.duration")),
    (frozenset({int, float, bool}), lambda task: (task.created_at,)),
)
"""What may stand in a task, by what JSON reads as."""
FIELDS = {kind: frozenset(kind.__dataclass_fields__) for kind in (Task, Request)}
SUMS = ("estimate", "unit_price", "cost", "balance_before", "balance_during", "balance_after")


def request_to_text(request: Request) -> str:
    """The frozen request as one line of JSON."""
    return json.dumps(
        {
            "model": request.model,
            "route_id": request.route_id,
            "prompt": request.prompt,
            "duration": request.duration,
            "resolution": request.resolution,
            "ratio": request.ratio,
            "orientation": request.orientation,
            "references": [_reference_out(reference) for reference in request.references],
            "reviewed": request.reviewed,
            "written": request.written,
            "reviews": request.reviews,
        }
    )


def request_from_text(text: str) -> Request:
    """Read `request_to_text` back.

    Raises:
        ValueError, KeyError, TypeError: the text is not what that wrote.
    """
    found = _understood(parse(text), FIRST_REQUEST, Request)
    references = tuple(_reference_in(entry) for entry in found.pop("references"))
    reviews = tuple(Review(word) for word in found.pop("reviews", ()))
    return Request(**found, references=references, reviews=reviews)


def state_to_text(task: Task) -> str:
    """Everything of a task that may change, as one line of JSON."""
    return json.dumps(
        {
            "status": task.status.value,
            "remote_id": task.remote_id,
            "sent_at": task.sent_at,
            "finished_at": task.finished_at,
            "service_status": task.service_status,
            "progress": task.progress,
            "result_url": task.result_url,
            "result_at": task.result_at,
            "take": task.take,
            "thumbnail": task.thumbnail,
            "seconds": task.seconds,
            "estimate": _sum_out(task.estimate),
            "price_key": task.price_key,
            "unit_price": _sum_out(task.unit_price),
            "quantity": task.quantity,
            "held_until": task.held_until,
            "batch": task.batch,
            "cost": _sum_out(task.cost),
            "balance_before": _sum_out(task.balance_before),
            "balance_before_at": task.balance_before_at,
            "balance_during": _sum_out(task.balance_during),
            "balance_during_at": task.balance_during_at,
            "balance_after_at": task.balance_after_at,
            "balance_after": _sum_out(task.balance_after),
            "failure": _failure_out(task.failure),
            "favourite": task.favourite,
            "adopted": task.adopted,
        },
        default=str,  # a failure's values may hold anything that can be shown
    )


def origin_to_text(task: Task) -> str:
    """Where a task goes and comes from; frozen like its request."""
    return json.dumps(
        {"profile_id": task.profile_id, "base_url": task.base_url, "takes_folder": task.takes_folder},
    )


def whole(task: Task) -> dict[str, object]:
    """Everything of a task, as a line of the ledger holds it, which stays for ever.

    Links lose their signatures: whoever has one whole has what it leads to. The service is asked for another one of the
    take; a reference shows that it lacks something and cannot be sent, as what is left may lead elsewhere.
    """
    link = task.result_url
    references = tuple(
        one if one.local or "?" not in one.source else replace(one, source=one.source.partition("?")[0] + UNSIGNED)
        for one in task.request.references
    )
    task = replace(
        task,
        request=replace(task.request, references=references),
        result_url=None if link is None else link.partition("?")[0],
    )
    return {
        "created_at": task.created_at,
        "request": request_to_text(task.request),
        "origin": origin_to_text(task),
        "state": state_to_text(task),
    }


def task_from_text(task_id: str, created_at: float, request: str, origin: str, state: str) -> Task:
    """Put a task together again.

    Raises:
        ValueError, KeyError, TypeError, ArithmeticError: one of the texts is not what this module wrote.
    """
    found = _understood(parse(state), FIRST_STATE, Task)
    for name in SUMS:
        if found.get(name) is not None:
            found[name] = Decimal(found[name])
    task = Task(
        id=task_id,
        created_at=created_at,
        request=request_from_text(request),
        status=Status(found.pop("status")),
        failure=_failure_in(found.pop("failure", None)),
        **_understood(parse(origin), FIRST_ORIGIN, Task),
        **found,
    )
    _refuse_others_types(task)
    _refuse_others_numbers(task)
    return task


def _understood(found: Json, first: frozenset[str], known: type[Task | Request]) -> Json:
    """What is read of an object; a later release's further names are passed over.

    Where a name that has always been there is missing, the strange one is that name, damaged.

    Raises:
        TypeError: it is damaged.
    """
    if not isinstance(found, dict):
        raise TypeError("no names")
    if found.keys() <= FIELDS[known]:
        return found
    if not first <= found.keys():
        raise TypeError("a name is damaged")
    return {name: value for name, value in found.items() if name in FIELDS[known]}


def _refuse_others_types(task: Task) -> None:
    """Nothing that reads as JSON and is none of ours goes further.

    Raises:
        TypeError: one of the values has a type that we never write there.
    """
    if not all(kinds.issuperset(map(type, values(task))) for kinds, values in TYPES):
        raise TypeError("a value is damaged")


def _refuse_others_numbers(task: Task) -> None:
    """One flipped bit makes a moment that no calendar has, and whoever shows it would fail.

    Raises:
        ValueError: one of the times or sums is out of all bounds.
    """
    times = (task.created_at, *TIMES(task))
    sums = (getattr(task, name) for name in SUMS)
    if not all(at is None or is_moment(at) for at in times):
        raise ValueError("a time is damaged")
    if not all(amount is None or is_sum(amount) for amount in sums):
        raise ValueError("a sum is damaged")


def _reference_out(reference: Reference) -> Json:
    return {
        "id": reference.id,
        "place": reference.place.value,
        "source": reference.source,
        "local": reference.local,
        "name": reference.name,
        "original": reference.original,
        "facts": asdict(reference.facts),
    }


def _reference_in(found: Json) -> Reference:
    return Reference(
        id=found["id"],
        place=Place(found["place"]),
        source=found["source"],
        local=found["local"],
        facts=Facts(**found["facts"]),
        name=found.get("name", ""),
        original=found.get("original", ""),
    )


def _failure_out(failure: Failure | None) -> Json | None:
    if failure is None:
        return None
    return {"code": failure.code, "values": dict(failure.values), "detail": failure.detail}


def _failure_in(found: Json | None) -> Failure | None:
    return None if found is None else Failure(found["code"], found["values"], found["detail"])


def _sum_out(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
