"""What the window says of the clips before it knows them: nothing that may be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.store.store import Store
from seedance_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from seedance_desktop.domain.task import Task
    from tests.gui.program.conftest import Program
    from tests.gui.program.user import User

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

TAUGHT = ("Make your first clip", "Your takes will be here")


@pytest.fixture
def taught(qapp: QApplication) -> Callable[[], list[str]]:
    """What is visible of the words for those who have no clips."""

    def labels() -> list[str]:
        windows: list[QWidget] = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
        shown = [label.text() for window in windows for label in window.findChildren(QLabel) if label.isVisible()]
        return [words for words in TAUGHT if words in shown]

    return labels


def test_who_has_clips_is_not_told_to_make_a_first_one(
    program: Program, taught: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    load = Store.tasks

    async def load_and_look(store: Store) -> tuple[Task, ...]:
        said.append(taught())
        tasks = await load(store)
        said.append(taught())
        return tasks

    async def use(user: User) -> None:
        said.append(taught())
        await user.reaches(await user.generate(), Status.COMPLETED)

    async def come_back(_user: User) -> None:
        said.append(taught())

    monkeypatch.setattr(Store, "tasks", load_and_look)
    program.use(use)
    assert said[-1] == list(TAUGHT), "now it is known that there are none"
    assert not any(said[:-1])
    said.clear()
    program.use(come_back)
    assert len(said) >= 3
    assert not any(said)
