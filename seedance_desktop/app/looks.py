"""Appearance and language follow the settings, live."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject

from seedance_desktop.domain.task import Failure
from seedance_desktop.settings.file import keep_copy, read_file
from seedance_desktop.ui.player.sound_memory import has_volume
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

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


def broken_memory(memory: QSettings) -> Failure | None:
    """What is wrong with the window's own file, which is copied aside: the window writes it anew at its end."""
    path = Path(memory.fileName())
    try:
        content = read_file(path)
    except OSError:
        return None
    places = [memory.value(name) for name in ("geometry", "panes") if memory.contains(name)]
    whole = memory.allKeys() and all(isinstance(place, QByteArray) for place in places) and has_volume(memory)
    if whole or not content.strip():
        return None
    return Failure("settings.window_broken", {"name": path.name, "kept": keep_copy(path, content)})
