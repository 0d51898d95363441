"""The bar over everything: whose key pays, what is running, and how the program looks and speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from seedance_desktop.ui.scenario_menu import ScenarioMenu
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import IconButton, ToolButtonWithText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import SignalInstance

    from seedance_desktop.ui.theme import Theme

HEIGHT = 44


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One row of the profile menu."""

    id: str
    name: str
    sandbox: bool


class HeaderBar(Control):
    """Profile on the left; queue, palette, appearance, language and settings on the right.

    Attributes:
        profile_chosen: id of another profile.
        scenario_chosen: name of a sandbox scenario.
        appearance_chosen: `light`, `dark` or `system`.
        language_chosen: `en`, `zh` or `system`.
        palette_wanted: the command palette.
        settings_wanted: the settings.
        queue_wanted: what is running, in the library.
        assets_wanted: what the service reviews.
    """

    profile_chosen = Signal(str)
    scenario_chosen = Signal(str)
    appearance_chosen = Signal(str)
    language_chosen = Signal(str)
    palette_wanted = Signal()
    settings_wanted = Signal()
    queue_wanted = Signal()
    assets_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._profiles: tuple[ProfileEntry, ...] = ()
        self._current = ""
        self._scenarios: tuple[str, ...] = ()
        self._scenario = ""
        self._queued = 0
        self._in_review = (0, 0)
        self._appearance = "system"
        self._language = "system"
        self.setFixedHeight(HEIGHT)
        self.setObjectName("headerBar")
        self._profile = ToolButtonWithText(theme, "", "flask-conical", caption=" ", trailing="chevron-down")
        self._queue = ToolButtonWithText(theme, "", "list-video", flat=True)
        self._assets = ToolButtonWithText(theme, "", "shield-check", flat=True)
        self._palette = IconButton(theme, "command", "")
        self._look = IconButton(theme, "sun", "")
        self._speech = IconButton(theme, "languages", "")
        self._settings = IconButton(theme, "settings", "")
        self._name_widgets()
        self._lay_out()
        self._connect()
        self._retranslate()

    def set_profiles(self, profiles: Iterable[ProfileEntry], current: str) -> None:
        self._profiles = tuple(profiles)
        self._current = current
        self._retranslate()

    def set_scenarios(self, names: Sequence[str], current: str) -> None:
        """Which rehearsals the sandbox offers, and which one is on."""
        self._scenarios = tuple(names)
        self._scenario = current

    def set_queue(self, running: int) -> None:
        self._queued = running
        self._retranslate()

    def set_assets(self, waiting: int, failed: int) -> None:
        """How many assets are under review, and how many were refused."""
        self._in_review = (waiting, failed)
        self._retranslate()

    def set_choices(self, appearance: str, language: str) -> None:
        """What the settings hold, so that the menus tick it."""
        self._appearance = appearance
        self._language = language
        self._show_look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface1"))
        painter.setPen(self._theme.color("border"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _name_widgets(self) -> None:
        self._profile.setObjectName("profilePicker")
        self._queue.setObjectName("queueButton")
        self._assets.setObjectName("assetsButton")
        self._look.setObjectName("themeMenu")
        self._speech.setObjectName("languageMenu")
        self._settings.setObjectName("settingsButton")
        self._palette.setObjectName("paletteButton")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._profile)
        row.addStretch(1)
        for widget in (self._assets, self._queue, self._palette, self._look, self._speech, self._settings):
            row.addWidget(widget)

    def _connect(self) -> None:
        self._profile.clicked.connect(self._open_profiles)
        self._look.clicked.connect(self._open_looks)
        self._speech.clicked.connect(self._open_languages)
        self._queue.clicked.connect(self.queue_wanted)
        self._assets.clicked.connect(self.assets_wanted)
        self._palette.clicked.connect(self.palette_wanted)
        self._settings.clicked.connect(self.settings_wanted)
        self._theme.changed.connect(self._show_look)

    def _retranslate(self) -> None:
        entry = next((p for p in self._profiles if p.id == self._current), None)
        sandbox = entry is None or entry.sandbox
        self._profile.setText(self.tr("Sandbox") if entry is None or sandbox else entry.name)
        self._profile.set_caption(self.tr("nothing is charged") if sandbox else "")
        self._profile.set_icon("flask-conical" if sandbox else "key-round")
        self._profile.setAccessibleName(self.tr("Profile"))
        text = self.tr("%n in queue", "", self._queued) if self._queued else self.tr("Queue")
        self._queue.setText(text)
        waiting, failed = self._in_review
        told = self.tr("%n in review", "", waiting) if waiting else self.tr("%n refused", "", failed) if failed else ""
        self._assets.setText(told or self.tr("Assets"))
        self._assets.setAccessibleDescription(self.tr("Assets") if told else "")
        self._palette.set_name(self.tr("Commands (Ctrl+K)"))
        self._look.set_name(self.tr("Appearance"))
        self._speech.set_name(self.tr("Language"))
        self._settings.set_name(self.tr("Settings"))

    def _show_look(self) -> None:
        self._look.set_icon("sun" if self._theme.dark else "moon")

    def _open_profiles(self) -> None:
        menu = QMenu(self)
        names = [(p.id, self.tr("Sandbox") if p.sandbox else p.name) for p in self._profiles]
        self._fill(menu, names, self._current, self.profile_chosen)
        sandbox = next((p.sandbox for p in self._profiles if p.id == self._current), True)
        if sandbox and self._scenarios:
            menu.addSeparator()
            menu.addAction(self.tr("Rehearse")).setEnabled(False)  # a heading; the style would not draw a section's
            ScenarioMenu(menu, self._scenarios, self._scenario, self.scenario_chosen)
        menu.addSeparator()
        settings = QAction(self.tr("Profiles and keys…"), menu)
        settings.triggered.connect(self.settings_wanted)
        menu.addAction(settings)
        self._pop(menu, self._profile)

    def _open_looks(self) -> None:
        menu = QMenu(self)
        looks = [("light", self.tr("Light")), ("dark", self.tr("Dark")), ("system", self.tr("As the system"))]
        self._fill(menu, looks, self._appearance, self.appearance_chosen)
        self._pop(menu, self._look)

    def _open_languages(self) -> None:
        menu = QMenu(self)
        # A language is named in itself, whatever language is on.
        languages = [("en", "English"), ("zh", "简体中文"), ("system", self.tr("As the system"))]
        self._fill(menu, languages, self._language, self.language_chosen)
        self._pop(menu, self._speech)

    @staticmethod
    def _fill(menu: QMenu, entries: Iterable[tuple[str, str]], current: str, signal: SignalInstance) -> None:
        group = QActionGroup(menu)
        for value, text in entries:
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(lambda _checked=False, chosen=value: signal.emit(chosen))
            group.addAction(action)
            menu.addAction(action)

    @staticmethod
    def _pop(menu: QMenu, below: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))
