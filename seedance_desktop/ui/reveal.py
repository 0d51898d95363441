"""Shows a file in the system's own file manager."""

from __future__ import annotations

import os.path
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from seedance_desktop.ui.aside import Aside

if TYPE_CHECKING:
    from seedance_desktop.ui.banners import Banners

MARKING = {"darwin": ("open", "-R"), "win32": ("explorer", "/select,")}
"""How a system is told to mark a file in its folder, where it can."""


class Revealer(QObject):
    """Opens the folder of a file, with the file marked where the system can do that.

    Args:
        banners: tell of what is not there any more.
        parent: owner.
    """

    def __init__(self, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._banners = banners
        self._aside = Aside(self)

    def reveal(self, path: str) -> None:
        """Show a file, soon.

        Args:
            path: absolute path of a local file; nothing else is ever handed to the desktop.
        """
        self._aside.ask(lambda: _look(path), lambda there: self._show(path, *there))

    def _show(self, path: str, file: bool, folder: bool) -> None:  # noqa: FBT001 - as they were looked for
        marking = MARKING.get(sys.platform)
        if marking is not None and file:
            opened = bool(QProcess.startDetached(marking[0], [marking[1], path])[0])
        else:
            opened = folder and QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
        if not opened:
            self._banners.say("file.missing", {"name": path}, kind="info")


def _look(path: str) -> tuple[bool, bool]:
    """Whether the file is there, and whether its folder is."""
    return os.path.exists(path), os.path.isdir(os.path.dirname(path))  # noqa: PTH110, PTH112, PTH120  Path's own raise
