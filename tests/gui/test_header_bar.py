"""The bar over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.ui.header import HeaderBar
from seedance_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_rehearsal_is_called_by_words(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, "light")
    header = HeaderBar(theme)
    qtbot.addWidget(header)
    assert " " in header._scenario_name(name)
    theme.deleteLater()
