"""Fifty pictures of twelve megapixels, measured and drawn as the window has it done."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from pathlib import Path

from loops import told_by
from PIL import Image
from table import Measure

from seedance_desktop.media.service import MediaService

COUNT = 50
SIZE = (4000, 3000)


def looking() -> list[Measure]:
    """From the first question to the last thumbnail, processes started; the peak memory of the largest process."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, peak = asyncio.run(_look(_pictures(Path(folder))))
    return [
        Measure(
            f"facts and thumbnails of {COUNT} pictures of 12 MP", seconds, 6, " s", f"{COUNT / seconds:.0f} a second"
        ),
        Measure("peak memory of a process that looks at them", peak, 250, " MiB", ""),
    ]


def adding() -> list[Measure]:
    """The same pictures dropped on the window: how long its timer waits, when all are to be seen, what stays behind."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = Path(folder, "pictures")
        pictures.mkdir()
        _pictures(pictures, COUNT + 1)
        told = told_by("bench.fifty_run", str(Path(folder, "data")), str(pictures))
    waits = f"longest {told['most']:.0f} ms, once; p99 of what its thread computed {told['busy_p99']:.1f} ms"
    return [
        Measure(f"window's timer while {COUNT} pictures are added, p99", told["p99"], 16, " ms", waits),
        Measure(f"{COUNT} pictures dropped, until all are to be seen", told["seconds"], 6, " s", ""),
        Measure("memory kept after they were removed", told["kept"], 80, " MiB", f"{told['full']:.0f} MiB before that"),
    ]


def _pictures(folder: Path, count: int = COUNT) -> list[Path]:
    """Photographs as far as a decoder can tell: soft shapes under fine noise."""
    shapes = Image.frombytes("RGB", (200, 150), os.urandom(200 * 150 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    noise = Image.frombytes("RGB", SIZE, os.urandom(SIZE[0] * SIZE[1] * 3))
    first = folder / "0.jpg"
    Image.blend(shapes, noise, 0.06).save(first, quality=92)
    paths = [folder / f"{number}.jpg" for number in range(count)]
    for path in paths[1:]:
        path.write_bytes(first.read_bytes())
    return paths


async def _look(paths: list[Path]) -> tuple[float, float]:
    service = MediaService()
    began = time.monotonic()
    await asyncio.gather(*(_see(service, path) for path in paths))
    seconds = time.monotonic() - began
    peak = max(_peak_mib(worker.pid) for worker in service._workers)  # noqa: SLF001  nobody else needs to know them
    await service.close()
    return seconds, peak


async def _see(service: MediaService, path: Path) -> None:
    await service.measure(path)
    await service.thumbnail(path, path.with_suffix(".png"))


def _peak_mib(pid: int | None) -> float:
    """Where the system tells it, which is Linux."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
