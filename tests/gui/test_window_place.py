"""The window on its first start, and where it was left, on screens of every size: the bar with Generate is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect

from seedance_desktop.ui.main_window import DEFAULT_SIZE, LEAST_SIZE, MainWindow, fitted

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
WANTED = QRect(0, 0, *DEFAULT_SIZE)


@pytest.mark.parametrize(
    ("room", "place"),
    [
        (QRect(0, 24, 1920, 1056), QRect(0, 24, *DEFAULT_SIZE)),
        (QRect(0, 24, 1366, 704), QRect(0, 24, 1360, 704)),
        (QRect(0, 0, 1024, 640), QRect(0, 0, *LEAST_SIZE)),
        (QRect(0, 24, 800, 576), QRect(0, 24, *LEAST_SIZE)),
    ],
)
def test_a_first_window_is_no_larger_than_its_screen(room: QRect, place: QRect) -> None:
    assert fitted(WANTED, room) == place


def test_a_window_that_was_left_where_no_screen_is_comes_back_whole() -> None:
    room = QRect(0, 24, 1366, 704)
    assert fitted(QRect(2000, 500, 1100, 650), room) == QRect(266, 78, 1100, 650)
    assert fitted(QRect(-300, -80, 1100, 650), room) == QRect(0, 24, 1100, 650)
    assert fitted(QRect(100, 60, 1100, 650), room) == QRect(100, 60, 1100, 650)


def test_the_window_asks_its_screen(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    low = MainWindow(theme, tmp_path / "window.ini")
    qtbot.addWidget(low)
    high = low.screen().availableGeometry().height()
    assert LEAST_SIZE[1] < high < DEFAULT_SIZE[1], "the screen of these tests is a low one"
    assert low.height() < high
    low.setGeometry(0, 0, *DEFAULT_SIZE)
    low.remember()
    again = MainWindow(theme, tmp_path / "window.ini")
    qtbot.addWidget(again)
    assert again.height() < high
