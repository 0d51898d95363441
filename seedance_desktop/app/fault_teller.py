"""Tells of what went wrong inside the program: one sentence, and the way to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from seedance_desktop.ui.reveal import Revealer

if TYPE_CHECKING:
    from seedance_desktop.app.reports import Reports
    from seedance_desktop.ui.banners import Banners


class FaultTeller(QObject):
    """Shows a banner for each error in the report.

    Args:
        reports: where errors are written down, on any thread.
        banners: where they are told.
        parent: owner.
    """

    _happened = Signal(str)

    def __init__(self, reports: Reports, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._banners = banners
        self._revealer = Revealer(banners, self)
        self._path = str(reports.path)
        # Queued: it may be told on any thread, and in the middle of anything.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        reports.tell(self._happened.emit)

    def _tell(self, code: str) -> None:
        if code not in self._banners.codes():  # one that comes again and again is told once
            self._banners.say(
                code, {}, kind="danger", action=lambda: self.tr("Show the report"), then=self._show_report
            )

    def _show_report(self) -> None:
        self._revealer.reveal(self._path)
