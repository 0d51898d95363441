"""The one hard state: it was sent, and no answer came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from seedance_desktop.ui.stage.facts import resend_price
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

SECOND_THOUGHT = 5000
"""Milliseconds in which a second press sends again."""


NO_ANSWER = frozenset({"", "create.no_answer"})
INTERRUPTED = "create.interrupted"
"""The program ended, or was ended, during the create call: the line had no part in it."""
UNTOLD = "task.maybe_sent"
"""Not even whether it was sent is known."""
OWN_WORDS = frozenset({"adopt.unknown", UNTOLD})


class UncertainPage(TaskPage):
    """Price, what the balance says, and three ways out.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.

    Attributes:
        adopt: our id and the service's id the person found.
        close_uncertain: id.
        send_again: id; sent at the second press only.
    """

    adopt = Signal(str, str)
    close_uncertain = Signal(str)
    send_again = Signal(str)

    def __init__(self, theme: Theme, facts: TaskFacts, parent: QWidget | None = None) -> None:
        super().__init__(theme, facts, parent)
        self._facts_box = FactsBox(theme)
        self._close = ToolButtonWithText(theme, "")
        self._close.setObjectName("closeUncertain")
        self._send = ToolButtonWithText(theme, "")
        self._send.setObjectName("sendAgain")
        self._found = FoundId(theme, facts)
        self._never = WayOut(theme, self._close)
        self._again = WayOut(theme, self._send)
        self._receipt = Folded(theme)
        self._thinking = QTimer(self, singleShot=True, interval=SECOND_THOUGHT)
        self._closing = QTimer(self, singleShot=True, interval=SECOND_THOUGHT)
        self._lay_out()
        self._connect()
        self.name_parts()

    def begin(self) -> None:
        self._thinking.stop()
        self._closing.stop()
        self._receipt.fold()
        self._found.begin()

    def tell(self, task: Task) -> None:
        code = "" if task.failure is None else task.failure.code
        title = self.tr("It may have been sent") if code == UNTOLD else self.tr("No answer came")
        self.card.set_head("circle-question-mark", "warning", title, self._story(task))
        says, role = self.facts.taken(task)
        self._facts_box.set_facts(
            [
                Fact(self.tr("Price"), self.facts.price(task)),
                Fact(self.facts.balances_title(task), self.facts.balances(task)),
                Fact(self.tr("What that says"), says, role=role),
            ]
        )
        self._receipt.set_text(self.tr("What was sent and what came back · receipt"), self.facts.receipt(task))
        self._tell_send()
        self._tell_close()

    def follow_caps(self) -> None:
        """Something was spent, or a cap was changed."""
        if self.task is not None:
            self._tell_send()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The second half of a double click is no second thought, and it would cost money or a clip."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)

    def name_parts(self) -> None:
        self._found.name_parts()
        self._tell_close()

    def _story(self, task: Task) -> str:
        code = task.failure.code if task.failure is not None else ""
        if task.failure is not None and code in OWN_WORDS:
            told = str(self.facts.speech.sentence(code, task.failure.values))
        elif code == INTERRUPTED:
            told = self.tr("The request was being sent at {time} when the program ended, before any answer was read.")
        elif code in NO_ANSWER or code.startswith("net."):
            told = self.tr("The request was sent at {time} and the connection broke before the service answered.")
        else:
            told = self.tr("The request was sent at {time} and what came back says nothing about it.")
        rest = self.tr(
            "It may be making your clip, and it may have charged for it. The program will not send it again by itself."
        )
        if code == UNTOLD:
            rest = self.tr("The program will not send it again by itself.")
        space = "" if self.facts.speech.language == "zh" else " "
        return told.replace("{time}", self.facts.sent_at(task)) + space + rest

    def _lay_out(self) -> None:
        column = self.card.column
        column.addSpacing(14)
        column.addWidget(self._facts_box)
        column.addSpacing(16)
        for part in (self._found, self._never, self._again, self._receipt):
            column.addWidget(part)

    def _connect(self) -> None:
        self._found.found.connect(lambda remote_id: self.adopt.emit(self.task_id, remote_id))
        self._close.clicked.connect(self._close_or_ask)
        self._send.clicked.connect(self._send_or_ask)
        for button in (self._close, self._send):
            button.installEventFilter(self)
        self._thinking.timeout.connect(self._tell_send)
        self._closing.timeout.connect(self._tell_close)

    def _close_or_ask(self) -> None:
        if self._closing.isActive():
            self._closing.stop()
            self.close_uncertain.emit(self.task_id)
        else:
            self._closing.start()
        self._tell_close()

    def _tell_close(self) -> None:
        asked = self._closing.isActive()
        self._close.setText(self.tr("Really close") if asked else self.tr("Close"))
        self._never.set_words(
            self.tr("It was never made"),
            self.tr("Press once more. If you find its id after all, it can still be pasted here.")
            if asked
            else self.tr("Close it. The draft stays."),
        )

    def _send_or_ask(self) -> None:
        if self._thinking.isActive():
            self._thinking.stop()
            self.send_again.emit(self.task_id)
        else:
            self._thinking.start()
        self._tell_send()

    def _tell_send(self) -> None:
        price = resend_price(self.task.estimate if self.task is not None else None)
        stop = None if self.task is None else self.facts.stop_again(self.task)
        self._send.setEnabled(stop is None)
        if stop is not None:
            self._thinking.stop()
            self._send.setText(self.tr("Send again") + price)
            self._again.set_words(self.tr("Send it again"), str(self.facts.speech.sentence(stop.code, stop.values)))
            return
        asked = self._thinking.isActive()
        self._send.setText((self.tr("Really send again") if asked else self.tr("Send again")) + price)
        self._again.set_words(
            self.tr("Send it again"),
            self.tr("Press once more and a new task is sent and charged.")
            if asked
            else self.tr("A new task. If the first one exists too, both are charged."),
        )
