"""The one line that tells a task's state, in one colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject

from seedance_desktop.domain.link import WARNED_BELOW, link_dies_in
from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.situation import Situation, clock_text, elapsed, situation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.domain.task import Failure, Task
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Role

HOUR = 3600.0

EXPECTED = "review.waiting"
"""The wait that is part of the way and no trouble."""

MODERATED = "task.moderated"
JOINT = " · "


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """A line without its first parts, as many as do not fit: the route is told elsewhere, the time is not."""
    while JOINT in text and not fits(text):
        text = text.partition(JOINT)[2]
    return text


@dataclass(frozen=True, slots=True)
class StateLine:
    """A row's last line.

    Attributes:
        icon: what stands where the picture would be; empty where a picture belongs.
    """

    text: str
    tone: Role
    icon: str = ""


class StateWords(QObject):
    """Writes state lines and day headings.

    Args:
        speech: sentences for codes, and names of routes.
        parent: owner.

    Attributes:
        skews: seconds that services' clocks, by which links die, are ahead of this machine's, by base address.
    """

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self.skews: Mapping[str, float] = {}
        self._writers = {
            Situation.WAITING: self._running,
            Situation.WORKING: self._running,
            Situation.DONE: self._done,
            Situation.UNSAVED: self._unsaved,
            Situation.UNCERTAIN: self._uncertain,
            Situation.FAILED: self._failed,
            Situation.CANCELLED: self._cancelled,
        }

    def line(self, task: Task, now: float) -> StateLine:
        """Say how far a task is.

        Args:
            task: the task.
            now: Unix seconds.
        """
        return self._writers[situation(task)](task, now)

    def route(self, task: Task) -> str:
        return self._speech.route_name(task.request.route_id)

    def day(self, created_at: float, now: float) -> str:
        """Name the day of a Unix time: today, yesterday, else its date."""
        day = QDateTime.fromSecsSinceEpoch(int(created_at)).date()
        today = QDateTime.fromSecsSinceEpoch(int(now)).date()
        if day == today:
            return self.tr("Today")
        if day == today.addDays(-1):
            return self.tr("Yesterday")
        return self._locale().toString(day, self._date_pattern(day, today))

    def length(self, seconds: float) -> str:
        return self.tr("{seconds} s").format(seconds=f"{seconds:g}")

    def _date_pattern(self, day: QDate, today: QDate) -> str:
        if day.year() == today.year():
            return self.tr("d MMMM", "a date of this year, as QLocale writes it")
        return self.tr("d MMMM yyyy", "a date of another year, as QLocale writes it")

    def _locale(self) -> QLocale:
        chinese = self._speech.language == "zh"
        return QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English)

    def _running(self, task: Task, now: float) -> StateLine:
        time = clock_text(elapsed(task, now))
        icon = "clock" if situation(task) is Situation.WAITING else "loader-circle"
        if task.failure is not None:
            expected = task.failure.code == EXPECTED
            return StateLine(self._what(task.failure), "text3" if expected else "warning", icon)
        left = link_dies_in(task, now + self.skews.get(task.base_url, 0.0))
        if task.status is Status.DOWNLOADING and left is not None:
            text = self.tr("Saving: {countdown}").format(countdown=self._countdown(left))
            return StateLine(text, "warning" if left < WARNED_BELOW else "text3", icon)
        if task.status is Status.PROCESSING:
            parts = [self.route(task), self.length(task.request.duration), f"{task.progress} %", time]
        else:
            parts = [self.route(task), self._stage(task.status), time]
        return StateLine(JOINT.join(parts), "text3", icon)

    def _stage(self, status: Status) -> str:
        return {
            Status.SUBMITTING: self.tr("sending"),
            Status.QUEUED: self.tr("in queue"),
            Status.DOWNLOADING: self.tr("saving"),
        }.get(status, self.tr("preparing"))

    def _done(self, task: Task, _now: float) -> StateLine:
        time = QDateTime.fromSecsSinceEpoch(int(task.created_at)).toString("HH:mm")
        output = task.request.resolution or self.length(task.request.duration)
        return StateLine(JOINT.join([self.route(task), output, time]), "text3")

    def _unsaved(self, task: Task, now: float) -> StateLine:
        left = link_dies_in(task, now + self.skews.get(task.base_url, 0.0))
        if left is None:
            return StateLine(self.tr("Not on disk yet"), "warning", "download")
        if left == 0:
            return StateLine(self.tr("Not on disk: link died"), "danger", "download")
        text = self.tr("Not on disk: {countdown}").format(countdown=self._left(left))
        return StateLine(text, "danger" if left < WARNED_BELOW else "warning", "download")

    def _countdown(self, left: float) -> str:
        if left < HOUR:
            return self.tr("link dies in {minutes} min").format(minutes=max(1, int(left // 60)))
        return self.tr("link dies in {hours} h").format(hours=int(left // HOUR))

    def _left(self, left: float) -> str:
        """The same so short that the narrowest list shows it whole: beside "Saving" it would mislead."""
        if left < HOUR:
            return self.tr("{minutes} min left").format(minutes=max(1, int(left // 60)))
        return self.tr("{hours} h left").format(hours=int(left // HOUR))

    def _uncertain(self, _task: Task, _now: float) -> StateLine:
        return StateLine(self.tr("May be charged"), "warning", "circle-question-mark")

    def _failed(self, task: Task, _now: float) -> StateLine:
        if task.failure is None:
            return StateLine(self.tr("Failed"), "danger", "circle-x")
        if task.failure.code == MODERATED:
            return StateLine(self.tr("Moderated"), "danger", "circle-x")
        return StateLine(self._what(task.failure), "danger", "circle-x")

    def _cancelled(self, task: Task, _now: float) -> StateLine:
        if task.sent_at is not None:
            return StateLine(self.tr("Closed by you"), "text3", "circle-x")
        return StateLine(self.tr("Nothing was sent"), "text3" if task.failure is None else "warning", "circle-x")

    def _what(self, failure: Failure) -> str:
        return self._speech.sentence(failure.code, failure.values).what.rstrip(".。")
