"""Asks about assets under review, at the poller's pace and only while there are any."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.errors import LocalFailure, NotSent, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine import review_calls
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.review import Review
    from seedance_desktop.engine.asset_shelf import AssetShelf
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.supervisor import Supervisor

_BELIEVED_AFTER = 3
"""Times in a row that the service must not know an asset under review before we believe it."""

GONE = "review.gone"


class AssetWatch:
    """One round at a time over all accounts. Trouble slows it down; only a refusal of the call itself ends it."""

    def __init__(self, board: Board, shelf: AssetShelf, lines: Lines, pace: Pace, supervisor: Supervisor) -> None:
        self._board = board
        self._shelf = shelf
        self._lines = lines
        self._pace = pace
        self._supervisor = supervisor
        self._missing: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._troubled: set[str] = set()

    def wake(self) -> None:
        """Go on asking, if there is anything to ask about."""
        if self._due():
            self._supervisor.start("reviews", self._run())

    @contextmanager
    def for_task(self, task_id: str) -> Iterator[None]:
        """Tell a task's wait for as long as it lasts."""
        self._waiting[task_id] += 1
        self.wake()
        try:
            yield
        finally:
            self._waiting -= Counter([task_id])

    async def look(self, records: Sequence[AssetRecord]) -> None:
        """Ask now about assets of one account and one review.

        Raises:
            SeedanceError: no answer that could be read; `LocalFailure` where the store could not write.
        """
        first = records[0]
        await self._pace.turn()
        service = await self._lines.to(self._lines.base_url(first), first.profile_id)
        told = await review_calls.standing(service, first.review, [record.asset_id for record in records])
        for record in records:
            await self._take_in(record, told.get(record.asset_id))

    async def _run(self) -> None:
        failures = 0
        trouble: SeedanceError | None = None
        while due := self._due():
            delay = self._pace.poll_delay() if trouble is None else self._pace.trouble_delay(failures, trouble)
            if trouble is not None:
                self._tell(failure_of(trouble), delay)
            await self._pace.wait(delay)
            before, trouble = trouble, None
            for records in due.values():
                trouble = await self._round(records) or trouble
            failures = failures + 1 if trouble is not None else 0
            if before is not None and trouble is None:
                self._tell(None, None)

    async def _round(self, records: Sequence[AssetRecord]) -> SeedanceError | None:
        """One group; the trouble that may pass by itself."""
        asked = [now for record in records if (now := self._shelf.get(record.id)) is not None]
        if not asked:
            return None
        try:
            await self.look(asked)
        except LocalFailure as failure:
            self._board.notice(failure)
            return failure
        except (NotSent, RateLimited, ServiceFailed) as failure:
            return failure
        except SeedanceError as failure:
            for record in asked:
                with suppress(LocalFailure):
                    await self._shelf.change(record.id, failure=failure_of(failure))
        return None

    async def _take_in(self, record: AssetRecord, verdict: review_calls.Verdict | None) -> None:
        if verdict is None:
            self._missing[record.id] += 1
            if record.state is AssetState.PENDING and self._missing[record.id] < _BELIEVED_AFTER:
                return
            await self._shelf.change(record.id, state=AssetState.FAILED, failure=Failure(GONE, {"name": record.name}))
            return
        del self._missing[record.id]
        failure = None
        if verdict.state is AssetState.FAILED:
            failure = Failure("review.refused", {"name": record.name}, verdict.reason)
        usable = verdict.usable or record.usable
        if (record.state, record.failure, record.usable) != (verdict.state, failure, usable):
            await self._shelf.change(record.id, state=verdict.state, usable=usable, failure=failure)

    def _due(self) -> dict[tuple[str, str, Review], list[AssetRecord]]:
        groups: dict[tuple[str, str, Review], list[AssetRecord]] = defaultdict(list)
        for record in self._shelf.records:
            if record.state is AssetState.PENDING and record.failure is None:
                groups[record.profile_id, self._lines.base_url(record), record.review].append(record)
        return groups

    def _tell(self, failure: Failure | None, delay: float | None) -> None:
        # Whoever was told of a trouble is told of its end, also when the answer has let it go on meanwhile.
        told = self._troubled if failure is None else set(+self._waiting)
        self._troubled = set() if failure is None else self._troubled | told
        for task_id in told:
            self._board.tell(Waiting(task_id, failure, delay))
