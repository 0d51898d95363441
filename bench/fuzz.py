"""Disturbs what comes from outside, many thousand times, and prints what came of it. Ends with 1 at any violation.

python bench/fuzz.py [ANSWERS] [MEDIA] [SEED]
"""

from __future__ import annotations

import asyncio
import faulthandler
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.answers import fuzz_answers
from tests.fuzz.media import fuzz_media

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ANSWERS, MEDIA, SEED = 20_000, 2_000, 1
HANG = 1_800.0
"""Seconds after which everything is ended with a trace: something does not come back."""
MOST_SHOWN = 50


def main(arguments: Sequence[str]) -> int:
    """Run everything; answer the process's exit code."""
    answers, media, seed, *_ = [*map(int, arguments), *(ANSWERS, MEDIA, SEED)[len(arguments) :]]
    faulthandler.dump_traceback_later(HANG, exit=True)
    violations = []
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        told = asyncio.run(fuzz_answers(answers, Path(folder), seed))
        violations += told.violations
        _print(f"{answers} answers", told.outcomes, f"slowest {told.slowest * 1000:.0f} ms of the processor", began)
        began = time.monotonic()
        seen = asyncio.run(fuzz_media(media, Path(folder), seed))
        violations += seen.violations
        slowest = f"slowest {seen.slowest:.1f} s, {seen.deaths} workers died and were started anew"
        _print(f"{media} media files", seen.outcomes, slowest, began)
    for violation in violations[:MOST_SHOWN]:
        print("VIOLATION", violation[:500])
    print(f"\n{len(violations)} violations")
    return 1 if violations else 0


def _print(title: str, outcomes: Mapping[str, int], detail: str, began: float) -> None:
    print(f"\n{title} in {time.monotonic() - began:.0f} s; {detail}")
    for name, count in sorted(outcomes.items()):
        print(f"{count:>8}  {name}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
