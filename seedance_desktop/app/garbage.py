"""Collects garbage in the window's thread only.

Python collects in whichever thread happens to allocate, and a widget that dies in a foreign thread takes the process
with it. So the collector is off, and a timer in the window's thread does what it would have done.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1000
"""Milliseconds."""


class GarbageTimer(QObject):
    """Runs the generations that are due, one each second at most."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._settled = False
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY)

    def collect(self) -> None:
        """Collect the oldest generation whose count is over its limit.

        The first time nothing is collected: in its first second the program still loads libraries in other threads,
        and what they consist of stays too.
        """
        if not self._settled:
            self._settled = True
            gc.freeze()
            return
        counts = gc.get_count()
        due = [generation for generation in range(3) if counts[generation] > self._limits[generation]]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give the collector back; nothing of the window may be left by then."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
