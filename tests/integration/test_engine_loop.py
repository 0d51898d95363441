"""The engine's loop leaves the disk to other threads: submitting, polling, uploading and downloading beside a timer.

How long its calls take is printed by `make bench`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.integration.engine_beside_sandbox import sandbox
from tests.integration.loop_probe import SINNING

ROOT = Path(__file__).parents[2]
BUSY = 20.0
"""Milliseconds that the sinning loop keeps its thread busy."""


def probe(*arguments: str) -> dict[str, Any]:
    """What the probe saw."""
    command = [sys.executable, "-m", "tests.integration.loop_probe", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_no_callback_touches_the_disk(tmp_path: Path) -> None:
    with sandbox(tmp_path / "sandbox") as live:
        seen = probe(str(tmp_path), live.address.base_url, live.address.results_url, live.address.key)
    assert seen["statuses"] == ["completed"] * 3
    assert seen["ticks"] > 50
    assert seen["callbacks"] > 500
    assert seen["touched"] == [], "the disk is touched by other threads alone"


def test_the_probe_sees_what_holds_up_a_loop(tmp_path: Path) -> None:
    seen = probe(str(tmp_path), SINNING, "", "")
    assert seen["slowest"] >= BUSY
    assert len(seen["touched"]) == 1
    assert "ledger.py" in seen["touched"][0]
