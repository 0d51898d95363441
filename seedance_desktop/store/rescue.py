"""What the ledger knows of every task, for the day on which the database is lost or behind."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.store.ledger import moment_of
from seedance_desktop.store.rows import task_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

INTENT = "intent"
UPLOADED = "uploaded"
SENDING = "sending"
UNSENT = "unsent"
ANSWER = "answer"
SEEN = "seen"
ENDED = "ended"
FORGOTTEN = "forgotten"
WHOLE = frozenset({INTENT, ENDED})
MOVES = frozenset({SENDING, UNSENT, ANSWER})
HEARD = WHOLE | MOVES | {FORGOTTEN}

UNSENT_YET = (Status.DRAFT, Status.PREPARING, Status.SUBMITTING)


def accepted_ids(lines: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Which of our tasks the service took, and under which id: also those whose row was never written."""
    return {
        line["task"]: line["remote_id"]
        for line in lines
        if line.get("what") == ANSWER and line.get("remote_id") and "task" in line
    }


def sent_ids(lines: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Our tasks whose create call may have gone out: it was announced, and not taken back since."""
    sent: dict[object, bool] = {}
    for line in lines:
        if line.get("what") in {SENDING, UNSENT}:
            sent[line.get("task")] = line["what"] == SENDING
    return frozenset(task_id for task_id, out in sent.items() if out and isinstance(task_id, str))


@dataclass(slots=True)
class Known:
    """What the ledger says.

    Attributes:
        tasks: by our id, as far as each has come.
        gone: what was taken off the list, as it was then.
        bodies: the lines that tell what was sent, of tasks of which no whole line could be read before.
        answers: the lines that tell that it was taken, likewise.
        until: Unix seconds of the last line.
    """

    tasks: dict[str, Task] = field(default_factory=dict)
    gone: dict[str, Task | None] = field(default_factory=dict)
    bodies: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    until: float = 0.0

    @classmethod
    def of(cls, lines: Iterable[Mapping[str, Any]]) -> Known:
        known = cls()
        listener = _Listener(known)
        line: Mapping[str, Any] = {}
        for line in lines:
            if line.get("what") in HEARD and isinstance(task_id := line.get("task"), str):
                listener.hear(task_id, line)
        listener.end()
        known.until = moment_of(line) or 0.0
        return known

    def has_all(self, rows: Iterable[Task]) -> bool:
        """Whether it knows of all that was paid for: it was noted here before it was in any list."""
        return all(
            row.id in self.tasks or row.id in self.gone for row in rows if row.sent_at is not None or row.remote_id
        )

    def orphans(self, like: Sequence[Task]) -> tuple[Task, ...]:
        """Tasks that were paid for and of which nothing but the answer can be read: what was sent stands in for them.

        Args:
            like: other tasks; the service that most of them were sent to is asked about these too.
        """
        services = Counter((task.profile_id, task.base_url) for task in like)
        profile_id, base_url = services.most_common(1)[0][0] if services else ("default", "")
        return tuple(
            Task(
                task_id,
                Status.QUEUED,
                _sent_request(self.bodies.get(task_id, {})),
                profile_id,
                base_url,
                moment_of(line) or 0.0,
                remote_id=line["remote_id"],
                sent_at=moment_of(line) or 0.0,
            )
            for task_id, line in self.answers.items()
            if task_id not in self.tasks
        )


class _Listener:
    """Takes in line after line.

    A task's first whole line and what follows wait unread, as mostly a later whole line tells all of it.
    """

    def __init__(self, known: Known) -> None:
        self._known = known
        self._waiting: dict[str, list[Mapping[str, Any]]] = {}
        self._order: dict[str, None] = {}

    def hear(self, task_id: str, line: Mapping[str, Any]) -> None:
        waiting = self._waiting.get(task_id)
        self._order.setdefault(task_id)
        if waiting is not None and line["what"] in MOVES:
            waiting.append(line)
        elif line["what"] == INTENT and waiting is None and task_id not in self._known.tasks:
            self._waiting[task_id] = [line]
        else:
            told = _told(task_id, line)
            if waiting is not None and (told is None or told.remote_id is None):
                self._read(task_id)
            self._waiting.pop(task_id, None)
            self._take_in(task_id, line, told)

    def end(self) -> None:
        """Read what still waits; the clips of one press stay in their order."""
        for task_id in self._waiting:
            self._read(task_id)
        tasks = self._known.tasks
        self._known.tasks = {task_id: tasks[task_id] for task_id in self._order if task_id in tasks}

    def _read(self, task_id: str) -> None:
        for line in self._waiting[task_id]:
            self._take_in(task_id, line, _told(task_id, line))

    def _take_in(self, task_id: str, line: Mapping[str, Any], told: Task | None) -> None:
        known, what = self._known, line["what"]
        if what in WHOLE:
            self._keep(task_id, told)
        elif what == FORGOTTEN:
            last = known.tasks.pop(task_id, None)
            known.gone[task_id] = told or last
            known.answers.pop(task_id, None)
        elif task_id in known.tasks:
            known.tasks[task_id] = _moved_on(known.tasks[task_id], line)
        elif what == SENDING:
            known.bodies[task_id] = line
        elif what == ANSWER and line.get("remote_id"):
            known.answers[task_id] = line

    def _keep(self, task_id: str, told: Task | None) -> None:
        if told is None:
            return
        answer = self._known.answers.pop(task_id, None)
        self._known.tasks[task_id] = told if answer is None or told.remote_id is not None else _moved_on(told, answer)


def _told(task_id: str, line: Mapping[str, Any]) -> Task | None:
    """The task of a whole line; `None` where it is another one, or damaged."""
    if line["what"] not in WHOLE | {FORGOTTEN}:
        return None
    try:
        return task_from_text(task_id, line["created_at"], line["request"], line["origin"], line["state"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None


def tasks_from_ledger(lines: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """What the ledger knows of every task; see `rebuilt`."""
    return rebuilt((), Known.of(lines), sure=True, now=0.0)


def forgotten_tasks(lines: Iterable[Mapping[str, Any]]) -> tuple[Task, ...]:
    """The tasks that were taken off the list, as they were then."""
    return tuple(task for task in Known.of(lines).gone.values() if task is not None)


def rebuilt(rows: Sequence[Task], known: Known, *, sure: bool, now: float) -> tuple[Task, ...]:
    """The list of tasks from a backup's rows, newest first, and the ledger, in place of one that is lost; oldest first.

    A task that was surely never sent is cancelled: it can be sent again by a click, but not by a rescue.

    Args:
        rows: of the backup.
        known: what the ledger says.
        sure: nothing is missing in the ledger, so that whatever it does not call sent was not.
        now: Unix seconds.
    """
    tasks = {task.id: task for task in reversed(rows) if task.id not in known.gone}
    for task_id, told in known.tasks.items():
        row = tasks.get(task_id)
        tasks[task_id] = told if row is None else _further(row, told, lost=True)
    for task_id, line in (*known.bodies.items(), *known.answers.items()):
        if task_id in tasks and tasks[task_id].status in UNSENT_YET:
            tasks[task_id] = _moved_on(tasks[task_id], line)
    tasks |= {task.id: task for task in known.orphans(tuple(tasks.values())) if task.id not in tasks}
    return tuple(
        _not_by_itself(task, sure=sure and task.id in known.tasks, now=now)
        for task in sorted(tasks.values(), key=lambda task: task.created_at)
    )


def behind(rows: Sequence[Task], known: Known) -> tuple[Task, ...]:
    """What a sound list of tasks lacks, and the ledger has: the file may be older than the ledger.

    What never left is missed by nobody; a task that the list shows further than the ledger does is left alone.
    """
    tasks = {task.id: task for task in rows}
    found = [*known.tasks.values(), *known.orphans(rows)]
    missing = [told for told in found if told.id not in tasks and (told.sent_at or told.remote_id)]
    both = [(tasks[told.id], told) for told in found if told.id in tasks]
    return (*missing, *(moved for row, told in both if (moved := _further(row, told, lost=False)) is not row))


def _further(row: Task, told: Task, *, lost: bool) -> Task:
    """The one of two that is further on its way; the user's mark is the row's, which alone is written at once.

    So is the request, whose links are whole there, and so is the id, unless a person gave another: in a damaged ledger
    a letter may have changed.
    """
    unsent = row.status in UNSENT_YET
    ended = told.status.is_end and (lost or unsent) and not (row.status.is_end and row.remote_id == told.remote_id)
    accepted = told.remote_id is not None and row.remote_id is None
    sent = unsent and told.status is Status.SUBMITTING and row.status is not Status.SUBMITTING
    if not (ended or accepted or sent):
        return row
    if told.remote_id is None and row.remote_id is not None:
        return row
    remote_id = told.remote_id if told.adopted or row.remote_id is None else row.remote_id
    return replace(told, request=row.request, favourite=row.favourite, remote_id=remote_id)


def _not_by_itself(task: Task, *, sure: bool, now: float) -> Task:
    if task.status is not Status.PREPARING:
        return task
    return never_sent(task) if sure else maybe_sent(task, now)


def never_sent(task: Task) -> Task:
    """What becomes of a task that a rescue found before its create call."""
    return replace(task, status=Status.CANCELLED, failure=Failure("task.rescued"))


def cut_short(task: Task, now: float) -> Task:
    """What becomes of a task that the end of the program kept from being sent."""
    failure = Failure("hold.cut_short")
    return replace(task, status=Status.CANCELLED, failure=failure, finished_at=now, held_until=None)


def maybe_sent(task: Task, now: float) -> Task:
    """The same where nothing says that the call did not go out after all: it counts as if it had, as soon as it could.

    Args:
        task: which was not sent yet, as far as can be read.
        now: Unix seconds; its end, as one without an end would cast doubt on every later reading of the balance.
    """
    sent_at = task.created_at if task.held_until is None else max(task.created_at, task.held_until)
    failure = Failure("task.maybe_sent")
    return replace(
        task, status=Status.UNCERTAIN, failure=failure, sent_at=sent_at, finished_at=max(now, sent_at), held_until=None
    )


def _moved_on(task: Task, line: Mapping[str, Any]) -> Task:
    what = line.get("what")
    if what == SENDING:
        return replace(task, status=Status.SUBMITTING, sent_at=moment_of(line) or task.created_at)
    if what == UNSENT:
        return replace(task, status=Status.PREPARING, sent_at=None)
    if what == ANSWER and line.get("remote_id"):
        return replace(task, status=Status.QUEUED, remote_id=line["remote_id"], failure=None, finished_at=None)
    return task


def _sent_request(line: Mapping[str, Any]) -> Request:
    """The request as its body told it; empty where not even that is left."""
    try:
        body = json.loads(line["body"])
        return Request(str(body["model"]), "", str(body["prompt"]), int(body["duration"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Request("", "", "", 0)
