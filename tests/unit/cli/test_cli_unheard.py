"""Events that cannot be written, as the file they go to lies on a full disk."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.cli.reports import JsonReport
from seedance_desktop.cli.voice import Voice
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task

if TYPE_CHECKING:
    import pytest

FULL = Path("/dev/full")


def test_a_task_goes_on_unheard_and_a_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    task = Task("t1", Status.QUEUED, Request("m", "r", "A prompt", 5), "main", "https://h.example", 1.0)
    report = JsonReport(Voice("en"))
    full = FULL.open("w", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", full)
    report.moved(task)
    report.ended(task)
    monkeypatch.undo()
    with suppress(OSError):
        full.close()
    assert capsys.readouterr().err.splitlines() == ["stdout: No space left on device"] * 2
