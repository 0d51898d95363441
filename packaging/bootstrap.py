"""Prepares a checkout: environment, pinned packages, the project itself, the system's libraries.

Standard library only, because nothing is installed yet. Each step leaves a key in `.venv`; a step whose key is still
true is passed over, so a second call takes a fraction of a second and needs no network.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import system

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "setup.json"
LOG = ROOT / "build" / "setup.log"
ALIVE = "import pip, sys; print('.'.join(map(str, sys.version_info[:3])))"


def main() -> int:
    """Run the steps; answer the process's exit code."""
    parser = argparse.ArgumentParser(description="Prepare the checkout.")
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    tests = parser.parse_args().tests
    if VENV.is_symlink():
        # Another checkout's, which prepares it: clearing through the link would empty it under everybody's feet.
        return 0
    began = time.monotonic()
    try:
        changed = [_environment(), _packages(tests=tests), _project()]
        changed.append(_libraries(tests=tests))
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    if any(changed):
        _say(f"ready after {time.monotonic() - began:.0f} s: .venv/bin/seedance-desktop")
    return 0


class SetupError(Exception):
    """A step failed; the text says what to do."""


def _environment() -> bool:
    """Make `.venv` unless a living one of the wanted version stands."""
    wanted = ".".join(map(str, sys.version_info[:3]))
    stands = _version_of(PYTHON)
    moved = _stamped().get("root", str(ROOT)) != str(ROOT)
    if stands == wanted and not moved:
        return False
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        if not system.install([package], "Python's own tool for environments"):
            raise SetupError("the command above is needed first: this Python cannot make an environment.")
    _say(f"making .venv with Python {wanted}")
    _run([_base_python(), "-m", "venv", "--clear", str(VENV)], "the environment could not be made")
    _stamp("root", str(ROOT))
    return True


def _base_python() -> str:
    """The interpreter behind this one: an environment cannot be cleared by its own Python."""
    return getattr(sys, "_base_executable", sys.executable)


def _packages(*, tests: bool) -> bool:
    files = [ROOT / "packaging" / "pins.txt", ROOT / "packaging" / "pins-test.txt"]
    run_key, test_key = _key(files[:1]), _key(files)
    if _stamped().get("packages") in ({test_key} if tests else {run_key, test_key}):
        return False
    # What was installed for the tests stays up to date with what is installed for running.
    pins = files[1] if tests or "tests" in _stamped() else files[0]
    _say("installing the pinned packages (once; some 250 MB come over the network)")
    _pip("--no-deps", "-r", str(pins), what="the packages could not be installed; is there a network?")
    if pins == files[1]:
        _stamp("tests", "yes")
    _stamp("packages", test_key if pins == files[1] else run_key)
    return True


def _project() -> bool:
    """Install the checkout itself, which also compiles the translations."""
    catalogues = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    key = _key([ROOT / "pyproject.toml", ROOT / "packaging" / "hatch_hook.py", *catalogues])
    compiled = all(catalogue.with_suffix(".qm").exists() for catalogue in catalogues)
    if _stamped().get("project") == key and compiled:
        return False
    _say("installing the program from this checkout")
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT), what="the program could not be installed")
    _stamp("project", key)
    return True


def _libraries(*, tests: bool) -> bool:
    """See that Qt finds the system's libraries, and the tests their tools."""
    key = _key([ROOT / "packaging" / "system.py", system.QT_PACKAGES, ROOT / "packaging" / "pins.txt"])
    steps = ("system", "system-tests") if tests else ("system",)
    if _stamped().get(steps[-1]) == key:
        return False
    complete = system.prepare(PYTHON, tests=tests)
    if complete:
        for step in steps:
            _stamp(step, key)
    return complete


def _pip(*arguments: str, what: str) -> None:
    _run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments], what)


def _run(command: list[str], what: str) -> None:
    """Run a command with its words in the log; the end of the log is shown when it fails."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log:
        done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT, check=False)
    if done.returncode:
        tail = LOG.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        print("\n".join(tail), file=sys.stderr)
        raise SetupError(f"{what} (all of it: {LOG.relative_to(ROOT)})")


def _version_of(python: Path) -> str:
    """The version of an environment's Python that has pip, else an empty string."""
    try:
        done = subprocess.run([python, "-c", ALIVE], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _key(files: list[Path]) -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _stamped() -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps


def _stamp(step: str, key: str) -> None:
    STAMP.write_text(json.dumps({**_stamped(), step: key}, indent=1), encoding="utf-8")


def _say(text: str) -> None:
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
