"""What every sheet over the window has: a head with the way out, and something to see where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

SIDE = 24
HEAD = 52


class SheetHead(QWidget):
    """The sheet's name, and the cross that closes it.

    Args:
        theme: the look.
        closes: object name of the cross.

    Attributes:
        close_button: the cross.
    """

    def __init__(self, theme: Theme, closes: str) -> None:
        super().__init__()
        self._title = Label(theme, size="title", weight=600)
        self.close_button = IconButton(theme, "x", "")
        self.close_button.setObjectName(closes)
        self.setFixedHeight(HEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, 12, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self.close_button)

    def say(self, title: str, close: str) -> None:
        """Name the sheet, and what the cross does."""
        self._title.setText(title)
        self.close_button.set_name(close)

    def title(self) -> str:
        return self._title.text()


class Nothing(QWidget):
    """What stands in a sheet that has nothing to list: why, and what would bring something here.

    Args:
        theme: the look.
        icon: a Lucide name.
    """

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._labels = (
            Label(theme, weight=600),
            Label(theme, role="text2", wrap=True),
            Label(theme, role="text3", wrap=True),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(120, 48, 120, 48)
        column.setSpacing(8)
        column.addWidget(IconLabel(theme, icon, "", role="text3", size=32), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        for label in self._labels:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(1)

    def tell(self, heading: str, text: str, hint: str = "") -> None:
        """Say it; an empty hint takes no room."""
        for label, words in zip(self._labels, (heading, text, hint), strict=True):
            label.setText(words)
            label.setVisible(bool(words))
