"""A person who also reads what the window says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from seedance_desktop.app.person import PATIENCE, Person
from seedance_desktop.ui.compose.route_picker import RoutePicker
from seedance_desktop.ui.library.model import TaskListModel
from seedance_desktop.ui.widgets.banner import Banner
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.readiness import ReadinessList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.reference import Place
    from seedance_desktop.domain.task import Status, Task

PROMPT = "A heron crosses the river at first light"
SOON = 10.0
"""Seconds that anything but a whole generation may take."""


class User(Person):
    """Uses the window by keys and mouse, and reads it."""

    @property
    def draft(self) -> Draft:
        return self.session.presenter.draft

    def tasks(self) -> tuple[Task, ...]:
        return () if self.session.engine is None else self.session.engine.tasks

    def sources(self, place: Place) -> list[str]:
        return [reference.source for reference in self.draft.at(place)]

    def banners(self) -> str:
        """All sentences in the banners."""
        return " ".join(banner.text() for banner in self.window.findChildren(Banner) if banner.isVisible())

    def issues(self) -> list[str]:
        """The codes of the lines above Generate."""
        return [fix.code for fix in self.see(ReadinessList, "readinessList").fixes()]

    def mend(self, code: str) -> None:
        """Press the button beside a line above Generate."""
        readiness = self.see(ReadinessList, "readinessList")
        acting = [fix.code for fix in readiness.fixes() if fix.action]
        links = [link for link in readiness.findChildren(LinkButton) if link.isVisibleTo(self.window)]
        QTest.mouseClick(links[acting.index(code)], Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def control(self, key: Qt.Key) -> None:
        """Press a key with Ctrl held."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def paste(self, name: str, text: str) -> None:
        """Copy a text elsewhere and paste it where the focus then is."""
        QApplication.clipboard().setText(text)
        self.see(QWidget, name).setFocus(Qt.FocusReason.TabFocusReason)
        self.control(Qt.Key.Key_V)

    def click(self, name: str) -> None:
        """Press what is seen of this name: pages that are not shown have buttons of the same name."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)

    def choose_route(self, model: str) -> None:
        """Open the picker, filter by the model's name, and press what is left of it."""
        self.press("routePicker")
        QTest.keyClicks(self.see(QWidget, "routeSearch"), model)
        picker = self.window.findChildren(RoutePicker)[0]
        row = next(row for row in picker.rows if not row.isHidden() and row.route.model(model) is not None)
        chips = [chip for named, _, chip in row._chips if named == model]
        QTest.mouseClick(chips[0] if chips else row, Qt.MouseButton.LeftButton)

    def drop_on_prompt(self, files: Sequence[Path]) -> None:
        """The prompt takes a drop on its viewport."""
        viewport = self.see(QTextEdit, "promptEdit").viewport()
        viewport.setObjectName("promptViewport")
        self.drop("promptViewport", files)

    def press_within(self, name: str, share: float) -> None:
        """Press what lies at a share of a widget's width."""
        outer = self.see(QWidget, name)
        place = QPoint(round(outer.width() * share), outer.height() // 2)
        QTest.mouseClick(outer.childAt(place) or outer, Qt.MouseButton.LeftButton)

    async def until(self, seen: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Look again and again; the window is told of a task once the disk has it, so that is waited for as well."""
        await super().until(lambda: seen() and self._window_knows(), what, patience)

    def _window_knows(self) -> bool:
        (shown,) = self.window.findChildren(TaskListModel)
        return {(task.id, task.status) for task in shown.tasks()} == {(task.id, task.status) for task in self.tasks()}

    async def shown(self) -> None:
        """Wait until all that was changed is laid out and painted."""
        painted = self.window.grab
        for _ in range(2):
            await self.rest(0)
            painted()

    async def seen(self, name: str) -> None:
        """Wait until something of this name is visible."""
        await self.until(
            lambda: any(widget.isVisible() for widget in self.window.findChildren(QWidget, name)), name, SOON
        )

    async def says(self, code: str) -> str:
        """Wait for a banner, and read all that stand there."""
        shown = self.session.conductor.banners
        await self.until(lambda: code in shown.codes(), f"{code} among {shown.codes()}", SOON)
        assert code not in self.banners(), "a sentence is missing"
        return self.banners()

    async def measured(self) -> None:
        """Wait until every local reference is looked into."""
        await self.until(lambda: all(r.facts.size for r in self.draft.references if r.local), "the facts", SOON)

    async def generate(self, prompt: str = PROMPT) -> str:
        """Write a prompt, press Generate, and answer the task's id."""
        before = len(self.tasks())
        self.write("promptEdit", prompt)
        self.press("generateButton")
        await self.until(lambda: len(self.tasks()) > before, "the task", SOON)
        return self.tasks()[0].id

    async def reaches(self, task_id: str, status: Status) -> Task:
        """Wait until a task has a status."""
        found: list[Task] = []

        def there() -> bool:
            found[:] = [task for task in self.tasks() if task.id == task_id and task.status is status]
            return bool(found)

        await self.until(there, f"{status} of {[(t.status, t.failure) for t in self.tasks()]}", 4 * SOON)
        return found[0]


def picture(path: Path, colour: str = "steelblue", size: tuple[int, int] = (640, 480)) -> Path:
    """A picture on the disk."""
    Image.new("RGB", size, colour).save(path)
    return path
