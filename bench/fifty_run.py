"""Prints as JSON what adding and removing fifty pictures of twelve megapixels costs the real window.

    fifty_run.py FOLDER PICTURES

A timer of the window ticks meanwhile: how much later than asked it comes is what a person would feel.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import Person
from seedance_desktop.domain.reference import Place
from tests.fakes.touches import Touches

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session

PICTURES = sorted(Path(sys.argv[2]).glob("*.jpg"))
TICK = 5
"""Milliseconds between two ticks."""
PATIENCE = 120.0
REST = 1.5
"""Seconds before memory is read, in which the last pictures are let go."""


class Waits:
    """Notes how much later than asked a timer of the window comes, and what its thread computed meanwhile."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.busy: list[float] = []
        self._spent = 0.0
        self._due = 0.0
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)

    def begin(self) -> None:
        self._spent = time.thread_time()
        self._due = time.perf_counter() + TICK / 1000
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def _note(self) -> None:
        now, spent = time.perf_counter(), time.thread_time()
        self.busy.append((spent - self._spent) * 1000)
        self._spent = spent
        self.late.append(max(0.0, now - self._due) * 1000)
        # The next tick is asked for from the old one's time on; those that were missed are not made up for.
        self._due = max(self._due + TICK / 1000, now)


class Adding(Person):
    """A person who drops the pictures on the window and removes them again.

    Args:
        session: the running program.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._presenter = session.presenter
        self._commands = session.conductor.composer.commands
        self._looks = session.conductor.composer.looks

    async def add(self, pictures: list[Path]) -> float:
        """Drop pictures and wait until each is to be seen; answer the milliseconds that the drop itself took."""
        began = time.perf_counter()
        self.drop("imagesTray", pictures)
        dropped = time.perf_counter() - began

        def all_drawn() -> bool:
            references = self._presenter.draft.at(Place.IMAGES)
            return len(references) == len(pictures) and all(map(self._looks.picture_of, references))

        await self.until(all_drawn, "all thumbnails", PATIENCE)
        return dropped * 1000

    async def remove(self) -> None:
        """Remove all, and wait until what is let go of is gone."""
        self._commands.remove([reference.id for reference in self._presenter.draft.references])
        await self.rest(REST)
        gc.collect()


async def drive(session: Session) -> int:
    """Add one picture, which wakes the helpers, and then all others."""
    person = Adding(session)
    await person.add(PICTURES[:1])
    await person.remove()
    before, waits, touches = _resident(), Waits(), Touches()
    touches.switch_on()
    waits.begin()
    began = time.perf_counter()
    dropped = await person.add(PICTURES[1:])
    seconds = time.perf_counter() - began
    await person.rest(0.2)
    waits.end()
    touches.switch_off()
    full = _resident()
    await person.remove()
    told = {
        "shown": len(PICTURES) - 1,
        "seconds": seconds,
        "dropped": dropped,
        "ticks": len(waits.late),
        "p99": _p99(waits.late),
        "most": max(waits.late),
        "busy_p99": _p99(waits.busy),
        "touched": touches.seen,
        "full": full - before,
        "kept": _resident() - before,
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _resident() -> float:
    """MiB that this process holds; where the system does not tell it, nothing."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(AppOptions(data_dir=Path(sys.argv[1]), base_url="http://127.0.0.1:9"), drive))
