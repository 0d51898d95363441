"""Leads a person through a story: lends the sandbox, sends a clip of its own, and follows what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms
from seedance_desktop.ui.rehearsal.page import WhatIfPage
from seedance_desktop.ui.rehearsal.stories import FULL, LOST, SCENARIOS, Moment, moment_of
from seedance_desktop.ui.rehearsal.strip import GuideStrip
from seedance_desktop.ui.rehearsal.words import StoryWords
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.engine.events import TaskChanged, TaskForgotten
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.conductor import Conductor
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.theme import Theme

WIDTH = 600
MODEL, SECONDS, RATIO = "seedance2.0-mini-sp", 5, "16:9"
OWN_FOLDER = "What if"
"""Below the takes: who waits for room in a folder lets all others for that folder wait, and those may be paid."""


class Guide(QObject):
    """One story at a time; giving up in the middle leaves the person's profile, draft and settings as they were.

    Args:
        window: what the stories lie over.
        theme: the look.
        conductor: of the panes.
        catalog: routes.
        desk: lends the sandbox.
        bridge: the engine's events.
    """

    def __init__(
        self, window: MainWindow, theme: Theme, conductor: Conductor, catalog: Catalog, desk: Desk, bridge: EngineBridge
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._conductor = conductor
        self._catalog = catalog
        self._desk = desk
        self._words = StoryWords(self)
        self._popover: Popover | None = None
        self._page: WhatIfPage | None = None
        self.strip = GuideStrip(theme, self._words)
        window.panes["stage"].install(self.strip)
        self._story = ""
        self._task_id = ""
        self._scenario = ""
        self._moment = Moment.STARTING
        self._found = ""
        self._helped = False
        self.strip.left.connect(self.leave)
        self.strip.aided.connect(self._aid)
        desk.pretence.console_told.connect(self._console_told)
        desk.settings_changed.connect(self._begin_when_served)
        desk.trouble.connect(self._sandbox_failed)
        bridge.task_changed.connect(self._follow)
        bridge.task_forgotten.connect(self._forgotten)

    def open(self) -> None:
        if self._popover is None or self._page is None:
            self._page = page = WhatIfPage(self._theme, self._words)
            self._popover = Popover(self._theme, self._window.surface, page)
            page.done.connect(self._popover.close_popover)
            page.chosen.connect(self.live_through)
        self._popover.open_centred(WIDTH, self._page.height_at(WIDTH))

    def live_through(self, story: str) -> None:
        """Begin a story; one that was under way is left."""
        self._conductor.close_popovers()
        self.leave()
        if self._conductor.engine is None or self._conductor.sending.is_hindered():
            return
        self._story, self._scenario = story, self._desk.scenario
        self._found, self._helped = "", False
        self._tell(Moment.STARTING)
        if story == FULL:
            self._desk.pretence.fill(self._folder())
        self._desk.lend_sandbox()
        self._begin_when_served()

    def leave(self) -> None:
        """Give profile and scenario back; the task goes on by itself, as every task does."""
        if not self._story:
            return
        story, self._story, self._task_id = self._story, "", ""
        self._desk.pretence.make_room()
        self.strip.hide()
        if self._desk.scenario == SCENARIOS[story]:
            self._desk.choose_scenario(self._scenario)
        self._desk.take_sandbox_back()

    def _begin_when_served(self) -> None:
        profile, engine = self._desk.current_profile, self._conductor.engine
        if not self._story or self._task_id or engine is None or not (profile.sandbox and profile.base_url):
            return
        draft = Draft(model=MODEL, prompt=self.tr("A paper boat on a pond"), duration=SECONDS, ratio=RATIO)
        judged = evaluate(self._catalog.route_of(MODEL), draft, Terms.of(profile))
        if judged.request is None:
            self._tell(Moment.ASTRAY)
            return
        self._task_id = "being sent"  # choosing a scenario comes back here
        scenario = SCENARIOS[self._story]
        if self._desk.scenario != scenario:
            self._desk.choose_scenario(scenario)
        if self._desk.scenario != scenario:
            return
        self._task_id = engine.submit(judged.request, profile.id, judged.price, self._folder())
        self._tell(Moment.SENDING)
        self._conductor.show(self._task_id)

    def _follow(self, event: TaskChanged) -> None:
        if self._story and event.task.id == self._task_id:
            self._tell(moment_of(self._story, event.task))

    def _aid(self) -> None:
        """Do what the person would do elsewhere: look into the service's console, or free some of the disk."""
        if self._story == LOST:
            self._desk.pretence.ask_console()
        elif self._story == FULL:
            self._desk.pretence.make_room()
            self._helped = True
            self._tell(self._moment)

    def _console_told(self, remote_id: str) -> None:
        if self._story == LOST and remote_id:
            QGuiApplication.clipboard().setText(remote_id)
            self._found, self._helped = remote_id, True
            self._tell(self._moment)

    def _tell(self, moment: Moment) -> None:
        self._moment = moment
        helped = self._helped and moment is Moment.TROUBLE
        self.strip.tell(self._story, Moment.HELPED if helped else moment, self._found)

    def _folder(self) -> Path:
        return Path(self._desk.takes_folder, OWN_FOLDER).absolute()

    def _forgotten(self, event: TaskForgotten) -> None:
        if self._story and event.task_id == self._task_id:
            self.leave()

    def _sandbox_failed(self, code: str, _values: Mapping[str, object]) -> None:
        if self._story and code == "sandbox.failed":
            self.leave()
