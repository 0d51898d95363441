"""The program as a person has it: its own process, a real window on an X server, keys and mouse from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageGrab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = str(Path(sys.executable).with_name("seedance-desktop"))
PROMPT = "a paper boat rides a gutter after rain"
PATIENCE = 90.0
TURN = 0.2
STAGE = (560, 100, 880, 560)


def colours(picture: Image.Image) -> int:
    return len(picture.getcolors(picture.width * picture.height) or ())


class Desk:
    """One running program and the hands that use it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting = threading.Event()
        self.process = subprocess.Popen(
            [PROGRAM, "--data-dir", str(folder), "--sandbox"],
            env={**os.environ, "SEEDANCE_POLL_SCALE": "0.05"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def last_words(self) -> str:
        """What the program wrote before it ended."""
        assert self.process.stderr is not None
        return f"ended with {self.process.returncode}: {self.process.stderr.read().decode(errors='replace')}"

    def hands(self, *arguments: str) -> str:
        return subprocess.run(["xdotool", *arguments], check=True, capture_output=True, text=True, timeout=20).stdout

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Look again and again; the wait between two looks ends at once when the program does."""
        for _ in range(round(PATIENCE / TURN)):
            if seen():
                return
            assert self.process.poll() is None, self.last_words()
            self._waiting.wait(TURN)
        pytest.fail(f"never seen: {what}")

    def window(self) -> str:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Seedance Desktop"],
            check=False,
            capture_output=True,
            text=True,
            timeout=20,
        )
        return next(iter(found.stdout.split()), "")

    def tasks(self) -> list[dict[str, object]]:
        told = subprocess.run(
            [PROGRAM, "--data-dir", str(self.folder), "tasks", "--json"],
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
        )
        listed: list[dict[str, object]] = json.loads(told.stdout or "[]")
        return listed

    def shot(self, box: tuple[int, int, int, int]) -> Image.Image:
        """What the screen shows inside left, top, right, bottom."""
        return ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).convert("RGB").crop(box)

    def ready(self) -> bool:
        """The form stands: the accent of the Generate bar or its quiet surface is painted at the foot of the form."""
        return colours(self.shot((0, 60, 380, 860))) > 40


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    if desk.process.poll() is None:
        desk.process.kill()
    desk.process.wait(timeout=20)
    if desk.process.stderr is not None:
        desk.process.stderr.close()


def open_and_click_into_the_prompt(desk: Desk) -> str:
    desk.until(lambda: bool(desk.window()), "the window")
    window = desk.window()
    desk.hands("windowmove", window, "0", "0")
    desk.hands("windowsize", "--sync", window, "1360", "860")
    desk.until(desk.ready, "the form")
    desk.hands("mousemove", "180", "200", "click", "1")
    return window


def test_a_clip_by_keys_alone_and_an_end_that_loses_nothing(desk: Desk) -> None:
    open_and_click_into_the_prompt(desk)
    before = desk.shot(STAGE)
    desk.hands("type", "--delay", "15", PROMPT)
    desk.hands("key", "ctrl+Return")
    desk.until(lambda: len(desk.tasks()) == 1, "the task")
    desk.until(lambda: desk.tasks()[0]["status"] == "completed", "the take")
    assert Path(str(desk.tasks()[0]["take"])).read_bytes()[4:8] == b"ftyp"
    desk.until(lambda: desk.shot(STAGE) != before and colours(desk.shot(STAGE)) > 1000, "the clip on the stage")
    desk.process.send_signal(signal.SIGTERM)
    assert desk.process.wait(timeout=10) == 0
    assert [task["status"] for task in desk.tasks()] == ["completed"]


def test_three_presses_make_one_clip(desk: Desk) -> None:
    open_and_click_into_the_prompt(desk)
    desk.hands("type", "--delay", "15", PROMPT)
    desk.hands("key", "ctrl+Return", "ctrl+Return", "ctrl+Return")
    desk.until(lambda: bool(desk.tasks()) and desk.tasks()[0]["status"] == "completed", "the take")
    assert len(desk.tasks()) == 1


def test_the_window_can_be_small_folds_its_panes_and_quits_by_keys(desk: Desk) -> None:
    window = open_and_click_into_the_prompt(desk)
    desk.hands("windowsize", window, "1024", "640")
    desk.until(lambda: "1024x640" in desk.hands("getwindowgeometry", window), "the small window")
    library = (800, 60, 1020, 600)
    shown = desk.shot(library)
    desk.hands("key", "ctrl+3")
    desk.until(lambda: desk.shot(library) != shown, "the library folded away")
    bright = desk.shot((0, 0, 40, 40))
    desk.hands("key", "ctrl+k")
    desk.until(lambda: desk.shot((0, 0, 40, 40)) != bright, "the veil behind the palette")
    desk.hands("key", "Escape")
    desk.until(lambda: desk.shot((0, 0, 40, 40)) == bright, "the palette closed")
    desk.hands("key", "ctrl+q")
    assert desk.process.wait(timeout=10) == 0
