"""Volume and loop are found again as they were left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from seedance_desktop.ui.player.player import Player


def has_volume(memory: QSettings) -> bool:
    """Whether the volume that is kept is one; where none is, the usual one is."""
    try:
        return 0.0 <= float(str(memory.value("volume", 1.0))) <= 1.0
    except ValueError:
        return False


class SoundMemory(QObject):
    """Sets a player as it was left, and follows what the person changes.

    Args:
        player: whose volume and loop.
        memory: the window's own small file; written by `keep` alone, as a slider would write it at every step.
    """

    def __init__(self, player: Player, memory: QSettings) -> None:
        super().__init__(player)
        self._memory = memory
        self._volume = float(str(memory.value("volume", 1.0))) if has_volume(memory) else 1.0
        self._muted = str(memory.value("muted", "false")) == "true"
        self._loop = str(memory.value("loop", "false")) == "true"
        player.set_sound(self._volume, muted=self._muted)
        player.set_loop(self._loop)
        player.volume_changed.connect(self._follow_volume)
        player.loop_changed.connect(self._follow_loop)

    def keep(self) -> None:
        self._memory.setValue("volume", self._volume)
        self._memory.setValue("muted", str(self._muted).lower())
        self._memory.setValue("loop", str(self._loop).lower())

    def _follow_volume(self, volume: float, muted: bool) -> None:  # noqa: FBT001 - a slot's arguments are the signal's
        self._volume, self._muted = volume, muted

    def _follow_loop(self, loop: bool) -> None:  # noqa: FBT001 - as above
        self._loop = loop
