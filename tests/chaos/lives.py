"""One trial: a life that is hit, the next one that takes up what it left, and what was lost between them."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_desktop.cli.exits import Exit
from seedance_desktop.domain.errors import SeedanceError
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.landing import PART
from seedance_desktop.engine.names import take_name
from seedance_desktop.store.ledger import LEDGER_FILE, Reading
from seedance_desktop.store.store import Store
from tests.chaos.forging import INJECTED, End, Forge, Order
from tests.chaos.hangs import SILENT
from tests.chaos.points import WATCH, Point
from tests.chaos.service import Book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.chaos.points import Spell
    from tests.chaos.service import CountingService

PROMPT = "a heron over a river"
KEY = "sk-chaos-0123456789abcdef"
TOLD = '"error":{'
"""How standard output tells why a task stopped."""
SIDECAR = ".etag"
HONEST = {Status.COMPLETED, Status.UNCERTAIN, Status.FAILED, Status.REFUSED, Status.CANCELLED}
CODES = {
    Status.COMPLETED: Exit.COMPLETED,
    Status.UNCERTAIN: Exit.UNCERTAIN,
    Status.FAILED: Exit.FAILED,
    Status.REFUSED: Exit.FAILED,
    Status.CANCELLED: Exit.FAILED,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried.

    Attributes:
        group: whose line of the table it belongs to.
        name: what happens to the first life.
        point: where it happens; `None` where it is no call of the system.
        what: strace's word for it: `signal=KILL`, `error=EIO`; `watch` to only look on.
        term_after: or seconds after which SIGTERM comes; with a `point`, after it was hit.
        mutant: the program is wrong on purpose.
        picture: a local file goes along.
        deadly: the first life must die of it: else it was not met, and nothing was tried.
        url: of a service of its own; empty for the usual one.
        window: the first life is the window's.
        left_at: where `generate` was killed before; the life that is hit is then that of `resume`.
        wordless: it may end without having told why.
        hang: what never comes back in the first life; of `HANGS` or `SILENT`.
        by: how the window is closed: `SIGTERM`, `the cross` or `Ctrl+Q`; by hand with a `hang`, so many seconds after
            Generate.
    """

    group: str
    name: str
    point: Point | Spell | None = None
    what: str = ""
    term_after: float | None = None
    mutant: str = ""
    picture: bool = True
    deadly: bool = False
    url: str = ""
    window: bool = False
    left_at: Point | None = None
    wordless: bool = True
    hang: str = ""
    by: str = "SIGTERM"


@dataclass(slots=True)
class Outcome:
    """What came of a trial.

    Attributes:
        met: whether what was to happen did.
        losses: in words; empty where nothing was lost.
        tasks: the list after the second life.
        first: how the first life ended.
    """

    trial: Trial
    met: bool
    first: End
    losses: list[str] = field(default_factory=list)
    tasks: tuple[Task, ...] = ()


class House:
    """Where lives are lived.

    Args:
        folder: of all.
        service: keeps the books.
        url: of the service.
        picture: a local file.
    """

    def __init__(self, folder: Path, service: CountingService, url: str, picture: Path) -> None:
        self._folder = folder
        self._service = service
        self._url = url
        self._picture = picture
        self._count = 0
        self._body = folder / "body.json"
        self._body.write_text(json.dumps({"model": "seedance2.0-mini-sp", "prompt": PROMPT, "duration": 4}))

    def begin(self) -> Life:
        """A fresh data folder under a path of its own at the service."""
        self._count += 1
        name = f"life{self._count}"
        folder = self._folder / name
        folder.mkdir()
        book = self._service.books[name] = Book(folder / "data")
        return Life(folder, book, f"{self._url}/{name}", f"{self._count:016x}", self._body, self._picture)


@dataclass(frozen=True, slots=True)
class Life:
    """A data folder and all that happens in it."""

    folder: Path
    book: Book
    url: str
    intent: str
    body: Path
    picture: Path

    @property
    def take(self) -> str:
        """What its take will be called below the folder, without the ending."""
        return f"takes/{take_name(time.time(), PROMPT, self.intent)}"

    async def first(self, forge: Forge, trial: Trial) -> End:
        """Live it, with what the trial does to it."""
        if trial.left_at is not None:
            await forge.live(self._generate(replace(trial, point=trial.left_at, what="signal=KILL")))
            return await forge.live(replace(self._resume(trial), trace=self._trace(trial)))
        self.book.silent = SILENT.get(trial.hang, "")
        end = await forge.live(replace(self._generate(trial), mutant=trial.mutant or trial.hang))
        self.book.silent = ""
        return end

    async def second(self, forge: Forge, trial: Trial) -> End:
        """Start again, and leave it alone."""
        return await forge.live(self._resume(trial))

    def _generate(self, trial: Trial) -> Order:
        picture = ["--image", str(self.picture)] if trial.picture else []
        order = Order(
            [
                *self._options(trial),
                "generate",
                str(self.body),
                *picture,
                "--out",
                str(self.folder / "takes"),
                "--json",
            ],
            self.folder,
            self._environ(),
            self.intent,
            trial.mutant,
            self._trace(trial),
            trial.term_after,
        )
        if trial.window:
            order = replace(order, arguments=[str(self.folder), self._url(trial)], window=True)
        if trial.by != "SIGTERM":
            after = f"{'+' if trial.hang else ''}{trial.term_after}"
            order = replace(order, arguments=[*order.arguments, trial.by, after], term_after=None)
        return order

    def _resume(self, trial: Trial) -> Order:
        return Order(
            [*self._options(trial), "resume", "--json"],
            self.folder,
            self._environ(),
            self.intent,
            trial.mutant,
        )

    def _trace(self, trial: Trial) -> Sequence[str]:
        if trial.what == "watch":
            return WATCH
        return () if trial.point is None else trial.point.hit(self.folder, self.take, trial.what)

    def _options(self, trial: Trial) -> list[str]:
        return ["--data-dir", str(self.folder / "data"), "--base-url", self._url(trial)]

    def _url(self, trial: Trial) -> str:
        return f"{trial.url}/{self.folder.name}" if trial.url else self.url

    def _environ(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "SEEDANCE_API_KEY": KEY,
            "SEEDANCE_POLL_SCALE": "0.01",
            "QT_QPA_PLATFORM": "offscreen",
        }


async def tried(house: House, forge: Forge, trial: Trial) -> Outcome:
    """Live, be hit, start again, and look; once more where the moment did not come, a little earlier."""
    outcome = await _tried(house, forge, trial)
    if outcome.met or outcome.losses or not isinstance(trial.point, Point):
        return outcome
    earlier = replace(trial.point, number=1 + trial.point.number * 3 // 4)
    return await _tried(house, forge, replace(trial, point=earlier))


async def _tried(house: House, forge: Forge, trial: Trial) -> Outcome:
    life = house.begin()
    first = await life.first(forge, trial)
    outcome = Outcome(trial, _is_met(trial, first), first)
    outcome.losses += spoilt_files(life)
    outcome.losses += unreadable_ledger(life)
    outcome.losses += bad_ends(trial, first)
    second = await life.second(forge, trial)
    if second.code not in {0, 3, 4}:
        # What one error left may be finished by the start after the next; more than that is no ending.
        second = await life.second(forge, trial)
    outcome.losses += spoilt_files(life)
    outcome.losses += unreadable_ledger(life)
    try:
        outcome.tasks = await _tasks(life)
    except SeedanceError as failure:
        outcome.losses.append(f"the list cannot be read: {failure.code}")
    outcome.losses += lost_money(life, outcome.tasks)
    outcome.losses += dishonest(outcome.tasks, second)
    if not trial.wordless:
        outcome.losses += untold_ids(life, outcome.tasks, first)
    return outcome


def bad_ends(trial: Trial, first: End) -> list[str]:
    """A life that does not come back, one that ends with the insides of the program, one that says nothing."""
    losses = [f"the first life hung: {first.err[-300:]}"] if first.hung else []
    if "Traceback" in first.err:
        losses.append(f"it broke: {first.err[-600:]}")
    if not trial.wordless and first.code != Exit.COMPLETED and not (first.err.strip() or TOLD in first.out):
        losses.append(f"it left with {first.code} without a word")
    return losses


def _is_met(trial: Trial, first: End) -> bool:
    """Whether what was to happen did: no two lives are quite alike, and a moment may not come."""
    if trial.deadly:
        return first.code == -signal.SIGKILL
    return not trial.what.startswith("error") or INJECTED in first.trace


async def _tasks(life: Life) -> tuple[Task, ...]:
    if not (life.folder / "data" / "tasks.db").exists():
        return ()
    store = await Store.open(life.folder / "data", read_only=True)
    try:
        return await store.tasks()
    finally:
        await store.close()


def lost_money(life: Life, tasks: Sequence[Task]) -> list[str]:
    """Create requests that came twice or unannounced, and ids and intents that the program has forgotten."""
    book, known = life.book, {task.id: task for task in tasks}
    losses = [f"sent {book.creates.count(intent)} times: {intent}" for intent in {*book.creates}]
    losses = [loss for loss in losses if not loss.startswith("sent 1 ")]
    losses += [f"sent before it was on the disk: {intent}" for intent in book.unannounced]
    losses += [f"asked about before it was on the disk: {remote_id}" for remote_id in book.hasty]
    answered = {line["task"]: line.get("remote_id") for line in _ledger(life) if line["what"] == "answer"}
    for intent, remote_id in book.accepted.items():
        task = known.get(intent)
        if task is None:
            losses.append(f"forgotten: {intent}")
        elif task.remote_id == remote_id:
            if task.status is not Status.COMPLETED:
                losses.append(f"accepted and not fetched: {task.status} {task.failure}")
        elif task.status is not Status.UNCERTAIN:
            losses.append(f"accepted as {remote_id} and {task.status} under {task.remote_id}")
        elif answered.get(intent) or book.asked.get(remote_id):
            losses.append(f"its id was known, and it is {task.status}")
    return losses


def untold_ids(life: Life, tasks: Sequence[Task], first: End) -> list[str]:
    """Accepted ids that no disk took and nobody was told."""
    known = {task.id for task in tasks if task.remote_id is not None}
    return [
        f"no disk has {remote_id}, and nobody was told"
        for intent, remote_id in life.book.accepted.items()
        if intent not in known and remote_id not in first.out + first.err
    ]


def dishonest(tasks: Sequence[Task], second: End) -> list[str]:
    """Ends that say nothing, takes that are not there, and an exit code that the contract does not have."""
    losses = []
    for task in tasks:
        if task.status not in HONEST:
            losses.append(f"left as {task.status}: {task.failure} {second.err[-300:]}")
        elif task.status is Status.COMPLETED and not (task.take and Path(task.take).is_file()):
            losses.append(f"completed without a take: {task.failure}")
        elif task.status is not Status.COMPLETED and task.failure is None:
            losses.append(f"{task.status} without a reason")
    allowed = {Exit.COMPLETED, *(CODES[task.status] for task in tasks if task.status in CODES)}
    if second.code not in allowed:
        losses.append(f"resume left with {second.code}: {second.err[-300:]}")
    return losses


def spoilt_files(life: Life) -> list[str]:
    """Files without `.part` that are not what the service sent."""
    folder = life.folder / "takes"
    found = folder.iterdir() if folder.is_dir() else ()
    whole = [path for path in found if path.suffix not in {PART, SIDECAR}]
    return [
        f"not what the service sent: {path.name}"
        for path in whole
        if hashlib.sha256(path.read_bytes()).hexdigest() not in life.book.hashes
    ]


def unreadable_ledger(life: Life) -> list[str]:
    """Lines of the ledger that are none."""
    reading = Reading(life.folder / "data" / LEDGER_FILE)
    try:
        list(reading)
    except OSError as error:
        return [f"the ledger cannot be read: {error}"]
    return [f"{reading.garbage} pieces of the ledger are no lines"] if reading.garbage else []


def _ledger(life: Life) -> list[dict[str, Any]]:
    return list(Reading(life.folder / "data" / LEDGER_FILE))
