"""How the program looks and which language it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker

from seedance_desktop.ui.preferences.edits import changed
from seedance_desktop.ui.preferences.parts import Hint, Page, Rows
from seedance_desktop.ui.widgets.segmented import Option, SegmentedControl

if TYPE_CHECKING:
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.theme import Theme


class LookPage(Page):
    """Two switches; both work at once.

    Args:
        theme: the look.
        desk: whose settings it shows.
    """

    def __init__(self, theme: Theme, desk: Desk) -> None:
        super().__init__(theme, desk)
        self.appearance = SegmentedControl(theme)
        self.appearance.setObjectName("appearanceChoice")
        self.language = SegmentedControl(theme)
        self.language.setObjectName("languageChoice")
        self._appearance_hint, self._language_hint = Hint(theme), Hint(theme)
        self._rows = Rows(theme)
        self._rows.add("appearance", self.appearance, self._appearance_hint)
        self._rows.add("language", self.language, self._language_hint)
        self.column.addWidget(self._rows)
        self.column.addStretch(1)
        self.appearance.valueChanged.connect(lambda value: self._change(appearance=value))
        self.language.valueChanged.connect(lambda value: self._change(language=value))
        theme.changed.connect(self._follow)
        self.retranslate()
        self.refresh()

    def title(self) -> str:
        return self.tr("Look and language")

    def refresh(self) -> None:
        settings = self._desk.settings
        for control, value in ((self.appearance, settings.appearance), (self.language, settings.language)):
            blocker = QSignalBlocker(control)
            control.setValue(value)
            del blocker
        dark = self.tr("The window is dark now.") if self._theme.dark else self.tr("The window is light now.")
        self._appearance_hint.say(dark)
        self._language_hint.say(self.tr("Everything changes at once; nothing is restarted."))

    def retranslate(self) -> None:
        self.intro.setText(self.tr("How the window looks, and the language it speaks."))
        looks = {"appearance": self.tr("Appearance"), "language": self.tr("Language")}
        for name, text in looks.items():
            self._rows.set_label(name, text)
        self.appearance.setAccessibleName(looks["appearance"])
        self.language.setAccessibleName(looks["language"])
        system = self.tr("As the system")
        self.appearance.set_options(
            [Option("system", system), Option("light", self.tr("Light")), Option("dark", self.tr("Dark"))]
        )
        # A language is named in itself, whatever language is on.
        self.language.set_options([Option("system", system), Option("en", "English"), Option("zh", "简体中文")])

    def _change(self, **values: str) -> None:
        settings = changed(self._desk.settings, **values)
        if settings is not None:
            self._desk.change_settings(settings)
