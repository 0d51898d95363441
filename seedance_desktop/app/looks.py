"""Appearance and language follow the settings, live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from seedance_desktop.app.desk import ProgramDesk
    from seedance_desktop.app.opened import Opened
    from seedance_desktop.ui.notifier import Speech


class Looks(QObject):
    """Applies what the settings say about looks whenever they change."""

    def __init__(self, opened: Opened, desk: ProgramDesk, speech: Speech) -> None:
        super().__init__(desk)
        self.speech = speech
        self._opened = opened
        self._desk = desk
        self._language = ""
        desk.settings_changed.connect(self.follow)

    def follow(self) -> None:
        settings = self._desk.settings
        self._opened.theme.set_mode(settings.appearance)
        if settings.language != self._language:
            self._language = settings.language
            self._opened.voice.speak(settings.language)
            if self._opened.voice.language != self.speech.language:
                self.speech.set_wording(Wording(self._opened.voice.language))
