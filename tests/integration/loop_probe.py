"""A process that does the program's job and watches its own loop; prints what it saw as one JSON object.

Wall time says nothing on a busy machine. So each callback is charged with the processor time of the loop's thread,
and every touch of a file or database by that thread is written down, however fast the disk is.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio import Handle
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.sandbox.address import SandboxAddress
from seedance_desktop.store.ledger import read_ledger
from tests.fakes.touches import Touches
from tests.integration.engine_beside_sandbox import PROFILE_ID, Beside, a_picture, reference

if TYPE_CHECKING:
    from seedance_desktop.sandbox.server import LiveSandbox

TICK = 0.005
SINNING = "sinning"


class Watch:
    """Looks at one loop while it is switched on.

    Attributes:
        costs: processor milliseconds and name of each callback.
    """

    def __init__(self) -> None:
        self.costs: list[tuple[float, str]] = []
        self.ticks = 0
        self._touches = Touches()

    def switch_on(self) -> None:
        self._touches.switch_on()
        run = Handle._run

        def charged(handle: Handle) -> None:
            begin = time.thread_time()
            run(handle)
            self.costs.append(((time.thread_time() - begin) * 1000, repr(handle)[:300]))

        Handle._run = charged  # type: ignore[assignment, method-assign]  # the one place through which every callback goes
        self._tick()

    def switch_off(self) -> None:
        self._touches.switch_off()

    @property
    def touched(self) -> list[str]:
        return self._touches.seen

    def _tick(self) -> None:
        self.ticks += 1
        asyncio.get_running_loop().call_later(TICK, self._tick)


async def watched(beside: Beside, watch: Watch) -> list[str]:
    """Three tasks at once: a prompt, pictures, and Full's review; then questions of every kind."""
    pictures = [a_picture(beside.folder / f"{colour}.png", colour) for colour in ("red", "blue")]
    facts = Facts(format="png", width=640, height=640)
    images = tuple(reference(path, Place.IMAGES, facts, number) for number, path in enumerate(pictures))
    requests = [
        beside.request("seedance2.0-mini"),
        beside.request("seedance2.0-mini", images),
        beside.request("sd2_mx_720p", images),
    ]
    watch.switch_on()
    async with beside.engine() as engine:
        task_ids = [engine.submit(request, PROFILE_ID) for request in requests]
        engine.measure(str(pictures[0]))
        engine.ask_balance(PROFILE_ID)
        tasks = await beside.ended(engine, *task_ids)
        engine.filmstrip(task_ids[0])
        engine.set_favourite(task_ids[0], favourite=True)
        await beside.until(engine, lambda _: any(type(event).__name__ == "FilmstripReady" for event in beside.events))
    watch.switch_off()
    return [task.status.value for task in tasks]


def main(folder: Path, base_url: str, results_url: str, key: str) -> None:
    if base_url == SINNING:
        sys.stdout.write(json.dumps(asyncio.run(_sinned(folder))))
        return
    live = SimpleNamespace(address=SandboxAddress(base_url, results_url, key))
    watch = Watch()
    statuses = asyncio.run(_made(folder, cast("LiveSandbox", live), watch))
    slowest = sorted(watch.costs, reverse=True)[:5]
    seen: dict[str, Any] = {"statuses": statuses, "slowest": slowest, "touched": watch.touched, "ticks": watch.ticks}
    sys.stdout.write(json.dumps({**seen, "callbacks": len(watch.costs)}))


async def _sinned(folder: Path) -> dict[str, object]:
    """What the watch says about a loop that reads a file and then thinks for too long."""
    watch = Watch()
    (folder / "ledger").write_text("{}\n", "utf-8")
    watch.switch_on()
    await asyncio.sleep(0)
    list(read_ledger(folder / "ledger"))
    until = time.thread_time() + 0.02
    while time.thread_time() < until:
        pass
    await asyncio.sleep(0)
    watch.switch_off()
    return {"slowest": max(watch.costs)[0], "touched": watch.touched}


async def _made(folder: Path, live: LiveSandbox, watch: Watch) -> list[str]:
    return await watched(Beside(folder, live), watch)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:5])
