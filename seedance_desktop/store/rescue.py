"""Builds the tasks anew from the ledger, for the day on which the database is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.rows import task_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INTENT = "intent"
SENDING = "sending"
UNSENT = "unsent"
ANSWER = "answer"
ENDED = "ended"
FORGOTTEN = "forgotten"


def accepted_ids(lines: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Which of our tasks the service took, and under which id: also those whose row was never written."""
    return {line["task"]: line["remote_id"] for line in lines if line.get("what") == ANSWER and line.get("remote_id")}


def sent_ids(lines: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Our tasks whose create call may have gone out: it was announced, and not taken back since."""
    sent: dict[object, bool] = {}
    for line in lines:
        if line.get("what") in {SENDING, UNSENT}:
            sent[line.get("task")] = line["what"] == SENDING
    return frozenset(task_id for task_id, out in sent.items() if out and isinstance(task_id, str))


def tasks_from_ledger(lines: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """What the ledger knows of every task.

    A task that was surely never sent is cancelled: it can be sent again by a click, but not by a rescue.
    """
    tasks: dict[str, Task] = {}
    for line in lines:
        _take_in(tasks, line)
    return tuple(
        replace(task, status=Status.CANCELLED, failure=Failure("store.rescued"))
        if task.status is Status.PREPARING
        else task
        for task in tasks.values()
    )


def forgotten_tasks(lines: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """The tasks that were taken off the list, as they were then."""
    tasks: dict[str, Task] = {}
    gone: dict[str, Task] = {}
    for line in lines:
        if line.get("what") == FORGOTTEN and (task := tasks.get(str(line.get("task")))) is not None:
            gone[task.id] = task
        _take_in(tasks, line)
    return tuple(gone.values())


def _take_in(tasks: dict[str, Task], line: Mapping[str, Any]) -> None:
    what, task_id = line.get("what"), line.get("task")
    if not isinstance(task_id, str):
        return
    if what in {INTENT, ENDED}:
        try:
            tasks[task_id] = task_from_text(task_id, line["created_at"], line["request"], line["origin"], line["state"])
        except (ValueError, KeyError, TypeError, ArithmeticError):
            return
    elif what == FORGOTTEN:
        tasks.pop(task_id, None)
    elif task_id in tasks:
        tasks[task_id] = _moved_on(tasks[task_id], line)


def _moved_on(task: Task, line: Mapping[str, Any]) -> Task:
    what = line.get("what")
    if what == SENDING:
        return replace(task, status=Status.SUBMITTING, sent_at=line.get("at"))
    if what == UNSENT:
        return replace(task, status=Status.PREPARING, sent_at=None)
    if what == ANSWER and line.get("remote_id"):
        return replace(task, status=Status.QUEUED, remote_id=line["remote_id"])
    return task
