"""What if…: the stories, lived through with the real engine and the real sandbox, and given back afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.rehearsal.stories import EXPIRED, FULL, LOST, REFUSED, Moment
from seedance_desktop.ui.rehearsal.strip import GuideStrip
from tests.gui.program.user import SOON, User

if TYPE_CHECKING:
    from tests.gui.program.conftest import Program

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

HELPED = (LOST, FULL)
ENDS = {LOST: Status.COMPLETED, EXPIRED: Status.COMPLETED, FULL: Status.COMPLETED, REFUSED: Status.FAILED}
OWN_WORDS = "A heron that waits for its turn"


async def comes_to(user: User, moment: Moment) -> None:
    """Wait until the guide stands somewhere."""
    strip = user.see(GuideStrip, "guideStrip")
    await user.until(lambda: strip.isVisible() and strip.moment is moment, f"{moment}, not {strip.moment}", 4 * SOON)


async def live_through(user: User, story: str) -> None:
    """Open the stories by the command, choose one with the keys, and do what the guide says."""
    user.session.conductor.actions.action("what_if").trigger()
    await user.seen("whatIfPage")
    user.see(QAbstractButton, f"live.{story}").setFocus(Qt.FocusReason.TabFocusReason)
    user.key(Qt.Key.Key_Space)
    assert not user.see(QWidget, "whatIfPage").isVisible()
    if story in HELPED:
        await comes_to(user, Moment.TROUBLE)
        user.click("aidGuide")
        await comes_to(user, Moment.HELPED)
        assert not user.see(QWidget, "aidGuide").isVisible()
    if story == LOST:
        user.click("pasteId")
        user.key(Qt.Key.Key_Return)  # the field has taken what was copied
    await comes_to(user, Moment.LEARNT)


def what_is_the_persons(user: User) -> tuple[object, ...]:
    desk = user.session.desk
    return (desk.current_profile.id, desk.scenario, desk.settings, user.draft)


def test_every_story_is_lived_through_for_nothing_and_all_is_given_back(program: Program) -> None:
    async def use(user: User) -> None:
        user.write("promptEdit", OWN_WORDS)
        before = what_is_the_persons(user)
        for story, status in ENDS.items():
            await live_through(user, story)
            task = user.tasks()[0]
            assert task.status is status
            assert user.session.conductor.stage.task_id == task.id
            assert user.session.desk.current_profile.sandbox
            user.click("leaveGuide")
            assert not user.see(QWidget, "guideStrip").isVisible()
            assert what_is_the_persons(user) == before
        assert len(user.tasks()) == len(ENDS)

    creates = program.live.room.creates
    program.use(use, base_url=program.live.address.base_url, pace=0.02)
    assert program.live.room.creates == creates


def test_a_full_disk_is_waited_for_until_there_is_room_and_not_until_a_button_is_pressed(program: Program) -> None:
    async def use(user: User) -> None:
        await begun(user, FULL)
        await comes_to(user, Moment.TROUBLE)
        assert "What if" in await user.says("takes.no_room")
        user.click("retryDownload")
        await user.until(lambda: user.tasks()[0].failure is not None, "still no room", SOON)
        assert user.tasks()[0].status is Status.DOWNLOADING
        await comes_to(user, Moment.TROUBLE)
        user.click("aidGuide")
        await comes_to(user, Moment.LEARNT)
        await user.until(lambda: not user.banners(), "calm again", SOON)

    program.use(use, sandbox=True, pace=0.02)


def test_an_answer_that_was_lost_can_be_closed_as_well(program: Program) -> None:
    async def use(user: User) -> None:
        await begun(user, LOST)
        await comes_to(user, Moment.TROUBLE)
        await user.seen("closeUncertain")
        user.click("closeUncertain")
        await user.rest(0.5)  # what comes within a double click is no second press
        user.click("closeUncertain")
        await comes_to(user, Moment.LEARNT)
        assert user.tasks()[0].status is Status.CANCELLED

    program.use(use, sandbox=True, pace=0.02)


def test_leaving_a_full_disk_lets_the_clip_come_and_holds_nobody_up(program: Program) -> None:
    async def use(user: User) -> None:
        await begun(user, FULL)
        await comes_to(user, Moment.TROUBLE)
        user.click("leaveGuide")
        await user.reaches(user.tasks()[0].id, Status.COMPLETED)
        await user.until(lambda: not user.banners(), "calm again", SOON)

    program.use(use, sandbox=True, pace=0.02)


def test_closing_in_the_middle_leaves_the_profile_as_it_was(program: Program) -> None:
    kept: list[str] = []

    async def close(user: User) -> None:
        kept.append(user.session.desk.settings.current_profile)
        await begun(user, LOST)
        await comes_to(user, Moment.TROUBLE)

    async def look(user: User) -> None:
        assert user.session.desk.settings.current_profile == kept[0]
        assert not user.see(QWidget, "guideStrip").isVisible()
        assert [task.status for task in user.tasks()] == [Status.UNCERTAIN]

    base_url = program.live.address.base_url
    program.use(close, base_url=base_url, pace=0.02)
    program.use(look, base_url=base_url, pace=0.02)


async def begun(user: User, story: str) -> None:
    """Go by the first page's link."""
    user.click("whatIf")
    await user.seen("whatIfPage")
    user.click(f"live.{story}")
