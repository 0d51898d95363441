"""Importing a module names things and does nothing: no Qt behind the window's back, no thread, no word, no file."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.architecture.gates import PACKAGE, ROOT, sources

if TYPE_CHECKING:
    from pathlib import Path

SEES_QT = {"ui", "app"}
# Qt says by itself, and only here, that it looked for an optional sound server.
QUIET = {"QT_LOGGING_RULES": "qt.multimedia.symbolsresolver=false"}
PROBE = """
import importlib, json, os, sys, threading
for name in json.load(sys.stdin):
    importlib.import_module(name)
print(json.dumps({
    "qt": sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "qasync")),
    "threads": threading.active_count(),
    "files": os.listdir(),
}))
"""
START = "import sys, {module}; print(*(name for name in {heavy!r} if name in sys.modules))"
SLOW_AT_START = ["av", "PIL", "keyring", "starlette", "uvicorn", "typer", "rich", "stamina", "obstore"]


def modules(*, qt: bool) -> list[str]:
    """Dotted names of all modules on one side of the border that Qt does not cross."""
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in sources(PACKAGE)
        if file.stem not in {"__init__", "__main__"}
    ]
    return [name for name in names if (name.split(".")[1] in SEES_QT) == qt]


def test_nothing_outside_the_window_imports_qt(tmp_path: Path) -> None:
    seen = _import(modules(qt=False), tmp_path)
    assert seen == {"qt": [], "threads": 1, "files": []}


def test_importing_the_window_starts_nothing(tmp_path: Path) -> None:
    seen = _import(modules(qt=True), tmp_path)
    assert (seen["threads"], seen["files"]) == (1, [])


def test_the_probe_sees_qt(tmp_path: Path) -> None:
    assert "PySide6.QtCore" in _import(["PySide6.QtCore"], tmp_path)["qt"]


@pytest.mark.parametrize("module", ["seedance_desktop.app.opening"])
def test_the_window_imports_nothing_that_its_first_paint_does_not_need(module: str) -> None:
    probe = START.format(module=module, heavy=SLOW_AT_START)
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == []


def _import(names: list[str], folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE],
        input=json.dumps(names),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **QUIET},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1, f"a module speaks while it is imported: {done.stdout}"
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen
