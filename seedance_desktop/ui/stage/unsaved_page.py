"""The clip is made but not on disk: fetch it before its link dies."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.stage.page import TaskPage
from seedance_desktop.ui.stage.parts import FactsBox, Folded, WayOut
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.panels import Fact

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.theme import Theme

SECOND = 1000
LOST = "take.lost"


class UnsavedPage(TaskPage):
    """Why it is not on disk, how long its link lives, and another try.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.
        clock: Unix seconds now.

    Attributes:
        retry_download: id.
        use_again: id; back into the form.
    """

    retry_download = Signal(str)
    use_again = Signal(str)

    def __init__(
        self,
        theme: Theme,
        facts: TaskFacts,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(theme, facts, parent)
        self._clock = clock
        self._facts_box = FactsBox(theme)
        self._retry = ToolButtonWithText(theme, "", "download")
        self._retry.setObjectName("retryDownload")
        self._use = ToolButtonWithText(theme, "", "rotate-ccw")
        self._fetch = WayOut(theme, self._retry)
        self._change = WayOut(theme, self._use)
        self._answer = Folded(theme)
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND)
        self._tick.timeout.connect(self._count_down)
        column = self.card.column
        column.addSpacing(14)
        column.addWidget(self._facts_box)
        column.addSpacing(16)
        for part in (self._fetch, self._change, self._answer):
            column.addWidget(part)
        self._retry.clicked.connect(lambda: self.retry_download.emit(self.task_id))
        self._use.clicked.connect(lambda: self.use_again.emit(self.task_id))
        self.name_parts()

    def begin(self) -> None:
        self._answer.fold()

    def tell(self, task: Task) -> None:
        failure = task.failure
        story = (
            str(self.facts.speech.sentence(failure.code, failure.values))
            if failure is not None
            else self.tr("It was not saved. Fetch it again: nothing is charged for that.")
        )
        if failure is not None and failure.code == LOST:
            title = self.tr("Made, but its link has died") if task.result_url else self.tr("Made, but no link came")
            self.card.set_head("download", "danger", title, story)
        else:
            self.card.set_head("download", "warning", self.tr("Made, but not on disk yet"), story)
        self._fetch.set_words(self.tr("Fetch it again"), self._fetching(task))
        self._answer.set_text(self.tr("What came back"), self.facts.answer(task))
        self._count_down()

    def name_parts(self) -> None:
        self._retry.setText(self.tr("Retry download"))
        self._change.set_words(
            self.tr("Make another one"), self.tr("The draft goes back into the form. Nothing is sent yet.")
        )
        self._use.setText(self.tr("Use again"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _fetching(self, task: Task) -> str:
        """What happens by itself, and what a press does."""
        code = "" if task.failure is None else task.failure.code
        if code.startswith("disk."):
            return self.tr("It goes on by itself once the disk takes it; a press tries at once.")
        if task.status is Status.DOWNLOADING and code:
            return self.tr("It is tried again by itself every hour; a press asks for a fresh link at once.")
        return self.tr("Asks for a fresh link first. Nothing is charged for fetching.")

    def _count_down(self) -> None:
        if self.task is None:
            return
        facts = [self.facts.life(self.task, self._clock()), Fact(self.tr("Cost"), self.facts.cost(self.task))]
        self._facts_box.set_facts(facts)
