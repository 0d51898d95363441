"""The window's end of the worker process: one question, one answer, and a kill when it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.surroundings import for_children
from seedance_desktop.media.frames import read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SMALLEST_STEP = 0.001
"""Part of a job that is worth telling."""

_PACKAGE_HOME = Path(__file__).resolve().parents[2]


class WorkerProcess:
    """Starts the worker on first use and again whenever it has died.

    `ask` blocks and is used by one thread at a time; `stop` may be called from any.

    Args:
        command: what starts the worker.
        timeout: seconds one question may take, the start included; where it tells progress, seconds without any.
    """

    def __init__(self, command: Sequence[str], timeout: float) -> None:
        self._command = tuple(command)
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._guard = threading.Lock()
        self._stopped = False

    @property
    def pid(self) -> int | None:
        """The worker's process id while one runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(self, question: Mapping[str, object], on_progress: Callable[[float], None] | None = None) -> dict[str, Any]:
        """Waits for the worker's answer.

        Args:
            question: what is to be done.
            on_progress: told the growing part, from 0 to 1, that is done, where the worker tells it.

        Raises:
            LocalFailure: `media.no_helper` (it does not start), `media.unreadable` (it died, hung or talked nonsense).
        """
        process = self._running()
        watchdog = _Watchdog(process, self._timeout)
        sound = False
        try:
            answer = _talk(process, question, watchdog, on_progress)
            sound = True
        except (OSError, EOFError, ValueError, TypeError) as error:
            raise LocalFailure("media.unreadable", _name_in(question)) from error
        finally:
            if watchdog.ends() or not sound:
                self._discard(process)
        return answer

    def stop(self) -> None:
        """Ends the worker for good; a question that is being asked fails."""
        with self._guard:
            self._stopped = True
            process = self._process
        if process is not None:
            process.kill()

    def reap(self) -> None:
        """Waits for the end of a stopped worker and frees its pipes. No question may be under way."""
        if self._process is not None:
            self._discard(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._guard:
            if self._stopped:
                raise LocalFailure("media.no_helper")
            if self._process is not None and self._process.poll() is None:
                return self._process
            if self._process is not None:
                _free(self._process)
            self._process = self._started()
            return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603  the command is ours, no part of it comes from a file or the service
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # decoders print the paths of the user's files there
                cwd=_PACKAGE_HOME if _PACKAGE_HOME.is_dir() else None,
                env=for_children(os.environ),
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise LocalFailure("media.no_helper") from error

    def _discard(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        _free(process)
        with self._guard:
            self._process = None


def default_command() -> tuple[str, ...]:
    """Starts the worker with this Python; a frozen program brings its own command."""
    return (sys.executable, "-m", "seedance_desktop.media.worker")


class _Watchdog:
    """Kills a process from which nothing is heard for too long."""

    def __init__(self, process: subprocess.Popen[bytes], patience: float) -> None:
        self._process = process
        self._patience = patience
        self._killed = False
        self._over = threading.Event()
        self.heard()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def heard(self) -> None:
        self._deadline = time.monotonic() + self._patience

    def ends(self) -> bool:
        """Stops watching; answers whether it had to kill."""
        self._over.set()
        self._thread.join()
        return self._killed

    def _watch(self) -> None:
        while (left := self._deadline - time.monotonic()) > 0:
            if self._over.wait(left):
                return
        self._killed = True
        self._process.kill()


def _talk(
    process: subprocess.Popen[bytes],
    question: Mapping[str, object],
    watchdog: _Watchdog,
    on_progress: Callable[[float], None] | None,
) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    write_frame(process.stdin, dict(question))
    done = 0.0
    while True:
        answer = read_frame(process.stdout)
        if not isinstance(answer, dict):
            raise TypeError
        if "progress" not in answer:
            return answer
        # Only real steps count, so that no worker can stay busy for ever.
        if (fraction := min(float(answer["progress"]), 1.0)) >= done + SMALLEST_STEP:
            done = fraction
            watchdog.heard()
            if on_progress is not None:
                on_progress(done)


def _free(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # a question was still in the buffer when the worker died
                continue
    process.wait()


def _name_in(question: Mapping[str, object]) -> dict[str, object]:
    return {"name": Path(str(question["path"])).name}
