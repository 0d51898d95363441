"""Gathers what comes by the dozen, so that the window is drawn anew for many and not for each."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

SOON = 30
"""Milliseconds from the first to its being passed on."""
APART = 200
"""Milliseconds between two turns while more and more comes."""


class Gathering(QObject):
    """Passes on soon what comes alone, and now and then what comes in a stream.

    Attributes:
        due: what came is to be passed on now.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._pass_on)

    @property
    def waits(self) -> int | None:
        """Milliseconds until what came is passed on; `None` while nothing did."""
        return self._timer.interval() if self._timer.isActive() else None

    def add(self) -> None:
        """Something came."""
        if not self._timer.isActive():
            passed = self._since.elapsed() if self._since.isValid() else APART
            self._timer.start(max(SOON, APART - passed))

    def _pass_on(self) -> None:
        self._since.start()
        self.due.emit()
