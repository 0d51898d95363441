"""What is written down reaches its file, and a disk that hangs keeps nobody."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.app import reports as reporting
from seedance_desktop.app.reports import LOG, Reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.no_qt_log  # what Qt writes is sent elsewhere

MORE_THAN_A_PIPE_HOLDS = 200_000
SECRET = "sk-canary0123456789"


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[int]:
    """The log's reading end: a file that hangs whoever writes more than it holds, until somebody reads."""
    os.mkfifo(tmp_path / LOG)
    reading = os.open(tmp_path / LOG, os.O_RDONLY | os.O_NONBLOCK)
    yield reading
    os.close(reading)


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with much else to do may write slowly what is to be read then."""
    monkeypatch.setattr(reporting, "CLOSE_GRACE", 60.0)


def test_a_disk_that_hangs_keeps_nobody_and_what_was_said_waits_for_it(
    pipe: int, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = Reports(tmp_path)
    reports.job_failed("first", "x" * MORE_THAN_A_PIPE_HOLDS)
    reports.job_failed("last", SECRET)
    reports.close()
    assert [record.getMessage()[:12] for record in caplog.records] == ["first failed", "last failed:"]
    caplog.clear()
    said = _read_until(pipe, b"last failed")
    assert said.count(b"x") >= MORE_THAN_A_PIPE_HOLDS
    assert SECRET.encode() not in said
    monkeypatch.setattr(reporting, "CLOSE_GRACE", 60.0)
    reports.close()


@pytest.mark.usefixtures("patience")
def test_the_last_lines_and_what_qt_wrote_last_are_in_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reports = Reports(tmp_path)
    os.write(2, b"QtCritical: the last of Qt's\n")
    for number in range(1000):
        reports.job_failed(f"job {number}", "")
    reports.close()
    caplog.clear()
    lines = (tmp_path / LOG).read_text("utf-8").splitlines()
    assert len(lines) == 1001
    assert "job 999 failed" in lines[-2]
    assert "Qt says: QtCritical: the last of Qt's" in lines[-1]


@pytest.mark.usefixtures("patience")
def test_a_line_with_a_name_that_is_no_utf_8_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever keeps lines for the summary could not hand this one on from one process to the other.
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    reports = Reports(tmp_path)
    reports.job_failed("import", os.fsdecode(b"/pictures/\xff.png"))
    reports.close()
    assert "import failed: /pictures/\\udcff.png" in (tmp_path / LOG).read_text("utf-8")


@pytest.mark.usefixtures("patience")
def test_what_is_told_stands_in_the_report_already(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    told: list[tuple[str, bool]] = []
    reports = Reports(tmp_path)
    reports.job_failed("before anybody listened", "")
    reports.tell(lambda code: told.append((code, "later" in (tmp_path / LOG).read_text("utf-8"))))
    reports.job_failed("later", "")
    reports.close()
    caplog.clear()
    assert [code for code, _ in told] == ["program.fault", "program.fault"]
    assert told[-1][1]


def _read_until(reading: int, mark: bytes) -> bytes:
    os.set_blocking(reading, True)
    said = b""
    while mark not in said:
        said += os.read(reading, 1 << 16)
    return said
