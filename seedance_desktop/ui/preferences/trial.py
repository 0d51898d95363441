"""Trying a profile: a button, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.ui.preferences.parts import Hint, enable
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.signs import Spinner
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from seedance_desktop.engine.events import HostTested, ProfileTested
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


@dataclass(slots=True)
class _Running:
    """A test on its way; `stale` once what it tests was changed meanwhile."""

    stale: bool = False


class Trial(QWidget):
    """One test at a time for each profile; an answer to what is no longer in the form is not shown.

    Args:
        theme: the look.
        speech: sentences for what went wrong.
        parent: the widget it lies in.

    Attributes:
        wanted: the button was pressed.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._shown = ""
        self._obstacle = ""
        self._running: dict[str, _Running] = {}
        self._answers: dict[str, ProfileTested | HostTested] = {}
        self.button = ToolButtonWithText(theme, "", "plug")
        self.button.setObjectName("testProfile")
        self.spinner = Spinner(theme, "")
        self.result = Hint(theme)
        self.result.setObjectName("testResult")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.spinner)
        row.addWidget(self.result, 1)
        self.button.clicked.connect(self._begin)
        speech.changed.connect(self._tell)
        self._tell()

    def show_profile(self, profile_id: str) -> None:
        self._shown = profile_id
        self._tell()

    def allow(self, obstacle: str) -> None:
        """What is typed has changed: what a test said before says nothing any more.

        Args:
            obstacle: why there can be no test now; empty where there can.
        """
        self._obstacle = obstacle
        self._tell()

    def forget(self) -> None:
        """What was tested is not what is in the form now."""
        self._answers.pop(self._shown, None)
        if self._shown in self._running:
            self._running[self._shown].stale = True
        self._tell()

    def answer(self, event: ProfileTested | HostTested) -> None:
        running = self._running.pop(event.profile_id, None)
        if running is not None and not running.stale:
            self._answers[event.profile_id] = event
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _begin(self) -> None:
        self._answers.pop(self._shown, None)
        self._running[self._shown] = _Running()
        self._tell()
        self.wanted.emit()

    def _tell(self) -> None:
        running = self._shown in self._running
        self.button.setText(self.tr("Test"))
        able = not running and not self._obstacle
        # Whoever pressed it is still here when it can be pressed again.
        enable(self.button, able=able, heir=self)
        if able and self.hasFocus():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.spinner.setVisible(running)
        self.spinner.setAccessibleName(self.tr("Testing"))
        answer = self._answers.get(self._shown)
        if running:
            self.result.say(self.asking(), icon="clock")
        elif answer is not None:
            self._tell_answer(answer)
        else:
            self.result.say(self._obstacle or self.idle())

    def idle(self) -> str:
        """What a test would do."""
        return self.tr("Asks for the balance. Nothing is charged.")

    def asking(self) -> str:
        """What the test under way does."""
        return self.tr("Asking the service…")

    def praise(self, answer: ProfileTested | HostTested) -> str:
        """What went well."""
        balance = getattr(answer, "balance", None)
        if balance is None:
            return self.tr("It works. The service tells no balance.")
        return self.tr("It works. Balance {amount}").format(amount=amount(balance))

    def _tell_answer(self, answer: ProfileTested | HostTested) -> None:
        if answer.failure is not None:
            sentence = self._speech.sentence(answer.failure.code, answer.failure.values)
            self.result.say(str(sentence), role="danger", icon="circle-alert")
        else:
            self.result.say(self.praise(answer), role="success", icon="circle-check")
