"""Failed, refused or cancelled: what happened, whether it was charged, whether repeating is safe, what to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.stage.found_id import FoundId
from seedance_desktop.ui.stage.page import TaskPage
from seedance_desktop.ui.stage.parts import FactsBox, Folded, WayOut
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.panels import Fact

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.theme import Theme

LOST = "task.lost"


class EndedPage(TaskPage):
    """An end without a clip.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.

    Attributes:
        adopt: our id and the service's id the person found.
        retry_download: id; the service is asked about it once more.
        use_again: id; back into the form.
        forget: id; off the list.
    """

    adopt = Signal(str, str)
    retry_download = Signal(str)
    use_again = Signal(str)
    forget = Signal(str)

    def __init__(self, theme: Theme, facts: TaskFacts, parent: QWidget | None = None) -> None:
        super().__init__(theme, facts, parent)
        self._facts_box = FactsBox(theme)
        self._retry = ToolButtonWithText(theme, "", "refresh-cw")
        self._retry.setObjectName("askAgain")
        self._use = ToolButtonWithText(theme, "", "rotate-ccw")
        self._use.setObjectName("useAgain")
        self._remove = ToolButtonWithText(theme, "", "trash-2")
        self._remove.setObjectName("removeTask")
        self._ask = WayOut(theme, self._retry)
        self._found = FoundId(theme, facts)
        self._change = WayOut(theme, self._use)
        self._away = WayOut(theme, self._remove)
        self._sent = Folded(theme)
        self._answer = Folded(theme)
        column = self.card.column
        column.addSpacing(14)
        column.addWidget(self._facts_box)
        column.addSpacing(16)
        for part in (self._ask, self._found, self._change, self._away, self._sent, self._answer):
            column.addWidget(part)
        self._found.found.connect(lambda remote_id: self.adopt.emit(self.task_id, remote_id))
        self._retry.clicked.connect(lambda: self.retry_download.emit(self.task_id))
        self._use.clicked.connect(lambda: self.use_again.emit(self.task_id))
        self._remove.clicked.connect(lambda: self.forget.emit(self.task_id))
        self.name_parts()

    def begin(self) -> None:
        self._found.begin()
        self._sent.fold()
        self._answer.fold()

    def tell(self, task: Task) -> None:
        cancelled = task.status is Status.CANCELLED
        self.card.set_head(
            "info" if cancelled else "circle-x",
            "text2" if cancelled else "danger",
            self._title(task),
            self._story(task),
        )
        charged, role = self.facts.charged(task)
        facts = [
            Fact(self.tr("Charged"), charged, role=role),
            Fact(self.tr("Sending it again"), self.facts.repeating(task)),
        ]
        self._facts_box.set_facts(facts)
        self._ask.setVisible(task.failure is not None and task.failure.code == LOST)
        self._found.setVisible(task.is_adoptable)
        heading = self.tr("What was sent") if task.sent_at is not None else self.tr("What would have been sent")
        self._sent.set_text(heading, self.facts.sent(task))
        self._answer.set_text(self.tr("What came back"), self.facts.answer(task))

    def name_parts(self) -> None:
        self._found.name_parts()
        self._ask.set_words(
            self.tr("Ask about it again"),
            self.tr("If the service knows it by now, the clip is fetched. Nothing is charged for that."),
        )
        self._retry.setText(self.tr("Ask again"))
        self._change.set_words(
            self.tr("Change it and try again"),
            self.tr("The prompt, references and settings go back into the form. Nothing is sent yet."),
        )
        self._use.setText(self.tr("Use again"))
        self._away.set_words(self.tr("Done with it"), self.tr("Take it off the list."))
        self._remove.setText(self.tr("Remove"))

    def _title(self, task: Task) -> str:
        if task.status is Status.CANCELLED and task.sent_at is not None:
            return self.tr("Closed")
        if task.failure is not None:
            return self.facts.speech.sentence(task.failure.code, task.failure.values).what.rstrip(".。")
        return self.tr("Cancelled") if task.status is Status.CANCELLED else self.tr("The clip was not made")

    def _story(self, task: Task) -> str:
        cancelled = task.status is Status.CANCELLED
        if cancelled and task.sent_at is not None:
            return self.tr("You closed it: it was never made, as far as you know.")
        if task.failure is not None:
            return self.facts.speech.sentence(task.failure.code, task.failure.values).do
        if cancelled:
            return self.tr("It was stopped before anything was sent.")
        return self.tr("The service gave no reason.")
