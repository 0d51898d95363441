"""How a command tells what happens: as JSON, one event a line, or with a bar for a person."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from seedance_desktop.cli import shapes
from seedance_desktop.cli.voice import answer
from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    from seedance_desktop.cli.following import Report
    from seedance_desktop.cli.voice import Voice
    from seedance_desktop.domain.task import Failure, Task


def report_of(voice: Voice, *, as_json: bool) -> Report:
    """JSON where a program reads, a bar where a person watches, lines where nobody does."""
    if as_json:
        return JsonReport(voice)
    return BarReport(voice) if sys.stderr.isatty() else LineReport(voice)


class JsonReport:
    """Events as JSON on stdout."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def moved(self, task: Task) -> None:
        answer(shapes.moved(task))
        sys.stdout.flush()

    def waiting(self, failure: Failure, seconds: float) -> None:
        tell_waiting(self._voice, failure, seconds)

    def ended(self, task: Task) -> None:
        answer(shapes.ended(task, self._voice))
        sys.stdout.flush()


class LineReport:
    """Every status as a line on stderr, once, the finished take on stdout."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._told: set[tuple[str, Status]] = set()

    def moved(self, task: Task) -> None:
        if (task.id, task.status) not in self._told and not task.status.is_end:
            self._told.add((task.id, task.status))
            self._voice.line(f"{task.id}  {self._voice.word(task.status)}")

    def waiting(self, failure: Failure, seconds: float) -> None:
        tell_waiting(self._voice, failure, seconds)

    def ended(self, task: Task) -> None:
        tell_end(self._voice, task)


class BarReport:
    """One moving bar per task on the terminal."""

    def __init__(self, voice: Voice) -> None:
        from rich.console import Console  # noqa: PLC0415  only where a person watches
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415  as above

        self._voice = voice
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bars: dict[str, Any] = {}

    def moved(self, task: Task) -> None:
        text = f"{task.id}  {self._voice.word(task.status)}"
        if task.id not in self._bars:
            self._progress.start()
            self._bars[task.id] = self._progress.add_task(text, total=100)
        self._progress.update(self._bars[task.id], description=text, completed=task.progress)

    def waiting(self, failure: Failure, seconds: float) -> None:
        tell_waiting(self._voice, failure, seconds)

    def ended(self, task: Task) -> None:
        self._progress.stop()
        tell_end(self._voice, task)


def tell_waiting(voice: Voice, failure: Failure, seconds: float) -> None:
    """Say on stderr what is in the way and when it is tried again."""
    voice.tell("cli.waiting", {"reason": voice.what(failure), "seconds": max(1, round(seconds))})


def tell_end(voice: Voice, task: Task) -> None:
    """Say what became of a task; the path of a finished take alone goes to stdout."""
    if task.status is Status.COMPLETED and task.failure is None:
        sys.stdout.write(f"{task.take}\n")
        sys.stdout.flush()
        return
    if task.failure is not None:
        voice.say(task.failure)
    if task.status is Status.UNCERTAIN:
        voice.tell("cli.uncertain", {"task": task.id})
    elif not task.status.is_end:
        voice.tell("cli.unfinished", {"task": task.id})
