"""What stands in the player's place when a clip cannot be shown here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

WIDEST = 380


class TroublePage(Control):
    """Says why nothing is seen and offers the way round.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        open_wanted: show the clip in another program.
    """

    open_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._code = ""
        self._icon = IconLabel(theme, "film", "", role="text2", size=24)
        self._title = Label(theme, weight=600, wrap=True)
        self._text = Label(theme, role="text2", wrap=True)
        self._open = ToolButtonWithText(theme, "", "external-link")
        self._open.setObjectName("openElsewhere")
        self._open.clicked.connect(self.open_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(WIDEST)
            # An alignment in the column would give a text of two lines the height of one.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 1000)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(10)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._retranslate()

    def set_code(self, code: str) -> None:
        """Tell a trouble by its code: `player.file_missing`, `player.cannot_play` or `player.no_picture`."""
        self._code = code
        self._retranslate()

    def title(self) -> str:
        return self._title.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("stage"))

    def _retranslate(self) -> None:
        missing = self._code == "player.file_missing"
        if missing:
            self._title.setText(self.tr("The clip is not where it was saved"))
            self._text.setText(
                self.tr("It was moved, renamed or deleted. Put it back, or download it again while its link lives.")
            )
        elif self._code == "player.no_picture":
            self._title.setText(self.tr("No picture comes"))
            self._text.setText(
                self.tr("The clip is on disk, but this player cannot show its format. Another program may.")
            )
        else:
            self._title.setText(self.tr("This clip cannot be played here"))
            self._text.setText(
                self.tr(
                    "The file may be damaged or of a format this player does not know. Another program may show it."
                )
            )
        self._open.setText(self.tr("Open in another program"))
        self._open.setVisible(not missing)
