"""A small whole number between two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.ui.widgets.buttons import IconButton
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme


class Stepper(QWidget):
    """Counts from 1 up.

    Args:
        theme: The look.
        most: The highest count.
        parent: The widget it lies in.

    Attributes:
        changed: the new count.
    """

    changed = Signal(int)

    def __init__(self, theme: Theme, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._count = 1
        self._words = Label(theme, role="text2", size="caption", tabular=True)
        self.fewer = IconButton(theme, "minus", "", size=14)
        self.more = IconButton(theme, "plus", "", size=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.fewer, self._words, self.more):
            row.addWidget(part)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fewer.clicked.connect(lambda: self.set_count(self._count - 1))
        self.more.clicked.connect(lambda: self.set_count(self._count + 1))
        self.fewer.setEnabled(False)

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        """Take a count, kept between 1 and the highest."""
        count = min(max(count, 1), self._most)
        if count != self._count:
            self._count = count
            self.fewer.setEnabled(count > 1)
            self.more.setEnabled(count < self._most)
            self.changed.emit(count)

    def set_words(self, words: str, fewer: str, more: str) -> None:
        """Say the count and what the buttons do, in the language now shown."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.fewer.set_name(fewer)
        self.more.set_name(more)
