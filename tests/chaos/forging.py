"""The harness's end of the fork server: one life after another, traced, hit or left alone."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
HANGS = 40.0
"""Seconds after which a life is asked to end by SIGTERM."""
CLOSES = 15.0
"""Seconds it then has; the promise is two, on a machine that does nothing else."""
ASKED = "asked"
"""Where a window that is closed by hand writes when that was, by the machine's monotonic clock."""
BREATH = 0.002
GLANCE = 0.05
INJECTED = "(INJECTED)"
"""What strace writes behind the calls that it made fail."""


@dataclass(frozen=True, slots=True)
class Order:
    """One life.

    Attributes:
        arguments: of the command line; of a window, what `window_life` takes.
        folder: out, err and trace go there.
        environ: all of it.
        intent: the id its task shall have, 16 hexadecimal digits; empty for one by chance.
        mutant: the name of a program that is wrong on purpose, or of something that hangs in it.
        trace: what strace shall do; nothing for a life that is not traced.
        term_after: seconds after which SIGTERM comes, of a traced life counted from what strikes it; `None` for never.
        window: live as the window.
    """

    arguments: Sequence[str]
    folder: Path
    environ: dict[str, str]
    intent: str = ""
    mutant: str = ""
    trace: Sequence[str] = ()
    term_after: float | None = None
    window: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """How a life ended.

    Attributes:
        code: the exit code; negative for a signal.
        seconds: how long it was.
        closing: seconds from SIGTERM, or from the person's wish, to the end.
        hung: it had to be ended.
        trace: what strace wrote.
    """

    code: int
    seconds: float
    out: str
    err: str
    closing: float = 0.0
    hung: bool = False
    trace: str = ""


class Forge:
    """A fork server; one life at a time.

    Args:
        folder: of its own.
        window: its lives may be windows.
    """

    def __init__(self, folder: Path, *, window: bool = False) -> None:
        self._place = folder / "helper"
        self._arguments = ["window"] if window else []

    async def __aenter__(self) -> Self:
        self._helper = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.helper", str(self._place)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        if self._helper.stdout is not None:
            await self._helper.stdout.readline()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.chaos.forge", *self._arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        )
        await self._told()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(CLOSES):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        self._helper.kill()
        await self._helper.wait()

    async def live(self, order: Order) -> End:
        """Carry one life through, whatever becomes of it."""
        names = {name: str(order.folder / name) for name in ("out", "err")}
        told = {
            "arguments": list(order.arguments),
            "environ": order.environ,
            "intent": order.intent,
            "mutant": order.mutant,
            "window": order.window,
            "helper": str(self._place),
            "held": bool(order.trace),
            **names,
        }
        if self._process.stdin is None:
            raise EOFError
        self._process.stdin.write(json.dumps(told).encode() + b"\n")
        pid = (await self._told())["pid"]
        trace = order.folder / "trace"
        tracer = await _traced(pid, order.trace, trace) if order.trace else None
        struck = trace if order.trace else None
        ended, closing, hung = await self._until_the_end(pid, order.term_after, struck)
        asked = order.folder / ASKED
        if asked.exists():
            closing = asyncio.get_running_loop().time() - float(asked.read_text(encoding="ascii"))
        if tracer is not None:
            await tracer.wait()
        out, err = map(_read, names.values())
        text = _read(str(trace)) if tracer is not None else ""
        return End(ended["code"], ended["seconds"], out, err, closing, hung, text)

    async def _until_the_end(
        self, pid: int, term_after: float | None, trace: Path | None
    ) -> tuple[dict[str, Any], float, bool]:
        clock = asyncio.get_running_loop().time
        end = asyncio.ensure_future(self._told())
        if trace is not None and term_after is not None:
            await _strike(trace, end, clock() + HANGS)
        await asyncio.wait([end], timeout=HANGS if term_after is None else term_after)
        if end.done():
            return end.result(), 0.0, False
        asked = clock()
        _hit(pid, signal.SIGTERM)
        await asyncio.wait([end], timeout=CLOSES)
        hung = term_after is None or not end.done()
        if not end.done():
            _hit(pid, signal.SIGKILL)
        return await end, clock() - asked, hung

    async def _told(self) -> dict[str, Any]:
        if self._process.stdout is None:
            raise EOFError
        told: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return told


async def _traced(pid: int, what: Sequence[str], log: Path) -> asyncio.subprocess.Process:
    """strace on a life that waits for it; the life goes on."""
    tracer = await asyncio.create_subprocess_exec(
        *("strace", "-f", "-qq", "-o", str(log), *what, "-p", str(pid)), stderr=asyncio.subprocess.DEVNULL
    )
    while _is_alone(pid):
        with suppress(TimeoutError):
            await asyncio.wait_for(tracer.wait(), BREATH)
            raise RuntimeError("strace cannot trace here")
    os.kill(pid, signal.SIGCONT)
    return tracer


async def _strike(trace: Path, end: asyncio.Future[Any], until: float) -> None:
    """Wait for what strace shall do: on a busy machine a life may take seconds to come to that."""
    clock = asyncio.get_running_loop().time
    while not end.done() and INJECTED not in _read(str(trace)) and clock() < until:
        await asyncio.wait([end], timeout=GLANCE)


def _is_alone(pid: int) -> bool:
    """Whether nobody traces it yet."""
    return "TracerPid:\t0\n" in Path(f"/proc/{pid}/status").read_text(encoding="ascii")


def _read(path: str) -> str:
    """What a life wrote; of one that a signal ended before it opened the file, nothing."""
    with suppress(FileNotFoundError):
        return Path(path).read_text(encoding="utf-8", errors="replace")
    return ""


def _hit(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)
