"""However the window is closed, it goes and nothing is lost; within which time is measured by `make chaos`."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from seedance_desktop.app import running
from seedance_desktop.app.session_end import restart_command
from seedance_desktop.domain.task import Status
from seedance_desktop.settings.file import load_settings
from seedance_desktop.ui.main_window import MainWindow
from tests.gui.program.hanging_run import HANGS
from tests.gui.program.user import PROMPT, User

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.settings.file import Loaded
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

INTERRUPTED = 130
KILLED_BY_ITS_OWN_CLOCK = 1
"""The exit code where no thread of Python's could end it."""
PATIENCE = 30.0
QUEUED_FOR = 3.0
"""Pace at which a task stays in the queue for some seconds."""


@pytest.mark.parametrize("how", ["the cross", "Ctrl+Q"])
def test_closing_by_hand_ends_it_and_the_task_goes_on_at_the_next_start(program: Program, how: str) -> None:
    async def close(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)
        program.live.room.pace = QUEUED_FOR
        await user.reaches(await user.generate("A heron in the queue"), Status.QUEUED)
        if how == "Ctrl+Q":
            user.key(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        else:
            user.window.close()
        await asyncio.Event().wait()

    async def look(user: User) -> None:
        queued, done = user.tasks()
        assert (queued.request.prompt, done.request.prompt) == ("A heron in the queue", PROMPT)
        assert queued.remote_id is not None
        assert not queued.status.is_end

    assert program.use(close) == INTERRUPTED
    assert (program.folder / "window.ini").exists()
    program.use(look)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_the_task_goes_on_at_the_next_start(program: Program, number: signal.Signals) -> None:
    program.live.room.pace = QUEUED_FOR
    command = [sys.executable, "-m", "tests.gui.program.waiting_run", str(program.folder)]
    with subprocess.Popen([*command, program.live.address.base_url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        assert process.wait(timeout=PATIENCE) == INTERRUPTED

    async def look(user: User) -> None:
        (task,) = user.tasks()
        assert task.request.prompt == "A heron waits"
        assert task.status is not Status.UNCERTAIN

    assert (program.folder / "window.ini").exists()
    program.use(look)


def test_the_end_of_the_session_keeps_everything_at_once_and_asks_nothing(program: Program) -> None:
    kept: list[str] = []

    async def use(user: User) -> None:
        user.write("promptEdit", "A heron at the end of the session")
        user.session.desk.change_settings(user.session.desk.settings.model_copy(update={"undo_seconds": 7}))
        user.session.opened.app.commitDataRequest.emit(None)
        kept.extend(
            (program.folder / name).read_text("utf-8") for name in ("draft.json", "settings.toml", "window.ini")
        )
        assert user.window.isVisible(), "the session's end may be called off"

    assert program.use(use) == 0
    assert "A heron at the end of the session" in kept[0]
    assert "undo_seconds = 7" in kept[1]
    assert "geometry" in kept[2]


def test_the_session_starts_it_again_as_it_was_started() -> None:
    assert restart_command(["seedance-desktop", "-session", "x_1", "--data-dir", "/d"]) == [
        "seedance-desktop", "--data-dir", "/d",
    ]  # fmt: skip


def test_a_signal_in_the_middle_of_the_start_ends_it_at_once(program: Program) -> None:
    command = [sys.executable, "-m", "seedance_desktop", "--data-dir", str(program.folder)]
    with subprocess.Popen([*command, "--base-url", program.live.address.base_url]) as process:
        log = program.folder / "logs" / "native.log"
        end = time.monotonic() + PATIENCE
        while not log.exists():
            assert time.monotonic() < end, "it never began"
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) in {0, -signal.SIGTERM}


@pytest.mark.parametrize(("how", "moment"), [("the cross", "pydantic"), ("Ctrl+Q", "asyncio")])
def test_closing_while_it_loads_spares_it_the_rest(tmp_path: Path, how: str, moment: str) -> None:
    command = [sys.executable, "-m", "tests.gui.program.closing_run", moment, how, str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)

    assert (done.returncode, done.stderr) == (0, "")
    loaded = done.stdout.split()
    assert moment in loaded
    assert "seedance_desktop.app.running" not in loaded
    assert (tmp_path / "data" / "window.ini").exists()


def test_closing_while_it_is_put_together_ends_it_before_anything_is_under_way(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[MainWindow] = []

    def load_and_close(path: Path) -> Loaded:
        (window,) = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
        ]
        made.append(window)
        window.close()
        return load_settings(path)

    async def use(_user: User) -> None:
        pytest.fail("nobody is there any more")

    monkeypatch.setattr(running, "load_settings", load_and_close)
    assert program.use(use) == INTERRUPTED
    (window,) = made
    assert not window.isVisible()
    assert not (program.folder / "tasks.db").exists()
    window.deleteLater()


@pytest.mark.parametrize("what", HANGS)
def test_whatever_hangs_at_the_end_does_not_keep_it(program: Program, what: str) -> None:
    command = [sys.executable, "-m", "tests.gui.program.hanging_run", what, str(program.folder)]
    with subprocess.Popen([*command, program.live.address.base_url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) in {0, INTERRUPTED, KILLED_BY_ITS_OWN_CLOCK}

    async def look(user: User) -> None:
        assert not user.tasks()

    program.use(look)
    assert "the last run died" not in (program.folder / "logs" / "seedance.log").read_text("utf-8")
