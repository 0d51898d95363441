"""The two commands on a machine that is not ours: which Python, which display, what to ask of the system."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.architecture.gates import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ECHO = '#!/bin/sh\necho "$(basename "$0") $*; platform ${QT_QPA_PLATFORM:-of the display}"\n'
INSTALL = (
    "import sys; sys.path.insert(0, {folder!r}); import system; print(system.install(['libegl1'], 'a part of Qt'))"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The scripts beside an environment whose program only says how it was called."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    _script(tmp_path / ".venv" / "bin" / "seedance-desktop", ECHO)
    return tmp_path


@pytest.fixture
def x_server() -> Iterator[str]:
    """Somebody who listens where an X server would, by the abstract name that Linux offers beside the path."""
    with socket.socket(socket.AF_UNIX) as server:
        number = 40_000 + os.getpid() % 20_000
        server.bind(f"\0/t{'mp'}/.X11-unix/X{number}")
        server.listen()
        yield f":{number}"


def test_a_second_setup_has_nothing_to_do_and_is_silent() -> None:
    _run(["make", "--silent", "setup"], ROOT, os.environ)
    stamps = {path: path.stat().st_mtime_ns for path in (ROOT / ".venv").iterdir()}
    done = _run(["make", "--silent", "setup"], ROOT, os.environ)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in (ROOT / ".venv").iterdir()} == stamps


def test_a_linked_environment_is_left_to_the_checkout_it_belongs_to(checkout: Path) -> None:
    theirs = (checkout / ".venv").rename(checkout / "theirs")
    (theirs / "setup.json").write_text('{"root": "/another/checkout"}', encoding="utf-8")
    (checkout / ".venv").symlink_to(theirs)
    done = _run([str(checkout / "packaging" / "setup")], checkout, os.environ)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert {path.name for path in theirs.iterdir()} == {"bin", "setup.json"}


def test_a_display_gets_the_window(checkout: Path, x_server: str) -> None:
    said = _run_program(checkout, {"DISPLAY": x_server})
    assert said == "seedance-desktop ; platform of the display\n"


@pytest.mark.parametrize("display", ["", ":39999", "nonsense", "localhost:59.0"])
def test_no_display_gets_the_first_clip(checkout: Path, display: str) -> None:
    said = _run_program(
        checkout, {"DISPLAY": display, "WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(checkout)}
    )
    assert "no display" in said.splitlines()[0]
    assert said.splitlines()[1] == "seedance-desktop first-clip --out build/first-clip; platform offscreen"


def test_a_machine_without_a_fitting_python_is_told_what_to_do(checkout: Path) -> None:
    tools = checkout / "tools"
    _script(tools / "python3", "#!/bin/sh\nexit 1\n")
    for name in ("dirname", "id", "sh"):
        (tools / name).symlink_to(shutil.which(name) or "")
    done = _run([str(checkout / "packaging" / "setup")], checkout, {"PATH": str(tools)})
    assert done.returncode == 1
    assert "Python 3.11, 3.12 or 3.13" in done.stderr
    assert "make setup PYTHON=" in done.stderr


def test_a_chosen_python_that_does_not_fit_is_named(checkout: Path) -> None:
    done = _run([str(checkout / "packaging" / "setup")], checkout, {**os.environ, "PYTHON": "no-such-python"})
    assert done.returncode == 1
    assert "PYTHON=no-such-python" in done.stderr


def test_what_qt_misses_is_installed_where_we_may(checkout: Path) -> None:
    said = _install(checkout, {"apt-get": 'echo "$@" >> "$CALLS"', "sudo": 'shift; exec "$@"'})
    calls = (checkout / "calls").read_text(encoding="utf-8").splitlines()
    assert calls == ["-qq update", "install -y --no-install-recommends libegl1"]
    assert said.splitlines()[-1] == "True"


def test_a_failing_installation_shows_the_command_and_goes_on(checkout: Path) -> None:
    said = _install(checkout, {"apt-get": "echo no network; exit 100", "sudo": 'shift; exec "$@"'})
    assert "no network" in said
    assert "apt-get install -y --no-install-recommends libegl1" in said
    assert said.splitlines()[-1] == "False"


def test_a_system_without_apt_is_told_the_names(checkout: Path) -> None:
    said = _install(checkout, {})
    assert "libegl1" in said
    assert said.splitlines()[-1] == "False"


def _install(checkout: Path, commands: dict[str, str]) -> str:
    tools = checkout / "tools"
    tools.mkdir()
    for name in ("env", "sh"):
        (tools / name).symlink_to(shutil.which(name) or "")
    for name, body in commands.items():
        _script(tools / name, f"#!/bin/sh\n{body}\n")
    code = INSTALL.format(folder=str(checkout / "packaging"))
    done = _run([sys.executable, "-c", code], checkout, {"PATH": str(tools), "CALLS": str(checkout / "calls")})
    assert done.stderr == ""
    return done.stdout


def _run_program(checkout: Path, display: dict[str, str]) -> str:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return _run([sys.executable, str(checkout / "packaging" / "run.py")], checkout, {**bare, **display}).stdout


def _script(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)


def _run(
    command: list[str], folder: Path, variables: dict[str, str] | os._Environ[str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=60)
