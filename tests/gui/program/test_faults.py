"""Whatever goes wrong inside the program lands in one report, without secrets, and is told with the way to it."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from seedance_desktop.app.native_output import NATIVE_LOG
from seedance_desktop.app.reports import LOG
from seedance_desktop.ui.widgets.banner import Banner
from seedance_desktop.ui.widgets.buttons import LinkButton
from tests.gui.program.faults_run import SECRET
from tests.gui.program.user import SOON

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program
    from tests.gui.program.user import User

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

CHANNELS = ["slot", "callback", "task", "job", "thread", "unraisable", "engine", "message"]


def test_every_channel_ends_in_one_report_and_a_crash_is_told_at_the_next_start(
    program: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    command = [sys.executable, "-m", "tests.gui.program.faults_run", str(program.folder), program.live.address.base_url]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert ended.stdout.split() == CHANNELS, "each was told in the window"
    assert ended.returncode == -signal.SIGSEGV
    report = (program.folder / "logs" / LOG).read_text("utf-8")
    for channel in CHANNELS:
        assert f"{channel}: " in report
    assert report.count("RuntimeError: ") == 6
    assert SECRET not in ended.stderr
    kept = [path for path in program.folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert kept == []
    shown: list[str] = []

    def open_url(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)

    async def look(user: User) -> None:
        await user.says("program.crashed")
        banner = next(b for b in user.window.findChildren(Banner) if "unexpectedly" in b.text())
        link = next(link for link in banner.findChildren(LinkButton) if link.text() == "Show the report")
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
        await user.until(lambda: shown == [str(program.folder / "logs")], "the folder", SOON)

    program.use(look)
    assert "Segmentation fault" in (program.folder / "logs" / LOG).read_text("utf-8")
    assert [record.getMessage()[:17] for record in caplog.records] == ["the last run died"]
    caplog.clear()
    assert "Segmentation fault" not in (program.folder / "logs" / NATIVE_LOG).read_text("utf-8", "replace")


@pytest.mark.parametrize("what", ["error", "cancelled"])
def test_what_ends_the_start_is_in_the_report_and_told_at_the_next_one(
    program: Program, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    command = [sys.executable, "-m", "tests.gui.program.faults_run", str(program.folder), program.live.address.base_url]
    ended = subprocess.run([*command, what], capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 1
    report = (program.folder / "logs" / LOG).read_text("utf-8")
    assert "Error: start: " in report
    assert "Error: start: " in ended.stderr
    assert SECRET not in report + ended.stderr + (program.folder / "logs" / NATIVE_LOG).read_text("utf-8")

    async def look(user: User) -> None:
        await user.says("program.crashed")

    program.use(look)
    assert [record.getMessage()[:17] for record in caplog.records] == ["the last run died"]
    caplog.clear()
    program.use(lambda user: user.rest(0))
    assert not caplog.records, "it is told once"
