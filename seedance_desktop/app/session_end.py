"""The end of the desktop's session: everything is kept without a question, whether or not the session really ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QSessionManager
    from PySide6.QtWidgets import QApplication

    from seedance_desktop.app.session import Session


class SessionEnd(QObject):
    """Answers the session manager.

    What the engine knows is on the disk at any moment. What the window knows is written before the answer: some systems
    end the process with it.

    Args:
        app: hears of it.
        session: the running program.
    """

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__(session.conductor)
        self._session = session
        app.commitDataRequest.connect(self.keep, Qt.ConnectionType.DirectConnection)
        app.saveStateRequest.connect(self._come_back, Qt.ConnectionType.DirectConnection)

    def keep(self) -> None:
        """Write down what the window would write at its end; nothing is asked, and it goes on."""
        self._session.conductor.remember()
        self._session.opened.window.remember()
        self._session.desk.keep_at_once()

    def _come_back(self, manager: QSessionManager) -> None:
        self.keep()
        manager.setRestartCommand(restart_command(sys.argv))


def restart_command(arguments: Sequence[str]) -> list[str]:
    """How the session manager starts us again: as we were started, and not with an option of Qt's that is none here."""
    left = list(arguments)
    while "-session" in left:
        place = left.index("-session")
        del left[place : place + 2]
    return left
