"""The program with something that never comes back; says `ready` when it hangs, and nobody but a signal ends it.

python -m tests.gui.program.hanging_run WHAT FOLDER URL; WHAT is of `HANGS`.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.app import desk, one_window, reports
from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import run
from seedance_desktop.app.person import Person
from tests.chaos.hangs import hang_the_keychain, hang_the_store, never

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.app.session import Session


def hang_the_folder() -> None:
    """A thread that writes beside the store, as on a server that is gone."""
    vars(desk)["save_draft"] = never


def hang_the_report() -> None:
    """The log lies on a server that is gone."""
    reports._PrivateLog.emit = never  # type: ignore[method-assign,assignment]  # on purpose


def hold_the_interpreter() -> None:
    """A library waits, when the report is closed, and lets no thread of Python's run meanwhile."""
    one_window.WindowHold.release = lambda _hold: ctypes.PyDLL(None).pause()  # type: ignore[method-assign,assignment]  # on purpose


HANGS: dict[str, Callable[[], None]] = {
    "keychain": hang_the_keychain,
    "folder": hang_the_folder,
    "store": hang_the_store,
    "report": hang_the_report,
    "holds the interpreter": hold_the_interpreter,
}


async def drive(session: Session) -> int:
    """Let a keychain be asked and a draft be kept, and wait."""
    session.desk.put_key("profile-1", "sk-made-up")
    logging.getLogger("seedance_desktop").info("something hangs")
    person = Person(session)
    person.write("promptEdit", "A heron waits")
    session.desk.keep_draft(session.presenter.draft)
    await person.rest(0)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    return 0


if __name__ == "__main__":
    HANGS[sys.argv[1]]()
    os.environ["SEEDANCE_API_KEY"] = "sk-made-up"
    run(AppOptions(data_dir=Path(sys.argv[2]), base_url=sys.argv[3]), drive)
