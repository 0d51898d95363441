"""All tasks as a Qt model, newest first, and the filter over it."""

from __future__ import annotations

import time
from bisect import bisect
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QUrl,
)

from seedance_desktop.ui.library.situation import Situation, situation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.library.words import StateLine, StateWords

Index = QModelIndex | QPersistentModelIndex
Date = tuple[int, int]
"""Year, and day of the year."""
NO_PARENT = QModelIndex


class TaskRole(IntEnum):
    """What a row tells besides its prompt."""

    TASK = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    STATE = Qt.ItemDataRole.UserRole + 3
    DAY = Qt.ItemDataRole.UserRole + 4
    DATE = Qt.ItemDataRole.UserRole + 5


class Tab(StrEnum):
    """Which tasks are shown."""

    ALL = "all"
    RUNNING = "running"
    FAVOURITES = "favourites"
    FAILED = "failed"
    UNCERTAIN = "uncertain"

    def takes(self, task: Task) -> bool:
        if self is Tab.ALL:
            return True
        if self is Tab.RUNNING:
            return situation(task).runs
        if self is Tab.FAVOURITES:
            return task.favourite
        return situation(task) is (Situation.FAILED if self is Tab.FAILED else Situation.UNCERTAIN)


class TaskListModel(QAbstractListModel):
    """Tasks, newest first.

    Args:
        words: writes the state lines and day headings.
        clock: Unix seconds now.
        parent: owner.
    """

    def __init__(
        self, words: StateWords, clock: Callable[[], float] = time.time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._clock = clock
        self._tasks: list[Task] = []
        self._rows: dict[str, int] = {}
        self._dates: dict[str, Date] = {}
        self._readers: Mapping[int, Callable[[Task], object]] = {
            Qt.ItemDataRole.DisplayRole: lambda task: task.request.prompt,
            Qt.ItemDataRole.AccessibleTextRole: lambda task: f"{task.request.prompt}. {self._state(task).text}",
            TaskRole.TASK: lambda task: task,
            TaskRole.ID: lambda task: task.id,
            TaskRole.STATE: self._state,
            TaskRole.DAY: lambda task: words.day(task.created_at, clock()),
            TaskRole.DATE: lambda task: self._dates[task.id],
        }

    def tasks(self) -> tuple[Task, ...]:
        return tuple(self._tasks)

    def at(self, row: int) -> Task:
        return self._tasks[row]

    def task(self, task_id: str) -> Task | None:
        row = self._rows.get(task_id)
        return None if row is None else self._tasks[row]

    def index_of(self, task_id: str) -> QModelIndex:
        """Where a task stands; an invalid index where it does not."""
        row = self._rows.get(task_id)
        return QModelIndex() if row is None else self.index(row, 0)

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        self.beginResetModel()
        self._tasks = sorted(tasks, key=_newest_first)
        self._count_rows()
        self.endResetModel()

    def upsert(self, task: Task) -> None:
        """Put a changed task in its place, or a new one where its time belongs."""
        row = self._rows.get(task.id)
        if row is None:
            row = bisect(self._tasks, _newest_first(task), key=_newest_first)
            self.beginInsertRows(QModelIndex(), row, row)
            self._tasks.insert(row, task)
            self._count_rows()
            self.endInsertRows()
        elif self._tasks[row] != task:
            self._tasks[row] = task
            index = self.index(row, 0)
            self.dataChanged.emit(index, index)

    def remove(self, task_id: str) -> None:
        row = self._rows.get(task_id)
        if row is None:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._tasks[row]
        self._count_rows()
        self.endRemoveRows()

    def retell(self) -> None:
        """Say that every row reads differently: another language, or a new day."""
        if self._tasks:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._tasks) - 1, 0))

    def rowCount(self, parent: Index = NO_PARENT()) -> int:  # noqa: B008 - Qt's own default; it is never changed
        return 0 if parent.isValid() else len(self._tasks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._tasks):
            return None
        read = self._readers.get(role)
        return None if read is None else read(self._tasks[index.row()])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._tasks[index.row()].take is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def roleNames(self) -> dict[int, QByteArray]:
        names = {role.value: QByteArray(role.name.lower().encode()) for role in TaskRole}
        return {**super().roleNames(), **names}

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The takes as files, for a file manager or an editor."""
        takes = (self._tasks[index.row()].take for index in indexes)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(take) for take in takes if take is not None])
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def _state(self, task: Task) -> StateLine:
        return self._words.line(task, self._clock())

    def _count_rows(self) -> None:
        self._rows = {task.id: row for row, task in enumerate(self._tasks)}
        dates = self._dates
        self._dates = {task.id: dates.get(task.id) or _local_date(task) for task in self._tasks}


class TaskFilter(QSortFilterProxyModel):
    """Rows of one tab whose prompt, route, model or ids hold every word that was typed.

    Args:
        source: all tasks.
        words: names the routes.
        parent: owner.
    """

    def __init__(self, source: TaskListModel, words: StateWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words = words
        self._tab = Tab.ALL
        self._wanted: tuple[str, ...] = ()
        self._texts: dict[str, tuple[Task, str]] = {}
        self.setSourceModel(source)

    def set_tab(self, tab: Tab) -> None:
        self.beginFilterChange()
        self._tab = tab
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def set_text(self, text: str) -> None:
        self.beginFilterChange()
        self._wanted = tuple(text.casefold().split())
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def retell(self) -> None:
        """The routes are called otherwise: another language is on."""
        self._texts.clear()

    def filterAcceptsRow(self, source_row: int, _source_parent: Index) -> bool:
        task = self._source.at(source_row)
        if not self._tab.takes(task):
            return False
        if not self._wanted:
            return True
        text = self._text(task)
        return all(word in text for word in self._wanted)

    def _text(self, task: Task) -> str:
        known = self._texts.get(task.id)
        if known is None or known[0] is not task:
            names = (task.request.prompt, self._words.route(task), task.model, task.id, task.remote_id or "")
            known = self._texts[task.id] = (task, "\n".join(names).casefold())
        return known[1]


def _local_date(task: Task) -> Date:
    moment = time.localtime(task.created_at)
    return (moment.tm_year, moment.tm_yday)


def _newest_first(task: Task) -> tuple[float, str]:
    return (-task.created_at, task.id)
