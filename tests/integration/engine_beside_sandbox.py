"""A real engine beside a real sandbox: sockets, worker process, disk; only the waits are short."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from PIL import Image

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.host import secret_name
from seedance_desktop.domain.network import NO_PROXY, Network
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import FRAMES, Facts, Place, Reference
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms
from seedance_desktop.engine.engine import Engine
from seedance_desktop.engine.events import TaskChanged
from seedance_desktop.engine.options import EngineOptions, Folders
from seedance_desktop.media.hashing import sha256_of
from seedance_desktop.media.service import MediaService
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from seedance_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from seedance_desktop.domain.evaluation import Evaluation
    from seedance_desktop.domain.host import Host
    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.request import Request
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.events import Event

PATIENCE = 60.0
PROFILE_ID = "sandbox"
QUICK = EngineOptions(poll_scale=0.01, calls_a_second=100.0)
CATALOG = load_catalog()


@dataclass
class Beside:
    """One data folder beside one sandbox; engines come and go."""

    folder: Path
    live: LiveSandbox
    options: EngineOptions = QUICK
    events: list[Event] = field(default_factory=list)
    creates: int = -1
    uploads: int = -1
    host: Host | None = None
    secret: str | None = None
    prices: PriceBook = field(default_factory=PriceBook)

    def __post_init__(self) -> None:
        self._heard = asyncio.Event()

    @property
    def takes(self) -> Path:
        return self.folder / "takes"

    def profile(self, profile_id: str) -> Profile | None:
        return Profile(
            profile_id, "Sandbox", self.live.address.base_url, sandbox=True, host=self.host, prices=self.prices
        )

    async def key(self, profile_id: str) -> str | None:
        return {PROFILE_ID: self.live.address.key, secret_name(PROFILE_ID): self.secret}.get(profile_id)

    def network(self) -> Network:
        return Network(proxy=NO_PROXY)

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Engine]:
        media = MediaService()
        store = await Store.open(self.folder / "data")
        folders = Folders(lambda: self.takes, *(self.folder / name for name in ("cache", "fitted", "frames")))
        engine = Engine(store, media, self, folders, self.options)
        engine.listen(self._hear)
        try:
            await engine.start()
            yield engine
        finally:
            await engine.close()
            await media.close()
            await store.close()

    async def until(self, engine: Engine, true: Callable[[tuple[Task, ...]], bool]) -> None:
        """Wait for the tasks to be so."""
        async with asyncio.timeout(PATIENCE):
            while not true(engine.tasks):
                self._heard.clear()
                await self._heard.wait()

    async def ended(self, engine: Engine, *task_ids: str) -> list[Task]:
        """Wait for tasks to end, and return them."""
        await self.until(engine, lambda tasks: all(task.status.is_end for task in tasks if task.id in task_ids))
        return [next(task for task in engine.tasks if task.id == task_id) for task_id in task_ids]

    def told(self, task_id: str) -> list[Task]:
        return [event.task for event in self.events if isinstance(event, TaskChanged) and event.task.id == task_id]

    def request(self, model: str, references: tuple[Reference, ...] = (), prompt: str = "A river at dusk") -> Request:
        """What the form would send: judged by the rules, shortest and smallest."""
        request = self._judged(model, references, prompt).request
        assert request is not None
        return request

    def price(self, model: str) -> Price | None:
        """What the form would show for it."""
        return self._judged(model).price

    def _judged(self, model: str, references: tuple[Reference, ...] = (), prompt: str = "A river") -> Evaluation:
        route = CATALOG.route_of(model)
        assert route is not None
        mode = Mode.FRAMES if any(reference.place in FRAMES for reference in references) else Mode.REFERENCES
        rules = next(entry.rules for entry in route.models if entry.id == model)
        draft = Draft(model=model, prompt=prompt, duration=rules.duration.minimum, references=references, mode=mode)
        profile = self.profile(PROFILE_ID)
        assert profile is not None
        evaluation = evaluate(route, draft, Terms.of(profile))
        assert evaluation.request is not None, evaluation.issues
        assert evaluation.request.references == references, "nothing was parked"
        return evaluation

    def _hear(self, event: Event) -> None:
        self.events.append(event)
        self._heard.set()


@contextmanager
def sandbox(
    folder: Path, scenario: str = "calm", clock: Callable[[], float] | None = None, **changes: Any
) -> Iterator[LiveSandbox]:
    """A quick sandbox that draws small clips."""
    rendering = Rendering(scale=0.1, in_process=True)
    options = Options(folder, pace=0.02, scenario=scenario, rendering=rendering, **changes)
    with open_sandbox(options, clock) as live:
        yield live


@contextmanager
def beside_sandbox(folder: Path, scenario: str = "calm") -> Iterator[Beside]:
    """A data folder beside a sandbox; what came in is counted when the sandbox ends."""
    with sandbox(folder / "sandbox", scenario) as live:
        beside = Beside(folder, live)
        yield beside
        beside.creates = live.room.creates
        beside.uploads = sum(1 for _ in live.room.state.uploads)


def comment_of(take: str) -> dict[str, Any]:
    """What the sandbox wrote into a clip: the request, and what arrived for it."""
    with av.open(take) as clip:
        found: dict[str, Any] = json.loads(clip.metadata["comment"])
        return found


def reference(path: Path, place: Place, facts: Facts, number: int = 0) -> Reference:
    return Reference(f"{place.value}-{number}", place, str(path), local=True, facts=facts)


def a_picture(path: Path, colour: str) -> Path:
    Image.new("RGB", (640, 640), colour).save(path)
    return path


def hashes(references: tuple[Reference, ...]) -> list[tuple[str, str]]:
    """Place and fingerprint of each, in the order in which they should have arrived."""
    return [(entry.place.value, sha256_of(Path(entry.source))) for entry in references]


def arrived(take: str) -> list[tuple[str, str]]:
    return [(entry["place"], entry["sha256"]) for entry in comment_of(take)["references"]]


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []
