"""What these tests share: a player on the screen, and a clip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.ui.player.player import Player
from tests.gui.stage_takes import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme


@pytest.fixture(scope="session")
def heron(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two seconds at 24 frames a second, upright."""
    return clip(tmp_path_factory.mktemp("clips") / "heron.mp4", width=180, height=320, frames=48)


@pytest.fixture
def player(qtbot: QtBot, theme: Theme) -> Iterator[Player]:
    player = Player(theme)
    qtbot.addWidget(player)
    player.resize(640, 480)
    player.show()
    yield player
    player.unload()
