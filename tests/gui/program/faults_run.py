"""The real window, in which everything goes wrong that can, through the real hooks; in the end the process dies.

Prints the name of each channel when the window has told of it. With a third argument it dies at its start, of
an error or of being cancelled.
"""

from __future__ import annotations

import asyncio
import faulthandler
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QTimer, qCritical

from seedance_desktop.app import running
from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main, run
from seedance_desktop.app.person import Person
from seedance_desktop.engine.events import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.app.session import Session

SECRET = "sk-canary0123456789"
SAID = f"Authorization: Bearer {SECRET} at https://h.example/x?signature={SECRET}"


class Unraisable:
    def __del__(self) -> None:
        fail("unraisable")


def fail(channel: str, error: type[BaseException] = RuntimeError) -> NoReturn:
    raise error(f"{channel}: {SAID}")


async def fail_later(channel: str) -> None:
    fail(channel)


def forget_a_task() -> None:
    """Its exception is never asked for."""
    task = asyncio.get_running_loop().create_task(fail_later("task"))
    del task


def channels(session: Session) -> dict[str, Callable[[], object]]:
    return {
        "slot": lambda: QTimer.singleShot(0, lambda: fail("slot")),
        "callback": lambda: asyncio.get_running_loop().call_soon(fail, "callback"),
        "task": forget_a_task,
        "job": lambda: session.desk._spawn("job", fail_later("job")),
        "thread": lambda: threading.Thread(target=fail, args=("thread",)).start(),
        "unraisable": Unraisable,
        "engine": lambda: session.bridge.fault.emit(Fault("engine: it broke")),
        "message": lambda: qCritical(f"message: {SAID}"),
    }


async def drive(session: Session) -> int:
    person = Person(session)
    banners = session.conductor.banners
    for name, provoke in channels(session).items():
        provoke()
        await person.until(lambda: "program.fault" in banners.codes(), name, 20)
        banners.hush("program.fault")
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
    faulthandler._sigsegv()  # type: ignore[attr-defined]  # how the module itself is tested
    return 0


if __name__ == "__main__":
    options = AppOptions(data_dir=Path(sys.argv[1]), base_url=sys.argv[2])
    if sys.argv[3:]:
        error = {"error": RuntimeError, "cancelled": asyncio.CancelledError}[sys.argv[3]]
        vars(running)["load_settings"] = lambda _path: fail("start", error)
        run(options)
    sys.exit(main(options, drive))
