"""The form with its Fix buttons, over an engine that makes a copy when the test says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import FitProgress, Fitted
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.compose.composer import Composer
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.fixing.room import FixingRoom
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.banner import Banner


def settle() -> None:
    """Let what was posted arrive: a new line is laid out, and so shown, a moment later."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()


class FakeFitting:
    """Remembers what was asked; answers through the bridge when told to."""

    def __init__(self, bridge: EngineBridge) -> None:
        self._hear = bridge.listener()
        self.asked: dict[str, tuple[str, Recipe]] = {}
        self.cancelled: list[str] = []
        self.strips: list[str] = []
        self.frames: dict[str, tuple[str, float]] = {}

    def fit(self, token: str, path: str, recipe: Recipe) -> None:
        assert token not in self.asked, "tokens are used once"
        self.asked[token] = (path, recipe)

    def cancel(self, token: str) -> None:
        self.cancelled.append(token)

    def strip(self, path: str, frames: int = 12) -> None:
        assert frames > 1
        self.strips.append(path)

    def frame(self, token: str, path: str, seconds: float) -> None:
        self.frames[token] = (path, seconds)

    @property
    def last(self) -> str:
        return next(reversed(self.asked))

    @property
    def recipe(self) -> Recipe:
        return self.asked[self.last][1]

    def go_on(self, fraction: float) -> None:
        self._hear(FitProgress(self.last, fraction))

    def end(self, facts: Facts, token: str = "") -> str:
        token = token or self.last
        path = f"/copies/{token}.{facts.format}"
        self._hear(Fitted(token, path, facts, None))
        return path

    def fail(self, code: str) -> None:
        self._hear(Fitted(self.last, "", Facts(), Failure(code, {"name": "a"})))


class Bench:
    """A form at work."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        catalog = load_catalog()
        speech = Speech(Wording("en"), catalog)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.bridge = EngineBridge()
        self.engine = FakeFitting(self.bridge)
        self.presenter = ComposePresenter(catalog)
        self.composer = Composer(theme, speech, self.presenter)
        column = QVBoxLayout(self.window)
        self._told = QVBoxLayout()
        column.addLayout(self._told)
        column.addWidget(self.composer)
        self.banners = Banners(theme, speech, self._told, self.window)
        self.room = FixingRoom(theme, speech, self.window, self.composer, self.presenter, self.banners, self.bridge)
        self.room.attach(cast("Any", self.engine))
        self.window.resize(900, 700)
        self.window.show()
        qtbot.waitExposed(self.window)

    def load(self, place: Place, facts: Facts, model: str = "seedance2.0-md", name: str = "a") -> Reference:
        self.presenter.set_model(model)
        self.presenter.set_prompt("a heron")
        path = f"/m/{name}.{facts.format}"
        self.presenter.add(place, [path], local=True)
        self.presenter.set_facts(path, facts)
        return self.presenter.draft.references[-1]

    @property
    def reference(self) -> Reference:
        (reference,) = self.presenter.draft.references
        return reference

    def codes(self) -> list[str]:
        return [issue.code for issue in self.presenter.evaluation.issues]

    def button(self, code: str) -> LinkButton:
        settle()
        return next(b for b in self.window.findChildren(LinkButton, f"mend:{code}") if b.isVisibleTo(self.window))

    def banner(self) -> Banner:
        """The last thing told."""
        last = self._told.itemAt(self._told.count() - 1)
        assert last is not None
        return cast("Banner", last.widget())
