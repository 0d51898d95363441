"""Opens one window, says when it was painted and how much memory that took, and ends: ours, or a bare one to compare.

Both notice the paint in the same way: the top-level window's own `event`, and the next turn of the loop after it. A
filter over the whole application would see every event of every widget and measure mostly itself. Prints two numbers:
the monotonic clock once the first paint is done, and the peak of resident memory in KiB.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def _peak() -> int:
    """KiB; `getrusage` would count what the parent held before it started this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def _painted() -> None:
    print(time.monotonic(), _peak(), flush=True)
    os._exit(0)


def _bare() -> None:
    from PySide6.QtCore import QEvent, QTimer  # noqa: PLC0415  each process imports what it needs, when it needs it
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415  as above

    class BareWindow(QMainWindow):
        def event(self, event: QEvent) -> bool:
            handled = super().event(event)
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _painted)
            return handled

    application = QApplication([])
    window = BareWindow()
    window.resize(1360, 860)
    window.show()
    application.exec()


def _ours() -> None:
    sys.argv = ["seedance-desktop"]
    from seedance_desktop.__main__ import prepare  # noqa: PLC0415  what the program's entry does before anything else

    prepare()
    from seedance_desktop.app.one_window import arrive  # noqa: PLC0415  as the entry imports it
    from seedance_desktop.app.opened import AppOptions  # noqa: PLC0415  as above
    from seedance_desktop.app.opening import open_window  # noqa: PLC0415  as above

    hold = arrive(Path(os.environ["SEEDANCE_DATA_DIR"]))
    opened = open_window(AppOptions())
    opened.window.closing.connect(hold.release if hold is not None else _painted)
    opened.window.painted.connect(_painted)
    opened.app.exec()


if __name__ == "__main__":
    _ours() if "--ours" in sys.argv else _bare()
