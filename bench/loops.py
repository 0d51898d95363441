"""How long single calls keep the loops busy, of the window and of the engine, in processor time of their threads."""

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


def window_loop() -> Measure:
    """A clip from the press on Generate to its playing."""

    def run() -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            slowest: dict[str, float] = told_by("tests.gui.program.freeze_run", folder)["slowest"]
        return {kind: seconds * 1000 for kind, seconds in slowest.items()}

    return max(paced(run).values()).measure("window's loop, slowest call of a generation", FRAME)


def engine_loop() -> Measure:
    """Three tasks at once, one of them reviewed, and questions meanwhile."""

    def run() -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder, sandbox(Path(folder, "sandbox")) as live:
            address = live.address
            told = told_by("tests.integration.loop_probe", folder, address.base_url, address.results_url, address.key)
        return {"slowest": told["slowest"][0][0]}

    return paced(run)["slowest"].measure("engine's loop, slowest callback", FRAME)


def library_rows() -> list[Measure]:
    """Two thousand rows: a page further, one change, one letter typed; and one change among ten thousand tasks."""
    told = paced(lambda: told_by("bench.library_rows"))
    bare = f"Qt's own list {told['bare'].here:.1f} ms here"
    return [
        told["page"].measure("library, a page of 2,000 rows painted", FRAME, bare),
        told["change"].measure("library, one change among 2,000 rows", FRAME),
        told["held"].measure("all tasks looked through after a change, 10,000", FRAME),
        told["letter"].measure("library, one letter typed over 2,000 rows", 2 * FRAME),
    ]


def prompt_keys() -> Measure:
    """A key in the longest prompt, every reference mentioned."""
    slowest = max(paced(lambda: told_by("bench.prompt_keys")).values())
    return slowest.measure("prompt, a key in 5,000 characters, 100 references", FRAME)


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
