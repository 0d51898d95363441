"""Uploads on loopback beside curl's, to the same server and in turn with it, and the memory they take."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from table import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = 10_000_000, 100_000_000
"""Bytes; the larger one is the most that the service takes."""
ROUNDS = 15


def uploading() -> list[Measure]:
    """Time beside curl's for the service's upload and a bucket's; memory for a file ten times as large."""
    print(f"uploading {LARGE // 10**6} MB {ROUNDS} times in turn with curl", flush=True)
    with tempfile.TemporaryDirectory() as folder, _sink() as url:
        small, large = (_file(Path(folder, f"{size}.mp4"), size) for size in (SMALL, LARGE))
        told, less = _told(url, large, ROUNDS), _told(url, small, 1)
    peak = told["peak"][0]
    return [
        *(_beside_curl(name, told[name], told["curl"]) for name in ("service", "bucket")),
        Measure(
            "peak memory of an upload, 100 MB - 10 MB", peak - less["peak"][0], 10, " MiB", f"{peak:.0f} MiB in all"
        ),
    ]


def _beside_curl(name: str, ours: list[float], theirs: list[float]) -> Measure:
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    rates = [f"{LARGE / 1e6 / statistics.median(seconds):.0f} MB/s" for seconds in (ours, theirs)]
    # 0.8 of its throughput is 1.25 of its time.
    return Measure(f"time of 100 MB to a {name}, ours : curl", ratio, 1.25, "", " : ".join(rates))


@contextmanager
def _sink() -> Iterator[str]:
    command = [sys.executable, str(ROOT / "bench" / "sink.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _file(path: Path, size: int) -> Path:
    path.write_bytes(os.urandom(size))
    return path


def _told(url: str, path: Path, times: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "bench.upload_run", url, str(path), str(times)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told: dict[str, list[float]] = json.loads(done.stdout)
    return told
