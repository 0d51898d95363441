"""The media service under the window's own loop: answers, deaths and the end."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import pytest
import qasync
from PIL import Image

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.media.service import MediaService

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

DIES_ONCE = """
import pathlib, runpy, sys
mark = pathlib.Path(sys.argv[1])
if not mark.exists():
    mark.touch()
    sys.exit(3)
runpy.run_module("seedance_desktop.media.worker", run_name="__main__")
"""


async def use(service: MediaService, folder: Path) -> list[int | None]:
    paths = [folder / f"{number}.png" for number in range(8)]
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        await service.measure(paths[0])
    found = await asyncio.gather(*(service.measure(path) for path in paths))
    await service.thumbnail(paths[7], folder / "t.png", longest_side=4)
    process = service._workers[-1]._process
    assert process is not None
    process.kill()
    process.wait()
    await service.thumbnail(paths[7], folder / "t2.png", longest_side=4)
    await service.close()
    return [one.facts.width for one in found]


def test_the_service_works_under_the_windows_loop(qapp: QApplication, tmp_path: Path) -> None:
    for number in range(8):
        Image.new("RGB", (10 + number, 5)).save(tmp_path / f"{number}.png")
    service = MediaService(command=[sys.executable, "-c", DIES_ONCE, str(tmp_path / "mark")])
    quits = qapp.quitOnLastWindowClosed()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qapp, already_running=False)) as runner:
        assert runner.run(use(service, tmp_path)) == list(range(10, 18))
    qapp.setQuitOnLastWindowClosed(quits)
    with Image.open(tmp_path / "t2.png") as image:
        assert image.size == (4, 1)
