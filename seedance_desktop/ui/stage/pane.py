"""The middle pane: whatever is looked at now, on its page."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedWidget, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.situation import Situation, situation
from seedance_desktop.ui.stage.ended_page import EndedPage
from seedance_desktop.ui.stage.facts import TaskFacts
from seedance_desktop.ui.stage.first_start import FirstStartPage
from seedance_desktop.ui.stage.opening_page import OpeningPage
from seedance_desktop.ui.stage.progress_page import ProgressPage
from seedance_desktop.ui.stage.take_page import TakePage
from seedance_desktop.ui.stage.uncertain_page import UncertainPage
from seedance_desktop.ui.stage.unsaved_page import UnsavedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from seedance_desktop.domain.task import Failure, Task
    from seedance_desktop.engine.events import UploadProgress
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.player.player import Player
    from seedance_desktop.ui.stage.frame_picker import FramePicker
    from seedance_desktop.ui.stage.page import TaskPage
    from seedance_desktop.ui.theme import Theme

NARROWEST = 420


class StagePane(QStackedWidget):
    """Shows one task, or how to begin; and nothing before it is told which.

    Args:
        theme: the look.
        speech: sentences and names.
        parent: the widget it lies in.
        clock: Unix seconds now.

    Attributes:
        example_chosen: a prompt to begin with.
        what_if_wanted: what can go wrong is to be lived through.
        use_again: id; its request goes back into the form.
        retry_download: id.
        cancel: id of a task that was not sent.
        adopt: id of an uncertain task and the service's id that was found.
        close_uncertain: id.
        send_again: id; confirmed by a second press.
        reveal: path to show in its folder.
        favourite_toggled: id and the new mark.
        forget: id of an ended task.
        receipt_wanted: id of a task that was sent.
        filmstrip_wanted: id; answered by `set_filmstrip`.
        frame_saved: path of a picture.
        frame_failed: path that could not be written.
    """

    example_chosen = Signal(str)
    what_if_wanted = Signal()
    use_again = Signal(str)
    retry_download = Signal(str)
    cancel = Signal(str)
    adopt = Signal(str, str)
    close_uncertain = Signal(str)
    send_again = Signal(str)
    reveal = Signal(str)
    favourite_toggled = Signal(str, bool)
    forget = Signal(str)
    receipt_wanted = Signal(str)
    filmstrip_wanted = Signal(str)
    frame_saved = Signal(str)
    frame_failed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stagePane")
        self._theme = theme
        self._task: Task | None = None
        self._facts = facts = TaskFacts(speech, self)
        self._opening = OpeningPage(theme)
        self._first = FirstStartPage(theme)
        self._take = TakePage(theme, facts)
        self._progress = ProgressPage(theme, facts, clock=clock)
        self._uncertain = UncertainPage(theme, facts)
        self._ended = EndedPage(theme, facts)
        self._unsaved = UnsavedPage(theme, facts, clock=clock)
        self._pages: dict[Situation, TaskPage] = {
            Situation.WAITING: self._progress,
            Situation.WORKING: self._progress,
            Situation.UNSAVED: self._unsaved,
            Situation.UNCERTAIN: self._uncertain,
            Situation.FAILED: self._ended,
            Situation.CANCELLED: self._ended,
        }
        for page in (self._opening, self._first, self._take, *dict.fromkeys(self._pages.values())):
            self.addWidget(page)
        self.setMinimumWidth(NARROWEST)
        self._connect()
        speech.changed.connect(self._retell)
        theme.changed.connect(self._retheme)
        self._retheme()

    @property
    def player(self) -> Player:
        """For its volume and loop, which the owner remembers."""
        return self._take.player

    @property
    def frames(self) -> FramePicker:
        """Hands frames of the clip on."""
        return self._take.frames

    @property
    def task_id(self) -> str | None:
        """Which task is shown."""
        return None if self._task is None else self._task.id

    def know(self, tasks: Callable[[], Iterable[Task]], stop_again: Callable[[Task], Failure | None]) -> None:
        """What to judge by, as it is whenever it is asked.

        Args:
            tasks: all, also those off the list, for the balance.
            stop_again: why a task may not be sent once more.
        """
        self._facts.tasks = tasks
        self._facts.stop_again = stop_again

    def set_sandbox(self, sandbox: bool) -> None:  # noqa: FBT001 - the only thing it is told
        """Whether nothing is charged; the first page says so."""
        self._first.set_sandbox(sandbox)

    def set_skews(self, seconds: Mapping[str, float]) -> None:
        """By how much services' clocks, by which links die, are ahead of this machine's, by base address."""
        self._facts.skews = seconds

    def show_task(self, task: Task | None, *, play: bool = False) -> None:
        """Show a task on the page it belongs to; `None` shows how to begin.

        Args:
            task: what to show.
            play: begin to play a take at once.
        """
        self._task = task
        if task is None:
            self._take.leave()
            self._turn_to(self._first)
            return
        page = self._pages.get(situation(task))
        if page is None:
            self._take.show_task(task, play=play)
            self._turn_to(self._take)
            return
        self._take.leave()
        page.show_task(task)
        self._turn_to(page)

    def follow_caps(self) -> None:
        """Something was spent, or a cap was changed: what can be sent again may not be any more."""
        if self.currentWidget() is self._uncertain:
            self._uncertain.follow_caps()

    def give_up(self) -> None:
        """The list cannot be opened: there is nothing to wait for."""
        self._opening.give_up()

    def update_task(self, task: Task) -> None:
        """Follow the task that is shown; a clip one has waited for begins to play."""
        if task.status is not Status.PREPARING:
            self._progress.forget_upload(task.id)
        if self._task is None or task.id != self._task.id:
            return
        waited = situation(self._task).runs and self.isVisible()
        self.show_task(task, play=waited)

    def add_upload(self, event: UploadProgress) -> None:
        """Count what was told of an upload, of whatever task."""
        self._progress.add_upload(event)

    def set_filmstrip(self, task_id: str, path: str) -> None:
        """Show the strip of a take, if it is still the one on the stage."""
        if self._task is not None and task_id == self._task.id and situation(self._task) is Situation.DONE:
            self._take.player.set_filmstrip(path)

    def warm_up(self, task: Task) -> None:
        """Load, lay out and paint, out of sight, what the first task will need."""
        self._take.player.deck.wake()
        for page in (self._progress, self._take):
            page.show_task(task)
            page.resize(self.size())
            page.grab()
        self._take.leave()

    def release(self) -> None:
        """Let go of the clip before the window goes."""
        self._take.leave()

    def _turn_to(self, page: QWidget) -> None:
        """Show a page; the focus must not jump onto a button nobody has chosen."""
        shown, focused = self.currentWidget(), self.focusWidget()
        if page is not shown and shown and focused and focused.hasFocus() and shown.isAncestorOf(focused):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentWidget(page)

    def _connect(self) -> None:
        self._first.example_chosen.connect(self.example_chosen)
        self._first.what_if_wanted.connect(self.what_if_wanted)
        take, ended, unsaved, uncertain = self._take, self._ended, self._unsaved, self._uncertain
        for source, target in (
            (take.use_again, self.use_again),
            (take.retry_download, self.retry_download),
            (take.reveal, self.reveal),
            (take.favourite_toggled, self.favourite_toggled),
            (take.forget, self.forget),
            (take.filmstrip_wanted, self.filmstrip_wanted),
            (take.frame_saved, self.frame_saved),
            (take.frame_failed, self.frame_failed),
            (ended.adopt, self.adopt),
            (ended.retry_download, self.retry_download),
            (ended.use_again, self.use_again),
            (ended.forget, self.forget),
            (unsaved.retry_download, self.retry_download),
            (unsaved.use_again, self.use_again),
            (uncertain.adopt, self.adopt),
            (uncertain.close_uncertain, self.close_uncertain),
            (uncertain.send_again, self.send_again),
            (self._progress.cancel, self.cancel),
            *((page.receipt_wanted, self.receipt_wanted) for page in (take, ended, unsaved, uncertain, self._progress)),
        ):
            source.connect(target)

    def _retell(self) -> None:
        if self._task is not None:
            self.show_task(self._task)

    def _retheme(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("surface0"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
