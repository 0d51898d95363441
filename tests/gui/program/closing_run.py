"""The real program, closed by hand when it is about to load a module; says what it had loaded when it ended.

python -m tests.gui.program.closing_run MODULE HOW FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec


class Closing:
    """Stands before all finders and finds nothing."""

    def __init__(self, module: str, how: str) -> None:
        self._module = module
        self._how = how

    def find_spec(self, name: str, _path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        if name == self._module:
            (window,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
            # As the person's click: it comes when Qt runs again.
            QApplication.postEvent(window, QCloseEvent() if self._how == "the cross" else _quit_key())
        return None


def _quit_key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)


if __name__ == "__main__":
    moment, by, folder = sys.argv[1:]
    sys.meta_path.insert(0, Closing(moment, by))
    left = main(AppOptions(data_dir=Path(folder)))
    sys.stdout.write(" ".join(sorted(sys.modules)))
    sys.exit(left)
