"""A task on its way: calm, with its stage, its time and its prompt."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.situation import clock_text, elapsed
from seedance_desktop.ui.library.words import EXPECTED
from seedance_desktop.ui.stage.page import TaskPage
from seedance_desktop.ui.stage.parts import Folded
from seedance_desktop.ui.stage.uploads import UploadMeter
from seedance_desktop.ui.widgets.base import Control, draw_text, plate
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel, Label
from seedance_desktop.ui.widgets.panels import ReasonLine
from seedance_desktop.wording.values import size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.events import UploadProgress
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.stage.uploads import Upload
    from seedance_desktop.ui.theme import Role, Theme

STAGES = (Status.PREPARING, Status.SUBMITTING, Status.QUEUED, Status.PROCESSING, Status.DOWNLOADING)
BAR = 4
GAP = 6
SECOND = 1000


class StageSteps(Control):
    """The five stages side by side: a bar over a word; what is done is full, what comes is empty.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._words: Sequence[str] = ()
        self._current = 0
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: Sequence[str]) -> None:
        self._words = words
        self._tell()

    def set_stage(self, current: int, share: float) -> None:
        """Mark the stage under way and how much of it is done, 0 to 1."""
        self._current, self._share = current, share
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(400, BAR + 8 + round(QFontMetricsF(self._theme.font("caption")).height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - GAP * (len(self._words) - 1)) / max(1, len(self._words))
        for place, word in enumerate(self._words):
            left = place * (width + GAP)
            bar = QRectF(left, 0, width, BAR)
            plate(painter, bar, fill=self._theme.color("surface3"), radius=BAR / 2)
            bar.setWidth(width * self._filled(place))
            if bar.width() > 0:
                plate(painter, bar, fill=self._theme.color("accent"), radius=BAR / 2)
            here = place == self._current
            role: Role = "text1" if here else "text2" if place < self._current else "text3"
            font = self._theme.font("caption", 600 if here else 400)
            draw_text(
                painter, QRectF(left, BAR + 6, width, self.height() - BAR - 6), word, font, self._theme.color(role)
            )

    def _filled(self, place: int) -> float:
        if place == self._current:
            return max(0.12, self._share)
        return 1.0 if place < self._current else 0.0

    def _tell(self) -> None:
        if self._words:
            self.setAccessibleName(self._words[self._current])
        self.update()


class ProgressPage(TaskPage):
    """How far a task is, and whether it can still be stopped for nothing.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.
        clock: Unix seconds now.
        meter: of uploads.

    Attributes:
        cancel: id of a task that was not sent yet.
    """

    cancel = Signal(str)

    def __init__(
        self,
        theme: Theme,
        facts: TaskFacts,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
        meter: UploadMeter | None = None,
    ) -> None:
        super().__init__(theme, facts, parent)
        self._clock = clock
        self._meter = meter or UploadMeter()
        self._steps = StageSteps(theme)
        self._elapsed = Label(theme, role="text1", weight=500, tabular=True)
        self._what = Label(theme, role="text3", size="caption")
        self._upload = Label(theme, role="text2", size="caption", tabular=True)
        self._upload.setObjectName("uploadLine")
        self._upload.setContentsMargins(0, 8, 0, 0)
        self._link = Label(theme, role="text2", size="caption", tabular=True)
        self._link.setObjectName("linkLine")
        self._link.setContentsMargins(0, 8, 0, 0)
        self._prompt = ElidedLabel(theme, lines=4, role="text2")
        self._trouble = ReasonLine(theme, icon="wifi-off")
        self._note = Label(theme, role="text3", size="caption", wrap=True)
        self._sent = Folded(theme)
        self._cancel = ToolButtonWithText(theme, "", "x")
        self._cancel.setObjectName("cancelTask")
        self._cancel.clicked.connect(lambda: self.cancel.emit(self.task_id))
        self._tick = QTimer(self)
        self._tick.setInterval(SECOND)
        self._tick.timeout.connect(self._tell_time)
        self._lay_out()
        self.name_parts()

    def begin(self) -> None:
        self._sent.fold()

    def tell(self, task: Task) -> None:
        words = self._stage_words()
        here = STAGES.index(task.status) if task.status in STAGES else 0
        self._steps.set_words(words)
        percent = f" · {task.progress} %" if task.status is Status.PROCESSING and task.progress else ""
        self.card.set_head("loader-circle", "accent", f"{words[here]}{percent}", "")
        self._what.setText(f"{self.facts.route(task)} · {self.facts.output(task, None)}")
        self._prompt.setText(task.request.prompt)
        waits = task.failure is not None
        self._trouble.setVisible(waits)
        if task.failure is not None:
            self._trouble.set_icon("shield-check" if task.failure.code == EXPECTED else "wifi-off")
            self._trouble.set_reason(str(self.facts.speech.sentence(task.failure.code, task.failure.values)))
        free = task.status in (Status.DRAFT, Status.PREPARING)
        self._cancel.setVisible(free)
        self._cancel.setText(self.tr("Undo") if _is_held(task) else self.tr("Cancel"))
        heading = self.tr("What is going to be sent") if free else self.tr("What was sent")
        self._sent.set_text(heading, self.facts.sent(task))
        self._tell_time()

    def add_upload(self, event: UploadProgress) -> None:
        """Count what was told of an upload, of whatever task."""
        self._meter.add(event)
        if event.task_id == self.task_id:
            self._tell_upload()

    def forget_upload(self, task_id: str) -> None:
        """A task's files are where they belong."""
        self._meter.forget(task_id)

    def name_parts(self) -> None:
        self._elapsed.setAccessibleName(self.tr("Time so far"))
        self._upload.setAccessibleName(self.tr("Upload progress"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_time()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _lay_out(self) -> None:
        column = self.card.column
        column.addSpacing(4)
        column.addWidget(self._steps)
        column.addWidget(self._upload)
        column.addWidget(self._link)
        column.addSpacing(18)
        column.addWidget(self._prompt)
        column.addSpacing(10)
        line = QHBoxLayout()
        line.addWidget(self._what, 1)
        line.addWidget(self._elapsed, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(line)
        column.addWidget(self._trouble)
        column.addSpacing(12)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._note, 1)
        foot.addWidget(self._cancel)
        column.addLayout(foot)
        column.addSpacing(8)
        column.addWidget(self._sent)

    def _stage_words(self) -> list[str]:
        return [
            self.tr("Preparing"),
            self.tr("Sending"),
            self.tr("In queue"),
            self.tr("Making"),
            self.tr("Saving"),
        ]

    def _told(self, task: Task) -> str:
        if task.status not in (Status.DRAFT, Status.PREPARING):
            return self.tr("It is sent and cannot be taken back. Closing the program loses nothing.")
        if task.held_until is not None:
            left = max(1, math.ceil(task.held_until - self._clock()))
            return self.tr("Leaves in {seconds} s. Until then it can be taken back.").format(seconds=left)
        return self.tr("Nothing was sent yet: stopping now is free.")

    def _tell_time(self) -> None:
        if self.task is not None:
            self._note.setText(self._told(self.task))
            self._elapsed.setText(clock_text(elapsed(self.task, self._clock())))
            self._tell_upload()
            self._tell_link(self.task)

    def _tell_link(self, task: Task) -> None:
        """The clip is made: how long the service keeps it for us."""
        waits = task.status is Status.DOWNLOADING and task.result_at is not None and task.result_url is not None
        self._link.setVisible(waits)
        if waits:
            life = self.facts.life(task, self._clock())
            self._link.setText(f"{life.caption}: {life.value}")

    def _tell_upload(self) -> None:
        task = self.task
        if task is None:
            return
        found = self._meter.of(task.id) if task.status is Status.PREPARING else None
        self._upload.setVisible(found is not None)
        if found is not None:
            self._upload.setText(self._upload_words(found))
        share = task.progress / 100 if task.status is Status.PROCESSING else found.share if found is not None else 0.0
        self._steps.set_stage(STAGES.index(task.status) if task.status in STAGES else 0, share)

    def _upload_words(self, upload: Upload) -> str:
        total = size(upload.total)
        if upload.done:
            return self.tr("Uploaded {total}").format(total=total)
        if upload.sent == 0:
            return self.tr("Uploading {total}").format(total=total)
        text = self.tr("Uploading {sent} of {total}").format(sent=size(upload.sent), total=total)
        if upload.speed is None:
            return text
        return f"{text} · {self.tr('{size}/s').format(size=size(round(upload.speed)))}"


def _is_held(task: Task) -> bool:
    return task.status is Status.PREPARING and task.held_until is not None
