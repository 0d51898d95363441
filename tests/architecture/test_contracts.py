"""The import contracts of `pyproject.toml`: kept by the tree, and each broken by one import put into a copy of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.gates import PACKAGE, ROOT

LINTER = Path(sys.executable).with_name("lint-imports")
CONTRACTS = [
    contract["id"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
]
VIOLATIONS = {
    "layers": [
        ("domain/task.py", "import seedance_desktop.store.library"),
        ("engine/intruder.py", "import seedance_desktop.settings.intruder"),
        ("api/intruder.py", "import seedance_desktop.media.intruder"),
        ("sandbox/intruder.py", "import seedance_desktop.ui.intruder"),
        ("nowhere.py", "x = 1"),
    ],
    "qt": [("engine/intruder.py", "import PySide6.QtCore"), ("cli/intruder.py", "from qasync import QEventLoop")],
    "http": [("engine/intruder.py", "import httpx"), ("ui/intruder.py", "import httpx")],
    "s3": [("engine/intruder.py", "import obstore"), ("ui/intruder.py", "from obstore.store import S3Store")],
    "ui": [("ui/intruder.py", "import seedance_desktop.store.intruder")],
    "pure": [("domain/price.py", "import asyncio"), ("domain/price.py", "import PIL.Image")],
    "acyclic": [("domain/price.py", "import seedance_desktop.domain.task\n")],
}
CIRCLE = "import seedance_desktop.domain.price\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's sources and the contracts, free to be broken."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_tree_keeps_every_contract() -> None:
    assert "KEPT" in _lint(ROOT).stdout
    assert _lint(ROOT).returncode == 0


@pytest.mark.parametrize(
    ("contract", "path", "line"), [(name, *violation) for name, found in VIOLATIONS.items() for violation in found]
)
def test_a_wrong_import_breaks_the_contract(copy: Path, contract: str, path: str, line: str) -> None:
    for room in ("api", "cli", "engine", "media", "sandbox", "settings", "store", "ui"):
        (copy / PACKAGE.name / room / "intruder.py").touch()
    if contract == "acyclic":
        _add(copy / PACKAGE.name / "domain" / "task.py", CIRCLE)
    assert _lint(copy, "--contract", contract).returncode == 0
    _add(copy / PACKAGE.name / path, line)
    done = _lint(copy, "--contract", contract)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout or "nowhere" in done.stdout


def test_every_contract_is_broken_once() -> None:
    assert sorted(VIOLATIONS) == sorted(CONTRACTS)


def _add(file: Path, line: str) -> None:
    """Put an import at the top of a module, where a docstring or a future import does not matter to the linter."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    future = "from __future__ import annotations\n"
    file.write_text(text.replace(future, f"{future}{line}\n", 1) if future in text else f"{line}\n{text}", "utf-8")


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(LINTER), "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
