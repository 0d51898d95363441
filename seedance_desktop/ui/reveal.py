"""Shows a file in the system's own file manager."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def reveal(path: str) -> bool:
    """Open the folder of a file, with the file marked where the system can do that.

    Args:
        path: absolute path of a local file; nothing else is ever handed to the desktop.

    Returns:
        Whether something was opened.
    """
    file = Path(path)
    if sys.platform == "darwin" and file.exists():
        return bool(QProcess.startDetached("open", ["-R", str(file)])[0])
    if sys.platform == "win32" and file.exists():
        return bool(QProcess.startDetached("explorer", ["/select,", str(file)])[0])
    return file.parent.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
