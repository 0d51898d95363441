"""Loads the program once and lives it many times: each life is a fork that goes through the program's own entry.

A line of JSON on standard input is one life; it is answered by its process id at once and by its end later.

python -m tests.chaos.forge [window]
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import random
import resource
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

from seedance_desktop.media import service
from tests.chaos.hangs import HANGS
from tests.chaos.mutants import MUTANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOMS = ("api", "cli", "domain", "engine", "media", "settings", "store", "wording")
OTHERS = ("anyio._backends._asyncio", "encodings.idna", "httpcore", "httpx", "mimetypes", "seedance_desktop.__main__")
NOT_HERE = ("seedance_desktop.media.worker",)
"""Whose decoders belong into a process of their own."""

COPY = 16
"""Bytes of chance in the name of a copy."""

STAND_IN = """
import socket, sys
with socket.socket(socket.AF_UNIX) as there:
    there.connect(sys.argv[1])
    socket.send_fds(there, [b"!"], [0, 1])
    there.recv(1)
"""

"""What a life starts in place of a decoder's process: it hands its pipes to the helper and stays while that works."""


def main(arguments: Sequence[str]) -> int:
    """Serve until standard input ends; in a life, live it."""
    _load()
    if "window" in arguments:
        importlib.import_module("tests.chaos.window_life")
    gc.freeze()  # a collection would copy every page in every life
    _tell({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            return _live(order)
        if order["held"]:
            os.waitpid(child, os.WUNTRACED)
        _tell({"pid": child})
        status = os.waitpid(child, 0)[1]
        _tell({"code": os.waitstatus_to_exitcode(status), "seconds": time.monotonic() - began})
    return 0


def _load() -> None:
    for room in ROOMS:
        package = importlib.import_module(f"seedance_desktop.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name not in NOT_HERE and not module.name.startswith("seedance_desktop.media.fit_"):
                importlib.import_module(module.name)
    for name in OTHERS:
        importlib.import_module(name)


def _live(order: dict[str, Any]) -> int:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY),
        (2, order["err"], os.O_WRONLY),
    ):
        opened = os.open(path, flags | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(order["environ"])
    if order["helper"]:
        stand_in = (sys.executable, "-I", "-S", "-c", STAND_IN, order["helper"])
        vars(service)["default_command"] = lambda: stand_in
    if order["intent"]:
        _name_the_intent(bytes.fromhex(order["intent"]))
    {**MUTANTS, **HANGS}.get(order["mutant"], lambda: None)()
    sys.argv = ["seedance-desktop", *order["arguments"]]
    if order["held"]:
        os.kill(os.getpid(), signal.SIGSTOP)  # until whoever traces us is there
    if order["window"]:
        window = importlib.import_module("tests.chaos.window_life")
        window.live(order["arguments"])
    importlib.import_module("seedance_desktop.__main__").main()
    return 0


def _name_the_intent(intent: bytes) -> None:
    """Let the task, and the copies of its files, have names that are known beforehand."""
    chance, copies = os.urandom, random.Random(0)  # noqa: S311  a name, no secret
    known = {len(intent): lambda: intent, COPY: lambda: copies.randbytes(COPY)}
    os.urandom = lambda size: known[size]() if size in known else chance(size)


def _tell(what: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
