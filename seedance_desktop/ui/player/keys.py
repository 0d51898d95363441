"""The keys of an editing desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.ui.player.deck import Deck

SECOND = 1000
FASTEST = 2.0


def desk_keys(
    deck: Deck, toggle_full_screen: Callable[[], object], toggle_mute: Callable[[], object]
) -> Mapping[Qt.Key, Callable[[], object]]:
    """What each key does: J K L shuttle, the arrows step a frame.

    No decoder here runs backwards, so J goes back a second at a press.
    """

    def halt() -> None:
        deck.pause()
        deck.set_rate(1.0)

    def faster() -> None:
        if deck.playing:
            deck.set_rate(min(FASTEST, deck.rate * 2))
        else:
            deck.play()

    return {
        Qt.Key.Key_Space: deck.toggle,
        Qt.Key.Key_K: halt,
        Qt.Key.Key_L: faster,
        Qt.Key.Key_J: lambda: deck.seek(deck.milliseconds - SECOND),
        Qt.Key.Key_Left: lambda: deck.step(-1),
        Qt.Key.Key_Right: lambda: deck.step(1),
        Qt.Key.Key_Home: lambda: deck.seek(0),
        Qt.Key.Key_End: lambda: deck.seek(deck.duration),
        Qt.Key.Key_F: toggle_full_screen,
        Qt.Key.Key_M: toggle_mute,
    }
