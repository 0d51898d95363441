"""A take on the stage: the clip, what to do with it, what it was."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.ui.player.player import Player
from seedance_desktop.ui.stage.frame_picker import FramePicker
from seedance_desktop.ui.stage.frames import FrameSaver
from seedance_desktop.ui.stage.parts import Folded
from seedance_desktop.ui.widgets.buttons import IconButton, LinkButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel
from seedance_desktop.ui.widgets.panels import FactsRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.stage.facts import TaskFacts
    from seedance_desktop.ui.theme import Theme

SHOWN_FOR = 8000
"""Milliseconds the word about a saved frame stays."""
SENT_HEIGHT = 180


class TakePage(QWidget):
    """Plays a take and tells about it.

    Args:
        theme: the look.
        facts: words for what is known.
        parent: the widget it lies in.

    Attributes:
        use_again: id.
        retry_download: id; the file is gone.
        reveal: path to show in its folder.
        favourite_toggled: id and the new mark.
        forget: id.
        filmstrip_wanted: id of a take whose strip is not there yet.
        frame_saved: path of a picture.
        frame_failed: path that could not be written.
    """

    use_again = Signal(str)
    retry_download = Signal(str)
    reveal = Signal(str)
    favourite_toggled = Signal(str, bool)
    forget = Signal(str)
    receipt_wanted = Signal(str)
    filmstrip_wanted = Signal(str)
    frame_saved = Signal(str)
    frame_failed = Signal(str)

    def __init__(self, theme: Theme, facts: TaskFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = facts
        self._gone = False
        self.task: Task | None = None
        self._pixels: QSize | None = None
        self._frame_path = ""
        self._saver = FrameSaver()
        self.player = Player(theme)
        self.frames = FramePicker(theme, self.player)
        self._use = ToolButtonWithText(theme, "", "rotate-ccw")
        self._use.setObjectName("useAgain")
        self._save = ToolButtonWithText(theme, "", "camera")
        self._save.setObjectName("saveFrame")
        self._retry = ToolButtonWithText(theme, "", "download")
        self._retry.setObjectName("retryDownload")
        self._said = LinkButton(theme, "", small=True)
        self._said.setObjectName("savedFrame")
        self._heart = IconButton(theme, "heart", "")
        self._heart.setObjectName("favouriteButton")
        self._folder = IconButton(theme, "folder-open", "")
        self._folder.setObjectName("showInFolder")
        self._more = IconButton(theme, "ellipsis", "")
        self._more.setObjectName("moreButton")
        self._prompt = ElidedLabel(theme, lines=2, role="text2")
        self._row = FactsRow(theme)
        self._sent = Folded(theme)
        self._sent_room = QScrollArea()
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(SHOWN_FOR)
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_task(self, task: Task, *, play: bool = False) -> None:
        """Show a take; the same one keeps playing."""
        fresh = self.task is None or task.id != self.task.id or task.take != self.task.take
        self.task = task
        if fresh and task.take is not None:
            self._pixels = None
            self._gone = False
            self._said.hide()
            self._sent_room.hide()
            self._retry.hide()
            self._save.show()
            self.frames.button.show()
            self._save.setEnabled(False)
            self.player.load(task.take, task.thumbnail, play=play)
            self.filmstrip_wanted.emit(task.id)
        self._tell(task)

    def leave(self) -> None:
        """Let go of the clip."""
        self.task = None
        self.player.unload()

    def menu(self) -> QMenu:
        """What else can be done; it deletes itself when it closes."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        task = self.task
        if task is None:
            return menu
        clipboard = QGuiApplication.clipboard()
        self._add(menu, "copy", self.tr("Copy prompt"), lambda: clipboard.setText(task.request.prompt))
        self._add(menu, "list-checks", self.tr("What was sent"), self._show_sent)
        if (remote := task.remote_id) is not None:
            self._add(menu, "copy", self.tr("Copy task id"), lambda: clipboard.setText(remote))
        self._add(menu, "download", self._facts.save_receipt(), lambda: self.receipt_wanted.emit(task.id))
        self._add(menu, "external-link", self.tr("Open in another program"), self.player.open_elsewhere)
        menu.addSeparator()
        self._add(menu, "trash-2", self.tr("Remove from list"), lambda: self.forget.emit(task.id))
        return menu

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for button in (self._use, self._save, self.frames.button, self._retry):
            actions.addWidget(button)
        actions.addWidget(self._said)
        actions.addStretch(1)
        icons = QHBoxLayout()
        icons.setSpacing(6)
        for icon in (self._heart, self._folder, self._more):
            icons.addWidget(icon)
        actions.addLayout(icons)
        details = QWidget()
        details.setObjectName("taskDetails")
        self._details = details
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self._prompt)
        column.addWidget(self._row)
        self._sent_room.setWidget(self._sent)
        self._sent_room.setWidgetResizable(True)
        self._sent_room.setFrameShape(QFrame.Shape.NoFrame)
        self._sent_room.setFixedHeight(SENT_HEIGHT)
        self._sent_room.hide()
        column.addWidget(self._sent_room)
        below = QVBoxLayout()
        below.setContentsMargins(16, 14, 16, 17)
        below.setSpacing(10)
        below.addLayout(actions)
        below.addWidget(details)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.player, 1)
        outer.addLayout(below)
        self._said.hide()
        self._retry.hide()

    def _connect(self) -> None:
        self._use.clicked.connect(lambda: self.use_again.emit(self._id))
        self._retry.clicked.connect(lambda: self.retry_download.emit(self._id))
        self._save.clicked.connect(self._save_frame)
        self._heart.clicked.connect(self._toggle_favourite)
        self._folder.clicked.connect(self._reveal_take)
        self._more.clicked.connect(
            lambda: self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
        )
        self._said.clicked.connect(lambda: self.reveal.emit(self._frame_path))
        self._sent.toggled.connect(self._sent_room.setVisible)
        self._fade.timeout.connect(self._said.hide)
        self._saver.saved.connect(self._tell_saved)
        self._saver.failed.connect(self.frame_failed)
        self.player.first_frame.connect(self._measure)
        self.player.failed.connect(self._offer_retry)

    @property
    def _id(self) -> str:
        return "" if self.task is None else self.task.id

    def _add(self, menu: QMenu, icon: str, text: str, act: Callable[[], object]) -> None:
        action = QAction(self._theme.icon(icon), text, menu)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)

    def _tell(self, task: Task) -> None:
        self._prompt.setText(task.request.prompt)
        life = [self._facts.life(task, time.time())] if self._gone else []
        self._row.set_facts([*life, *self._facts.details(task, self._pixels)])
        self._sent.set_text(self.tr("What was sent"), self._facts.sent(task))
        self._heart.set_icon("heart:fill" if task.favourite else "heart")
        self._heart.set_name(self.tr("Remove from favourites") if task.favourite else self.tr("Add to favourites"))

    def _show_sent(self) -> None:
        self._sent_room.setVisible(self._sent_room.isHidden())
        self._sent.unfold()

    def _measure(self, pixels: QSize) -> None:
        self._pixels = pixels
        self._save.setEnabled(True)
        if self.task is not None:
            self._tell(self.task)

    def _offer_retry(self, code: str) -> None:
        self._save.setEnabled(False)
        self._gone = missing = code == "player.file_missing"
        self._retry.setVisible(missing)
        for button in (self._save, self.frames.button):
            button.setVisible(not missing)
        if self.task is not None:
            self._tell(self.task)

    def _toggle_favourite(self) -> None:
        if self.task is not None:
            self.favourite_toggled.emit(self.task.id, not self.task.favourite)

    def _reveal_take(self) -> None:
        if self.task is not None and self.task.take is not None:
            self.reveal.emit(self.task.take)

    def _save_frame(self) -> None:
        frame = self.player.deck.frame
        if frame is not None and self.task is not None and self.task.take is not None:
            self._saver.save(frame, self.task.take, self.player.deck.milliseconds)

    def _tell_saved(self, path: str) -> None:
        self._frame_path = path
        self._said.show()
        self._fade.start()
        self.frame_saved.emit(path)

    def _retranslate(self) -> None:
        self._use.setText(self.tr("Use again"))
        self._save.setText(self.tr("Save frame"))
        self._retry.setText(self.tr("Retry download"))
        self._said.setText(self.tr("Frame saved: show it"))
        self._folder.set_name(self.tr("Show in folder"))
        self._more.set_name(self.tr("More"))
        self._details.setAccessibleName(self.tr("About this take"))
        if self.task is not None:
            self._tell(self.task)
