"""The keys of an editing desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.ui.player.player import Player

SECOND = 1000
FASTEST = 2.0


def desk_keys(player: Player) -> Mapping[Qt.Key, Callable[[], object]]:
    """What each key does: J K L shuttle, the arrows step a frame.

    No decoder here runs backwards, so J goes back a second at a press.
    """

    def halt() -> None:
        player.pause()
        player.set_rate(1.0)

    def faster() -> None:
        if player.playing:
            player.set_rate(min(FASTEST, player.rate * 2))
        else:
            player.play()

    return {
        Qt.Key.Key_Space: player.toggle,
        Qt.Key.Key_K: halt,
        Qt.Key.Key_L: faster,
        Qt.Key.Key_J: lambda: player.seek(player.milliseconds - SECOND),
        Qt.Key.Key_Left: lambda: player.step(-1),
        Qt.Key.Key_Right: lambda: player.step(1),
        Qt.Key.Key_Home: lambda: player.seek(0),
        Qt.Key.Key_End: lambda: player.seek(player.duration),
        Qt.Key.Key_F: player.toggle_full_screen,
        Qt.Key.Key_M: player.toggle_mute,
    }
