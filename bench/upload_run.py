"""Uploads one file as the program does, in a process of its own; tells its quickest seconds and its peak memory.

python -m bench.upload_run BASE_URL FILE TIMES
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.api.client import ServiceClient
from seedance_desktop.api.sending import Courier
from seedance_desktop.domain.network import Network

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

NETWORK = Network(proxy="none")


async def main(base_url: str, path: Path, times: int) -> dict[str, list[float]]:
    """Seconds of each kind of upload, and the peak memory in MiB."""
    service = ServiceClient(base_url, _key, NETWORK)
    courier = Courier(NETWORK)
    calls: dict[str, Callable[[], Awaitable[object]]] = {
        "service": lambda: service.upload(path, _progress),
        "bucket": lambda: courier.put(f"{base_url}/object", path, "video/mp4", _progress),
        "curl": lambda: asyncio.to_thread(_curl, base_url, path),
    }
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(times + 1):
        for name, call in calls.items():
            began = time.monotonic()
            told = await call()
            seconds[name].append(told if isinstance(told, float) else time.monotonic() - began)
    await service.aclose()
    # The first round loads the libraries.
    return {name: found[1:] for name, found in seconds.items()} | {"peak": [_peak_mib()]}


def _curl(base_url: str, path: Path) -> float:
    """Seconds by its own clock, which leaves out its start."""
    command = ["curl", "-s", "-o", os.devnull, "-w", "%{time_total}", "-T", str(path), f"{base_url}/object"]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _peak_mib() -> float:
    """Where the system tells it, which is Linux; the usual call tells the parent's where that was larger."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


async def _key() -> str:
    return "sk-made-up"


def _progress(_sent: int, _total: int) -> None:
    """As cheap as the engine's own, which lets five a second through."""


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))))
