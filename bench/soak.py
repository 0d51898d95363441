"""Follows a thousand tasks for minutes, by the engine alone and with the window open, and prints what that costs.

python bench/soak.py [MINUTES] [TASKS]

Nothing changes meanwhile: every task is under way for ever. The service runs in a process of its own and is not
counted. Ends with 1 if a limit is broken.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from table import Measure, printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
MINUTES, TASKS = 10.0, 1000
FLAT = 5.0
"""MiB by which memory may be larger at the end."""
DELAY = 16.0
"""Milliseconds: one frame."""
QUIET = 5.0
"""Percent of one core."""
CAP = 10.0
"""Requests a second."""


def main(arguments: Sequence[str]) -> int:
    """Print the table; answer the process's exit code."""
    usual = (float(MINUTES), float(TASKS))
    minutes, tasks = (*map(float, arguments[:2]), *usual[len(arguments) :])
    measures: list[Measure] = []
    for kind in ("engine", "window"):
        print(f"{tasks:.0f} tasks for {minutes:g} minutes, {kind}", flush=True)
        with service() as base_url:
            measures += _measures(kind, told_by(kind, base_url, minutes * 60, int(tasks)))
    return 0 if printed(measures) else 1


@contextmanager
def service() -> Iterator[str]:
    """The stand-in of the service, as long as the block lasts: its base address."""
    command = [sys.executable, "-m", "bench.soak_service"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline() if process.stdout else ""
            yield f"http://127.0.0.1:{int(port)}"
        finally:
            process.kill()


def told_by(kind: str, base_url: str, seconds: float, tasks: int) -> dict[str, float]:
    """What one run saw."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.soak_run", kind, folder, base_url, str(seconds), str(tasks)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SEEDANCE_API_KEY": "sk-made-up", "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _measures(kind: str, told: dict[str, float]) -> list[Measure]:
    first, last = told["memory_first"], told["memory_last"]
    slope = f"{first:.1f} MiB first, {last:.1f} MiB last, {told['memory_slope']:+.3f} MiB a minute"
    delay = f"most {told['late_most']:.1f} ms; p99 of what its thread computed in a tick {told['busy_p99']:.1f} ms"
    handles = f"{told['handles_first']:.0f} first, {told['handles_last']:.0f} last"
    return [
        Measure(f"{kind}, growth of memory", last - first, FLAT, " MiB", slope),
        Measure(f"{kind}, more handles at the end", told["handles_last"] - told["handles_first"], 0, "", handles),
        Measure(f"{kind}, p99 of the loop's delay", told["late_p99"], DELAY, " ms", delay),
        Measure(f"{kind}, processor, of one core", told["cpu"], QUIET, " %", f"over {told['seconds']:.0f} s"),
        Measure(f"{kind}, queries a second", told["queries_a_second"], CAP, "", ""),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
