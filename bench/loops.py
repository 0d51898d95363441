"""How long single calls keep the loops busy, of the window and of the engine, in processor time of their threads.

A virtual machine's host and cold caches make single calls up to three times slower, now this one and now that one.
What the program itself is slow at, it is slow at in every run: so each kind of call counts with its quickest run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from table import Measure, paced

from tests.integration.engine_beside_sandbox import sandbox

ROOT = Path(__file__).resolve().parent.parent
FRAME = 8.0
"""Milliseconds: half of what a screen leaves for a frame at 60 Hz."""
RUNS = 3


def window_loop() -> Measure:
    """A clip from the press on Generate to its playing."""
    runs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(told_by("tests.gui.program.freeze_run", folder)["slowest"])
    in_all = [min(run[kind] for run in runs) for kind in runs[0] if all(kind in run for run in runs)]
    return paced("window's loop, slowest call of a generation", max(in_all) * 1000, FRAME)


def engine_loop() -> Measure:
    """Three tasks at once, one of them reviewed, and questions meanwhile."""
    slowest = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder, "sandbox")) as live:
            address = live.address
            told = told_by("tests.integration.loop_probe", folder, address.base_url, address.results_url, address.key)
            slowest.append(told["slowest"][0][0])
    return paced("engine's loop, slowest callback", min(slowest), FRAME)


def library_rows() -> list[Measure]:
    """Two thousand rows: a page further, one change, one letter typed."""
    told = told_by("bench.library_rows")
    return [
        paced(
            "library, a page of 2,000 rows painted", told["page"], FRAME, f"Qt's own list {told['bare']:.1f} ms here"
        ),
        paced("library, one change among 2,000 rows", told["change"], FRAME),
        paced("library, one letter typed over 2,000 rows", told["letter"], 2 * FRAME),
    ]


def prompt_keys() -> Measure:
    """A key in the longest prompt, every reference mentioned."""
    told = told_by("bench.prompt_keys")
    return paced("prompt, a key in 5,000 characters, 100 references", max(told.values()), FRAME)


def told_by(module: str, *arguments: str) -> dict[str, Any]:
    """What a module prints as JSON when it is run by itself."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SEEDANCE_POLL_SCALE": "0.05"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told
