"""Leads the panes: what a press in one means for the others and for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from seedance_desktop.domain.draft import Draft
from seedance_desktop.domain.terms import Terms
from seedance_desktop.ui.actions import Actions
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.commands import commands_of
from seedance_desktop.ui.compose.composer import Composer
from seedance_desktop.ui.compose.keeper import TrayKeeper
from seedance_desktop.ui.compose.route_picker import RoutePicker
from seedance_desktop.ui.header import ProfileEntry
from seedance_desktop.ui.library.model import Tab
from seedance_desktop.ui.library.pane import LibraryPane
from seedance_desktop.ui.palette import CommandPalette
from seedance_desktop.ui.player.sound_memory import SoundMemory
from seedance_desktop.ui.reveal import Revealer
from seedance_desktop.ui.saving import ask_where
from seedance_desktop.ui.sending import Sending
from seedance_desktop.ui.stage.pane import StagePane
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from seedance_desktop.domain.reference import Reference
    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

KEEP_AFTER = 1500
"""Milliseconds without a change after which the draft is written down."""


class Conductor(QObject):
    """Builds the panes into the window and joins them; the engine may come later.

    Attributes:
        ledger_wanted: what was spent is to be shown.
        what_if_wanted: what can go wrong is to be lived through.
        revealer: shows files.

    Args:
        window: the frame.
        theme: the look.
        speech: sentences and names.
        presenter: the form's memory.
        desk: settings, profiles, sandbox.
        open_preferences: shows the settings, at a section where one is named.
    """

    ledger_wanted = Signal()
    what_if_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        speech: Speech,
        presenter: ComposePresenter,
        desk: Desk,
        open_preferences: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._speech = speech
        self._presenter = presenter
        self._desk = desk
        self.open_preferences = open_preferences
        self._engine: Engine | None = None
        self._settling = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self.banners = Banners(theme, speech, window.banner_column, self)
        self.revealer = Revealer(self.banners, self)
        self.composer = Composer(theme, speech, presenter)
        self.stage = StagePane(theme, speech)
        self.library = LibraryPane(theme, speech)
        for name, pane in (("compose", self.composer), ("stage", self.stage), ("library", self.library)):
            window.panes[name].install(pane)
        self.sending = Sending(presenter, desk, self.banners, self.composer.send_bar, self)
        self.trays = TrayKeeper(self.composer, presenter, desk, self.banners, self)
        self.trays.take_frames_of(self.stage)
        self.actions = Actions(window, commands_of(self, window))
        self._picker = RoutePicker(theme, speech, presenter)
        self._picker_popover = Popover(theme, window.surface, self._picker)
        self._palette = CommandPalette(theme, self.actions.all())
        self._palette_popover = Popover(theme, window.surface, self._palette)
        self._connect_panes()
        self._connect_header()
        self._settling.timeout.connect(lambda: desk.keep_draft(presenter.draft))
        self._sound = SoundMemory(self.stage.player, window.memory)
        self.follow_settings()

    @property
    def engine(self) -> Engine | None:
        return self._engine

    def attach(self, engine: Engine) -> None:
        """The engine is there: show its tasks, and measure what was loaded meanwhile."""
        self._engine = engine
        self.stage.know(lambda: engine.known, engine.spending.stop_again)
        self.library.set_tasks(engine.tasks)
        if engine.tasks:
            self.show(engine.tasks[0].id)
        else:
            self.stage.show_task(None)
        for reference in self._presenter.draft.references:
            self._measure(reference)
        self.sending.attach(engine)

    def go_without(self, code: str, values: Mapping[str, object]) -> None:
        """There will be no engine, for this reason."""
        self.stage.give_up()
        self.sending.explain_absence(code, values)

    def show_running(self) -> None:
        self._window.header.set_queue(0 if self._engine is None else self._engine.running)

    def follow_settings(self) -> None:
        """Profiles, terms, menus: as the desk holds them now."""
        desk, header = self._desk, self._window.header
        profile = desk.current_profile
        entries = [ProfileEntry(p.id, p.name, p.sandbox) for p in desk.profiles]
        header.set_profiles(entries, profile.id)
        header.set_scenarios(desk.scenarios, desk.scenario)
        header.set_choices(desk.settings.appearance, desk.settings.language)
        self._presenter.set_terms(Terms.of(profile))
        self.stage.set_sandbox(profile.sandbox)
        self.library.set_folder_text(desk.takes_folder)
        self.composer.send_bar.set_balance(None)
        self.composer.send_bar.follow_caps()
        self.stage.follow_caps()
        if self._engine is not None and profile.base_url:
            self._engine.ask_balance(profile.id)

    def show(self, task_id: str) -> None:
        """Put a task on the stage and mark its row."""
        task = self._task(task_id)
        if task is not None:
            self.library.upsert(task)
            self.library.select(task_id)
            self.stage.show_task(task)

    def use_again(self, task_id: str) -> None:
        """Hand a task's request back to the form; the route, the words and the references come along."""
        task = self._task(task_id)
        if task is not None:
            before, untouched = self._presenter.draft, self._presenter.is_untouched
            self._presenter.replace_draft(task.request.as_draft())
            self.composer.go_to("prompt")
            if not untouched and before != self._presenter.draft:
                self._offer_back(before)

    def open_routes(self) -> None:
        self._picker.refresh()
        self._picker_popover.open_at(self.composer.card, 720, 560, over=True)

    def open_palette(self) -> None:
        self._palette.refresh()
        self._palette_popover.open_centred(480, 600)

    def close_popovers(self) -> None:
        """Nothing lies over the window any more."""
        for popover in self._window.surface.findChildren(Popover):
            popover.close_popover()

    def remember(self) -> None:
        """What the window must find again at its next start."""
        self._sound.keep()
        self._desk.keep_draft(self._presenter.draft)
        self._desk.remember_look(self._window.memory)

    def _offer_back(self, draft: Draft) -> None:
        def bring_back() -> None:
            self.banners.hush("draft.set_aside")
            self._presenter.replace_draft(draft)

        self.banners.say("draft.set_aside", {}, kind="info", action=lambda: self.tr("Bring it back"), then=bring_back)

    def _measure(self, reference: Reference) -> None:
        if reference.local:
            self._ask(lambda engine: engine.measure(reference.source))

    def _choose_model(self, model_id: str, resolution: str) -> None:
        self._picker_popover.close_popover()
        self._presenter.set_model(model_id)
        if resolution:
            self._presenter.set_resolution(resolution)

    def begin_anew(self) -> None:
        """An empty form on the same route, and the first page."""
        draft = self._presenter.draft
        fresh = Draft(model=draft.model, duration=draft.duration, resolution=draft.resolution, ratio=draft.ratio)
        self._presenter.replace_draft(fresh)
        self.stage.show_task(None)
        self.library.select(None)
        self.composer.go_to("prompt")

    def _begin_with(self, prompt: str) -> None:
        self._presenter.set_prompt(prompt)
        self.composer.go_to("prompt")

    def _save_receipt(self, task_id: str) -> None:
        def save(path: Path) -> None:
            self._order(lambda engine: engine.receipts.save(task_id, path))

        ask_where(self._window, self.tr("Save the receipt"), f"receipt-{task_id}.json", save)

    def _send_again(self, task_id: str) -> None:
        task = self._task(task_id)
        if task is not None:
            self.sending.send_again(task)

    def _order(self, command: Callable[[Engine], object]) -> None:
        """What changes a task, where tasks can be changed."""
        if self._engine is not None and not self.sending.is_hindered():
            command(self._engine)

    def _ask(self, question: Callable[[Engine], object]) -> None:
        if self._engine is not None:
            question(self._engine)

    def _task(self, task_id: str) -> Task | None:
        tasks = self._engine.tasks if self._engine is not None else ()
        return next((task for task in tasks if task.id == task_id), None)

    def change(self, **values: str) -> None:
        """Change settings by name."""
        self._desk.change_settings(self._desk.settings.model_copy(update=values))

    def _connect_panes(self) -> None:
        presenter, stage, library = self._presenter, self.stage, self.library
        presenter.reference_added.connect(self._measure)
        presenter.changed.connect(self._settling.start)
        self.composer.send_wanted.connect(self.sending.send)
        self.sending.sent.connect(self.show)
        self.composer.send_bar.money_wanted.connect(self.open_preferences)
        self.composer.price_wanted.connect(lambda: self.open_preferences("prices"))
        self.composer.routes_wanted.connect(self.open_routes)
        self._picker.chosen.connect(self._choose_model)
        self._palette.done.connect(self._palette_popover.close_popover)
        for pane in (stage, library):
            pane.use_again.connect(self.use_again)
            pane.reveal.connect(self.revealer.reveal)
            pane.favourite_toggled.connect(lambda i, on: self._order(lambda engine: engine.set_favourite(i, on)))
            pane.forget.connect(lambda i: self._order(lambda engine: engine.forget(i)))
        library.selected.connect(self._show_chosen)
        library.activated.connect(self._show_chosen)
        library.play_wanted.connect(stage.player.deck.toggle)
        stage.example_chosen.connect(self._begin_with)
        stage.what_if_wanted.connect(self.what_if_wanted)
        stage.retry_download.connect(lambda i: self._order(lambda engine: engine.retry_download(i)))
        stage.cancel.connect(lambda i: self._order(lambda engine: engine.undo(i) or engine.cancel(i)))
        stage.adopt.connect(lambda i, remote: self._order(lambda engine: engine.adopt(i, remote)))
        stage.close_uncertain.connect(lambda i: self._order(lambda engine: engine.close_uncertain(i)))
        stage.send_again.connect(self._send_again)
        stage.filmstrip_wanted.connect(lambda i: self._ask(lambda engine: engine.filmstrip(i)))
        stage.receipt_wanted.connect(self._save_receipt)
        stage.frame_failed.connect(lambda path: self.banners.say("file.unwritable", {"name": path}))

    def _connect_header(self) -> None:
        header, desk = self._window.header, self._desk
        header.profile_chosen.connect(desk.choose_profile)
        header.scenario_chosen.connect(desk.choose_scenario)
        header.appearance_chosen.connect(lambda value: self.change(appearance=value))
        header.language_chosen.connect(lambda value: self.change(language=value))
        header.palette_wanted.connect(self.open_palette)
        header.settings_wanted.connect(lambda: self.open_preferences(""))
        header.queue_wanted.connect(self._show_queue)
        desk.settings_changed.connect(self.follow_settings)
        desk.trouble.connect(self.banners.say)

    def _show_queue(self) -> None:
        self._window.unfold("library")
        self.library.show_tab(Tab.RUNNING)

    def _show_chosen(self, task_id: str) -> None:
        task = self._task(task_id)
        if task is not None:
            self.stage.show_task(task)
