"""Begins and ends one clip after another, each on a player of its own; ends with a trace where one never lets go."""

from __future__ import annotations

import faulthandler
import os
import sys
from itertools import cycle

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from seedance_desktop.ui.player.reel import Reel

TURNS = 60
PLAYED = (5, 20, 40, 60)
"""Milliseconds: a decoder is met at its beginning, in its middle and at its end."""
PATIENCE = 20.0


def main(clip: str) -> None:
    """Take all turns."""
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    app = QApplication([])
    reels: list[Reel] = []
    played = cycle(PLAYED)

    def turn() -> None:
        if reels:
            reels[-1].unload()
        if len(reels) == TURNS:
            app.quit()
            return
        reels.append(Reel())
        reels[-1].load(clip)
        reels[-1].play()
        QTimer.singleShot(next(played), turn)

    QTimer.singleShot(0, turn)
    app.exec()
    # What is left of sixty players takes longer to take down than to try.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
