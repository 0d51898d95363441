"""Runs every gate and every test, as `make test` does; the last line sums up what pytest counted.

Everything runs side by side, because much of it waits: for a window, for a process, for the disk. The tests are in two
parts: one spread over several processes on the offscreen platform, one in a real window on an X server of its own.
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
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SCRIPTS = sorted(str(file) for folder in ("packaging", "bench") for file in (ROOT / folder).glob("*.py"))
GATE_LIMIT = 600
PART_LIMIT = 1800
"""Seconds: a machine that others use may be three times slower than a quiet one."""
AT_ONCE = 2
"""Processes of the larger part. With a third, tests that wait for a while failed where others used the machine too."""
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
    with ThreadPoolExecutor(max_workers=3) as pool:
        gates, window = pool.submit(_gates), pool.submit(_window_tests)
        parts = [_offscreen_tests(), window.result()]
        held = gates.result()
    counts = sum((part.counts for part in parts), Counter())
    failed = counts["failed"] + counts["error"] + counts["errors"]
    odd = counts["skipped"] + counts["xfailed"] + counts["xpassed"]
    print(f"\ngates: {'all held' if held else 'BROKEN'}; time: {time.monotonic() - began:.0f} s", flush=True)
    print(f"{counts['passed']} passed, {failed} failed" + (f", {odd} skipped or expected" if odd else ""), flush=True)
    return 0 if held and all(part.passed for part in parts) and not failed and not odd else 1


class Part(NamedTuple):
    """What one part of the tests came to."""

    passed: bool
    counts: Counter[str]


def _offscreen_tests() -> Part:
    # Stealing keeps the tests of a file together, and with them what a file's fixtures have made.
    spread = ["-n", str(AT_ONCE), "--dist", "worksteal", "--ignore=tests/window"]
    return _tests("tests beside each other", spread, {"QT_QPA_PLATFORM": "offscreen"}, live=True)


def _window_tests() -> Part:
    if shutil.which("Xvfb") is None:
        print("\nFAILED  tests in a real window: Xvfb is missing; the setup above says how to install it", flush=True)
        return Part(passed=False, counts=Counter())
    return _tests("tests in a real window", ["tests/window"], {}, live=False)


def _gates() -> bool:
    return all(list(map(_gate, GATES, GATES.values())))


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


def _tests(name: str, arguments: list[str], variables: Mapping[str, str], *, live: bool) -> Part:
    """Run one part and pass its words on: `live` as they come, else in one piece at its end."""
    heading = f"\n== {name}"
    command = [sys.executable, "-m", "pytest", "-q", "--color=no", *arguments]
    began = time.monotonic()
    words = []
    if live:
        print(heading, flush=True)
    with subprocess.Popen(
        ["timeout", "--kill-after=10", str(PART_LIMIT), *command],
        cwd=ROOT,
        env={**_surroundings(), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as part:
        for line in part.stdout or ():
            words.append(line)
            if live:
                print(line, end="", flush=True)
    if not live:
        print(heading, "".join(words), sep="\n", end="", flush=True)
    if part.returncode:
        print(f"FAILED  {name} (exit {part.returncode}, {time.monotonic() - began:.0f} s)", flush=True)
    return Part(part.returncode == 0, _counted("".join(words[-3:])))


def _surroundings() -> dict[str, str]:
    """Ours, without what containers often say: each of some hundred processes would then compile the program anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _counted(closing: str) -> Counter[str]:
    """What pytest's closing line counted: `12 passed, 1 failed in 3.4s`."""
    return Counter({word: int(number) for number, word in re.findall(r"(\d+) (\w+)", closing) if word in COUNTED})


if __name__ == "__main__":
    sys.exit(main())
