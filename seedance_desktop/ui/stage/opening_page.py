"""The stage while the list of takes is read: whether there are any is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

PATIENCE = 800
"""Milliseconds without a word: a usual list is there before anybody could have read one."""


class OpeningPage(QWidget):
    """Shows nothing; where it takes longer, a line says what is waited for.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = Label(theme, role="text3", wrap=True)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.line)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self._late.timeout.connect(self.line.show)
        self._late.start()
        self._retranslate()

    def give_up(self) -> None:
        """There will be no list; why is said elsewhere."""
        self._late.stop()
        self.line.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.line.setText(self.tr("Opening your clips…"))
