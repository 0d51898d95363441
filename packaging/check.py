"""Runs every gate and every test, as `make test` does; the last line sums up what pytest counted.

The gates run side by side. The tests run in two parts: beside each other on the offscreen platform, and in a real
window on an X server of their own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SCRIPTS = sorted(str(file) for folder in ("packaging", "bench") for file in (ROOT / folder).glob("*.py"))
GATE_LIMIT = 600
PART_LIMIT = 1800
"""Seconds: a machine that others use may be three times slower than a quiet one."""
GATES = {
    "ruff check": [str(BIN / "ruff"), "check", "--quiet", "."],
    "ruff format": [str(BIN / "ruff"), "format", "--quiet", "--check", "."],
    "import contracts": [str(BIN / "lint-imports"), "--no-cache"],
    "mypy --strict": [sys.executable, "-m", "mypy"],
    "mypy --strict, scripts": ["env", "MYPYPATH=.:packaging:bench", sys.executable, "-m", "mypy", *SCRIPTS],
}
COUNTED = ("passed", "failed", "error", "errors", "skipped", "xfailed", "xpassed")


def main() -> int:
    """Run all; answer 0 only if every gate held and every test passed."""
    began = time.monotonic()
    held = _gates()
    counts: Counter[str] = Counter()
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    away = "--ignore=tests/window"
    fine = [
        _tests("tests beside each other", ["-n", "2", away], offscreen, counts),
        _window_tests(counts),
    ]
    failed = counts["failed"] + counts["error"] + counts["errors"]
    odd = counts["skipped"] + counts["xfailed"] + counts["xpassed"]
    print(f"\ngates: {'all held' if held else 'BROKEN'}; time: {time.monotonic() - began:.0f} s", flush=True)
    print(f"{counts['passed']} passed, {failed} failed" + (f", {odd} skipped or expected" if odd else ""), flush=True)
    return 0 if held and all(fine) and not failed and not odd else 1


def _window_tests(counts: Counter[str]) -> bool:
    if shutil.which("Xvfb") is None:
        print("\nFAILED  tests in a real window: Xvfb is missing; the setup above says how to install it", flush=True)
        return False
    return _tests("tests in a real window", ["tests/window"], {}, counts)


def _gates() -> bool:
    with ThreadPoolExecutor(max_workers=2) as pool:
        return all(list(pool.map(_gate, GATES, GATES.values())))


def _gate(name: str, command: list[str]) -> bool:
    began = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=GATE_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"FAILED  {name}: no answer within {GATE_LIMIT} s", flush=True)
        return False
    print(f"{'FAILED' if done.returncode else 'ok    '}  {name}  {time.monotonic() - began:.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def _tests(name: str, arguments: list[str], variables: Mapping[str, str], counts: Counter[str]) -> bool:
    """Run one part, pass its words on as they come, and add what it counted."""
    print(f"\n== {name}", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", *arguments]
    began = time.monotonic()
    words = []
    with subprocess.Popen(
        ["timeout", "--kill-after=10", str(PART_LIMIT), *command],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as part:
        for line in part.stdout or ():
            print(line, end="", flush=True)
            words.append(line)
    counts.update(_counted("".join(words[-3:])))
    if part.returncode:
        print(f"FAILED  {name} (exit {part.returncode}, {time.monotonic() - began:.0f} s)", flush=True)
    return part.returncode == 0


def _counted(closing: str) -> dict[str, int]:
    """What pytest's closing line counted: `12 passed, 1 failed in 3.4s`."""
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", closing) if word in COUNTED}


if __name__ == "__main__":
    sys.exit(main())
