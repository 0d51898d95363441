"""What the window does with what the engine tells."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import Fault, Measured
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.hearing import Hearing

if TYPE_CHECKING:
    from seedance_desktop.ui.conductor import Conductor


class _Conductor(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.banners = SimpleNamespace(say=lambda code, _values, kind="warning": self.said.append(f"{kind} {code}"))
        self.composer = SimpleNamespace(learn=lambda _measured: None)


@pytest.mark.usefixtures("qapp")
def test_a_fault_is_told_and_its_report_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    conductor, bridge, nothing = _Conductor(), EngineBridge(), cast("Any", None)
    hearing = Hearing(cast("Conductor", conductor), nothing, nothing, bridge)
    bridge.listener()(Fault("Traceback: KeyError"))
    assert hearing.parent() is conductor
    assert conductor.said == ["danger program.fault"]
    assert [record.getMessage() for record in caplog.records] == ["the engine broke: Traceback: KeyError"]
    caplog.clear()


@pytest.mark.parametrize(
    ("code", "left"),
    [("file.missing", ["/a.png"]), ("media.unreadable", ["/a.png"]), ("media.unknown_kind", [])],
)
@pytest.mark.usefixtures("qapp")
def test_what_cannot_be_read_now_stays_and_what_is_no_media_goes(code: str, left: list[str]) -> None:
    conductor, bridge, presenter = _Conductor(), EngineBridge(), ComposePresenter(load_catalog())
    hearing = Hearing(cast("Conductor", conductor), presenter, cast("Any", None), bridge)
    presenter.add(Place.IMAGES, ["/a.png"], local=True)
    bridge.listener()(Measured("/a.png", None, Facts(), None, (), Failure(code)))
    assert hearing.parent() is conductor
    assert conductor.said == [f"warning {code}"]
    assert [reference.source for reference in presenter.draft.references] == left
