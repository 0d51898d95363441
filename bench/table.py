"""The table that `make bench` prints."""

from __future__ import annotations

import json
import statistics
import time
from typing import NamedTuple

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
