"""The right pane: search, tabs and the list of everything that was asked for."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.library.delegate import TaskDelegate
from seedance_desktop.ui.library.empty import EmptyLibrary
from seedance_desktop.ui.library.model import Tab, TaskFilter, TaskListModel
from seedance_desktop.ui.library.situation import Situation, situation
from seedance_desktop.ui.library.thumbnails import Thumbnails
from seedance_desktop.ui.library.view import TaskView
from seedance_desktop.ui.library.words import StateWords
from seedance_desktop.ui.widgets.finding import FilterTabs, SearchField
from seedance_desktop.ui.widgets.segmented import Option

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

PARTS = 10
PART = 100
"""Milliseconds: all rows once a second, a part of them at a time."""
MANY = 20
"""Running tasks from which on nobody reads seconds: their rows are painted every five."""
SLOWLY = 5
MINUTE = 60_000


class LibraryPane(QFrame):
    """All tasks, newest first.

    Args:
        theme: the look.
        speech: sentences and names.
        parent: the widget it lies in.
        clock: Unix seconds now.

    Attributes:
        selected: id of the task the person chose.
        activated: id of a task opened by Enter or a double click.
        play_wanted: the chosen take should play, or halt.
        favourite_toggled: id and the new mark.
        use_again: id.
        reveal: path of a take to show in its folder.
        forget: id of an ended task to take off the list.
    """

    selected = Signal(str)
    activated = Signal(str)
    play_wanted = Signal()
    favourite_toggled = Signal(str, bool)
    use_again = Signal(str)
    reveal = Signal(str)
    forget = Signal(str)

    def __init__(
        self,
        theme: Theme,
        speech: Speech,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPane")
        self._theme = theme
        self._words = StateWords(speech, self)
        self._model = TaskListModel(self._words, clock, self)
        self._filter = TaskFilter(self._model, self._words, self)
        self._thumbnails = Thumbnails(self)
        self._search = SearchField(theme, "", key="/")
        self._search.setObjectName("librarySearch")
        self._tabs = FilterTabs(theme)
        self._view = TaskView(theme)
        self._view.setModel(self._filter)
        self._view.setItemDelegate(TaskDelegate(theme, self._thumbnails, self))
        self._empty = EmptyLibrary(theme)
        self._found: Counter[Situation] = Counter()
        self._counts: dict[Tab, int] = {}
        self._known = False
        self._part = 0
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.CoarseTimer)
        self._lay_out()
        self._connect(speech)
        self._retranslate()
        self._show_page()

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks instead of those shown."""
        self._known = True
        chosen = self.selected_id()
        self._model.set_tasks(tasks)
        self.select(chosen)
        self._found = Counter(situation(task) for task in self._model.tasks())
        self._recount()

    def warm_up(self, task: Task) -> None:
        """Lay out and paint, out of sight, what the first row will need."""
        self._model.set_tasks((task,))
        self.grab()
        self._model.set_tasks(())

    def upsert(self, task: Task) -> None:
        """Show a new task, or how far a known one came."""
        before = self._model.task(task.id)
        if before is not None and before.thumbnail != task.thumbnail and task.thumbnail is not None:
            self._thumbnails.forget(task.thumbnail)
        self._model.upsert(task)
        if before is not None and _height_differs(before, task):
            self._view.scheduleDelayedItemsLayout()
        self._move(before, task)

    def remove(self, task_id: str) -> None:
        before = self._model.task(task_id)
        self._model.remove(task_id)
        self._move(before, None)

    def select(self, task_id: str | None) -> None:
        """Choose a row without sending `selected`; nothing where the id is unknown or filtered out."""
        index = self._model.index_of(task_id) if task_id else self._model.index(-1, 0)
        self._view.show_current(self._filter.mapFromSource(index))

    def selected_id(self) -> str | None:
        task = self._view.current_task()
        return None if task is None else task.id

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tab(self, tab: Tab) -> None:
        """Show the tasks of one tab."""
        self._tabs.setValue(tab)

    def set_skews(self, seconds: Mapping[str, float]) -> None:
        """By how much services' clocks, by which links die, are ahead of this machine's, by base address."""
        self._words.skews = seconds
        self._model.retell()

    def set_folder_text(self, folder: str) -> None:
        """Say in the empty list where takes will be saved, such as `Videos / Seedance`."""
        self._empty.set_folder(folder)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wind()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(0)
        column.addWidget(self._search)
        column.addSpacing(8)
        column.addWidget(self._tabs)
        column.addSpacing(2)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._view)
        self._pages.addWidget(self._empty)
        column.addLayout(self._pages, 1)

    def _connect(self, speech: Speech) -> None:
        self._search.textChanged.connect(self._filter.set_text)
        self._search.textChanged.connect(self._show_page)
        self._tabs.valueChanged.connect(self._change_tab)
        self._view.chosen.connect(self.selected)
        self._view.opened.connect(self.activated)
        self._view.play_wanted.connect(self.play_wanted)
        self._view.favourite_toggled.connect(self.favourite_toggled)
        self._view.use_again.connect(self.use_again)
        self._view.reveal.connect(self.reveal)
        self._view.forget.connect(self.forget)
        self._thumbnails.ready.connect(self._view.viewport().update)
        self._tick.timeout.connect(self._update_times)
        speech.changed.connect(self._filter.retell)
        speech.changed.connect(self._model.retell)

    def _change_tab(self, value: str) -> None:
        self._filter.set_tab(Tab(value))
        self._name_tabs()
        self._show_page()

    def _move(self, before: Task | None, after: Task | None) -> None:
        """Count a task where it belongs now; among thousands it is not worth looking at the others."""
        for task, more in ((before, -1), (after, 1)):
            if task is not None:
                self._found[situation(task)] += more
        self._recount()

    def _recount(self) -> None:
        running = sum(count for one, count in self._found.items() if one.runs)
        failed, uncertain = self._found[Situation.FAILED], self._found[Situation.UNCERTAIN]
        counts = {Tab.RUNNING: running, Tab.FAILED: failed, Tab.UNCERTAIN: uncertain}
        if counts != self._counts:
            self._counts = counts
            self._name_tabs()
        self._show_page()
        self._wind()

    def _wind(self) -> None:
        """Seconds are shown only while something runs; else hours and days are enough."""
        running = self._counts.get(Tab.RUNNING, 0)
        wanted = MINUTE if not running else PART if running < MANY else PART * SLOWLY
        if self.isVisible() and (self._tick.interval() != wanted or not self._tick.isActive()):
            self._tick.start(wanted)

    def _update_times(self) -> None:
        if self._tick.interval() == MINUTE:
            self._view.update_times()
            return
        self._part = (self._part + 1) % PARTS
        self._view.update_times(self._part, PARTS)

    def _show_page(self) -> None:
        empty = self._known and self._filter.rowCount() == 0  # until then nobody says that there are none
        self._empty.set_filtered(bool(self._model.tasks()))
        self._pages.setCurrentIndex(int(empty))

    def _retranslate(self) -> None:
        self._search.set_placeholder(self.tr("Search prompts, routes, ids"))
        self._view.setAccessibleName(self.tr("Library"))
        self._tabs.setAccessibleName(self.tr("Which takes are shown"))
        self._name_tabs()
        self._model.retell()

    def _name_tabs(self) -> None:
        names = {
            Tab.ALL: self.tr("All"),
            Tab.RUNNING: self.tr("Running"),
            Tab.FAVOURITES: self.tr("Favourites"),
            Tab.FAILED: self.tr("Failed"),
        }
        counts = {tab: f" {count}" for tab, count in self._counts.items() if count}
        # Rare, and money hangs on it: it stands there as long as there is one, or it is being looked at.
        if Tab.UNCERTAIN in counts or self._tabs.value() == Tab.UNCERTAIN:
            names[Tab.UNCERTAIN] = self.tr("No answer")
        self._tabs.set_options([Option(tab, name + counts.get(tab, "")) for tab, name in names.items()])


def _height_differs(before: Task, after: Task) -> bool:
    return situation(before) is not situation(after) or (
        situation(after) is Situation.WORKING and bool(before.progress) is not bool(after.progress)
    )
