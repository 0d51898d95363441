"""The sandbox as a process beside the window."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.surroundings import for_children
from seedance_desktop.sandbox.address import SandboxAddress
from seedance_desktop.store.private import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_START_SECONDS = 30.0
_STOP_SECONDS = 2.0
_ERRORS_FILE = "errors.txt"


class SandboxProcess:
    """Starts a sandbox, talks to it and ends it. It ends by itself when this process does.

    A thread waits for the process instead of the loop: loops that are driven by a window watch no children.

    Args:
        data_dir: the sandbox's own folder.
        command: program and first arguments; the module itself unless stated.
        pace: factor on the sandbox's waiting times.
    """

    def __init__(self, data_dir: Path, command: Sequence[str] | None = None, pace: float = 1.0) -> None:
        self._data_dir = data_dir
        first = command or (sys.executable, "-m", "seedance_desktop.sandbox.server")
        self._command = [*first, "--attached", "--data-dir", str(data_dir), "--pace", str(pace)]
        self._process: subprocess.Popen[bytes] | None = None
        self._ended: asyncio.Event | None = None
        self._watcher: threading.Thread | None = None
        self._serves = False
        self._unwanted = False

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def start(self) -> SandboxAddress:
        """Start it and wait until it listens.

        Raises:
            LocalFailure: `sandbox.failed`; the excerpt holds what it wrote before it ended.
        """
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[SandboxAddress] = loop.create_future()
        self._ended = asyncio.Event()
        self._serves = self._unwanted = False
        arguments = (loop, ready, self._ended)
        self._watcher = threading.Thread(target=self._watch, args=arguments, name="sandbox", daemon=True)
        self._watcher.start()
        try:
            async with asyncio.timeout(_START_SECONDS):
                address = await ready
                self._serves = True
                return address
        except TimeoutError as error:
            await self.stop()
            raise LocalFailure("sandbox.failed", {"reason": "timeout"}) from error
        except (asyncio.CancelledError, LocalFailure):
            await self.stop()
            raise

    def choose(self, scenario: str) -> None:
        """Let tasks created from now on fare by `scenario`.

        Raises:
            LocalFailure: `sandbox.failed` when it runs no longer.
        """
        self._tell(f"scenario {scenario}")

    async def stop(self) -> None:
        """End it; nothing happens where none runs."""
        if self._ended is None or self._watcher is None:
            return
        self._unwanted = True
        # One that is still loading hears of nothing but a signal, and has nothing to keep.
        for end in (self._hang_up, self._terminate, self._kill)[0 if self._serves else 1 :]:
            end()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self._ended.wait()
                self._watcher.join()  # it is past its last step; nothing of it may outlive the loop
                return

    def _tell(self, line: str) -> None:
        pipe = self._process.stdin if self._process is not None else None
        try:
            if pipe is None:
                raise BrokenPipeError
            pipe.write(line.encode() + b"\n")
            pipe.flush()
        except (OSError, ValueError) as error:
            raise LocalFailure("sandbox.failed", {"reason": "gone"}) from error

    def _hang_up(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _terminate(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _watch(
        self, loop: asyncio.AbstractEventLoop, ready: asyncio.Future[SandboxAddress], ended: asyncio.Event
    ) -> None:
        """Runs in a thread: start, wait for the first line, wait for the end."""
        try:
            private_folder(self._data_dir)
            with (self._data_dir / _ERRORS_FILE).open("wb") as errors:
                process = self._process = _started(self._command, errors.fileno())
            if self._unwanted:
                process.terminate()
            with process:
                first = process.stdout.readline() if process.stdout is not None else b""
                _on(loop, _settle, ready, first, self._written)
                process.wait()
        except OSError as error:
            _on(loop, _fail, ready, str(error))
        finally:
            _on(loop, ended.set)

    def _written(self) -> str:
        try:
            return (self._data_dir / _ERRORS_FILE).read_text("utf-8", "replace")
        except OSError:
            return ""


def _started(command: Sequence[str], errors: int) -> subprocess.Popen[bytes]:
    environment = for_children(os.environ)
    # The child finds the package where we found it, installed or not.
    roots = (str(Path(__file__).parents[2]), environment.get("PYTHONPATH", ""))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, roots))
    return subprocess.Popen(  # noqa: S603 - our own module, or what the wiring names
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=environment,
        # Ctrl+C in a terminal is for the window; the sandbox ends after it.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _on(loop: asyncio.AbstractEventLoop, call: Callable[..., None], *arguments: object) -> None:
    with contextlib.suppress(RuntimeError):  # the loop may be closed before the process ends
        loop.call_soon_threadsafe(call, *arguments)


def _settle(ready: asyncio.Future[SandboxAddress], first: bytes, written: Callable[[], str]) -> None:
    if ready.done():
        return
    try:
        told = json.loads(first)
        ready.set_result(SandboxAddress(told["base_url"], told["results_url"], told["key"]))
    except (ValueError, KeyError, TypeError):
        ready.set_exception(LocalFailure("sandbox.failed", {"reason": "no_answer"}, written()))


def _fail(ready: asyncio.Future[SandboxAddress], reason: str) -> None:
    if not ready.done():
        ready.set_exception(LocalFailure("sandbox.failed", {"reason": reason}))
