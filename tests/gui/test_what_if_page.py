"""The stories to choose from: all are seen at once, also the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QScrollArea

from seedance_desktop.ui.rehearsal.page import WhatIfPage
from seedance_desktop.ui.rehearsal.words import StoryWords
from seedance_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
WIDTH = 600


def test_the_page_knows_its_height_before_it_is_shown(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, "light")
    page = WhatIfPage(theme, StoryWords(qapp))
    qtbot.addWidget(page)
    page.resize(WIDTH, page.height_at(WIDTH))
    with qtbot.waitExposed(page):
        page.show()
    (stories,) = page.findChildren(QScrollArea)
    assert page.height() == page.height_at(WIDTH)
    assert stories.verticalScrollBar().maximum() == 0
    theme.deleteLater()
