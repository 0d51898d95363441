"""Opens one window, says when it was painted and how much memory that took, and ends: ours, or a bare one to compare.

Both kinds run the same watcher, which stands in for `QApplication` before anything imports it. It imports as little as
it can: PySide6 makes its classes when they are first named, and what the bare process makes for the watcher would
flatter ours. Prints two numbers: the monotonic clock once the first paint of a top-level window is done, and the peak
of resident memory in KiB.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject

PAINTED = QEvent.Type.User


class WatchedApplication(QtWidgets.QApplication):
    """An application that ends the process as soon as its window has been painted once."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._seen = False
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        """Wait for the first paint of a window; what lies in the window is painted before the next event."""
        if event.type() == QEvent.Type.Paint and not self._seen and _is_window(watched):
            self._seen = True
            QCoreApplication.postEvent(self, QEvent(PAINTED))
        elif event.type() == PAINTED:
            print(time.monotonic(), _peak(), flush=True)
            os._exit(0)
        return False


def _is_window(watched: QObject) -> bool:
    return isinstance(watched, QtWidgets.QWidget) and watched.isWindow()


def _peak() -> int:
    """KiB; `getrusage` would count what the parent held before it started this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _bare() -> None:
    application = WatchedApplication([])
    window = QtWidgets.QMainWindow()
    window.resize(1360, 860)
    window.show()
    application.exec()


def _ours() -> None:
    QtWidgets.QApplication = WatchedApplication  # type: ignore[assignment, misc]  # on purpose: whoever imports it is watched
    sys.argv = ["seedance-desktop"]
    from seedance_desktop.__main__ import main  # noqa: PLC0415  only now is the watcher in place

    main()


if __name__ == "__main__":
    _ours() if "--ours" in sys.argv else _bare()
