"""The table that `make bench` prints."""

from __future__ import annotations

import statistics
import time
from typing import NamedTuple

ADDITIONS = 300_000
REFERENCE = 0.018
"""Processor seconds that `ADDITIONS` take on the machine for which the limits were set."""


class Measure(NamedTuple):
    """One line: what was measured, beside its limit."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str


def paced(name: str, milliseconds: float, limit: float, detail: str = "") -> Measure:
    """A time of the processor as it would be on the reference machine.

    Shared machines differ fivefold, and from minute to minute: without this a limit in milliseconds says nothing.
    """
    slower = _pace()
    here = f"{milliseconds:.2f} ms here, at {slower:.1f} times the reference's time"
    return Measure(name, milliseconds / slower, limit, " ms", f"{here}; {detail}" if detail else here)


def _pace() -> float:
    spent = []
    for _ in range(15):
        began = time.thread_time()
        total = 0
        for number in range(ADDITIONS):
            total += number
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
