"""What stands before anything heavy is loaded: the application, its look and language, the window's frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from seedance_desktop.wording.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from seedance_desktop.settings.folders import DataFolders
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.theme import Theme

LANGUAGES = {"en": "en", "zh": "zh_CN"}


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the arguments say.

    Attributes:
        data_dir: all state lives there; `None` for the system's places.
        base_url: another address for this start; empty for the profile's own.
        sandbox: begin on the sandbox whatever profile was used last.
        pace: factor on the sandbox's waiting times.
        key: what `SEEDANCE_API_KEY` held, where it was taken out of the environment.
        hurry: called when the window wants to close, so that the process ends in time whatever hangs; `None` where
            somebody goes on in this process after the window.
    """

    data_dir: Path | None = None
    base_url: str = ""
    sandbox: bool = False
    pace: float = 1.0
    key: str = field(default="", repr=False)
    hurry: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands before anything heavy is loaded."""

    app: QApplication
    theme: Theme
    window: MainWindow
    folders: DataFolders
    voice: Voice


class Voice:
    """Which language the window and Qt's own texts speak; changing it retranslates every widget at once."""

    def __init__(self, app: QApplication, choice: str) -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self.language: Literal["en", "zh"] = "en"
        self.speak(choice)

    def speak(self, choice: str) -> None:
        """Switch to `en`, `zh` or `system`."""
        self.language = _language_of(choice)
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators.clear()
        name = LANGUAGES[self.language]
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        # What is installed last is asked first.
        for file in (qt / f"qtbase_{name}.qm", resource("i18n", f"seedance_{name}.qm")):
            translator = QTranslator(self._app)
            if translator.load(str(file)):
                self._app.installTranslator(translator)
                self._translators.append(translator)


def _language_of(choice: str) -> Literal["en", "zh"]:
    if choice == "system":
        return "zh" if QLocale.system().language() is QLocale.Language.Chinese else "en"
    return "zh" if choice == "zh" else "en"
