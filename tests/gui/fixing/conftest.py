"""What the tests of mending share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.ui.theme import Theme
from tests.gui.fixing.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "dark")
    yield theme
    theme.deleteLater()


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot) -> Bench:
    return Bench(theme, qtbot)
