"""The whole job without a display: the real window, driven offscreen through one generation in the sandbox."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import Person, paint_reference
from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.app.session import Session

PROMPT = "Slow dolly along the river at first light. The sun of @Image1 rises over the hills; mist on the water."
WATCHED = 1500
"""Milliseconds of the clip that must have been played before the picture is taken."""


def run(arguments: Sequence[str]) -> int:
    """Make `clip.mp4` and `window.png` in the folder named by `--out`; print where they are.

    Returns:
        0 when the clip plays in the window.
    """
    parser = argparse.ArgumentParser(prog="seedance-desktop first-clip", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/first-clip"))
    out: Path = parser.parse_args(arguments).out.absolute()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("SEEDANCE_POLL_SCALE", "0.1")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)

    async def drive(session: Session) -> int:
        return await _make(Person(session), out)

    return main(AppOptions(data_dir=out / "data", sandbox=True), drive)


async def _make(person: Person, out: Path) -> int:
    watched: list[int] = []
    person.session.conductor.stage.player.position.connect(watched.append)
    reference = out / "first-reference.png"
    paint_reference(reference, ("#2f5d7c", "#f2a65a"), "#fff1d6")
    person.write("promptEdit", PROMPT)
    person.drop("imagesTray", [reference])
    await person.until(lambda: person.see(QWidget, "generateButton").isEnabled(), "a draft that is ready", 20)
    person.press("generateButton")
    await person.until(lambda: person.newest() is not None, "the task in the library", 20)
    _say("sent to the sandbox: nothing is charged")
    await person.until(lambda: (task := person.newest()) is not None and task.status.is_end, "the end of the task")
    task = person.newest()
    if task is None or task.status is not Status.COMPLETED or task.take is None:
        _say(f"it ended as {'nothing' if task is None else task.status}")
        return 1
    await person.until(lambda: any(shown > WATCHED for shown in watched), "the clip playing", 30)
    person.picture(out / "window.png")
    shutil.copyfile(task.take, out / "clip.mp4")
    _say(f"clip:    {out / 'clip.mp4'}\npicture: {out / 'window.png'}")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
