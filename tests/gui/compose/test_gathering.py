"""What comes by the dozen is passed on together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from seedance_desktop.ui.compose.gathering import APART, SOON, Gathering

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_one_is_passed_on_soon_and_a_stream_now_and_then(qtbot: QtBot) -> None:
    gathering = Gathering()
    waits: list[int | None] = []

    def more_comes() -> None:
        waits.append(gathering.waits)
        gathering.add()
        gathering.add()
        waits.append(gathering.waits)

    gathering.due.connect(more_comes, Qt.ConnectionType.SingleShotConnection)
    gathering.add()
    assert gathering.waits == SOON
    with qtbot.waitSignal(gathering.due):
        pass
    alone, stream = waits
    assert alone is None
    assert stream is not None
    assert APART / 2 < stream <= APART
    with qtbot.waitSignal(gathering.due):
        pass
    assert gathering.waits is None
