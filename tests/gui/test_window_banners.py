"""Banners lie over the panes: what one is about to press stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.main_window import MainWindow
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
CODES = ("store.rescued", "net.unreachable", "key.missing")


def test_banners_move_nothing_and_follow_the_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    theme = Theme(qapp, "light")
    window = MainWindow(theme, tmp_path / "window.ini")
    qtbot.addWidget(window)
    banners = Banners(theme, Speech(Wording("en"), load_catalog()), window.banner_column, window)
    with qtbot.waitExposed(window):
        window.show()
    panes = [pane.mapTo(window, QPoint()) for pane in window.panes.values()]
    area, below = window.banners, window.header.geometry().bottom() + 1
    assert area.height() == 0
    for code in CODES:
        banners.say(code, {"host": "example.com", "name": "x"})
    qtbot.waitUntil(lambda: area.height() >= 3 * 28)
    assert area.geometry().topLeft() == QPoint(0, below)
    assert [pane.mapTo(window, QPoint()) for pane in window.panes.values()] == panes
    top = window.surface.childAt(20, below + 5)
    assert top is not None
    assert area.isAncestorOf(top)
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: area.width() == window.surface.width())
    for code in CODES:
        banners.hush(code)
    qtbot.waitUntil(lambda: area.height() == 0)
    theme.deleteLater()
