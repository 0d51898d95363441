"""The program with a task under way and nobody to end it but a signal; says `ready` when the task is in the queue."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import Person
from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session


async def drive(session: Session) -> int:
    """Send one task and wait."""
    person = Person(session)
    person.write("promptEdit", "A heron waits")
    person.press("generateButton")
    await person.until(lambda: (task := person.newest()) is not None and task.status is Status.QUEUED, "the queue", 20)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(AppOptions(data_dir=Path(sys.argv[1]), base_url=sys.argv[2]), drive))
