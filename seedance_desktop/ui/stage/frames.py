"""Saves the frame one sees as a picture, away from the window's thread."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QSaveFile, QThreadPool, Signal
from PySide6.QtGui import QImageWriter

from seedance_desktop.ui.library.situation import tenths_text

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

MOST_NAMES = 1000


class FrameSaver(QObject):
    """Writes PNG files; converting and packing a frame takes longer than the window may stand still.

    Attributes:
        saved: path of the new picture.
        failed: path that could not be written.
    """

    saved = Signal(str)
    failed = Signal(str)

    def save(self, frame: QVideoFrame, take: str, milliseconds: int) -> None:
        """Save a frame beside its clip; answers with `saved` or `failed`.

        Args:
            frame: what is seen.
            take: path of the clip.
            milliseconds: where in the clip it is; becomes part of the name.
        """
        QThreadPool.globalInstance().start(lambda: self._write(frame, Path(take), milliseconds))

    def _write(self, frame: QVideoFrame, take: Path, milliseconds: int) -> None:
        target = free_name(take, milliseconds)
        file = QSaveFile(str(target))
        done = file.open(QIODevice.OpenModeFlag.WriteOnly)
        done = done and QImageWriter(file, b"PNG").write(frame.toImage()) and file.commit()
        (self.saved if done else self.failed).emit(str(target))


def free_name(take: Path, milliseconds: int) -> Path:
    """A name beside the clip that no file has: `heron 0m01.2s.png`, then `heron 0m01.2s 2.png`."""
    moment = tenths_text(milliseconds).replace(":", "m") + "s"
    names = [f"{take.stem} {moment}.png", *(f"{take.stem} {moment} {count}.png" for count in range(2, MOST_NAMES))]
    paths = map(take.with_name, names)
    return next((path for path in paths if not os.path.exists(path)), take.with_name(names[-1]))  # noqa: PTH110  Path's own raises where a server is gone
