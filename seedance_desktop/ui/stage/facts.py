"""What is known about a task, put into words."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject

from seedance_desktop.domain.link import link_dies_in
from seedance_desktop.domain.reference import Place
from seedance_desktop.domain.task import Status
from seedance_desktop.domain.witness import (
    BOOKED_LATE,
    Doubt,
    Movement,
    Traffic,
    Witness,
    known_cost,
    life_end,
    told_cost,
    witness,
)
from seedance_desktop.ui.library.situation import clock_text, elapsed
from seedance_desktop.ui.widgets.panels import Fact
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from PySide6.QtCore import QSize

    from seedance_desktop.domain.task import Failure, Task
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Role

UNKNOWN = "–"
HOUR = 3600.0
DAY = 24 * HOUR


class TaskFacts(QObject):
    """Writes captions and values.

    Args:
        speech: sentences and names.
        parent: owner.

    Attributes:
        skews: seconds that services' clocks, by which links die, are ahead of this machine's, by base address.
        tasks: all that are known, also those off the list, as they are now: what others did meanwhile is not laid at
            a task's door.
        stop_again: why a task may not be sent once more; `None` where it may.
    """

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speech = speech
        self.skews: Mapping[str, float] = {}
        self.tasks: Callable[[], Iterable[Task]] = tuple
        self.stop_again: Callable[[Task], Failure | None] = lambda _task: None

    def save_receipt(self) -> str:
        """What stands on the link that writes a task's receipt."""
        return self.tr("Save receipt…")

    def details(self, task: Task, pixels: QSize | None) -> list[Fact]:
        """Route, output, cost, time and id of a take.

        Args:
            task: the task.
            pixels: size of the picture as measured; `None` before it is seen.
        """
        facts = [
            Fact(self.tr("Route"), self.route(task)),
            Fact(self.tr("Output"), self.output(task, pixels)),
            Fact(self.tr("Cost"), self.cost(task)),
            Fact(self.tr("Took"), clock_text(elapsed(task, task.finished_at or time.time()))),
        ]
        if task.remote_id:
            facts.append(Fact("task_id", task.remote_id, mono=True))
        return facts

    def life(self, task: Task, now: float) -> Fact:
        """How long the link of a take lives that is not on disk.

        Args:
            task: whose.
            now: Unix seconds by this machine's clock.
        """
        left = link_dies_in(task, now + self.skews.get(task.base_url, 0.0))
        if left is None:
            return Fact(self.tr("Its link"), self.tr("Not known") if task.result_url else self.tr("None has come"))
        if left == 0:
            asked = task.status is Status.DOWNLOADING
            text = self.tr("Has died; a fresh one is asked for") if asked else self.tr("Has died")
            return Fact(self.tr("Its link"), text, role="danger")
        end = QDateTime.fromSecsSinceEpoch(int(now + left)).toString("yyyy-MM-dd HH:mm")
        if left >= DAY:
            days, hours = divmod(int(left // HOUR), 24)
            text = self.tr("{days} d {hours} h, until {end}").format(days=days, hours=hours, end=end)
            return Fact(self.tr("Its link lives"), text)
        text = self.tr("{time}, until {end}").format(time=clock_text(left), end=end)
        return Fact(self.tr("Its link lives"), text, role="warning")

    def route(self, task: Task) -> str:
        return self.speech.route_name(task.request.route_id)

    def output(self, task: Task, pixels: QSize | None) -> str:
        """Resolution, shape and length; measured where the request left them to the route."""
        request = task.request
        resolution = request.resolution or (f"{min(pixels.width(), pixels.height())}p" if pixels else "")
        shape = request.ratio or (_shape(pixels) if pixels else "")
        length = self.tr("{seconds} s").format(seconds=f"{task.seconds or request.duration:.3g}")
        return " · ".join(part for part in (resolution, shape, length) if part)

    def cost(self, task: Task) -> str:
        """What it took, and what was expected if the balance proves otherwise; that alone where nobody can say."""
        cost = known_cost(task, self._witness(task))
        if cost not in {None, told_cost(task)} and task.estimate not in {None, cost}:
            told = self.tr("{amount}, shown was {price}")
            return told.format(amount=amount(cost), price=amount(task.estimate))
        if cost is not None:
            return amount(cost)
        if task.estimate is not None:
            return self.tr("about {price}").format(price=amount(task.estimate))
        return UNKNOWN

    def price(self, task: Task) -> str:
        return UNKNOWN if task.estimate is None else amount(task.estimate)

    def balances_title(self, task: Task) -> str:
        """What `balances` are: the second is as old as its reading."""
        if task.balance_after is None or task.balance_after_at is None:
            return self.tr("Balance")
        read = QDateTime.fromSecsSinceEpoch(int(task.balance_after_at)).toString("HH:mm")
        return self.tr("Balance · {time}").format(time=read)

    def balances(self, task: Task) -> str:
        known = [UNKNOWN if b is None else amount(b) for b in (task.balance_before, task.balance_after)]
        return " → ".join(known)

    def taken(self, task: Task) -> tuple[str, Role]:
        """What the balance proves, and the colour of that."""
        verdict = self._witness(task)
        if verdict.movement is Movement.NOTHING:
            return self.tr("Nothing was taken"), "success"
        if verdict.movement is Movement.CHARGED:
            return self.tr("{amount} is gone").format(amount=amount(verdict.amount)), "warning"
        if verdict.movement is Movement.REFUNDED:
            return self.tr("{amount} came back").format(amount=amount(verdict.amount)), "success"
        if verdict.doubt is Doubt.EARLY:
            return self._so_far(task), "warning"
        told = {
            Doubt.OVERLAPPED: self.tr("Cannot tell: other clips came between, or one is still without an answer"),
            Doubt.ROSE: self.tr("Cannot tell: money came in meanwhile"),
        }
        return (told.get(verdict.doubt) if verdict.doubt else None) or self.tr("Not known"), "text1"

    def _witness(self, task: Task) -> Witness:
        return witness(task, Traffic(other for other in self.tasks() if _meets(task, other)))

    def _so_far(self, task: Task) -> str:
        """What the last reading shows of an uncertain task before all doubt is over."""
        ended, read = task.finished_at, task.balance_after_at
        if ended is None or read is None or read < ended + BOOKED_LATE or task.status is not Status.UNCERTAIN:
            return self.tr("Cannot tell yet")
        if task.balance_before is None or task.balance_after is None or task.balance_before == task.balance_after:
            return self.tr("Nothing so far; it may still be charged")
        return self.tr("{amount} is gone so far").format(amount=amount(task.balance_before - task.balance_after))

    def charged(self, task: Task) -> tuple[str, Role]:
        """Whether a failed task was paid for, as far as anybody can say."""
        if task.sent_at is None or task.status is Status.REFUSED:
            return self.tr("No"), "success"
        if (told := told_cost(task)) is not None:
            return amount(told), "warning"
        text, role = self.taken(task)
        return (self.tr("Perhaps"), "warning") if role == "text1" else (text, role)

    def repeating(self, task: Task) -> str:
        if task.sent_at is None or task.status is Status.REFUSED:
            return self.tr("Safe: nothing was made")
        return self.tr("A new task, charged anew")

    def sent_at(self, task: Task) -> str:
        moment = task.sent_at if task.sent_at is not None else task.created_at
        return QDateTime.fromSecsSinceEpoch(int(moment)).toString("HH:mm:ss")

    def sent(self, task: Task) -> str:
        """The prompt as the service reads it, then the references it counts, by name and in its order."""
        request = task.request
        words, order = self.speech.wordings(request), list(Place)
        references = sorted(request.references, key=lambda reference: order.index(reference.place))
        lines = [f"{words.get(one.id, one.place.value)}  {one.called}" for one in references]
        told = ["\n".join(lines)] if lines else []
        length = self.tr("{seconds} s").format(seconds=request.duration)
        values = (request.model, request.resolution, request.ratio or request.orientation, length)
        return "\n\n".join([request.prompt, *told, " · ".join(value for value in values if value)])

    def receipt(self, task: Task) -> str:
        """The body that was sent and what came back; of a local file its name, as its path was never sent."""
        uploaded = self.tr("{name} (uploaded)")
        local = [reference for reference in task.request.references if reference.local]
        names = {reference.id: uploaded.replace("{name}", reference.called) for reference in local}
        body = json.dumps(task.request.body(names), ensure_ascii=False, indent=2)
        silence = self.tr("No answer came.")
        return f"{body}\n\n{self.answer(task) or silence}"

    def answer(self, task: Task) -> str:
        return "" if task.failure is None else task.failure.detail


def resend_price(price: Decimal | None) -> str:
    """` · 0.35` behind the words of a button that spends."""
    return "" if price is None else f" · {amount(price)}"


def _meets(task: Task, other: Task) -> bool:
    """Whether another may have moved money while this one was read; all others need not be looked at closer."""
    if other.sent_at is None or task.sent_at is None:
        return False
    end = max(task.finished_at or task.sent_at, task.balance_after_at or 0.0)
    begun = task.balance_before_at if task.balance_before_at is not None else task.sent_at
    return other.sent_at <= end and life_end(other) >= min(begun, task.sent_at)


def _shape(pixels: QSize) -> str:
    """The usual ratio next to a picture's sides: encoders round them to even numbers."""
    usual = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "4:3": 4 / 3, "3:4": 3 / 4, "21:9": 21 / 9}
    actual = pixels.width() / max(1, pixels.height())
    name = min(usual, key=lambda key: abs(usual[key] - actual))
    return name if abs(usual[name] - actual) < usual[name] * 0.02 else f"{pixels.width()} × {pixels.height()}"
