"""What stands between the draft and Generate, the button with its price, and the balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.domain.evaluation import Severity
from seedance_desktop.domain.price import Unit
from seedance_desktop.ui.compose.held_line import HeldLine
from seedance_desktop.ui.compose.mends import mend_of
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import LinkButton, PrimaryButton
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.readiness import Fix, ReadinessList
from seedance_desktop.ui.widgets.stepper import Stepper
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Evaluation, Issue
    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.task import Failure
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Role, Theme

MOST_AT_ONCE = 8
"""Clips that one press may make."""
UNPRICED = "cap.price_unknown"
ROLES: dict[Severity, Role] = {Severity.ERROR: "text1", Severity.DOUBT: "text2", Severity.NOTE: "text3"}


class SendBar(Control):
    """The foot of the form; it stays while the form scrolls.

    Attributes:
        send_wanted: Generate was pressed on a draft that is ready.
        mend_wanted: an `Issue` whose button was pressed.
        price_wanted: no price is known and the person wants to set one.
        money_wanted: a section of the settings in which a stop can be lifted.
        progress_of: how far the mending of an issue is, from 0 to 1; `None` where none is under way.
        stop_of: why so many clips at a price may not be sent; `None` where they may.
        held: the line that takes the last press back.
    """

    send_wanted = Signal()
    mend_wanted = Signal(object)
    price_wanted = Signal()
    money_wanted = Signal(str)
    count_changed = Signal()

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._speech = speech
        self._evaluation: Evaluation | None = None
        self._draft: Draft | None = None
        self.progress_of: Callable[[Issue], float | None] = lambda _issue: None
        self.stop_of: Callable[[Price | None, int], Failure | None] = lambda _price, _count: None
        self._stop: Failure | None = None
        self._measuring = False
        self._seen: object = None
        self._balance: Decimal | None = None
        self._listed: tuple[Issue, ...] = ()
        self.readiness = ReadinessList(theme)
        self.readiness.setObjectName("readinessList")
        self.generate = PrimaryButton(theme, "", hint="Ctrl ↵")
        self.generate.setObjectName("generateButton")
        self.price = Label(theme, role="text2", size="caption")
        self.price.setObjectName("priceLabel")
        self._set_price = LinkButton(theme, "", small=True)
        self._set_price.hide()
        self.held = HeldLine(theme)
        self._counter = Stepper(theme, MOST_AT_ONCE)
        self._counter.setObjectName("clipCount")
        self._counter.fewer.setObjectName("fewerClips")
        self._counter.more.setObjectName("moreClips")
        self._lay_out()
        self._counter.changed.connect(self._show)
        self._counter.changed.connect(self.count_changed)
        self.held.shown.connect(lambda held: self._counter.setVisible(not held))
        self.generate.clicked.connect(self._press)
        self.readiness.mended.connect(self._mend)
        self._set_price.clicked.connect(self.price_wanted)
        self._retranslate()

    @property
    def count(self) -> int:
        """How many clips one press makes."""
        return self._counter.count

    def show_evaluation(self, evaluation: Evaluation, *, measuring: bool = False, draft: Draft | None = None) -> None:
        """Show what was judged.

        Args:
            evaluation: of the draft at hand.
            draft: at hand; without it no fitted copy is offered.
            measuring: local files are still being looked at, so their limits have not been held against them.
        """
        self._evaluation = evaluation
        self._draft = draft
        self._measuring = measuring
        seen = (evaluation.issues, evaluation.price, evaluation.fields, evaluation.ready, measuring)
        if seen != self._seen:
            self._seen = seen
            self._show()

    def show_progress(self) -> None:
        """The mending of an issue went on, began or ended."""
        self._show()

    def follow_caps(self) -> None:
        """Something was spent, or a cap was changed."""
        if self._evaluation is not None and self.stop_of(self._evaluation.price, self.count) != self._stop:
            self._show()

    def set_balance(self, balance: Decimal | None) -> None:
        self._balance = balance
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.color("border"))
        painter.drawLine(0, 0, self.width(), 0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._counter)
        foot.addWidget(self.held)
        foot.addStretch(1)
        foot.addWidget(self._set_price)
        foot.addWidget(self.price, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.readiness)
        column.addWidget(self.generate)
        column.addLayout(foot)

    def _press(self) -> None:
        if self._evaluation is not None and self._evaluation.ready and not self._measuring:
            self.send_wanted.emit()

    def _mend(self, code: str, index: int) -> None:
        if index < len(self._listed):
            self.mend_wanted.emit(self._listed[index])
        else:
            self.money_wanted.emit("prices" if code == UNPRICED else "money")

    def _show(self) -> None:
        evaluation = self._evaluation
        if evaluation is None:
            return
        mending = self._has_keys(self.readiness)
        self._stop = self.stop_of(evaluation.price, self.count) if evaluation.ready else None
        errors = evaluation.errors
        doubts = tuple(i for i in evaluation.issues if i.severity is not Severity.ERROR)
        only_prompt = len(errors) == 1 and errors[0].code == "prompt.missing" and not doubts
        self._listed = () if only_prompt else (*errors, *(i for i in doubts if i.code != "orientation.ignored"))
        if only_prompt:
            self.readiness.set_line(self.tr("Write a prompt to begin"), "idle")
        elif self._measuring and not self._mending:
            self.readiness.set_line(self.tr("Looking at your files"), "idle")
        elif not self._listed and self._stop is None:
            self.readiness.set_line(self.tr("Ready to send"))
        else:
            self._list(len(errors))
        self.generate.setEnabled(evaluation.ready and not self._measuring and self._stop is None)
        if mending and not self._has_keys(self.readiness):
            self.generate.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_price(evaluation.price)

    def _has_keys(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    @property
    def _mending(self) -> bool:
        return any(self.progress_of(issue) is not None for issue in self._listed)

    def _list(self, errors: int) -> None:
        stops = [] if self._stop is None else [self._stopped(self._stop)]
        if errors or stops:
            header, role = self.tr("%n thing(s) to fix", "", errors + len(stops)), "warning"
        elif self._mending:
            header, role = self.tr("Making a copy to send"), "text2"
        else:
            header, role = self.tr("Ready to send, with %n remark(s)", "", len(self._listed)), "success"
        fixes = [self._fix(issue) for issue in self._listed] + stops
        self.readiness.set_fixes(header, fixes, role=role)  # type: ignore[arg-type]  # three of the roles

    def _stopped(self, stop: Failure) -> Fix:
        sentence = self._speech.sentence(stop.code, stop.values)
        if not stop.code.startswith("cap."):
            return Fix(stop.code, str(sentence), "", "text1")
        action = self.tr("Set a price") if stop.code == UNPRICED else self.tr("Change the cap")
        return Fix(stop.code, sentence.what, action, "text1")

    def _fix(self, issue: Issue) -> Fix:
        state = self._evaluation.fields.get(issue.field) if self._evaluation is not None else None
        mend = mend_of(issue, state, self._draft) if state is not None else None
        text, role = self._speech.issue(issue).what, ROLES[issue.severity]
        progress = self.progress_of(issue)
        if progress is not None:
            return Fix(issue.code, text, self.tr("Cancel"), role, progress)
        if mend is not None and mend.proposal is not None:
            return Fix(issue.code, text, self.tr("Fix…") if mend.proposal.choice else self.tr("Fix"), role)
        return Fix(issue.code, text, self._speech.mend(issue) if mend else "", role)

    def _show_price(self, price: Price | None) -> None:
        known = price is not None and price.unit_price is not None
        self._set_price.setVisible(not known)
        if price is None or price.total is None:
            self.generate.set_price(self.tr("price not set"))
        elif self.count > 1:
            words = self.tr("%1 for %2 clips").replace("%2", str(self.count))
            self.generate.set_price(words.replace("%1", amount(price.total * self.count)))
        elif price.unit is Unit.TASK:
            self.generate.set_price(self.tr("%1 per task").replace("%1", amount(price.total)))
        else:
            words = self.tr("%1 for %2 s").replace("%2", str(price.quantity))
            self.generate.set_price(words.replace("%1", amount(price.total)))
        clips = self.tr("%n clip(s)", "", self.count)
        self._counter.set_words(clips, self.tr("Fewer clips"), self.tr("More clips"))
        left = self.tr("%1 left").replace("%1", amount(self._balance)) if self._balance is not None else ""
        self.price.setText(left)

    def _retranslate(self) -> None:
        self.generate.setText(self.tr("Generate"))
        self.generate.setAccessibleName(self.tr("Generate"))
        self._set_price.setText(self.tr("Set a price"))
        self._show()
