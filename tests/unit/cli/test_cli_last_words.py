"""An error of our own that ends a command is told without secrets and kept on this computer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from seedance_desktop.cli import listing
from seedance_desktop.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "sk-canary0123456789"


async def _fail(*_: object, **__: object) -> NoReturn:
    raise RuntimeError(f"at https://h.example/x?signature={SECRET} with {SECRET}")


def test_what_nobody_expected_is_told_and_kept_without_secrets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "list_tasks", _fail)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(RuntimeError) as left:
        main(["--data-dir", str(tmp_path / "data"), "--lang", "en", "tasks"])
    sys.excepthook(left.type, left.value, left.tb)
    said = capsys.readouterr().err
    report = tmp_path / "data" / "logs" / "seedance.log"
    kept = report.read_text("utf-8")
    assert "RuntimeError: at https://h.example/x?[hidden]" in kept
    assert "RuntimeError: " in said
    assert said.splitlines()[-1].startswith("Something went wrong inside the program")
    assert SECRET not in kept + said
    assert report.stat().st_mode & 0o077 == 0
