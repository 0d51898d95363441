"""The window's thread leaves disk, databases and processes to others while a clip is sent, awaited and fetched.

How long its calls take is printed by `make bench`: on a shared machine a limit in milliseconds would fail by chance.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def test_from_generate_to_the_playing_clip_the_windows_thread_touches_no_disk(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.program.freeze_run", str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SEEDANCE_POLL_SCALE": "0.05"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["ending"] == "completed"
    assert told["ticks"] > 100
    assert told["calls"] > 1000
    assert told["touched"] == []
