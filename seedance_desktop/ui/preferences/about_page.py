"""What this program is, where its things lie, and which route files it could not use."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from seedance_desktop.ui.preferences.parts import Page
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.settings.folders import DataFolders
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

PACKAGE = "seedance-desktop"
PROGRAM = "Seedance Desktop"
LICENCE = "GPL-3.0-or-later"
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class AboutPage(Page):
    """Facts to read and to copy.

    Args:
        theme: the look.
        desk: whose settings the program runs with.
        speech: the sentence for a skipped file.
        catalog: the routes and what was wrong with the user's own.
        folders: where the program's things lie; `None` leaves that out.
    """

    def __init__(
        self, theme: Theme, desk: Desk, speech: Speech, catalog: Catalog, folders: DataFolders | None = None
    ) -> None:
        super().__init__(theme, desk)
        self._speech = speech
        self._catalog = catalog
        self._facts: dict[str, tuple[Label, Label]] = {}
        self._places = () if folders is None else (folders.data, folders.settings, folders.routes, folders.logs)
        self._routes_title = Label(theme, weight=600)
        self._routes_text = Label(theme, role="text2", wrap=True)
        self.problems = [Label(theme, role="text2", size="caption", wrap=True) for _ in catalog.problems]
        self._lay_out()
        speech.changed.connect(self.retranslate)
        self.retranslate()

    def title(self) -> str:
        return self.tr("About")

    def fact(self, name: str) -> str:
        """Give one of the facts shown."""
        return self._facts[name][1].text()

    def retranslate(self) -> None:
        self.intro.setText(self.tr("Seedance Desktop makes clips with your own key. It is free software."))
        texts = {
            "version": (self.tr("Version"), _version()),
            "licence": (self.tr("Licence"), LICENCE),
            "with": (self.tr("Made with"), "Qt (LGPL) · Inter (OFL) · Lucide (ISC)"),
        }
        names = (self.tr("Data"), self.tr("Settings"), self.tr("Own routes"), self.tr("Reports"))
        for key, name, place in zip(("data", "settings", "routes", "logs"), names, self._places, strict=False):
            texts[key] = (name, str(place))
        for key, (name, value) in texts.items():
            caption, label = self._facts[key]
            caption.setText(name)
            label.setText(value)
            label.setAccessibleName(f"{name}: {value}")
        self._say_routes()

    def _say_routes(self) -> None:
        own = sum(route.own for route in self._catalog.routes)
        self._routes_title.setText(self.tr("Your own route files"))
        if self.problems:
            self._routes_text.setText(
                self.tr("%n file(s) could not be used and were skipped. All other routes work.", "", len(self.problems))
            )
        elif own:
            self._routes_text.setText(self.tr("%n of your own files is in use.", "", own))
        else:
            self._routes_text.setText(
                self.tr("There are none. A route file in the folder above adds a route or replaces one.")
                if self._places
                else self.tr("There are none.")
            )
        for label, problem in zip(self.problems, self._catalog.problems, strict=True):
            label.setText(f"{problem.file}\n{problem.reason}")
            sentence = self._speech.sentence("route.broken", {"name": problem.file, "reason": problem.reason})
            label.setAccessibleName(str(sentence))

    def _lay_out(self) -> None:
        card = Card(self._theme, radius=8)
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        shown = ("version", "licence", "with", *(("data", "settings", "routes", "logs") if self._places else ()))
        for row, name in enumerate(shown):
            caption, value = Label(self._theme, role="text2"), Label(self._theme, weight=500, wrap=True)
            value.setTextInteractionFlags(SELECTABLE)
            grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._facts[name] = (caption, value)
        self.column.addWidget(card)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._routes_title)
        words.addWidget(self._routes_text)
        self.column.addLayout(words)
        for label in self.problems:
            self.column.addWidget(self._problem_card(label))
        self.column.addStretch(1)

    def _problem_card(self, label: Label) -> Card:
        card = Card(self._theme, radius=8)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        sign = IconLabel(self._theme, "triangle-alert", "", role="warning")
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        label.setTextInteractionFlags(SELECTABLE)
        row.addWidget(label, 1)
        return card


def _version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "—"
