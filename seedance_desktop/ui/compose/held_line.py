"""The moment after Generate in which nothing has left: how long it lasts, and the way back."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.ui.theme import Theme

TICK = 200
"""Milliseconds; a second that is shown is never older than that."""


class HeldLine(QWidget):
    """Counts down; hidden while nothing is held.

    Args:
        theme: the look.
        parent: the widget it lies in.
        clock: Unix seconds now.

    Attributes:
        undo: the press is to be taken back.
        shown: whether it has come into sight or gone.
    """

    undo = Signal()
    shown = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._until = 0.0
        self._text = Label(theme, role="text1", size="caption", tabular=True)
        self._link = LinkButton(theme, "", small=True)
        self._link.setObjectName("undoSend")
        self._link.clicked.connect(self.undo)
        self._tick = QTimer(self, interval=TICK)
        self._tick.timeout.connect(self._count_down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._text)
        row.addWidget(self._link)
        self._retranslate()
        self.hide()

    def hold(self, until: float | None) -> None:
        """Count down to a moment (Unix seconds); `None` ends it."""
        self._until = until or 0.0
        self.setVisible(until is not None)
        self.shown.emit(until is not None)
        if until is None:
            self._tick.stop()
        else:
            self._count_down()
            self._tick.start()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _count_down(self) -> None:
        left = max(1, math.ceil(self._until - self._clock()))
        self._text.setText(self.tr("Leaves in {seconds} s").format(seconds=left))

    def _retranslate(self) -> None:
        self._link.setText(self.tr("Undo"))
        self._link.setAccessibleName(self.tr("Undo sending"))
        self._count_down()
