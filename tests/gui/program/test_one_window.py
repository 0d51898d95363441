"""One window per data folder: a second start shows the first one's window, whatever became of those before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket

from seedance_desktop.app.one_window import ADDRESS, LOCK, LONGEST, WindowHold, arrive
from seedance_desktop.cli.exits import Exit
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

SECOND = [sys.executable, "-m", "seedance_desktop", "--data-dir"]
BODY = '{"model": "seedance2.0-mini", "prompt": "A heron", "duration": 5, "resolution": "480p"}'
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from seedance_desktop.app.one_window import arrive
app = QCoreApplication([])
hold = arrive(Path(sys.argv[1]))
hold.answer(lambda: print("shown", flush=True))
print("held", flush=True)
app.exec()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a folder and answers."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_window_shows_the_first_one_and_ends(program: Program) -> None:
    ended: list[subprocess.CompletedProcess[str]] = []

    def start_again() -> None:
        command = [*SECOND, str(program.folder)]
        ended.append(subprocess.run(command, capture_output=True, text=True, check=False, timeout=30))

    async def use(user: User) -> None:
        user.window.setWindowState(Qt.WindowState.WindowMinimized)
        second = threading.Thread(target=start_again)
        second.start()
        await user.until(lambda: bool(ended), "the end of the second", 3 * SOON)
        second.join()
        assert not user.window.isMinimized()
        await user.generate("A heron after the visit")

    assert program.use(use) == 0
    assert (ended[0].returncode, ended[0].stdout, ended[0].stderr) == (0, "", "")
    assert not (program.folder / ADDRESS).exists()
    arrive(program.folder).release()  # type: ignore[union-attr]  # nobody holds it any more


def test_the_command_line_is_turned_away_with_a_sentence_and_may_look(program: Program) -> None:
    """What spends money needs the folder for itself; what only looks does not."""
    asked: dict[str, subprocess.CompletedProcess[str]] = {}

    def ask() -> None:
        for command in (["generate", "-"], ["resume"], ["tasks"]):
            whole = [*SECOND, str(program.folder), *command]
            asked[command[0]] = subprocess.run(
                whole, input=BODY, capture_output=True, text=True, check=False, timeout=30
            )

    async def use(user: User) -> None:
        asking = threading.Thread(target=ask)
        asking.start()
        await user.until(lambda: len(asked) == 3, "the answers", 6 * SOON)
        asking.join()

    program.use(use)
    for name in ("generate", "resume"):
        assert asked[name].returncode == Exit.USAGE
        assert "Another window or command is using the data folder" in asked[name].stderr
    assert asked["tasks"].returncode == 0


def test_another_folder_has_a_window_of_its_own(folder: Path, tmp_path: Path) -> None:
    with holder(folder), holder(tmp_path / "other") as other:
        assert arrive(folder) is None
        assert other.poll() is None


def test_a_killed_one_leaves_nothing_that_keeps_the_next_out(folder: Path) -> None:
    with holder(folder) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert (folder / ADDRESS).exists(), "it could not tidy up"
    left = Path((folder / ADDRESS).read_text())
    assert left.exists()
    with holder(folder):
        assert not left.exists()
        assert arrive(folder) is None


def test_only_the_lock_says_who_is_there(folder: Path) -> None:
    """An address of a process that is gone, of a number that another one has now, or of nobody: all the same."""
    folder.mkdir()
    for rubbish in (b"", b"\xff\xfe", f"/proc/{os.getpid()}/x".encode(), b"x" * 5000):
        (folder / ADDRESS).write_bytes(rubbish)
        hold = arrive(folder)
        assert hold is not None
        hold.release()


def test_the_socket_is_the_users_alone(folder: Path, qtbot: QtBot) -> None:
    shown: list[int] = []
    hold = arrive(folder)
    assert hold is not None
    hold.answer(lambda: shown.append(1))
    address = Path((folder / ADDRESS).read_text())
    assert address.stat().st_mode & 0o077 == 0
    assert [(folder / name).stat().st_mode & 0o077 for name in (LOCK, ADDRESS)] == [0, 0]
    for said in (b"hello\n", b"x" * (2 * LONGEST)):
        stranger = QLocalSocket()
        stranger.connectToServer(str(address))
        assert stranger.waitForConnected()
        with qtbot.waitSignal(stranger.disconnected):
            stranger.write(said)
    assert not shown
    hold.release()
    assert not address.exists()


def test_a_folder_that_cannot_be_held_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    hold = arrive(tmp_path / "file")
    assert isinstance(hold, WindowHold)
    hold.answer(lambda: None)
    hold.release()


def test_one_that_does_not_answer_does_not_keep_the_second_from_saying_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seedance_desktop.app.one_window.PATIENCE", 0.0)
    silent = arrive(folder)
    assert silent is not None
    second = arrive(folder)
    assert second is not None, "it opens, and says that the folder is in use"
    second.release()
    silent.release()


def test_a_folder_with_a_name_that_is_too_long_for_a_socket() -> None:
    with tempfile.TemporaryDirectory() as name:
        deep = Path(name, *(["很深的文件夹" * 5] * 3))
        with holder(deep):
            assert arrive(deep) is None
