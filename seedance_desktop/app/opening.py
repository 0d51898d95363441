"""How the program starts, in order.

1. `main` imports Qt's widgets, the theme and the window's frame, and nothing else: no asyncio, no pydantic, no
   network. Where the data folder has a window already, that one is shown and we end. The appearance and language of the
   last time come from the window's own small memory file.
2. The frame is shown and Qt runs until its first picture stands. No coroutine exists yet, so nothing can nest.
3. Everything heavy is imported piece by piece while Qt runs, so that a window that is closed meanwhile is gone at once.
4. `running.run_loop`: an `asyncio.Runner` makes qasync's loop and runs one main coroutine: settings → routes → form and
   panes → store → media → engine → sandbox → tasks resume. It lets Qt run between its steps. SIGTERM ends the process
   where it is until the engine starts: nothing is under way before.
5. The main coroutine waits for the closing event: the window's close button, Ctrl+C, SIGTERM, the last window and
   the session's end all set it. Then engine → media → store → sandbox end in this order and the window closes.
   However long one of them takes, the process is gone in less than two seconds.
6. `run` ends the process there: Python would first take its hundred thousands of objects apart, for nobody.
"""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from seedance_desktop.app.one_window import arrive
from seedance_desktop.app.opened import Opened, Voice
from seedance_desktop.engine.deadline import Deadline
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.ui.main_window import MainWindow
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.app.opened import AppOptions
    from seedance_desktop.app.session import Drive


HEAVY = (
    "asyncio",
    "pydantic",
    "seedance_desktop.settings.file",
    "seedance_desktop.domain.draft",
    "seedance_desktop.api.client",
    "seedance_desktop.engine.engine",
    "seedance_desktop.ui.conductor",
    "seedance_desktop.app.running",
)
"""What the first picture does not need, in steps of about a tenth of a second."""
CLOSED = 1
DIED = 1
"""The exit code where an error ends the program."""


def main(options: AppOptions, drive: Drive | None = None, app: QApplication | None = None) -> int:
    """Open the window and run until it closes.

    Args:
        options: what the arguments say.
        drive: a coroutine that uses the window in a person's stead; its result is the exit code.
        app: where the process has one already; it cannot have two.
    """
    return _use(options, drive, app)[0]


def _use(options: AppOptions, drive: Drive | None, app: QApplication | None) -> tuple[int, QApplication | None]:
    """The exit code, and the application unless another window was shown."""
    hold = arrive(DataFolders.chosen(options.data_dir, os.environ).data, yielding=drive is None)
    if hold is None:
        return 0, app
    try:
        opened = open_window(options, app)
        if options.hurry is not None:
            opened.window.closing.connect(options.hurry)
        opened.window.closing.connect(hold.stop_answering)
        if not _load(opened, lambda: hold.answer(opened.window.come_forward)):
            opened.window.finish()
            return 0, opened.app
        from seedance_desktop.app.running import run_loop  # noqa: PLC0415  what is heavy comes after the first paint

        return run_loop(opened, options, drive), opened.app
    finally:
        hold.release()


def run(options: AppOptions, drive: Drive | None = None) -> NoReturn:
    """The same for a process that ends with its window, in less than two seconds whatever hangs then."""
    code, deadline = DIED, Deadline()
    try:
        code, app = _use(replace(options, hurry=deadline.begin), drive, None)
        if app is not None:
            app.shutdown()  # hands what was copied over to the desktop
    except BaseException as error:  # also where the main coroutine was cancelled
        deadline.begin(DIED)
        _leave_last_words(error, options)
        raise
    finally:  # nothing that is raised gets further: Python would write it down with all secrets in it
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError):
                stream.flush()
        os._exit(code)


def _leave_last_words(error: BaseException, options: AppOptions) -> None:
    from seedance_desktop.app.native_output import NATIVE_LOG  # noqa: PLC0415  the first picture needs none of it
    from seedance_desktop.engine.last_words import REPORT, leave_last_words  # noqa: PLC0415  as above

    logs = DataFolders.chosen(options.data_dir, os.environ).logs
    leave_last_words(error, logs / REPORT, logs / NATIVE_LOG)


def open_window(options: AppOptions, app: QApplication | None = None) -> Opened:
    """Show the frame; nothing is painted before the event loop runs."""
    os.environ.setdefault("QT_FFMPEG_PROTOCOL_WHITELIST", "file")
    folders = DataFolders.chosen(options.data_dir, os.environ)
    app = app or QApplication(sys.argv[:1])
    app.setApplicationName("seedance-desktop")
    app.setApplicationDisplayName("Seedance Desktop")
    app.setDesktopFileName("seedance-desktop")
    app.setQuitOnLastWindowClosed(False)
    memory = folders.settings.with_name("window.ini")
    if memory.is_fifo():  # Qt would wait for whoever writes into it; below it there never is a file
        memory /= memory.name
    remembered = QSettings(str(memory), QSettings.Format.IniFormat)
    voice = Voice(app, str(remembered.value("language", "system")))
    appearance = str(remembered.value("appearance", "system"))
    theme = Theme(app, appearance if appearance in ("light", "dark") else "system")  # type: ignore[arg-type]  # just checked
    window = MainWindow(theme, memory)
    window.show()
    return Opened(app, theme, window, folders, voice)


def _load(opened: Opened, painted: Callable[[], None]) -> bool:
    """Run Qt until the window's first picture stands, then import what is heavy and let Qt run in between.

    Args:
        opened: the frame.
        painted: called when the picture stands.

    Returns:
        Whether the window shall still be used.
    """
    left = iter(HEAVY)
    timer = QTimer(opened.window)

    def begin() -> None:
        opened.window.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
        painted()
        timer.start(0)

    def step() -> None:
        name = next(left, None)
        if name is None:
            opened.app.exit(0)
        else:
            importlib.import_module(name)

    def close() -> None:
        opened.app.exit(CLOSED)

    timer.timeout.connect(step)
    opened.window.painted.connect(begin)
    opened.window.closing.connect(close)
    closed = opened.app.exec() == CLOSED  # no coroutine runs yet that a loop inside another could lose
    timer.stop()
    opened.window.closing.disconnect(close)
    return not closed
