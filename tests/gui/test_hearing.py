"""What the window does with what the engine tells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject

from seedance_desktop.engine.events import Fault
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.hearing import Hearing

if TYPE_CHECKING:
    from seedance_desktop.ui.conductor import Conductor


class _Conductor(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.banners = SimpleNamespace(say=lambda code, _values, kind="warning": self.said.append(f"{kind} {code}"))
        self.trays = SimpleNamespace(measuring=SimpleNamespace(take=lambda _measured: None))


@pytest.mark.usefixtures("qapp")
def test_a_fault_is_told_and_its_report_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    conductor, bridge, nothing = _Conductor(), EngineBridge(), cast("Any", None)
    hearing = Hearing(cast("Conductor", conductor), nothing, nothing, bridge)
    bridge.listener()(Fault("Traceback: KeyError"))
    assert hearing.parent() is conductor
    assert [record.getMessage() for record in caplog.records] == ["the engine broke: Traceback: KeyError"]
    caplog.clear()
