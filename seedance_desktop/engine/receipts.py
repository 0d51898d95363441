"""One file about one task, to show to the service's support: what was sent, what came back, what the money did."""

from __future__ import annotations

import asyncio
import hashlib
import json
import platform
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.redact import redact
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.witness import Traffic, witness
from seedance_desktop.engine.accounts import saved
from seedance_desktop.media.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.supervisor import Supervisor
    from seedance_desktop.store.store import Store

PACKAGE = "seedance-desktop"
HOME = "~"


class Receipts:
    """Writes receipts; answered by `FileSaved`."""

    def __init__(self, board: Board, store: Store, supervisor: Supervisor) -> None:
        self._board = board
        self._store = store
        self._supervisor = supervisor

    def save(self, task_id: str, path: Path) -> None:
        """Write the receipt of a task, also of one off the list, under a name that the user has chosen."""
        self._supervisor.start(f"receipt {path}", self._save(task_id, path), after=True)

    async def _save(self, task_id: str, path: Path) -> None:
        known = self._board.known
        task = next((task for task in known if task.id == task_id), None)
        if task is None:
            return
        lines: tuple[Mapping[str, Any], ...] = ()
        with suppress(LocalFailure):  # the row alone is a receipt, too
            lines = await self._store.lines_of(task_id)
        receipt = await asyncio.to_thread(receipt_of, task, lines, known)
        text = await asyncio.to_thread(as_text, receipt)
        self._board.tell(await saved(text.encode("utf-8", "replace"), path))


def receipt_of(task: Task, lines: Iterable[Mapping[str, Any]], others: Iterable[Task]) -> dict[str, Any]:
    """All that is known of a task. Blocks: local references are read for their hashes.

    Args:
        task: as it stands.
        lines: the ledger's, of this task.
        others: all tasks, also those off the list, for what the balance proves.
    """
    lines = list(lines)
    return {
        "made_by": {"program": "Seedance Desktop", "version": _version(), "system": platform.platform()},
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "task": {
            "task_id": task.remote_id,
            "our_id": task.id,
            "status": task.status.value,
            "service": task.base_url,
            "route": task.request.route_id,
            "result": task.result_url,
            "failure": None if task.failure is None else asdict(task.failure),
        },
        "times": {
            "made": _moment(task.created_at),
            "sent": _moment(task.sent_at),
            "ended": _moment(task.finished_at),
            "result_seen": _moment(task.result_at),
        },
        "sent": [_sent(line) for line in lines if line.get("what") == "sending"],
        "request": task.request.body(),
        "references": _references(task.request.references, lines),
        "answers": [_answer(line) for line in lines if line.get("raw")],
        "status_words": [[_moment(line.get("at")), line.get("word")] for line in lines if line.get("what") == "seen"],
        "ledger": [[_moment(line.get("at")), line.get("what")] for line in lines],
        "money": _money(task, others),
    }


def as_text(receipt: Mapping[str, Any]) -> str:
    """A receipt as the file holds it: keys, signatures and the home folder's name are gone."""
    text = redact(json.dumps(receipt, ensure_ascii=False, indent=2, default=str))
    home = json.dumps(str(Path.home()), ensure_ascii=False)[1:-1]
    return text.replace(home, HOME) if len(home) > 1 else text


def _sent(line: Mapping[str, Any]) -> dict[str, Any]:
    body = str(line.get("body", ""))
    digest = hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    return {"at": _moment(line.get("at")), "body": _parsed(body), "sha256_of_body_without_signatures": digest}


def _answer(line: Mapping[str, Any]) -> dict[str, Any]:
    to = "create" if line.get("what") == "answer" else "query"
    return {"at": _moment(line.get("at")), "to": to, "body": _parsed(str(line["raw"]))}


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _references(references: Iterable[Reference], lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of a file that stands in several places one line tells."""
    uploads = {str(line.get("reference")): line for line in lines if line.get("what") == "uploaded"}
    by_source = {one.source: uploads[one.id] for one in references if one.id in uploads}
    return [_reference(one, by_source.get(one.source) if one.local else None) for one in references]


def _reference(reference: Reference, upload: Mapping[str, Any] | None) -> dict[str, Any]:
    known: dict[str, Any] = {"place": reference.place.value, "name": reference.called, "source": reference.source}
    known["facts"] = {name: value for name, value in asdict(reference.facts).items() if value is not None}
    if upload is not None:
        known["sha256_sent"], known["sha256_sent_is_of"] = upload.get("sha256"), upload.get("of")
    if reference.local:
        with suppress(LocalFailure):
            known["sha256_now"] = sha256_of(Path(reference.source))
    return known


def _money(task: Task, others: Iterable[Task]) -> dict[str, Any]:
    verdict = witness(task, Traffic(others))
    readings = {
        "before": (task.balance_before_at, task.balance_before),
        "after_the_answer": (task.balance_during_at, task.balance_during),
        "after_the_end": (task.balance_after_at, task.balance_after),
    }
    return {
        "price_shown": _sum(task.estimate),
        "unit_price": _sum(task.unit_price),
        "quantity": task.quantity,
        "billing_name": task.price_key or None,
        "cost_told_by_the_service": _sum(task.cost),
        "balance": {name: [_moment(at), _sum(balance)] for name, (at, balance) in readings.items()},
        "balance_says": verdict.movement.value,
        "amount": _sum(verdict.amount),
        "because": None if verdict.doubt is None else verdict.doubt.value,
    }


def _sum(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"


def _moment(at: object) -> str | None:
    """Unix seconds as a date with its offset; what a damaged ledger holds instead is left out."""
    if not isinstance(at, int | float):
        return None
    try:
        return datetime.fromtimestamp(at).astimezone().isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return None


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"
