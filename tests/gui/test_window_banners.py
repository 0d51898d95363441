"""Banners push the panes down: they cover nothing, and what stands at the lower edge stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.main_window import LEAST_SIZE, MainWindow
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
CODES = ("store.rescued", "net.unreachable", "key.missing")


def place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def test_banners_cover_nothing_and_the_lower_edge_stays(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    theme = Theme(qapp, "light")
    window = MainWindow(theme, tmp_path / "window.ini")
    qtbot.addWidget(window)
    banners = Banners(theme, Speech(Wording("en"), load_catalog()), window.banner_column, window)
    with qtbot.waitExposed(window):
        window.show()
    window.resize(*LEAST_SIZE)
    area, panes = window.banners, tuple(window.panes.values())
    qtbot.waitUntil(lambda: place(panes[0], window).bottom() == LEAST_SIZE[1] - 1)
    before = [place(pane, window) for pane in panes]
    assert area.height() == 0
    for code in CODES:
        banners.say(code, {"host": "example.com", "name": "x"})
    qtbot.waitUntil(lambda: area.height() >= 3 * 28)
    assert place(area, window).top() == window.header.geometry().bottom() + 1
    assert area.width() == window.surface.width()
    for pane, was in zip(panes, before, strict=True):
        now = place(pane, window)
        assert not now.intersects(place(area, window)), "a banner lies over a pane"
        assert (now.left(), now.right(), now.bottom()) == (was.left(), was.right(), was.bottom())
    for code in CODES:
        banners.hush(code)
    qtbot.waitUntil(lambda: [place(pane, window) for pane in panes] == before)
    theme.deleteLater()
