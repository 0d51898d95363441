"""A file is shown in its folder, and a folder that never answers keeps nobody."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices

from seedance_desktop.ui.aside import MOST, Aside
from seedance_desktop.ui.reveal import Revealer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.banners import Banners


class _Banners:
    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, code: str, values: dict[str, Any], **_how: Any) -> None:
        self.said.append((code, values["name"]))


@pytest.fixture
def hang() -> threading.Event:
    """What a server that is gone answers; it comes when the test says so, and at the test's end."""
    return threading.Event()


@pytest.fixture
def owner(qapp: QObject, hang: threading.Event) -> Iterator[QObject]:
    owner = QObject(qapp)
    yield owner
    hang.set()
    owner.deleteLater()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Folders that the desktop was asked to open."""
    opened: list[str] = []

    def open_url(url: Any) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


def test_a_look_is_taken_elsewhere_and_its_answer_heard_here(qtbot: QtBot, owner: QObject) -> None:
    threads: list[threading.Thread] = []
    Aside(owner).ask(threading.current_thread, lambda there: threads.extend((there, threading.current_thread())))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_look_that_hangs_keeps_no_other(qtbot: QtBot, owner: QObject, hang: threading.Event) -> None:
    heard, aside = list[str](), Aside(owner)
    aside.ask(hang.wait, lambda _: heard.append("the one that hung"))
    aside.ask(lambda: None, lambda _: heard.append("another"))
    qtbot.waitUntil(lambda: heard == ["another"])
    hang.set()
    qtbot.waitUntil(lambda: heard == ["another", "the one that hung"])


def test_however_many_hang_of_which_nobody_wants_to_know_the_next_is_answered(
    qtbot: QtBot, owner: QObject, hang: threading.Event
) -> None:
    heard, aside = list[str](), Aside(owner)
    for _ in range(2 * MOST + 1):
        aside.ask(hang.wait, lambda _: heard.append("one that hung"))
        aside.drop()
    for _ in range(2 * MOST):
        aside.ask(hang.wait, lambda _: heard.append("one that hung"))
    aside.drop()
    aside.ask(lambda: None, lambda _: heard.append("the next"))
    qtbot.waitUntil(lambda: heard == ["the next"])


def test_an_owner_that_is_gone_is_told_nothing(qtbot: QtBot, qapp: QObject) -> None:
    owner = QObject(qapp)
    begun, hang, heard = threading.Event(), threading.Event(), list[str]()
    aside = Aside(owner)
    aside.ask(lambda: begun.set() or hang.wait(), lambda _: heard.append("told"))  # type: ignore[func-returns-value]  # sets, then waits
    begun.wait()
    threading.Timer(0.05, hang.set).start()
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    assert (heard, raised) == ([], [])


@pytest.mark.parametrize("name", ["clip.mp4", "gone.mp4"])
def test_the_folder_is_opened_also_where_the_file_is_gone(
    qtbot: QtBot, owner: QObject, opened: list[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "clip.mp4").touch()
    banners = _Banners()
    Revealer(cast("Banners", banners), owner).reveal(str(tmp_path / name))
    assert opened == [], "the window does not wait for the disk"
    qtbot.waitUntil(lambda: opened == [str(tmp_path)])
    assert banners.said == []


@pytest.mark.parametrize("name", ["gone/clip.mp4", "n" * 5000 + "/clip.mp4"])
def test_a_folder_that_is_gone_is_told_of(
    qtbot: QtBot, owner: QObject, opened: list[str], tmp_path: Path, name: str
) -> None:
    banners = _Banners()
    Revealer(cast("Banners", banners), owner).reveal(str(tmp_path / name))
    qtbot.waitUntil(lambda: banners.said == [("file.missing", str(tmp_path / name))])
    assert opened == []
