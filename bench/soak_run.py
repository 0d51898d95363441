"""Follows very many tasks for minutes, in a process of its own, and prints as JSON what that cost it.

python -m bench.soak_run engine|window FOLDER BASE_URL SECONDS TASKS
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
import urllib.request
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main as run_window
from seedance_desktop.domain.network import NO_PROXY, Network
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.engine import Engine
from seedance_desktop.engine.options import EngineOptions, Folders
from seedance_desktop.media.service import MediaService
from seedance_desktop.settings.keys import KeyStore
from seedance_desktop.settings.model import Settings
from seedance_desktop.settings.profiles import ProfileBook
from seedance_desktop.store.store import Store

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session
    from seedance_desktop.domain.profile import Profile

TICK = 0.1
"""Seconds between two looks at how late the loop is."""
SAMPLE = 2.0
"""Seconds between two looks at memory and handles."""
WARM = 0.2
"""Part of the time in which the first connections, caches and queries settle; it is not counted."""
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Watch:
    """Looks at its own process and loop.

    Attributes:
        late: milliseconds by which each tick came later than asked.
        busy: milliseconds that the loop's thread computed since the tick before; a delay beyond that is the machine's.
        memory: seconds since the beginning, MiB.
        handles: open files and sockets.
    """

    base_url: str
    late: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)

    async def look(self, seconds: float) -> dict[str, float]:
        """Watch for so long; tell the figures."""
        await asyncio.sleep(seconds * WARM)
        asked = await asyncio.to_thread(self._queries)
        began, spent = time.monotonic(), time.process_time()
        until, sample, due = began + seconds * (1 - WARM), began, began + TICK
        while (now := time.monotonic()) < until:
            if now >= sample:
                self.memory.append((now - began, resident()))
                self.handles.append(len(os.listdir("/proc/self/fd")))  # noqa: PTH208 - the quickest way
                sample += SAMPLE
            computed = time.thread_time()
            await asyncio.sleep(TICK)
            now = time.monotonic()
            self.busy.append((time.thread_time() - computed) * 1000)
            self.late.append(max(0.0, now - due) * 1000)
            due = now + TICK
        took = time.monotonic() - began
        asked = await asyncio.to_thread(self._queries) - asked
        return {
            "cpu": (time.process_time() - spent) / took * 100,
            "late_p99": _p99(self.late),
            "busy_p99": _p99(self.busy),
            "late_most": max(self.late),
            "memory_first": self._mean(0, 5),
            "memory_last": self._mean(-5, None),
            "memory_slope": _slope(self.memory) * 60,
            "handles_first": self.handles[0],
            "handles_last": self.handles[-1],
            "queries_a_second": asked / took,
            "seconds": took,
        }

    def _mean(self, first: int, last: int | None) -> float:
        part = [value for _, value in self.memory[first:last]]
        return sum(part) / len(part)

    def _queries(self) -> int:
        with urllib.request.urlopen(f"{self.base_url}/count") as answer:  # noqa: S310 - our own, on this machine
            return int(json.load(answer)["queries"])


def resident() -> float:
    """MiB that this process holds."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE / 1024**2


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _slope(points: list[tuple[float, float]]) -> float:
    """By how much the second number grows with the first: the line of least squares."""
    count = len(points)
    x, y = sum(p[0] for p in points) / count, sum(p[1] for p in points) / count
    return sum((p[0] - x) * (p[1] - y) for p in points) / sum((p[0] - x) ** 2 for p in points)


def book() -> ProfileBook:
    """Profiles as on a fresh machine."""
    return ProfileBook(Settings(), KeyStore(os.environ))


async def seed(folder: Path, base_url: str, count: int) -> None:
    """Lay down tasks that are with the service."""
    store = await Store.open(folder)
    profile = book().visit(base_url)
    now = time.time()
    words = "A slow dolly along the river at dusk, number {}"
    for number in range(count):
        request = Request(model="seedance2.0-mini", route_id="mini", prompt=words.format(number), duration=5)
        made = Task(f"{number:016x}", Status.PREPARING, request, profile.id, base_url, now - number)
        await store.add(made)
    for task in await store.tasks():
        await store.save(_sent(task, now))
    await store.close()


def _sent(task: Task, now: float) -> Task:
    sent = replace(task, status=Status.PROCESSING, remote_id=f"vid_{task.id}", sent_at=now)
    return replace(sent, service_status="processing", progress=42)


class Alone:
    """Profiles for the engine without a window."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def profile(self, _: str) -> Profile | None:
        return self._profile

    async def key(self, _: str) -> str | None:
        return os.environ["SEEDANCE_API_KEY"]

    def network(self) -> Network:
        return Network(proxy=NO_PROXY)


async def engine_alone(folder: Path, base_url: str, seconds: float) -> dict[str, float]:
    """The engine on asyncio's own loop, as the command line runs it."""
    store, media = await Store.open(folder), MediaService()
    folders = Folders(lambda: folder / "takes", *(folder / name for name in ("cache", "fitted", "frames")))
    engine = Engine(store, media, Alone(book().visit(base_url)), folders, EngineOptions())
    try:
        await engine.start()
        return await Watch(base_url).look(seconds)
    finally:
        await engine.close()
        await media.close()
        await store.close()


def main(kind: str, folder: Path, base_url: str, seconds: float, count: int) -> int:
    """Print what was seen."""
    asyncio.run(seed(folder, base_url, count))
    if kind == "engine":
        sys.stdout.write(json.dumps(asyncio.run(engine_alone(folder, base_url, seconds))))
        return 0

    async def drive(session: Session) -> int:
        if session.engine is None or len(session.engine.tasks) != count:
            return 1
        sys.stdout.write(json.dumps(await Watch(base_url).look(seconds)))
        return 0

    return run_window(AppOptions(data_dir=folder, base_url=base_url), drive)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]), int(sys.argv[5])))
