"""The picker of routes: by the keys alone, and with rows that line up whatever their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.compose.route_picker import RoutePicker
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
LONG = "A very long name of a route that nobody reads to its end"


@pytest.fixture
def picker(qapp: QApplication, qtbot: QtBot) -> Iterator[RoutePicker]:
    theme, catalog = Theme(qapp, "light"), load_catalog()
    picker = RoutePicker(theme, Speech(Wording("en"), catalog), ComposePresenter(catalog))
    qtbot.addWidget(picker)
    picker.resize(718, 558)
    picker.refresh()
    with qtbot.waitExposed(picker):
        picker.show()
    yield picker
    theme.deleteLater()


def test_enter_in_the_filter_takes_the_first_row_shown(picker: RoutePicker, qtbot: QtBot) -> None:
    QTest.keyClicks(picker.search, "mini special")
    with qtbot.waitSignal(picker.chosen) as told:
        QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert told.args == ["seedance2.0-mini-sp", ""]
    picker.search.setText("no such route")
    with qtbot.assertNotEmitted(picker.chosen):
        QTest.keyClick(picker.search, Qt.Key.Key_Return)


def test_a_long_name_and_a_long_verdict_shift_no_column(picker: RoutePicker, qtbot: QtBot) -> None:
    long, usual = picker.rows[3], picker.rows[4]
    long._name.setText(LONG)
    long._verdict.setText(LONG)
    qtbot.waitUntil(lambda: long._verdict.height() > usual._verdict.height())
    for part in ("_chip_box", "_billing", "_takes", "_verdict"):
        places = {getattr(row, part).mapTo(row, QPoint()).x() for row in (long, usual)}
        assert len(places) == 1, part
    long._tell_whole()
    assert LONG in long.toolTip()
    assert not usual.toolTip()


def test_the_list_ends_above_the_rounded_corners(picker: RoutePicker) -> None:
    assert picker._scroll.geometry().bottom() < picker.height() - 7
    line = picker.grab().toImage().pixelColor(5, picker._scroll.y() - 1)
    assert line.name() == picker._theme.color("border").name()
