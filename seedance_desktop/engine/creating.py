"""The one call that costs money. It goes out at most once, and its answer is kept before anything else happens."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from seedance_desktop.api.redact import redact
from seedance_desktop.api.retry import worth_waiting
from seedance_desktop.domain.errors import NotSent, OutcomeUnknown, RateLimited, Refused, SeedanceError
from seedance_desktop.domain.task import Failure, Status
from seedance_desktop.engine.board import failure_of
from seedance_desktop.engine.events import Waiting
from seedance_desktop.engine.pace import asked_wait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.balances import Balances
    from seedance_desktop.engine.board import Board
    from seedance_desktop.engine.lines import Lines
    from seedance_desktop.engine.pace import Pace
    from seedance_desktop.engine.service import Service
    from seedance_desktop.engine.spending import Spending
    from seedance_desktop.engine.supervisor import Supervisor


class Creator:
    """Sends prepared tasks.

    Only two answers allow another try, as both prove that nothing was begun: the request never left this machine, or
    the service refused it for coming too often. Before such a try the task is `preparing` again, on the disk too.
    Everything that leaves a doubt makes the task `uncertain`.
    """

    def __init__(
        self, board: Board, lines: Lines, pace: Pace, supervisor: Supervisor, spending: Spending, balances: Balances
    ) -> None:
        self._board = board
        self._lines = lines
        self._pace = pace
        self._supervisor = supervisor
        self._spending = spending
        self._balances = balances
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._door = asyncio.Lock()
        self._asked: dict[str, tuple[float, Failure]] = {}

    async def create(self, task_id: str, addresses: Mapping[str, str]) -> None:
        """Move a `preparing` task to `queued`, or to one of the ends.

        Args:
            task_id: ours; sent along as the intent.
            addresses: reference id → address.

        Raises:
            LocalFailure: the store could not write; if that was before the call, nothing was sent.
        """
        # The tasks of one press leave one after the other: the first refusal spares the others.
        turn = self._turns.setdefault(self._board[task_id].batch or task_id, asyncio.Lock())
        async with turn:
            await self._create(task_id, addresses)

    async def _create(self, task_id: str, addresses: Mapping[str, str]) -> None:
        task = self._board[task_id]
        service = await self._lines.of(task)
        before = await self.read_balance(service, self._board[task_id], "before")
        body = task.request.body(addresses)
        for tries in range(1, self._pace.options.prepare_tries + 1):
            if not await self._in_turn(task_id, body, before):
                return
            failure = await self._supervisor.shelter(self._send(service, task_id, body))
            if failure is None:
                await self._read_again(service, task_id)
                return
            if (wait := asked_wait(failure)) > self._left(task_id):
                self._asked[self._address(task_id)] = (self._pace.clock.monotonic() + wait, failure_of(failure))
            if tries == self._pace.options.prepare_tries or not worth_waiting(failure):
                if isinstance(failure, Refused):
                    await self._end(task_id, Status.REFUSED, failure_of(failure))
                else:
                    await self._end(task_id, Status.FAILED, failure_of(failure), sent_at=None)
                return
            await self._wait_before_another(task_id, failure, tries)

    async def _in_turn(self, task_id: str, body: Mapping[str, object], before: Mapping[str, Any]) -> bool:
        """Announce it when its turn has come; `False` where it is not sent any more."""
        while True:
            await self._as_long_as_asked(task_id)
            # Held until it is announced: when a disk has stood still, they leave in turn, and not all at once.
            async with self._door:
                await self._pace.turn()
                if self._left(task_id):
                    continue  # asked for while this one stood here
                await self._spending.begin_again()
                if (stop := self._spending.stop_sending(self._board[task_id])) is not None:
                    await self._end(task_id, Status.CANCELLED, stop)
                    return False
                await self._announce(task_id, body, before)
                return True

    async def _as_long_as_asked(self, task_id: str) -> None:
        """Wait where the service asked for it in its answer to any clip, be that one called off since."""
        while left := self._left(task_id):
            self._board.tell(Waiting(task_id, self._asked[self._address(task_id)][1], left))
            await self._pace.wait(left)
            self._board.tell(Waiting(task_id, None, None))

    def _left(self, task_id: str) -> float:
        """Seconds of such a wait."""
        asked = self._asked.get(self._address(task_id))
        return 0.0 if asked is None else max(0.0, asked[0] - self._pace.clock.monotonic())

    def _address(self, task_id: str) -> str:
        return self._lines.base_url(self._board[task_id])

    async def read_balance(self, service: Service, task: Task, moment: str) -> dict[str, Any]:
        """What the account holds, as changes of a task; told to the window as well.

        Args:
            service: is asked, if it answers soon; no reading is never a reason not to go on.
            task: for whose sake.
            moment: `before`, `during` or `after`.
        """
        await self._pace.turn()
        with suppress(SeedanceError, TimeoutError):
            async with asyncio.timeout(self._pace.options.balance_deadline):
                balance = await self._balances.read(self._lines.account(task), service)
            if balance is not None:
                return {f"balance_{moment}": balance, f"balance_{moment}_at": self._pace.clock.now()}
        return {}

    async def _read_again(self, service: Service, task_id: str) -> None:
        """Right after the answer: what went with the call itself, before other tasks move the balance."""
        task = self._board[task_id]
        if task.remote_id is None or task.balance_before is None:
            return
        if read := await self.read_balance(service, task, "during"):
            await self._board.change(task_id, **read)

    async def _announce(self, task_id: str, body: Mapping[str, object], known: Mapping[str, Any]) -> None:
        """The ledger has the body and the row says `submitting` before a byte leaves."""
        now = self._pace.clock.now()
        try:
            text = redact(json.dumps(body, ensure_ascii=False))
            await self._board.announced(task_id, text, status=Status.SUBMITTING, sent_at=now, failure=None, **known)
        except (SeedanceError, asyncio.CancelledError):
            with suppress(SeedanceError):
                await self._board.change(task_id, status=Status.PREPARING, sent_at=None)
            raise

    async def _send(self, service: Service, task_id: str, body: Mapping[str, object]) -> SeedanceError | None:
        """The call and the record of its answer, in a task of its own: nobody's cancelling comes between the two.

        Returns:
            `None` when the task has gone on; the failure when surely nothing was begun and the caller decides.
        """
        settled = False
        try:
            created = await service.create(body, intent=task_id)
            settled = True
        except (NotSent, Refused) as failure:
            settled = True
            if isinstance(failure, NotSent | RateLimited):
                return failure
            await self._end(task_id, Status.REFUSED, failure_of(failure))
            return None
        except SeedanceError as failure:
            settled = True
            raw = failure.raw if isinstance(failure, OutcomeUnknown) else ""
            await self._unknown(task_id, failure_of(failure), raw)
            return None
        finally:
            if not settled:  # the program closes, or our own code failed: bytes may have left
                with suppress(SeedanceError):
                    await self._unknown(task_id, Failure("create.interrupted"))
        await self._board.answered(
            task_id,
            created.raw,
            status=Status.QUEUED,
            remote_id=created.remote_id,
            service_status=created.status_word,
            cost=created.cost,
            failure=None,
        )
        return None

    async def _wait_before_another(self, task_id: str, failure: SeedanceError, tries: int) -> None:
        await self._board.change(task_id, status=Status.PREPARING, sent_at=None)
        delay = self._pace.trouble_delay(tries, failure)
        self._board.tell(Waiting(task_id, failure_of(failure), delay))
        await self._pace.wait(delay)
        self._board.tell(Waiting(task_id, None, None))

    async def _end(self, task_id: str, status: Status, failure: Failure, **changes: Any) -> None:
        now = self._pace.clock.now()
        await self._board.change(task_id, status=status, failure=failure, finished_at=now, **changes)

    async def _unknown(self, task_id: str, failure: Failure, raw: str = "") -> None:
        await self._board.answered(
            task_id,
            raw or failure.detail,
            status=Status.UNCERTAIN,
            failure=failure,
            finished_at=self._pace.clock.now(),
        )
