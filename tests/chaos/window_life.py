"""The real window, offscreen, in which somebody presses Generate as soon as that is possible, and perhaps closes it."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent

from seedance_desktop.app import opening
from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.person import Person
from tests.chaos.forging import ASKED
from tests.chaos.lives import PROMPT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from seedance_desktop.app.opened import Opened
    from seedance_desktop.app.session import Session

PATIENCE = 30.0


def live(arguments: Sequence[str]) -> NoReturn:
    """Be the window on a life's folder and service, until a signal or a hand closes it.

    Args:
        arguments: the folder, the service's address, and where a hand closes it by what and after how many seconds;
            of the life, or where they begin with a plus sign, from the press on Generate on.
    """
    folder, url, *by_hand = arguments
    key, pressed = os.environ.pop("SEEDANCE_API_KEY"), threading.Event()
    if by_hand:
        vars(opening)["open_window"] = _closed_by_hand(opening.open_window, pressed, Path(folder), *by_hand)
    opening.run(AppOptions(data_dir=Path(folder) / "data", base_url=url, key=key), partial(_press, pressed))


async def _press(pressed: threading.Event, session: Session) -> int:
    session.desk.put_key("another", "sk-made-up")  # so that a keychain that hangs is asked something
    person = Person(session)
    person.write("promptEdit", PROMPT)
    await person.until(lambda: session.presenter.evaluation.ready, "a request that may go", PATIENCE)
    person.press("generateButton")
    pressed.set()
    await asyncio.Event().wait()
    return 0


def _closed_by_hand(
    open_window: Callable[[AppOptions, QApplication | None], Opened],
    pressed: threading.Event,
    folder: Path,
    by: str,
    after: str,
) -> Callable[[AppOptions, QApplication | None], Opened]:
    """The window as always; a thread closes it as the system would, so that a busy loop is no excuse."""
    began = time.monotonic()

    def open_and_close(options: AppOptions, app: QApplication | None) -> Opened:
        opened = open_window(options, app)

        def close() -> None:
            if after.startswith("+"):
                pressed.wait()
            since = time.monotonic() if after.startswith("+") else began
            threading.Event().wait(max(0.0, since + float(after) - time.monotonic()))
            (folder / ASKED).write_text(str(time.monotonic()), encoding="ascii")
            quits = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
            QCoreApplication.postEvent(opened.window, QCloseEvent() if by == "the cross" else quits)

        threading.Thread(target=close, daemon=True).start()
        return opened

    return open_and_close
