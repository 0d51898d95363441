"""Runs both origins of the sandbox on this machine."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import json
import logging
import os
import signal
import sqlite3
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.datastructures import MutableHeaders

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.sandbox.address import SandboxAddress
from seedance_desktop.sandbox.app import results_app, service_app
from seedance_desktop.sandbox.door import HOST, Door, listening
from seedance_desktop.sandbox.envelopes import Envelope
from seedance_desktop.sandbox.lines import protocol_on
from seedance_desktop.sandbox.options import START_BALANCE, Options
from seedance_desktop.sandbox.room import Room
from seedance_desktop.sandbox.scenarios import DEFAULT_SCENARIO, SCENARIOS

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SERVICE_PORT = "service_port"
_RESULTS_PORT = "results_port"
_GRACE_SECONDS = 2


class _Quiet(uvicorn.Server):
    """A server that leaves signals to whoever runs it, so that it also runs outside the main thread.

    Attributes:
        door: of its first socket.
    """

    door: Door

    async def on_tick(self, counter: int) -> bool:
        await self.door.follow()
        return await super().on_tick(counter)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class SandboxServer:
    """One sandbox with its sockets bound: its addresses are known before it serves.

    Args:
        options: chosen before the start.
        clock: Unix seconds; the system's own unless a test brings one.
    """

    def __init__(self, options: Options, clock: Callable[[], float] | None = None) -> None:
        self.room = Room(options) if clock is None else Room(options, clock)
        state = self.room.state
        with contextlib.ExitStack() as undone:
            undone.callback(state.close)
            self._service = _bound(options.port, state.note(_SERVICE_PORT))
            undone.callback(self._service.close)
            self._results = _bound(0, state.note(_RESULTS_PORT))
            undone.pop_all()
        service_port, results_port = _port(self._service), _port(self._results)
        state.set_note(_SERVICE_PORT, str(service_port))
        state.set_note(_RESULTS_PORT, str(results_port))
        self.room.results_origin = f"http://{HOST}:{results_port}"
        self.address = SandboxAddress(f"http://{HOST}:{service_port}", self.room.results_origin, options.keys[0])
        config = uvicorn.Config(
            _dated(
                _by_port({service_port: service_app(self.room), results_port: results_app(self.room)}), self.room.time
            ),
            http=protocol_on(self.room.lines),
            ws="none",
            lifespan="off",
            log_config=None,
            log_level=logging.ERROR,
            access_log=False,
            date_header=False,  # it would tell the right time, which our service may not
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        self._server = _Quiet(config)
        self._server.door = Door(self._server, service_port, self.room.is_away, self.room.lines)

    async def serve(self) -> None:
        """Serve until `stop`, then let go of everything."""
        try:
            await self._server.serve([self._service, self._results])
        finally:
            self._service.close()
            self._results.close()
            self.room.close()

    def stop(self) -> None:
        """Ask it to end; safe from any thread."""
        self._server.should_exit = True

    def obey(self, line: str) -> None:
        """Carry out `scenario NAME` or `pace F`; anything else is passed over."""
        word, _, value = line.strip().partition(" ")
        if word == "scenario" and value in SCENARIOS:
            self.room.choose(value)
        elif word == "pace":
            with contextlib.suppress(ValueError):
                self.room.pace = max(0.0, float(value))


@dataclass(frozen=True, slots=True)
class LiveSandbox:
    """A sandbox that serves from a thread of its own."""

    address: SandboxAddress
    room: Room


@contextmanager
def open_sandbox(options: Options, clock: Callable[[], float] | None = None) -> Iterator[LiveSandbox]:
    """A sandbox beside the caller's own loop, for as long as the block lasts."""
    server = SandboxServer(options, clock)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), name="sandbox", daemon=True)
    thread.start()
    try:
        yield LiveSandbox(server.address, server.room)
    finally:
        server.stop()
        thread.join()


def serve(
    data_dir: Path,
    *,
    port: int = 0,
    pace: float = 1.0,
    scenario: str = DEFAULT_SCENARIO,
    attached: bool = False,
    envelope: str = "default",
    start_balance: Decimal = START_BALANCE,
) -> int:
    """Serve until a signal, or until stdin ends where `attached`.

    One JSON line with the addresses and the key goes to stdout once the sockets listen.

    Args:
        data_dir: the sandbox's own folder.
        port: of the service's origin; 0 takes the one used last time, else a free one.
        pace: factor on all waiting times; 0.01 makes eight seconds 80 ms.
        scenario: a name of `scenarios.SCENARIOS`.
        attached: read commands from stdin and end with it.
        envelope: `default`, or `v1` to `v4` for create and query.
        start_balance: what an account holds before its first task.

    Returns:
        The exit code: 0, 2 for an unknown scenario.

    Raises:
        LocalFailure: `sandbox.failed`, `why` being `port` or `folder`.
    """
    if scenario not in SCENARIOS:
        sys.stderr.write(f"no such scenario: {scenario}; there are {', '.join(SCENARIOS)}\n")
        return 2
    options = Options(data_dir, port=port, pace=pace, scenario=scenario, start_balance=start_balance)
    if envelope != "default":
        options = replace(options, envelope=Envelope(envelope))
    try:
        server = SandboxServer(options)
    except (OSError, sqlite3.Error) as error:
        raise LocalFailure("sandbox.failed", _values(error, data_dir, port)) from error
    return asyncio.run(_serve(server, sys.stdin.fileno() if attached else None))


async def _serve(server: SandboxServer, commands: int | None) -> int:
    if commands is not None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=_listen, args=(server, commands, loop), daemon=True).start()
    _end_on_signals(server)
    address = server.address
    ready = {"base_url": address.base_url, "results_url": address.results_url, "key": address.key}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    await server.serve()
    return 0


def _listen(server: SandboxServer, commands: int, loop: asyncio.AbstractEventLoop) -> None:
    # Read past `sys.stdin`: its lock, held by a waiting thread, would abort the interpreter's shutdown.
    rest = b""
    with contextlib.suppress(RuntimeError):  # the loop may be gone before stdin is
        while chunk := os.read(commands, 4096):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                loop.call_soon_threadsafe(server.obey, line.decode("utf-8", "replace"))
        loop.call_soon_threadsafe(server.stop)


def _end_on_signals(server: SandboxServer) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.stop())


def _bound(port: int, last: str | None) -> socket.socket:
    """A listening socket: on `port`, else on the one used last time, else on any."""
    wished = port or int(last or 0)
    try:
        return listening(wished)
    except OSError:
        if port:
            raise
        return listening(0)


def _port(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def _values(error: Exception, folder: Path, port: int) -> dict[str, object]:
    """What to say of a start that failed; an error about a file names the file, one about a port none."""
    refused = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM)
    about_port = isinstance(error, OSError) and error.filename is None and error.errno in refused
    return {"why": "port" if about_port else "folder", "folder": str(folder), "port": str(port)}


def _by_port(apps: dict[int, ASGIApp]) -> ASGIApp:
    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[scope["server"][1]](scope, receive, send)

    return dispatch


def _dated(app: ASGIApp, now: Callable[[], float]) -> ASGIApp:
    """Let answers carry the date by the service's own clock."""

    async def dated(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"])["date"] = formatdate(now(), usegmt=True)
            await send(message)

        await app(scope, receive, sending)

    return dated


def main(arguments: list[str] | None = None) -> int:
    """`python -m seedance_desktop.sandbox.server`; 1 when it could not start."""
    parser = argparse.ArgumentParser(prog="sandbox")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--pace", type=float, default=1.0)
    parser.add_argument("--scenario", choices=list(SCENARIOS), default=DEFAULT_SCENARIO)
    parser.add_argument("--envelope", choices=["default", *Envelope], default="default")
    parser.add_argument("--start-balance", type=Decimal, default=START_BALANCE)
    parser.add_argument("--attached", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        return serve(
            chosen.data_dir,
            port=chosen.port,
            pace=chosen.pace,
            scenario=chosen.scenario,
            attached=chosen.attached,
            envelope=chosen.envelope,
            start_balance=chosen.start_balance,
        )
    except LocalFailure as failure:
        sys.stderr.write(f"the sandbox could not start: {failure.__cause__}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
