"""What one thread does to the disk, to databases and to other processes, with the line of ours that did it."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

TOUCHES = frozenset(
    {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.listdir", "os.scandir", "os.truncate",
     "sqlite3.connect", "shutil.move", "shutil.copyfile", "subprocess.Popen"}
)  # fmt: skip
"""Audit events of the interpreter that mean the disk or another process."""


class Touches:
    """Listens to the thread that switched it on.

    Attributes:
        seen: the touches, each with what was touched and by which line.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._thread = 0
        sys.addaudithook(self._heard)

    def switch_on(self) -> None:
        self._thread = threading.get_ident()

    def switch_off(self) -> None:
        self._thread = 0

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and threading.get_ident() == self._thread and (line := ours(sys._getframe())):
            self.seen.append(f"{event} {arguments[:1]} by {line}")


def ours(frame: FrameType | None) -> str:
    """The innermost line of the package on the stack; nothing for what the interpreter does to load a module."""
    found = ""
    while frame is not None:
        name = frame.f_code.co_filename
        if "importlib" in name:
            return ""
        if not found and "seedance_desktop" in name:
            found = f"{Path(name).name}:{frame.f_lineno}"
        frame = frame.f_back
    return found
