"""One generation in the real program, offscreen, with its loop watched; prints what the loop took as JSON.

The watch runs from the press on Generate to the clip playing. The start of the program is not in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import Person, paint_reference
from seedance_desktop.domain.task import Status
from tests.fakes.touches import Touches
from tests.gui.program.loop_watch import LoopWatch

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session

WATCHED = 800
"""Milliseconds of the clip that are played before the watch ends."""
LISTED = 100
"""Kinds of call that are told, the slowest first."""


async def drive(session: Session) -> int:
    """Be the person; the folder is the program's first argument."""
    person = Person(session)
    watch = LoopWatch(session.opened.app)
    shown: list[int] = []
    balances: list[object] = []
    session.bridge.balance_known.connect(balances.append)
    session.conductor.stage.player.position.connect(shown.append)
    reference = Path(sys.argv[1], "reference.png")
    paint_reference(reference, ("#2f5d7c", "#f2a65a"), "#fff1d6")
    person.write("promptEdit", "A heron crosses the river at first light")
    person.drop("imagesTray", [reference])
    await person.until(lambda: _is_measured(person), "the picture's thumbnail", 20)
    await person.until(lambda: bool(balances), "the balance, the last of what a start asks for", 20)
    touches = Touches()
    touches.switch_on()
    with watch.watching():
        person.press("generateButton")
        await person.until(lambda: (task := person.newest()) is not None and task.status.is_end, "the end", 60)
        await person.until(lambda: any(position > WATCHED for position in shown), "the clip playing", 30)
    touches.switch_off()
    task = person.newest()
    ending = "" if task is None else task.status.value
    sys.stdout.write(json.dumps({**_told(watch, ending), "touched": touches.seen}))
    return 0 if ending == Status.COMPLETED.value else 1


def _is_measured(person: Person) -> bool:
    references = person.session.presenter.draft.references
    return person.session.presenter.evaluation.ready and all(reference.facts.width for reference in references)


def _told(watch: LoopWatch, ending: str) -> dict[str, object]:
    slowest = sorted(watch.slowest.items(), key=lambda entry: entry[1], reverse=True)[:LISTED]
    return {
        "ending": ending,
        "calls": watch.count,
        "slowest": dict(slowest),
        "turn": watch.turn,
        "gap": watch.gap,
        "ticks": watch.ticks,
    }


if __name__ == "__main__":
    sys.exit(main(AppOptions(data_dir=Path(sys.argv[1], "data"), sandbox=True, pace=0.2), drive))
