"""What the window does when the engine tells something."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.ui.vigil import Vigil

if TYPE_CHECKING:
    from seedance_desktop.engine.events import (
        BalanceKnown,
        Fault,
        FileSaved,
        FilmstripReady,
        Notice,
        TaskChanged,
        TaskForgotten,
        UploadProgress,
        Waiting,
    )
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.conductor import Conductor
    from seedance_desktop.ui.desk import Desk


class Hearing(QObject):
    """Brings the engine's events before the panes."""

    def __init__(self, conductor: Conductor, presenter: ComposePresenter, desk: Desk, bridge: EngineBridge) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._presenter = presenter
        self._desk = desk
        self._waiting: dict[str, str] = {}
        self._vigil = Vigil(conductor, bridge)
        bridge.task_changed.connect(self._task_changed)
        bridge.task_forgotten.connect(self._task_forgotten)
        bridge.measured.connect(conductor.trays.measuring.take)
        bridge.balance_known.connect(self._balance_known)
        bridge.filmstrip_ready.connect(self._filmstrip_ready)
        bridge.upload_progress.connect(self._uploads)
        bridge.waiting.connect(self._waits)
        bridge.notice.connect(self._notice)
        bridge.file_saved.connect(self._file_saved)
        bridge.fault.connect(self._fault)

    def greet(self) -> None:
        """The engine is there: what is running, and what is left on the account."""
        self._conductor.show_running()
        self._conductor.follow_settings()
        self._vigil.begin()

    def _task_changed(self, event: TaskChanged) -> None:
        task, conductor = event.task, self._conductor
        conductor.library.upsert(task)
        conductor.stage.update_task(task)
        conductor.show_running()
        conductor.sending.follow(task)
        conductor.stage.follow_caps()
        if task.status.is_end:
            self._recovered(task.id)
            if conductor.engine is not None and task.profile_id == self._desk.current_profile.id:
                conductor.engine.ask_balance(task.profile_id)

    def _task_forgotten(self, event: TaskForgotten) -> None:
        self._conductor.library.remove(event.task_id)
        self._conductor.sending.let_go(event.task_id)
        if self._conductor.stage.task_id == event.task_id:
            self._conductor.stage.show_task(None)
        self._conductor.show_running()

    def _balance_known(self, event: BalanceKnown) -> None:
        if event.profile_id == self._desk.current_profile.id:
            self._conductor.composer.send_bar.set_balance(event.balance)

    def _filmstrip_ready(self, event: FilmstripReady) -> None:
        self._conductor.stage.set_filmstrip(event.task_id, event.path)

    def _uploads(self, event: UploadProgress) -> None:
        self._conductor.stage.add_upload(event)

    def _waits(self, event: Waiting) -> None:
        if event.reason is None:
            self._recovered(event.task_id)
            return
        before = self._waiting.get(event.task_id)
        self._waiting[event.task_id] = event.reason.code
        known = before == event.reason.code or event.reason.code in self._conductor.banners.codes()
        if not known and not self._vigil.is_down:
            self._conductor.banners.say(event.reason.code, event.reason.values)

    def _recovered(self, task_id: str) -> None:
        code = self._waiting.pop(task_id, None)
        if code is not None and code not in self._waiting.values():
            self._conductor.banners.hush(code)

    def _file_saved(self, event: FileSaved) -> None:
        banners, path = self._conductor.banners, event.path
        if event.failure is not None:
            banners.say(event.failure.code, event.failure.values)
            return
        words = {"name": Path(path).name}
        then = partial(self._conductor.revealer.reveal, path)
        banners.say("file.saved", words, kind="success", action=lambda: self.tr("Show it"), then=then)

    def _notice(self, event: Notice) -> None:
        self._conductor.banners.say(event.code, event.values)

    def _fault(self, event: Fault) -> None:
        # Whatever is an error in the log is told by a banner, with the way to the report.
        logging.getLogger(__name__).error("the engine broke: %s", event.report)
