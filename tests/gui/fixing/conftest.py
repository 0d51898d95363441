"""What the tests of mending share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.fixing.bench import Bench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme


@pytest.fixture
def bench(theme: Theme, qtbot: QtBot) -> Bench:
    return Bench(theme, qtbot)
