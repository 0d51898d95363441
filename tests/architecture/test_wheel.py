"""The wheel carries what the program needs, and runs where there is no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.architecture.gates import PACKAGE, ROOT

BODY = {"model": "seedance2.0-mini", "prompt": "a heron", "duration": 5}
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel and sees the pinned packages, but not the checkout."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    _run([*PIP, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)], home)
    packages = _run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip()
    Path(packages, "pinned.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return home / "bin"


def test_the_wheel_holds_the_package_its_data_and_the_resources(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = [file for file in PACKAGE.rglob("*") if file.suffix in {".py", ".toml", ".sql"}]
    resources = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    wanted = {str(file.relative_to(ROOT)) for file in data}
    wanted |= {f"{PACKAGE.name}/{file.relative_to(ROOT)}" for file in resources}
    assert wanted - names == set()


def test_the_wheel_holds_every_language(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for language in ("en", "zh_CN"):
        assert f"{PACKAGE.name}/resources/i18n/seedance_{language}.qm" in names


def test_the_program_says_what_it_can_do(installed: Path, tmp_path: Path) -> None:
    assert "check" in _run([str(installed / "seedance-desktop"), "--help"], tmp_path)


def test_the_program_judges_a_body(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "body.json").write_text(json.dumps(BODY), encoding="utf-8")
    answer = json.loads(_run([str(installed / "seedance-desktop"), "check", "body.json"], tmp_path))
    assert answer["ready"] is True
    assert answer["request"]["model"] == BODY["model"]


def test_the_window_finds_its_pictures_and_languages(installed: Path, tmp_path: Path) -> None:
    probe = "import seedance_desktop.wording.resources as r; print(r.__file__); print(r.resource())"
    module, folder = _run([str(installed / "python"), "-c", probe], tmp_path).split()
    assert not Path(module).is_relative_to(ROOT)
    assert Path(folder).is_relative_to(Path(module).parents[1])
    assert (Path(folder) / "i18n" / "seedance_zh_CN.qm").stat().st_size > 1000


def _run(command: list[str], folder: Path) -> str:
    """What a command prints; it runs in another folder, with a data folder of its own."""
    variables = {**os.environ, "SEEDANCE_DATA_DIR": str(folder / "data"), "COLUMNS": "200"}
    variables.pop("PYTHONPATH", None)  # it would show the checkout to those who must not see it
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
