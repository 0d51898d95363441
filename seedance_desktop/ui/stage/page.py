"""What the pages that tell one task's state have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.ui.stage.parts import CARD, MiddlePage, StageCard
from seedance_desktop.ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.theme import Theme


class TaskPage(QWidget):
    """A card about one task; it is told again when the language changes.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.

    Attributes:
        receipt_wanted: id of a task that was sent.
    """

    receipt_wanted = Signal(str)

    def __init__(self, theme: Theme, facts: TaskFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self.task: Task | None = None
        self.card = StageCard(theme)
        self._save_receipt = LinkButton(theme, "", small=True)
        self._save_receipt.setObjectName("saveReceipt")
        self._save_receipt.clicked.connect(lambda: self.receipt_wanted.emit(self.task_id))
        self.card.head.addWidget(self._save_receipt)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(MiddlePage(self.card, CARD))

    @property
    def task_id(self) -> str:
        return "" if self.task is None else self.task.id

    def show_task(self, task: Task) -> None:
        """Tell this task's state; another task begins afresh."""
        fresh = task.id != self.task_id
        self.task = task
        if fresh:
            self.begin()
        self._save_receipt.setText(self.facts.save_receipt())
        self._save_receipt.setVisible(task.sent_at is not None)
        self.tell(task)

    def begin(self) -> None:
        """Another task is shown: fold and forget what was half done."""

    def tell(self, task: Task) -> None:
        """Put the task into words; called again for every change."""

    def name_parts(self) -> None:
        """Say everything that does not depend on the task."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.name_parts()
            if self.task is not None:
                self.show_task(self.task)
        super().changeEvent(event)
