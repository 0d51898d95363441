"""An engine with everything around it made up, on a data folder that outlives it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.engine.engine import Engine
from seedance_desktop.engine.events import TaskChanged
from seedance_desktop.engine.options import EngineOptions, Folders
from seedance_desktop.store.store import Store
from tests.fakes.clocks import ManualClock
from tests.fakes.media_workers import FakeMedia
from tests.fakes.service import FakeProfiles, FakeService, FakeServices

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from seedance_desktop.domain.task import Status, Task
    from seedance_desktop.engine.events import Event

PROMPT_ONLY = Request(model="seedance2.0-mini", route_id="mini", prompt="A slow dolly along the river", duration=5)


def with_files(*paths: Path, place: Place = Place.IMAGES, reviewed: bool = False) -> Request:
    references = tuple(
        Reference(id=f"r{number}", place=place, source=str(path), local=True) for number, path in enumerate(paths)
    )
    return Request(model="m", route_id="r", prompt="With files", duration=5, references=references, reviewed=reviewed)


@dataclass
class House:
    """One data folder; engines come and go in it."""

    folder: Path
    options: EngineOptions = field(default_factory=EngineOptions)
    clock: ManualClock = field(default_factory=ManualClock)
    profiles: FakeProfiles = field(default_factory=FakeProfiles)
    media: FakeMedia = field(default_factory=FakeMedia)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.service = FakeService(self.clock.now)
        self.takes = self.folder / "takes"
        self.kept_free: dict[Path, int] = {}

    @asynccontextmanager
    async def engine(self, store: Store | None = None) -> AsyncIterator[Engine]:
        """An engine that has started; it closes in good order."""
        store = store or await Store.open(self.folder / "data")
        engine = self.build(store)
        try:
            await engine.start()
            yield engine
        finally:
            await engine.close()
            await store.close()

    def build(self, store: Store) -> Engine:
        own = (self.folder / name for name in ("cache", "fitted", "frames"))
        folders = Folders(lambda: self.takes, *own, kept_free=lambda folder: self.kept_free.get(folder, 0))
        engine = Engine(store, self.media, self.profiles, folders, self.options, self.clock, FakeServices(self.service))
        engine.listen(self.events.append)
        return engine

    async def until(self, task_id: str, status: Status) -> Task:
        """Let time pass until a task's status is told; return the task as it was told.

        Where threads answer late, the next status may be told in the same turn of the loop.
        """
        before = len(self.told(task_id))

        def came() -> bool:
            told = self.told(task_id)
            return told[-1:] == [status] or status in told[before:]

        await self.clock.until(came)
        tasks = (event.task for event in reversed(self.events) if isinstance(event, TaskChanged))
        return next(task for task in tasks if task.id == task_id and task.status is status)

    def told(self, task_id: str) -> list[Status]:
        """The statuses told of a task, each once in a row."""
        statuses: list[Status] = []
        for event in self.events:
            if isinstance(event, TaskChanged) and event.task.id == task_id and event.task.status not in statuses[-1:]:
                statuses.append(event.task.status)
        return statuses

    def files(self) -> dict[str, bytes]:
        """What lies in the takes folder."""
        return {path.name: path.read_bytes() for path in self.takes.iterdir()} if self.takes.exists() else {}

    def has(self, kind: type[Any], count: int) -> bool:
        """Whether that many events of one kind have come."""
        return len(self.of(kind)) >= count

    def of(self, kind: type[Any]) -> list[Any]:
        """Events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


def task_of(engine: Engine, task_id: str) -> Task:
    return next(task for task in engine.tasks if task.id == task_id)
