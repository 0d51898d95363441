"""Fifty pictures at once: all are to be seen, and the window's thread leaves their files to others.

How long that takes, and what stays in memory, is printed by `make bench`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path


def test_fifty_pictures_are_added_and_the_windows_thread_touches_no_disk(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(51):
        Image.new("RGB", (320, 240), (number * 5, 80, 120)).save(pictures / f"{number:02}.jpg")
    done = subprocess.run(
        [sys.executable, "-m", "bench.fifty_run", str(tmp_path / "data"), str(pictures)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["shown"] == 50
    assert told["ticks"] > 20
    assert told["touched"] == []
