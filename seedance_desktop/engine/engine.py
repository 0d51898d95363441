"""The engine: commands in, events out. Knows asyncio, nothing of Qt, and the service only through its client."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Failure, Status, Task
from seedance_desktop.engine.clock import SystemClock
from seedance_desktop.engine.events import Fault
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.engine.pace import Pace
from seedance_desktop.engine.resuming import judge_cut_short, tell_of_the_files, unless_unread
from seedance_desktop.engine.service import HttpServices
from seedance_desktop.engine.wiring import Outside, parts_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine
    from pathlib import Path
    from typing import Any

    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.request import Request
    from seedance_desktop.engine.clock import Clock
    from seedance_desktop.engine.events import Event
    from seedance_desktop.engine.options import Folders
    from seedance_desktop.engine.service import Media, Profiles, Services
    from seedance_desktop.store.store import Store

_STANDARD = EngineOptions()


class Engine:
    """Moves tasks along.

    Commands return at once and never raise for what the world does; their answers are events. Everything runs on the
    loop that called `start`.

    Attributes:
        assets: what the service reviews before it may be used.
        fitting: makes copies of local files, and pictures of them.
        price_lists: asks services what they charge.
        accounts: says what was spent.
        receipts: writes a file about a task.
        spending: says what may be spent, and whether the same was sent just now.

    Args:
        store: open; closed by whoever opened it, after the engine.
        media: looks into local files; closed by whoever made it, after the engine.
        profiles: addresses, keys and network choices as they are now.
        folders: where takes and thumbnails go.
        options: how long and how often.
        clock: the machine's own unless a test brings one.
        services: the real service unless a test brings one.
    """

    def __init__(
        self,
        store: Store,
        media: Media,
        profiles: Profiles,
        folders: Folders,
        options: EngineOptions = _STANDARD,
        clock: Clock | None = None,
        services: Services | None = None,
    ) -> None:
        self._store = store
        self._options = options
        self._pace = Pace(options, clock or SystemClock())
        outside = Outside(store, media, profiles, folders, services or HttpServices(), self._pace)
        parts = parts_of(outside, self._fault)
        self._board, self._supervisor, self._lines = parts.board, parts.supervisor, parts.lines
        self._jobs = parts.jobs
        self._inquiries = parts.inquiries
        self._clearer = parts.clearer
        self.assets, self.fitting, self.price_lists = parts.assets, parts.fitting, parts.price_lists
        self.spending, self.accounts, self.receipts = parts.spending, parts.accounts, parts.receipts
        self._orders, self._adopter, self._settler = parts.orders, parts.adopter, parts.settler

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, newest first."""
        return self._board.tasks

    @property
    def running(self) -> int:
        """How many of them have not come to an end."""
        return self._board.running

    @property
    def known(self) -> tuple[Task, ...]:
        """All tasks and those taken off the list: what they did to the balance is not laid at another's door."""
        return self._board.known

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` on the loop with every event from now on; call the result to stop that."""
        return self._board.listen(listener)

    # --- beginning and end ----------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Load all tasks and take up those that were on their way.

        A create call that was under way when the program ended becomes `uncertain`, unless its answer had reached
        the ledger.

        Raises:
            LocalFailure: the store cannot be read.
        """
        tasks = await self._store.tasks()
        gone: tuple[Task, ...] = ()
        with unless_unread(self._board, "gone.unread"):  # the list itself is at hand
            gone = await self._store.all_forgotten()
        self._board.load(tasks, gone)
        tell_of_the_files(self._board, self._store)
        if self._store.hindered is not None:
            return
        with suppress(LocalFailure):
            await self._store.forget_uploads(self._pace.clock.now())
        with unless_unread(self._board, "spent.unread"):
            await self.spending.begin()
        with suppress(LocalFailure):
            await self.assets.begin()
            await self._clearer.begin()
        await judge_cut_short(self._board, self._store, self._pace.clock.now())
        self._settler.begin()
        for task in self._board.tasks:
            if not task.status.is_end:
                # What stopped it then says nothing of now. The disk follows with the task's next change.
                self._board.hold(replace(task, failure=None))
                self._resume(task.id)

    async def close(self) -> None:
        """Stop at safe points; what is unfinished goes on at the next start. Takes under two seconds."""
        await self._supervisor.close(self._options.closing_grace)
        await self._lines.close()

    # --- tasks ----------------------------------------------------------------------------------------------------

    def submit(
        self, request: Request, profile_id: str, price: Price | None = None, takes_folder: Path | None = None
    ) -> str:
        """Begin a task.

        Args:
            request: valid; frozen from here on.
            profile_id: whose address and key.
            price: what the user was shown; the call goes out only while the price book says the same.
            takes_folder: where its take goes; `None` follows the settings.

        Returns:
            Our id of it, known before anything is sent.
        """
        return self._orders.place(request, profile_id, price, takes_folder)[0]

    def submit_batch(self, request: Request, profile_id: str, price: Price | None, count: int) -> tuple[str, ...]:
        """Begin several tasks alike by one press: stored together, sent one by one, stopped by the first refusal."""
        return self._orders.place(request, profile_id, price, None, count)

    def undo(self, task_id: str) -> bool:
        """Take a press on Generate back, all its tasks or none; answer whether it was not too late."""
        held = self._orders.held(task_id)
        if held:
            self._command(f"undo {task_id}", self._told(self._orders.take_back(held)))
        return bool(held)

    def cancel(self, task_id: str) -> bool:
        """Stop a task; possible until its create call goes out.

        Returns:
            Whether it was stopped.
        """
        task = self._board.get(task_id)
        if task is None or task.status is not Status.PREPARING:
            return False
        self._supervisor.cancel(task_id)
        self._write(task_id, status=Status.CANCELLED, finished_at=self._pace.clock.now(), failure=None)
        return True

    def retry_download(self, task_id: str) -> None:
        """Fetch a take that did not come, or is gone from the disk; its address is asked for anew."""
        task = self._board.get(task_id)
        if task is None or task.remote_id is None:
            return
        if task.failure is None and not task.status.is_end and self._supervisor.runs(task_id):
            return  # it is on its way
        lost = task.status is Status.FAILED and task.failure is not None and task.failure.code == "task.lost"
        if task.status in {Status.DOWNLOADING, Status.COMPLETED} or lost:
            if task.status is Status.DOWNLOADING:
                self._supervisor.cancel(task_id)  # it waits for something, and the person wants it now
            # What its life did to the balance is done with its end, however often its take is fetched.
            again = {"status": Status.QUEUED, "finished_at": None} if lost else {"status": Status.DOWNLOADING}
            self._write(task_id, **again, take=None, failure=None)
            self._resume(task_id, fresh=True)

    def adopt(self, task_id: str, remote_id: str) -> None:
        """Go on with a task that `is_adoptable` under the id that the user found in the service's console."""
        self._command(f"adopt {task_id}", self._adopter.adopt(task_id, remote_id))

    def close_uncertain(self, task_id: str) -> None:
        """End an `uncertain` task: the user says that the service never made it, and may still bring its id."""
        if self._is_uncertain(task_id):
            self._write(task_id, status=Status.CANCELLED)

    def send_again(self, task_id: str) -> str:
        """Begin a new task with the request of an old one. It costs again, so only the user may ask for it.

        Returns:
            The new task's id; the old one's own where there is no such task.
        """
        task = self._board.get(task_id)
        return task_id if task is None else self._orders.repeat(task)

    def set_favourite(self, task_id: str, favourite: bool) -> None:  # noqa: FBT001 - the one thing it sets
        """Set or clear the user's mark."""
        if self._board.get(task_id) is not None:
            self._write(task_id, favourite=favourite)

    def forget(self, task_id: str) -> None:
        """Remove an ended task from the list; its take stays."""
        task = self._board.get(task_id)
        if task is not None and task.status.is_end and not self._supervisor.runs(task_id):
            self.spending.forget(task)
            self._command(f"forget {task_id}", self._told(self._board.remove(task_id)))

    # --- questions ------------------------------------------------------------------------------------------------

    def measure(self, path: str) -> None:
        """Look into a local file; answered by `Measured`."""
        self._command(f"measure {path}", self._inquiries.measure(path))

    def ask_balance(self, profile_id: str) -> None:
        """Answered by `BalanceKnown`."""
        self._command(f"balance {profile_id}", self._inquiries.balance(profile_id))

    def test_profile(self, profile: Profile, key: str) -> None:
        """Try a profile and a key that are not saved yet; answered by `ProfileTested`."""
        self._command(f"test {profile.id} {os.urandom(4).hex()}", self._inquiries.test(profile, key))

    def test_host(self, profile: Profile, secret: str) -> None:
        """Try a place for files that is not saved yet; answered by `HostTested`."""
        self._command(f"test host {profile.id} {os.urandom(4).hex()}", self._inquiries.test_host(profile, secret))

    def filmstrip(self, task_id: str) -> None:
        """Draw pictures along a take; answered by `FilmstripReady`, or by nothing where it cannot be drawn."""
        if (task := self._board.get(task_id)) is not None and task.take is not None:
            self._command(f"filmstrip {task_id}", self._inquiries.filmstrip(task_id, task.take))

    def _resume(self, task_id: str, *, fresh: bool = False) -> None:
        self._supervisor.start(task_id, self._jobs.carry(task_id, resumed=True, fresh=fresh), after=True)

    def _is_uncertain(self, task_id: str) -> bool:
        task = self._board.get(task_id)
        return task is not None and task.status is Status.UNCERTAIN

    def _write(self, task_id: str, **changes: Any) -> None:
        """Change a task now; the event follows when it is on the disk."""
        change = self._board.change(task_id, **changes)
        self._command(f"write {os.urandom(8).hex()}", self._jobs.written(task_id, change))

    def _command(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        self._supervisor.start(name, work, after=True)

    async def _told(self, work: Awaitable[None]) -> None:
        try:
            await work
        except LocalFailure as failure:
            self._board.notice(failure)

    def _fault(self, name: str, report: str) -> None:
        """A job broke by our own fault: tell it, and leave its task where nothing is lost or paid again."""
        self._board.tell(Fault(report))
        task = self._board.get(name)
        if task is None or task.status.is_end:
            return
        failure, now = Failure("engine.fault"), self._pace.clock.now()
        ends = {Status.PREPARING: Status.FAILED, Status.SUBMITTING: Status.UNCERTAIN}
        if task.status in ends:
            self._write(name, status=ends[task.status], failure=failure, finished_at=now)
        else:
            self._write(name, failure=failure)
            self._supervisor.start(name, self._jobs.carry_after_fault(name))
