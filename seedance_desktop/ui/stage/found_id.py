"""The way back for a task whose id only the person knows: it stands in the service's console."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from seedance_desktop.ui.stage.parts import WayOut
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText

if TYPE_CHECKING:
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.theme import Theme

LONGEST_ID = 128


class FoundId(WayOut):
    """Takes an id; a copied one that no other clip has stands there already.

    Args:
        theme: the look.
        facts: knows the ids of all tasks.
        parent: the widget it lies in.

    Attributes:
        found: the service's id.
    """

    found = Signal(str)

    def __init__(self, theme: Theme, facts: TaskFacts, parent: QWidget | None = None) -> None:
        self._paste = ToolButtonWithText(theme, "")
        super().__init__(theme, self._paste, parent)
        self._facts = facts
        self._paste.setObjectName("pasteId")
        self._id = QLineEdit()
        self._id.setObjectName("adoptId")
        self._id.setMaxLength(LONGEST_ID)
        self._fetch = ToolButtonWithText(theme, "", "download")
        self._fetch.setObjectName("fetchId")
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(self._id, 1)
        field.addWidget(self._fetch)
        self.column.addLayout(field)
        self._paste.clicked.connect(self._ask)
        self._id.returnPressed.connect(self._tell)
        self._id.textChanged.connect(lambda text: self._fetch.setEnabled(bool(text.strip())))
        self._fetch.clicked.connect(self._tell)
        self.name_parts()
        self.begin()

    def begin(self) -> None:
        """Forget what was half done."""
        self._id.clear()
        self._show_field(shown=False)

    def name_parts(self) -> None:
        self.set_words(
            self.tr("I found it in the console"), self.tr("Paste its task id and the program fetches the clip.")
        )
        self._paste.setText(self.tr("Paste id"))
        self._id.setPlaceholderText(self.tr("Task id from the console"))
        self._id.setAccessibleName(self.tr("Task id"))
        self._fetch.setText(self.tr("Fetch"))

    def _ask(self) -> None:
        self._show_field(shown=True)
        copied = QGuiApplication.clipboard().text().strip()
        one_word = copied and len(copied) <= LONGEST_ID and not any(sign.isspace() for sign in copied)
        if one_word and copied not in {task.remote_id for task in self._facts.tasks()}:
            self._id.setText(copied)
            self._id.selectAll()
        self._id.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_field(self, *, shown: bool) -> None:
        self._paste.setVisible(not shown)
        self._id.setVisible(shown)
        self._fetch.setVisible(shown)
        self._fetch.setEnabled(bool(self._id.text().strip()))

    def _tell(self) -> None:
        if remote_id := self._id.text().strip():
            self.found.emit(remote_id)
