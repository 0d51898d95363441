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

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session

TICK = 5
"""Milliseconds between two ticks."""
PATIENCE = 120.0
REST = 1.5
"""Seconds before memory is read, in which the last pictures are let go."""


class Waits:
    """Notes how much later than asked a timer of the window comes."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._due = 0.0
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)

    def begin(self) -> None:
        self.late.clear()
        self._due = time.perf_counter() + TICK / 1000
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()

    def _note(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._due) * 1000)
        # The next tick is asked for from the old one's time on; those that were missed are not made up for.
        self._due = max(self._due + TICK / 1000, now)


async def drive(session: Session) -> int:
    """Be the person."""
    person = Person(session)
    presenter, looks = session.presenter, session.conductor.composer.looks
    pictures = sorted(Path(sys.argv[2]).glob("*.jpg"))
    person.drop("imagesTray", pictures[:1])
    await person.until(lambda: bool(looks.picture_of(presenter.draft.references[0])), "the helpers, awake", PATIENCE)
    presenter.remove([r.id for r in presenter.draft.references])
    await person.rest(REST)
    before, waits = _resident(), Waits()
    waits.begin()
    began = time.perf_counter()
    person.drop("imagesTray", pictures[1:])
    dropped = time.perf_counter() - began

    def all_drawn() -> bool:
        references = presenter.draft.at(Place.IMAGES)
        return len(references) == len(pictures) - 1 and all(map(looks.picture_of, references))

    await person.until(all_drawn, "all thumbnails", PATIENCE)
    seconds = time.perf_counter() - began
    await person.rest(0.2)
    waits.end()
    full = _resident()
    session.conductor.composer.commands.remove([r.id for r in presenter.draft.references])
    await person.rest(REST)
    gc.collect()
    late = sorted(waits.late)
    told = {
        "p99": late[int(len(late) * 0.99)],
        "most": late[-1],
        "ticks": len(late),
        "dropped": dropped * 1000,
        "seconds": seconds,
        "kept": _resident() - before,
        "full": full - before,
        "shown": len(pictures) - 1,
    }
    sys.stdout.write(json.dumps(told))
    return 0


def _resident() -> float:
    """MiB that this process holds; where the system does not tell it, nothing."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main(AppOptions(data_dir=Path(sys.argv[1]), base_url="http://127.0.0.1:9"), drive))
