"""Disturbs the program's own files, some thousand times, and prints what came of it. Ends with 1 at any violation.

python bench/fuzz_local.py [COUNT] [SEED]
"""

from __future__ import annotations

import asyncio
import faulthandler
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.local import fuzz_local

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNT, SEED = 4_000, 1
HANG = 1_800.0
"""Seconds after which everything is ended with a trace: something does not come back."""
MOST_SHOWN = 50


def main(arguments: Sequence[str]) -> int:
    """Run it; answer the process's exit code."""
    count, seed, *_ = [*map(int, arguments), *(COUNT, SEED)[len(arguments) :]]
    faulthandler.dump_traceback_later(HANG, exit=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = asyncio.run(fuzz_local(count, Path(folder), seed))
    slowest = f"slowest {tally.slowest * 1000:.0f} ms of the processor"
    print(f"\n{count} files of our own in {time.monotonic() - began:.0f} s; {slowest}")
    for name, times in sorted(tally.outcomes.items()):
        print(f"{times:>8}  {name}")
    for violation in tally.violations[:MOST_SHOWN]:
        print("VIOLATION", violation[:500])
    print(f"\n{len(tally.violations)} violations")
    return 1 if tally.violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
