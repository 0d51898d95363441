"""The window never freezes: no call on its loop takes longer than 8 ms while a clip is sent, awaited and fetched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 0.008
TRIES = 5
"""A virtual machine's host, cold caches and other processes make single calls up to three times slower, now this one
and now that one. What the program itself is slow at, it is slow at in every run."""


def one_run(folder: Path) -> dict[str, Any]:
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.program.freeze_run", str(folder)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SEEDANCE_POLL_SCALE": "0.05"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.serial
def test_no_call_on_the_loop_takes_over_8_ms_from_generate_to_the_playing_clip(tmp_path: Path) -> None:
    always: dict[str, float] | None = None
    for number in range(TRIES):
        told = one_run(tmp_path / str(number))
        assert told["ending"] == "completed"
        assert told["ticks"] > 100
        sys.stdout.write(_line(told))
        slow = {kind: seconds for kind, seconds in told["slowest"].items() if seconds > LIMIT}
        before = slow if always is None else always
        always = {kind: min(seconds, before[kind]) for kind, seconds in slow.items() if kind in before}
        if not always:
            return
    pytest.fail("\n".join(f"{seconds * 1000:.1f} ms  {kind}" for kind, seconds in (always or {}).items()))


def _line(told: dict[str, Any]) -> str:
    slowest = max(told["slowest"].values())
    return (
        f"{told['calls']} calls, the slowest {slowest * 1000:.1f} ms; the longest turn {told['turn'] * 1000:.1f} ms; "
        f"{told['ticks']} ticks, on the wall at most {told['gap'] * 1000:.0f} ms apart\n"
    )
