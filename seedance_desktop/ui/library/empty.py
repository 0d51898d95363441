"""What the library says while it shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme


class EmptyLibrary(QWidget):
    """Says what will be here, or that nothing fits what is looked for.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filtered = False
        self._folder = ""
        self._icon = IconLabel(theme, "clapperboard", "", role="text3", size=28)
        self._title = Label(theme, role="text1", weight=600, wrap=True)
        self._text = Label(theme, role="text3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 40, 20, 16)
        column.setSpacing(0)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(15)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addSpacing(6)
        column.addStretch(1)
        self._retranslate()

    def set_folder(self, folder: str) -> None:
        """Where takes will be saved, as a person reads it."""
        self._folder = folder
        self._retranslate()

    def set_filtered(self, filtered: bool) -> None:  # noqa: FBT001 - the only thing it is told
        """Whether there are tasks that the search or the tab hides."""
        if filtered != self._filtered:
            self._filtered = filtered
            self._icon.set_icon("search" if filtered else "clapperboard", "text3")
            self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        if self._filtered:
            self._title.setText(self.tr("Nothing here"))
            self._text.setText(self.tr("No take fits the search and the tab."))
            return
        self._title.setText(self.tr("Your takes will be here"))
        if self._folder:
            self._text.setText(self.tr("Saved in {folder} as soon as they are done.").format(folder=self._folder))
        else:
            self._text.setText(self.tr("Saved to your disk as soon as they are done."))
