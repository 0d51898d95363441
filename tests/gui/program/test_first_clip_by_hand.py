"""The main job by keys and mouse alone, and what pressing twice, leaving or coming back does to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.reference import Place
from seedance_desktop.domain.task import Status
from tests.gui.program.user import PROMPT, SOON, User, picture

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


def test_a_first_clip_by_keys_and_mouse_alone(program: Program, tmp_path: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        user.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(user.window.focusWidget(), PROMPT)
        user.drop("imagesTray", [heron])
        await user.measured()
        user.control(Qt.Key.Key_Return)
        await user.until(lambda: len(user.tasks()) == 1, "the task", SOON)
        task = await user.reaches(user.tasks()[0].id, Status.COMPLETED)
        assert task.take is not None
        assert task.request.prompt == PROMPT
        assert [Path(reference.source).name for reference in task.request.references] == ["heron.png"]
        shown: list[int] = []
        user.session.conductor.stage.player.position.connect(shown.append)
        await user.until(lambda: any(position > 300 for position in shown), "the clip playing", SOON)

    assert program.use(use) == 0
    (take,) = (program.folder / "takes").iterdir()
    assert take.read_bytes()[4:8] == b"ftyp"


def test_use_again_hands_the_whole_request_back(program: Program, tmp_path: Path) -> None:
    heron = picture(tmp_path / "heron.png")

    async def use(user: User) -> None:
        user.drop("imagesTray", [heron])
        await user.measured()
        task_id = await user.generate()
        await user.reaches(task_id, Status.COMPLETED)
        user.control(Qt.Key.Key_N)
        assert (user.draft.prompt, user.draft.references) == ("", ())
        user.key(Qt.Key.Key_Slash)
        user.session.conductor.library.select(task_id)
        user.session.conductor.show(task_id)
        await user.seen("useAgain")
        user.click("useAgain")
        assert user.draft.prompt == PROMPT
        assert user.sources(Place.IMAGES) == [str(heron)]
        assert user.session.presenter.evaluation.ready

    program.use(use)
