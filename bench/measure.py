"""Measures what the project promises about speed and memory, all in one run, and prints each beside its limit.

Start and memory are compared with a bare `QMainWindow` process that runs in turn with ours, so that a busy or slow
machine changes both alike. Ends with 1 if a limit is broken.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from bodies import bodies, drafts
from loops import engine_loop, library_rows, prompt_keys, window_loop
from pictures import adding, looking
from table import Measure, paced, printed
from uploads import uploading

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.rules import evaluate

HERE = Path(__file__).resolve().parent
PROGRAM = Path(sys.executable).with_name("seedance-desktop")
PAIRS = 15
BODIES = 4_000
ROUNDS = 50


class Start(NamedTuple):
    """One process, from its start to its first paint."""

    seconds: float
    peak_mib: float


def main() -> int:
    """Print the table; answer the process's exit code."""
    measures = [*_starts(), _evaluation(), _checks(), window_loop(), engine_loop(), *library_rows(), prompt_keys()]
    measures += [*looking(), *adding(), *uploading()]
    return 0 if printed(measures) else 1


def _starts() -> list[Measure]:
    print(f"starting {PAIRS} pairs of windows, ours and a bare one in turn", flush=True)
    _start("--bare"), _start("--ours")  # the first pair fills the caches
    pairs = [(_start("--bare"), _start("--ours")) for _ in range(PAIRS)]
    bare_seconds, our_seconds = (statistics.median(pair[side].seconds for pair in pairs) for side in (0, 1))
    bare_peak, our_peak = (statistics.median(pair[side].peak_mib for pair in pairs) for side in (0, 1))
    ratio = statistics.median(ours.seconds / bare.seconds for bare, ours in pairs)
    return [
        Measure("start to first paint, ours : bare", ratio, 1.6, "", f"{our_seconds:.3f} s : {bare_seconds:.3f} s"),
        Measure("peak memory at first paint, ours - bare", our_peak - bare_peak, 60, " MiB", f"{our_peak:.0f} MiB"),
    ]


def _start(kind: str) -> Start:
    """Start one process in a data folder of its own, and end whatever it may have started itself."""
    with tempfile.TemporaryDirectory() as folder:
        variables = {"QT_QPA_PLATFORM": "offscreen", "SEEDANCE_DATA_DIR": folder, "LC_ALL": "C.UTF-8"}
        began = time.monotonic()
        with subprocess.Popen(
            [sys.executable, str(HERE / "first_paint.py"), kind],
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as process:
            said = process.stdout.readline().split() if process.stdout else []
            _end_group(process.pid)
    if len(said) != 2:
        raise SystemExit(f"the window of {kind} was never painted")
    return Start(float(said[0]) - began, int(said[1]) / 1024)


def _end_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


def _evaluation() -> Measure:
    catalog = load_catalog()
    judged = [(catalog.route_of(draft.model), draft) for draft in drafts(catalog)]

    def run() -> dict[str, float]:
        medians: dict[str, float] = {}
        for route, draft in judged:
            times = []
            for _ in range(ROUNDS):
                began = time.thread_time()
                evaluate(route, draft)
                times.append(time.thread_time() - began)
            medians[draft.model] = max(medians.get(draft.model, 0), statistics.median(times) * 1000)
        return medians

    model, slowest = max(paced(run).items(), key=itemgetter(1))
    return slowest.measure("evaluate, the slowest model's median", 0.2, model)


def _checks() -> Measure:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bodies.jsonl")
        file.write_text("".join(json.dumps(body) + "\n" for body in bodies(load_catalog(), BODIES)), encoding="utf-8")
        began = time.monotonic()
        done = subprocess.run(
            [str(PROGRAM), "--data-dir", folder, "check", "--jsonl", str(file)],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        took = time.monotonic() - began
    judged = done.stdout.count("\n")
    if judged != BODIES:
        raise SystemExit(f"check judged {judged} of {BODIES} bodies (exit {done.returncode})")
    return Measure(f"check of {BODIES} bodies, whole process", took, 10, " s", f"{BODIES / took:.0f} a second")


if __name__ == "__main__":
    sys.exit(main())
