"""The real program in this process: its window offscreen, its engine, and a sandbox to talk to."""

from __future__ import annotations

import logging
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from seedance_desktop.app.session import Session

PACE = 0.02
"""A clip is then made in a sixth of a second."""
OUR_FAULT = re.compile(r"^(?:Q(?!Rhi)\w+(?:::|: |\()|qt\.(?!multimedia)|Traceback|Fatal)")
"""How a warning of Qt's begins that is about what we did, not about the machine or a file."""


class Program:
    """Opens the window again and again on one data folder.

    Attributes:
        folder: all its state.
        live: the service it talks to.
        key: what the service expects.
    """

    def __init__(self, app: QApplication, folder: Path, live: LiveSandbox) -> None:
        self.folder = folder
        self.live = live
        self.key = live.address.key
        self._app = app
        self._session: Session | None = None

    def settings(self, text: str) -> None:
        """Write the settings file that the next start reads."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "settings.toml").write_text(f"version = 1\n{text}\n", "utf-8")

    def use(self, use: Callable[[User], Awaitable[None]], **options: Any) -> int:
        """Open the window, use it, close it; without options it talks to the shared sandbox.

        Returns:
            The exit code.
        """

        async def drive(session: Session) -> int:
            self._session = session
            user = User(session)
            user.window.activateWindow()
            await user.until(user.window.isActiveWindow, "the focus", SOON)
            await use(user)
            return 0

        if not self.folder.exists():
            # Nobody waits here for a person to think again, but where a test is about just that.
            self.settings("undo_seconds = 0")
        chosen = AppOptions(data_dir=self.folder, **(options or {"base_url": self.live.address.base_url}))
        try:
            return main(chosen, drive, self._app)
        finally:
            self._tidy()

    def said(self) -> list[str]:
        """What Qt wrote about us while the window was open."""
        log = self.folder / "logs" / "native.log"
        lines = log.read_text("utf-8", "replace").splitlines() if log.exists() else []
        return [line for line in lines if OUR_FAULT.search(line)]

    def _tidy(self) -> None:
        if self._session is not None:
            opened = self._session.opened
            opened.window.finish()
            opened.window.deleteLater()
            opened.theme.deleteLater()
            for translator in opened.voice._translators:
                self._app.removeTranslator(translator)
            self._session = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    """One service for all tests of a process; small clips, much money."""
    rendering = Rendering(scale=0.25, in_process=True)
    folder = tmp_path_factory.mktemp("sandbox")
    with open_sandbox(Options(folder, pace=PACE, start_balance=Decimal(9000), rendering=rendering)) as opened:
        yield opened


@pytest.fixture
def program(
    qapp: QApplication,
    live: LiveSandbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> Iterator[Program]:
    monkeypatch.setenv("SEEDANCE_API_KEY", live.address.key)
    monkeypatch.setenv("SEEDANCE_POLL_SCALE", "0.01")
    caplog.set_level(logging.WARNING)
    program = Program(qapp, tmp_path / "data", live)
    yield program
    live.room.choose("calm")
    live.room.pace = PACE
    qapp.setQuitOnLastWindowClosed(True)
    assert not program.said()
