"""How the program starts, in order.

1. `main` imports Qt's widgets, the theme and the window's frame, and nothing else: no asyncio, no pydantic, no
   network. The appearance and language of the last time come from the window's own small memory file.
2. The frame is shown and Qt runs until its first picture stands. No coroutine exists yet, so nothing can nest.
3. `running.run` is imported with everything heavy behind it. An `asyncio.Runner` makes qasync's loop and runs one
   main coroutine: settings → routes → form and panes → store → media → engine → sandbox → tasks resume.
4. The main coroutine waits for the closing event: the window's close button, Ctrl+C, SIGTERM, the last window and
   the session's end all set it. Then engine → media → store → sandbox end in this order and the window closes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.ui.main_window import MainWindow
from seedance_desktop.ui.resources import resource
from seedance_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_desktop.app.session import Session

    Drive = Callable[["Session"], Awaitable[int]]

LANGUAGES = {"en": "en", "zh": "zh_CN"}


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the arguments say.

    Attributes:
        data_dir: all state lives there; `None` for the system's places.
        base_url: another address for this start; empty for the profile's own.
        sandbox: begin on the sandbox whatever profile was used last.
        pace: factor on the sandbox's waiting times.
    """

    data_dir: Path | None = None
    base_url: str = ""
    sandbox: bool = False
    pace: float = 1.0


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


def main(options: AppOptions, drive: Drive | None = None) -> int:
    """Open the window and run until it closes.

    Args:
        options: what the arguments say.
        drive: a coroutine that uses the window in a person's stead; its result is the exit code.
    """
    opened = open_window(options)
    _paint_first(opened)
    from seedance_desktop.app.running import run_loop  # noqa: PLC0415  all that is heavy comes after the first paint

    return run_loop(opened, options, drive)


def open_window(options: AppOptions) -> Opened:
    """Show the frame; nothing is painted before the event loop runs."""
    os.environ.setdefault("QT_FFMPEG_PROTOCOL_WHITELIST", "file")
    folders = DataFolders.chosen(options.data_dir, os.environ)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("seedance-desktop")
    app.setApplicationDisplayName("Seedance Desktop")
    app.setDesktopFileName("seedance-desktop")
    app.setQuitOnLastWindowClosed(False)
    memory = folders.settings.with_name("window.ini")
    remembered = QSettings(str(memory), QSettings.Format.IniFormat)
    voice = Voice(app, str(remembered.value("language", "system")))
    appearance = str(remembered.value("appearance", "system"))
    theme = Theme(app, appearance if appearance in ("light", "dark") else "system")  # type: ignore[arg-type]  # just checked
    window = MainWindow(theme, memory)
    window.show()
    return Opened(app, theme, window, folders, voice)


def _paint_first(opened: Opened) -> None:
    """Run Qt until the window's first picture stands; then nothing waits for what comes."""
    opened.window.painted.connect(lambda: opened.app.exit(0))
    opened.app.exec()
    opened.window.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))


def _language_of(choice: str) -> Literal["en", "zh"]:
    if choice == "system":
        return "zh" if QLocale.system().language() is QLocale.Language.Chinese else "en"
    return "zh" if choice == "zh" else "en"
