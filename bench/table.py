"""The table that `make bench` prints."""

from __future__ import annotations

import json
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

RUNS = 3
WORK = {f"key {number}": [{"number": number, "text": str(number), "list": [1.5, True, None]}] for number in range(100)}
REFERENCE = 0.0011
"""Processor seconds that writing `WORK` as indented JSON takes on the machine for which the limits were set.

Python itself writes indented JSON, with calls, dicts and strings as everything here has them: that slows down as our
code does. A loop that only adds numbers was seen two and a half times slower while our code was one and a half.
"""


class Measure(NamedTuple):
    """One line: what was measured, beside its limit."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str


class Paced(NamedTuple):
    """A time of the processor: milliseconds on the reference machine, and here, which is so many times slower."""

    there: float
    here: float
    slower: float

    def measure(self, name: str, limit: float, detail: str = "") -> Measure:
        """The line of it; `limit` is for the reference machine."""
        told = f"{self.here:.2f} ms here, at {self.slower:.1f} times the reference's time"
        return Measure(name, self.there, limit, " ms", f"{told}; {detail}" if detail else told)


def paced(run: Callable[[], Mapping[str, float]]) -> dict[str, Paced]:
    """Times of the processor as they would be on the reference machine.

    Shared machines differ fivefold, and twofold from second to second: without this a limit in milliseconds says
    nothing. A host and cold caches make now this slower and now that; what the program itself is slow at, it is slow
    at in every run. So the pace is told before and after each of several runs, and each kind counts with its quickest.

    Args:
        run: gives milliseconds by kind.
    """
    runs: list[dict[str, Paced]] = []
    for _ in range(RUNS):
        before = _pace()
        told = run()
        slower = (before + _pace()) / 2
        runs.append({kind: Paced(here / slower, here, slower) for kind, here in told.items()})
    return {kind: min(run[kind] for run in runs) for kind in runs[0] if all(kind in run for run in runs)}


def _pace() -> float:
    spent = []
    for _ in range(15):
        began = time.thread_time()
        json.dumps(WORK, indent=1)
        spent.append(time.thread_time() - began)
    return max(1.0, statistics.median(spent) / REFERENCE)


def printed(measures: list[Measure]) -> bool:
    """Print the table; answer whether every limit held."""
    print(f"\n{'measure':<58}{'value':>10}{'limit':>10}  verdict")
    for measure in measures:
        verdict = "ok" if measure.value <= measure.limit else "BROKEN"
        value, limit = f"{measure.value:.4g}{measure.unit}", f"{measure.limit:.4g}{measure.unit}"
        print(f"{measure.name:<58}{value:>10}{limit:>10}  {verdict:<7} {measure.detail}")
    return all(measure.value <= measure.limit for measure in measures)
