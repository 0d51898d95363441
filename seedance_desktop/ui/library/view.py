"""The list of tasks: keys, menu, dragging a take out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from seedance_desktop.ui.library.model import Index, TaskRole
from seedance_desktop.ui.library.situation import Situation, situation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.theme import Theme

BATCH = 150
TIMED = (Situation.WAITING, Situation.WORKING, Situation.UNSAVED)


class TaskView(QListView):
    """Shows tasks, one chosen.

    Attributes:
        chosen: id of the task now chosen by the person.
        opened: id of a task, by Enter or a double click.
        play_wanted: Space: the chosen take plays, or halts.
        favourite_toggled: id and the new mark.
        use_again: id.
        reveal: path of a take.
        forget: id of an ended task.
    """

    chosen = Signal(str)
    opened = Signal(str)
    play_wanted = Signal()
    favourite_toggled = Signal(str, bool)
    use_again = Signal(str)
    reveal = Signal(str)
    forget = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.setObjectName("libraryView")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.activated.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def current_task(self) -> Task | None:
        task: Task | None = self.currentIndex().data(TaskRole.TASK)
        return task

    def show_current(self, index: QModelIndex) -> None:
        """Choose a row without saying so: the program did, not the person."""
        self._quiet = True
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def update_times(self, part: int = 0, parts: int = 1) -> None:
        """Paint those rows anew whose words depend on the time.

        Args:
            part: which rows, counted from the top of the list: those that leave this rest.
            parts: by how much to divide; a page painted in parts never holds the loop for a frame.
        """
        model = self.model()
        top = max(0, self.indexAt(QPoint(self.width() // 2, 0)).row())
        for row in range(top + (part - top) % parts, model.rowCount(), parts):
            index = model.index(row, 0)
            place = self.visualRect(index)
            if place.top() > self.viewport().height():
                return
            if situation(index.data(TaskRole.TASK)) in TIMED:
                self.viewport().update(place)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint a row anew that reads differently. Qt's list would lay out all rows again, however many there are.

        Whoever changes a row's height asks for a layout.
        """
        if first == last:
            QAbstractItemView.dataChanged(self, first, last, list(roles))
        else:
            super().dataChanged(first, last, list(roles))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._quiet and self.hasFocus():
            self.chosen.emit(current.data(TaskRole.ID))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        task = self.current_task()
        if task is None:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(task.request.prompt)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(task.id)
        elif event.key() == Qt.Key.Key_Space:
            self.play_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._forget(task)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyboard else self.indexAt(event.pos())
        task: Task | None = index.data(TaskRole.TASK)
        if task is None:
            return
        place = self.visualRect(index).center() if keyboard else event.pos()
        self.menu_for(task).popup(self.viewport().mapToGlobal(QPoint(place)))

    def menu_for(self, task: Task) -> QMenu:
        """The menu of a row; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        clipboard = QGuiApplication.clipboard()
        self._add(menu, "rotate-ccw", self.tr("Use again"), lambda: self.use_again.emit(task.id))
        heart = self.tr("Remove from favourites") if task.favourite else self.tr("Add to favourites")
        self._add(menu, "heart", heart, lambda: self.favourite_toggled.emit(task.id, not task.favourite))
        if (take := task.take) is not None:
            self._add(menu, "folder-open", self.tr("Show in folder"), lambda: self.reveal.emit(take))
        menu.addSeparator()
        self._add(menu, "copy", self.tr("Copy prompt"), lambda: clipboard.setText(task.request.prompt))
        if (remote := task.remote_id) is not None:
            self._add(menu, "copy", self.tr("Copy task id"), lambda: clipboard.setText(remote))
        if task.status.is_end:
            menu.addSeparator()
            self._add(menu, "trash-2", self.tr("Remove from list"), lambda: self.forget.emit(task.id))
        return menu

    def _add(self, menu: QMenu, icon: str, text: str, act: Callable[[], object]) -> None:
        action = QAction(self._theme.icon(icon), text, menu)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)

    def _forget(self, task: Task) -> None:
        if task.status.is_end:
            self.forget.emit(task.id)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(TaskRole.ID))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
