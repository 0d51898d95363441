"""Trying the place for files: one small picture is put there, read as a stranger, and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.ui.preferences.trial import Trial

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme


class HostTrial(Trial):
    """As `Trial`, for a place of the person's own."""

    def __init__(self, theme: Theme, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(theme, speech, parent)
        self.button.setObjectName("testHost")
        self.result.setObjectName("hostTestResult")

    def idle(self) -> str:
        return self.tr("Puts a tiny picture there, reads it without a key, and removes it.")

    def asking(self) -> str:
        return self.tr("Putting a picture there…")

    def praise(self, _answer: object) -> str:
        return self.tr("It works: the service can read what lies there.")
