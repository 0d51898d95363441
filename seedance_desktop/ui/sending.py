"""From the press on Generate to the engine: what may not be spent, what was just sent, and the way back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Signal

from seedance_desktop.domain.task import Status
from seedance_desktop.engine.spending import goes_out
from seedance_desktop.ui.stage.facts import resend_price

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from seedance_desktop.domain.price import Price
    from seedance_desktop.domain.request import Request
    from seedance_desktop.domain.task import Failure, Task
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.ui.banners import Banners
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.compose.send_bar import SendBar
    from seedance_desktop.ui.desk import Desk

STARTING = "program.starting"
AGAIN = "send.same_again"


@dataclass(frozen=True, slots=True)
class Wish:
    """What one press on Generate would send, for which price, and who would pay."""

    request: Request
    price: Price | None
    profile_id: str
    count: int

    @property
    def total(self) -> Decimal | None:
        return None if self.price is None or self.price.total is None else self.price.total * self.count


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the same is meant a second time.

    Attributes:
        twin: what was asked for before.
        total: what another one costs.
        then: what yes does.
    """

    twin: Task
    total: Decimal | None
    then: Callable[[], None]

    @property
    def why(self) -> str:
        """How far the first one is: `held` while it can be undone, `begun` before it leaves, empty once it was sent."""
        if self.twin.sent_at is not None:
            return ""
        return "begun" if self.twin.held_until is None else "held"


class Sending(QObject):
    """Sends the draft at hand, once for each press that is meant.

    Args:
        presenter: the form's memory.
        desk: whose profile pays.
        banners: where it asks.
        bar: where it is pressed.
        parent: owner.

    Attributes:
        sent: id of the first task of a press.
    """

    sent = Signal(str)

    def __init__(
        self, presenter: ComposePresenter, desk: Desk, banners: Banners, bar: SendBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._desk = desk
        self._banners = banners
        self._bar = bar
        self._engine: Engine | None = None
        self._absence: tuple[str, Mapping[str, object]] = (STARTING, {})
        self._wanted = False
        self._held = ""
        self._asked: Wish | None = None
        self._question: Question | None = None
        bar.stop_of = self._stop
        bar.held.undo.connect(self.undo)
        for change in (presenter.changed, bar.count_changed, desk.settings_changed):
            change.connect(self._forget_question)

    def attach(self, engine: Engine) -> None:
        """The engine is there; what was pressed before it was is sent now."""
        self._engine = engine
        self.is_hindered()
        for task in engine.tasks:
            self.follow(task)
        if self._wanted:
            self.send()

    def explain_absence(self, code: str, values: Mapping[str, object]) -> None:
        """There is no engine, because the store could not be opened; say so now and whenever Generate is pressed."""
        self._absence = (code, values)
        self._banners.say(code, values, kind="danger")

    def send(self) -> None:
        """Generate; what was sent within ten minutes is asked about, and sent only when that is answered."""
        wish = self._wish()
        if wish is None or self._presenter.is_measuring:
            return
        if self._engine is None:
            self._wanted = self._absence[0] == STARTING
            if not self._wanted:
                self._banners.say(*self._absence, kind="danger")
            return
        if self.is_hindered():
            return
        twin = self._engine.spending.twin(wish.request, wish.profile_id)
        if twin is None:
            self._send(wish)
        else:
            self._asked = wish
            self._ask(Question(twin, wish.total, lambda: self._send(wish)))

    def send_again(self, task: Task) -> None:
        """Send what a task sent once more; if that was done within ten minutes, it is asked about."""
        if self._engine is None or self.is_hindered():
            return
        twin = self._engine.spending.twin(task.request, task.profile_id)
        if twin is None or twin.id == task.id:
            self._repeat(task)
        else:
            self._asked = None
            self._ask(Question(twin, task.estimate, lambda: self._repeat(task)))

    def is_hindered(self) -> bool:
        """Whether nothing can be changed; then it is said why."""
        hindered = None if self._engine is None else self._engine.spending.hindered
        if hindered is not None:
            self._banners.say(hindered.code, hindered.values)
        return hindered is not None

    def undo(self) -> None:
        """Take the last press back, if nothing of it has left."""
        self._banners.hush(AGAIN)
        if self._engine is not None and self._held:
            self._engine.undo(self._held)

    def follow(self, task: Task) -> None:
        """What becomes of a task: whether it is still held, and what is left of the caps."""
        if task.status is Status.PREPARING and task.held_until is not None:
            self._held = task.id
            self._bar.held.hold(task.held_until)
        elif task.id == self._held:
            self.let_go(task.id)
        self._follow_twin(task)
        self._bar.follow_caps()

    def let_go(self, task_id: str) -> None:
        """A task is gone, or on its way: it cannot be taken back any more."""
        if task_id == self._held:
            self._held = ""
            self._bar.held.hold(None)

    def _wish(self) -> Wish | None:
        evaluation = self._presenter.evaluation
        if evaluation.request is None:
            return None
        return Wish(evaluation.request, evaluation.price, self._desk.current_profile.id, self._bar.count)

    def _ask(self, question: Question) -> None:
        self._question = question
        at = QDateTime.fromSecsSinceEpoch(int(question.twin.sent_at or question.twin.created_at)).toString("HH:mm:ss")

        def action() -> str:
            words = self.tr("Send a second one") if question.why else self.tr("Send it once more")
            return words + resend_price(question.total)

        self._banners.say(AGAIN, {"time": at, "why": question.why}, action=action, then=question.then)

    def _follow_twin(self, task: Task) -> None:
        """What is asked says how far the first one is: it must stay true while it stands there."""
        question = self._question
        if question is None or question.twin.id != task.id or AGAIN not in self._banners.codes():
            return
        if not goes_out(task):
            self._banners.hush(AGAIN)  # there is no first one any more
        elif (now := replace(question, twin=task)).why != question.why:
            self._ask(now)

    def _forget_question(self) -> None:
        """Something else would be sent now, or for another price: the answer would not be about what was asked."""
        if self._wish() != self._asked:
            self._banners.hush(AGAIN)

    def _send(self, wish: Wish) -> None:
        self._banners.hush(AGAIN)
        if self._engine is None or self._stop(wish.price, wish.count):
            return
        ids = self._engine.submit_batch(wish.request, wish.profile_id, wish.price, wish.count)
        self.sent.emit(ids[0])
        for task in self._engine.tasks:
            if task.id in ids:
                self.follow(task)

    def _repeat(self, task: Task) -> None:
        """The page offers nothing that a cap forbids, but the question may have stood there when it was reached."""
        self._banners.hush(AGAIN)
        if self._engine is None:
            return
        stop = self._engine.spending.stop_again(task)
        if stop is None:
            self.sent.emit(self._engine.send_again(task.id))
        else:
            self._banners.say(stop.code, stop.values)

    def _stop(self, price: Price | None, count: int) -> Failure | None:
        return None if self._engine is None else self._engine.spending.stop(self._desk.current_profile.id, price, count)
