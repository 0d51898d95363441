"""What the tests of the widgets share: a theme, and a window that has the keyboard's focus."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from seedance_desktop.ui.theme import Theme

Shown = Callable[..., QWidget]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """One for each test: many change it."""
    theme = Theme(qapp, "dark")
    yield theme
    theme.deleteLater()


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:  # noqa: ARG001 - the theme dresses what is shown
    """Show widgets in one active window and give that window."""

    kept: list[QWidget] = []

    def show(*widgets: QWidget, width: int = 391) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, 600)
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show
