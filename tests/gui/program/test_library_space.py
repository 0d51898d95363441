"""Space in the library does what it does in the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from seedance_desktop.domain.task import Status
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


def test_space_in_the_library_halts_and_plays_the_chosen_take(program: Program) -> None:
    async def use(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)
        deck = user.session.conductor.stage.player.deck
        await user.until(lambda: deck.playing, "the clip playing", SOON)
        deck.set_loop(loop=True)
        user.see(QWidget, "libraryView").setFocus(Qt.FocusReason.TabFocusReason)
        user.key(Qt.Key.Key_Space)
        await user.until(lambda: not deck.playing, "a halt", SOON)
        user.key(Qt.Key.Key_Space)
        await user.until(lambda: deck.playing, "the clip playing again", SOON)

    assert program.use(use) == 0
