"""Lines to type into that keep nothing half-written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from seedance_desktop.ui.widgets.base import line_height, plate

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class Field(QLineEdit):
    """A line whose value counts when the person is done with it: by Enter, or by going elsewhere.

    What was typed halfway is not used: an address cut short may be somebody else's.

    Args:
        theme: the look.
        name: its object name.
        leaving: whether going elsewhere settles it; else only Enter does, and leaving the page drops it.
        parent: the widget it lies in.

    Attributes:
        settled: the text, once it was changed and is done.
    """

    settled = Signal(str)

    def __init__(self, theme: Theme, name: str, *, leaving: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = ""
        self._leaving = leaving
        self._wrong = False
        self.setObjectName(name)
        self.setMinimumHeight(line_height(theme.font(), 32))
        self.returnPressed.connect(self.settle)
        theme.changed.connect(self._retheme)

    def show_kept(self, text: str, *, anew: bool = False) -> None:
        """Show what is kept; what is being typed stays unless it is kept otherwise now, or `anew`."""
        if anew or text != self._kept or not (self.isModified() or self._wrong):
            self._kept = text
            if text != self.text():
                self.setText(text)
                self.setCursorPosition(0)
            self.setModified(False)

    def settle(self) -> None:
        """Say that the person is done, where anything was typed."""
        if self.isModified():
            self.setModified(False)
            self.settled.emit(self.text())

    def set_wrong(self, *, wrong: bool) -> None:
        """Outline it in the danger colour."""
        if wrong != self._wrong:
            self._wrong = wrong
            self.update()

    def is_wrong(self) -> bool:
        return self._wrong

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._leaving and event.reason() not in _STAYS:
            self.settle()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._leaving:
            self.settle()
        if self._wrong or not self._leaving:
            self.setText(self._kept)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._wrong:
            plate(QPainter(self), QRectF(self.rect()), line=self._theme.color("danger"))

    def _retheme(self) -> None:
        self.update()
