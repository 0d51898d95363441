"""Where finished clips are saved."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from seedance_desktop.ui.aside import Aside
from seedance_desktop.ui.preferences.edits import changed
from seedance_desktop.ui.preferences.parts import Hint, Page
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class StoragePage(Page):
    """The folder of the takes, a way to another one and the way back.

    Args:
        theme: the look.
        desk: whose settings it shows.
        speech: sentences for folders that cannot be used.
    """

    def __init__(self, theme: Theme, desk: Desk, speech: Speech) -> None:
        super().__init__(theme, desk)
        self._speech = speech
        self._refused: tuple[str, str] | None = None
        self._aside = Aside(self)
        self.path = Label(theme, weight=500, wrap=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._which = Label(theme, role="text3", size="caption")
        self.choose = ToolButtonWithText(theme, "", "folder-open")
        self.choose.setObjectName("chooseTakesFolder")
        self.reset = ToolButtonWithText(theme, "", "rotate-ccw")
        self.reset.setObjectName("resetTakesFolder")
        self.hint = Hint(theme)
        self._lay_out(theme)
        self.choose.clicked.connect(self.browse)
        self.reset.clicked.connect(lambda: self._keep(""))
        speech.changed.connect(self._follow)
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Storage")

    def refresh(self) -> None:
        own = bool(self._desk.settings.takes_folder)
        self.path.setText(self._desk.takes_folder)
        self.path.setAccessibleName(f"{self.tr('Folder for clips')}: {self._desk.takes_folder}")
        self._which.setText(self.tr("The folder you chose") if own else self.tr("The usual folder"))
        self.reset.setEnabled(own)
        if self._refused is not None:
            code, name = self._refused
            self.hint.say(str(self._speech.sentence(code, {"name": name})), role="danger", icon="circle-alert")
        else:
            self.hint.say(self.tr("Clips that are already made stay where they are."))

    def retranslate(self) -> None:
        self.intro.setText(self.tr("Every finished clip is saved here by itself."))
        self.choose.setText(self.tr("Choose a folder…"))
        self.reset.setText(self.tr("Back to the usual folder"))

    def browse(self) -> None:
        """Open the system's own dialog; it never blocks."""
        dialog = QFileDialog(self, self.tr("Folder for clips"), self._desk.takes_folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()

    def use_folder(self, folder: str) -> None:
        """Save there from now on; a folder that cannot be written to is refused with the reason."""
        self._aside.drop()
        self._aside.ask(lambda: _objection(folder), lambda code: self._answer(folder, code))

    def _answer(self, folder: str, objection: str) -> None:
        if objection:
            self._refused = (objection, folder)
            self.refresh()
        else:
            self._keep(str(Path(folder).absolute()))

    def _keep(self, folder: str) -> None:
        self._aside.drop()
        self._refused = None
        settings = changed(self._desk.settings, takes_folder=folder)
        if settings is not None:
            self._desk.change_settings(settings)
        self.refresh()

    def _lay_out(self, theme: Theme) -> None:
        card = Card(theme, radius=8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.path)
        words.addWidget(self._which)
        row = QHBoxLayout(card)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel(theme, "hard-drive", "", size=20))
        row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        self.column.addWidget(card)
        self.column.addLayout(buttons)
        self.column.addWidget(self.hint)
        self.column.addStretch(1)


def _objection(folder: str) -> str:
    """Why a folder cannot be saved to, as a code; empty where it can."""
    if not os.path.isdir(folder):  # noqa: PTH112  Path's own raises where a server is gone
        return "file.missing"
    return "" if os.access(folder, os.W_OK | os.X_OK) else "disk.read_only"
