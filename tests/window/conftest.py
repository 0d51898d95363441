"""A real window on an X server, with a mouse and a keyboard, and a service to talk to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageGrab

from seedance_desktop.app.native_output import NATIVE_LOG
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TITLE = "Seedance Desktop"
PATIENCE = 30.0
LOOK_AGAIN = 0.05
LEFT = "1"


@contextmanager
def _x_server() -> Iterator[str]:
    reading, writing = os.pipe()
    # It would begin anew when nobody is connected for a moment, and refuse whoever comes meanwhile.
    steady = "-noreset"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", steady]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as pipe:
                yield f":{pipe.readline().strip()}"
        finally:
            server.terminate()


@pytest.fixture(scope="session", autouse=True)
def _display() -> Iterator[None]:
    """An X server of our own: nobody's mouse is moved. Every process that a test starts finds it."""
    with _x_server() as display, pytest.MonkeyPatch.context() as own:
        own.setenv("DISPLAY", display)
        own.setenv("QT_QPA_PLATFORM", "xcb")
        yield


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    folder = tmp_path_factory.mktemp("sandbox")
    rendering = Rendering(scale=0.5)
    with open_sandbox(Options(folder, pace=0.02, start_balance=Decimal(9000), rendering=rendering)) as opened:
        yield opened


class Hands:
    """A mouse, a keyboard, and eyes on one window.

    Args:
        process: the program, which answers questions.
        last_words: of the process, should it end.
    """

    def __init__(self, process: subprocess.Popen[str], last_words: Path) -> None:
        self.process = process
        self._last_words = last_words
        self._waiting = threading.Event()
        self.window = self._xdotool("search", "--sync", "--onlyvisible", "--name", TITLE).split()[0]

    def ask(self, what: str) -> Any:
        """`state`, or the name of a widget for its place on the screen."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(BrokenPipeError):
            self.process.stdin.write(what + "\n")
            self.process.stdin.flush()
        told = self.process.stdout.readline()
        assert told, self._how_it_ended()
        return json.loads(told)

    def until(self, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Look again and again until the window's state is as expected."""
        end = time.monotonic() + PATIENCE
        while not seen(state := self.ask("state")):
            assert time.monotonic() < end, state
            self._waiting.wait(LOOK_AGAIN)
        return dict(state)

    def point(self, name: str, across: float = 0.5, down: float = 0.5) -> None:
        """Move the mouse onto a widget."""
        place = self.ask(name)
        assert place is not None, f"{name} is not to be seen"
        left, top, width, height = place
        self._xdotool("mousemove", "--sync", str(round(left + width * across)), str(round(top + height * down)))

    def click(self, name: str, across: float = 0.5, down: float = 0.5) -> None:
        self.point(name, across, down)
        self._xdotool("click", LEFT)

    def click_fast(self, name: str, times: int) -> None:
        """Click again and again, 5 milliseconds apart: a double click of a nervous hand."""
        self.point(name)
        self._xdotool("click", "--repeat", str(times), "--delay", "5", LEFT)

    def drag(self, name: str, across: float, by: int) -> None:
        """Press on a widget's edge, pull to the right by pixels, let go."""
        self.point(name, across)
        self._xdotool("mousedown", LEFT)
        for _ in range(4):
            self._xdotool("mousemove_relative", "--sync", "--", str(by // 4), "0")
        self._xdotool("mouseup", LEFT)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "5", "--", text)

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)

    def resize(self, width: int, height: int) -> None:
        self._xdotool("windowsize", self.window, str(width), str(height))

    def focus(self) -> None:
        self._xdotool("windowfocus", "--sync", self.window)
        self.until(lambda state: bool(state["active"]))

    def picture(self, path: Path, name: str) -> Image.Image:
        """What the screen shows where a widget is."""
        left, top, width, height = self.ask(name)
        screen = ImageGrab.grab((left, top, left + width, top + height), xdisplay=os.environ["DISPLAY"])
        screen.save(path)
        return screen

    def _how_it_ended(self) -> str:
        said = self._last_words.read_text("utf-8", "replace") if self._last_words.exists() else ""
        return f"the program ended with {self.process.wait(PATIENCE)}: {said}"

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, check=True, timeout=PATIENCE)
        return done.stdout


@pytest.fixture
def hands(live: LiveSandbox, tmp_path: Path) -> Iterator[Hands]:
    """The program in a window that has the focus; however a test ends, so does the process."""
    environment = {
        **os.environ,
        "SEEDANCE_API_KEY": live.address.key,
        "SEEDANCE_POLL_SCALE": "0.01",
    }
    data = tmp_path / "data"
    command = [sys.executable, "-m", "tests.window.answering_run", str(data), live.address.base_url]
    # Where it has died, closing the pipe would hide of what.
    with (
        suppress(BrokenPipeError),
        subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,
    ):
        try:
            hands = Hands(process, data / "logs" / NATIVE_LOG)
            hands.focus()
            yield hands
        finally:
            process.kill()
