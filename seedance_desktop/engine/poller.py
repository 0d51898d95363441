"""Asks the service about a task until it names an end."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.redact import redact
from seedance_desktop.domain.errors import BadRequest, NotFound, SeedanceError
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.absences import Absences
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.breaker import Breaker
from seedance_desktop.engine.events import Waiting
from seedance_desktop.engine.pace import asked_wait
from seedance_desktop.engine.service_time import ServiceTime

if TYPE_CHECKING:
    from seedance_desktop.api.answers import Report
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace

_ADOPTED_BELIEVED_AFTER = 2
"""Times in a row that the service must not know an id that a person read in the console before we believe it."""

_NOT_THERE = frozenset({404, 410})

_SLOWLY = 2.0
_MODERATED = re.compile(r"(?i)moderation|违规|敏感内容")


class Poller:
    """One query per task at a time. Trouble of any kind slows it down and never ends a task."""

    def __init__(self, board: Board, lines: Lines, pace: Pace) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._times: dict[str, ServiceTime] = {}
        self._breakers: dict[str, Breaker] = {}
        self._absences: dict[str, Absences] = {}

    async def follow(self, task_id: str, *, at_once: bool) -> None:
        """Keep a task up to date until it is `downloading` or `failed`.

        Args:
            task_id: ours; the task has a `remote_id`.
            at_once: ask before the first wait, as after a start of the program.

        Raises:
            LocalFailure: the store could not write.
        """
        with self._pace.followed():
            await asyncio.sleep(0)  # whoever starts in the same step is counted before the first wait is chosen
            absences = self._absences.setdefault(self._lines.base_url(self._board[task_id]), Absences(self._pace))
            try:
                await self._follow(task_id, self._pace.first_delay() if at_once else self._pace.poll_delay(), absences)
            finally:
                absences.leave(task_id)

    async def _follow(self, task_id: str, delay: float, absences: Absences) -> None:
        failures = missing = 0
        while self._board[task_id].status in {Status.QUEUED, Status.PROCESSING}:
            await self._pace.rest(delay)
            task = self._board[task_id]
            try:
                report = await self._breaker(task).ask(task_id, partial(self.report, task))
            except SeedanceError as failure:
                failures += 1
                missing = missing + 1 if _is_missing(task, failure) else 0
                if not missing:
                    absences.leave(task_id)
                # Whoever mistyped an id waits to type it again, whatever went wrong before.
                delay = self._delay_after(task, missing if task.adopted and missing else failures, failure)
                if missing >= _ADOPTED_BELIEVED_AFTER if task.adopted else missing > 0 and absences.missed(task_id):
                    await self._end(task_id, **_lost(task, failure))
                else:
                    pause = max(delay, self._breaker(task).pause)
                    self._board.tell(Waiting(task_id, failure_of(failure), pause))
                continue
            if failures:
                self._board.tell(Waiting(task_id, None, None))
            failures = missing = 0
            absences.knew(task_id)
            await self._take_in(task, report)
            delay = self._pace.poll_delay(self._factor(task, report))

    def _breaker(self, task: Task) -> Breaker:
        address = self._lines.base_url(task)
        return self._breakers.setdefault(address, Breaker(address, self._board, self._pace))

    def _delay_after(self, task: Task, failures: int, failure: SeedanceError) -> float:
        """Seconds until a task that could not be asked about stands in line again."""
        if self._breaker(task).is_down:
            return asked_wait(failure)  # the service's own pace holds it up, but for this one may end too soon
        return max(self._pace.trouble_delay(failures, failure), self._pace.round_delay())

    async def report(self, task: Task) -> Report:
        """What the service says now."""
        service = await self._lines.of(task)
        report = await service.query(task.remote_id or "")
        self.time(task).learn(report.answered_at)
        return report

    def time(self, task: Task) -> ServiceTime:
        """The clock of the service that a task lives at, as its answers show it."""
        address = task.base_url
        return self._times.setdefault(address, ServiceTime(address, self._board, self._pace.clock))

    async def _take_in(self, task: Task, report: Report) -> None:
        ended = report.status in {Status.COMPLETED, Status.FAILED}
        if ended or report.word != task.service_status:
            await self._board.saw(task.id, report.word, report.raw if ended else "")
        if task.adopted:
            await self._board.answered(task.id, "", adopted=False)
        known: dict[str, Any] = {"service_status": report.word}
        if report.cost is not None:
            known["cost"] = report.cost
        if report.status is Status.COMPLETED:
            known |= {"progress": 100, "result_url": report.video_url, "result_at": self.time(task).now()}
            await self._end(task.id, status=Status.DOWNLOADING, **known)
        elif report.status is Status.FAILED:
            await self._end(task.id, status=Status.FAILED, failure=_failure(report), **known)
        else:
            # An unknown word is shown as it is; it comes from somewhere between the first word and an end.
            known |= {"progress": report.progress, "status": report.status or Status.PROCESSING}
            if any(getattr(task, name) != value for name, value in known.items()):
                await self._board.change(task.id, **known)

    async def _end(self, task_id: str, **changes: Any) -> None:
        await self._board.change(task_id, finished_at=self._pace.clock.now(), **changes)

    def _factor(self, task: Task, report: Report) -> float:
        options = self._pace.options
        long = self._pace.clock.now() - (task.sent_at or task.created_at) > options.slow_after * options.poll_scale
        return _SLOWLY if long or report.status is None else 1.0


def _is_missing(task: Task, failure: SeedanceError) -> bool:
    """Whether this counts as not known. A pasted id may be such that no service has a place for it."""
    if task.adopted:
        return isinstance(failure, (NotFound, BadRequest)) or failure.values.get("status") in _NOT_THERE
    return isinstance(failure, NotFound)


def _lost(task: Task, failure: SeedanceError) -> dict[str, Any]:
    """What becomes of a task that the service does not know: an id that the user brought may be the wrong one."""
    if not task.adopted:
        return {"status": Status.FAILED, "failure": Failure("task.lost", failure.values)}
    unknown = Failure("adopt.unknown", {"id": task.remote_id}, failure.excerpt)
    return {"status": Status.UNCERTAIN, "failure": unknown, "remote_id": None, "adopted": False}


def _failure(report: Report) -> Failure:
    code = "task.moderated" if _MODERATED.search(report.error_message) else "task.failed"
    return Failure(code, {"word": report.word}, redact(report.error_message))
