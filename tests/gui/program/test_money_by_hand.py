"""One press, one clip: pressing twice, taking back, several at once, and a cap that is reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.widgets.banner import Banner
from seedance_desktop.ui.widgets.buttons import LinkButton
from tests.gui.program.user import PROMPT, SOON

if TYPE_CHECKING:
    from seedance_desktop.ui.compose.send_bar import SendBar
    from tests.gui.program.conftest import Program
    from tests.gui.program.user import User

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang

LONG_HOLD = "undo_seconds = 30"


def press_wildly(user: User) -> None:
    """A double click, then Enter, faster than anybody could mean it."""
    button = user.see(QWidget, "generateButton")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    user.control(Qt.Key.Key_Return)


def answer_banner(user: User) -> None:
    """Press the link on the banner that asks."""
    (banner,) = user.window.findChildren(Banner)
    (link,) = (link for link in banner.findChildren(LinkButton) if link.isVisible())
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(4, link.height() // 2))


def told(user: User) -> str:
    """What stands in the banners, painted or not: the engine may tell again of the task as it really is."""
    return " ".join(banner.text() for banner, *_rest in user.session.conductor.banners._shown.values())


def bar(user: User) -> SendBar:
    return user.session.conductor.composer.send_bar


def test_pressing_twice_makes_one_clip_and_asks_before_another(program: Program) -> None:
    async def use(user: User) -> None:
        creates = program.live.room.creates
        user.write("promptEdit", PROMPT)
        press_wildly(user)
        await user.until(lambda: "once more" in user.banners(), "the question", SOON)
        (first,) = user.tasks()
        await user.reaches(first.id, Status.COMPLETED)
        assert program.live.room.creates == creates + 1
        answer_banner(user)
        await user.until(lambda: len(user.tasks()) == 2, "the second one", SOON)
        assert user.banners() == ""
        await user.reaches(user.tasks()[0].id, Status.COMPLETED)
        assert program.live.room.creates == creates + 2

    program.use(use)


def test_the_question_goes_with_what_it_was_about(program: Program) -> None:
    async def use(user: User) -> None:
        await user.reaches(await user.generate(), Status.COMPLETED)
        user.press("generateButton")
        await user.says("send.same_again")
        user.write("promptEdit", f"{PROMPT} at night")
        assert user.banners() == ""
        user.press("generateButton")
        await user.until(lambda: len(user.tasks()) == 2, "another clip", SOON)
        assert user.banners() == ""
        await user.reaches(user.tasks()[0].id, Status.COMPLETED)
        user.press("generateButton")
        await user.says("send.same_again")
        user.press("moreClips")
        assert user.banners() == "", "it named the price of one"
        assert len(user.tasks()) == 2

    program.use(use)


def test_the_question_says_whether_the_first_one_was_sent(program: Program) -> None:
    program.settings(LONG_HOLD)

    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        press_wildly(user)
        await user.until(lambda: "nothing was sent yet" in user.banners(), "the question", SOON)
        (held,) = user.tasks()
        user.session.conductor.sending.follow(replace(held, held_until=None))
        assert "will be sent by itself" in told(user)
        user.session.conductor.sending.follow(replace(held, held_until=None, sent_at=held.created_at))
        assert "was sent at" in told(user)

    program.use(use)


@pytest.mark.parametrize("end", [Status.REFUSED, Status.FAILED, Status.CANCELLED])
def test_the_question_goes_with_a_first_one_that_was_never_sent(program: Program, end: Status) -> None:
    program.settings(LONG_HOLD)

    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        press_wildly(user)
        await user.until(lambda: told(user) != "", "the question", SOON)
        (held,) = user.tasks()
        user.session.conductor.sending.follow(replace(held, held_until=None, status=end))
        assert told(user) == "", "a second one of what?"

    program.use(use)


def test_a_press_is_taken_back_by_mouse_and_by_key(program: Program) -> None:
    program.settings(LONG_HOLD)

    async def use(user: User) -> None:
        calls = program.live.room.creates
        await user.generate()
        await user.seen("undoSend")
        user.click("undoSend")
        await user.until(lambda: user.tasks() == (), "the list", SOON)
        assert not bar(user).held.isVisible()
        assert user.draft.prompt == PROMPT, "what was written stays"
        await user.generate()
        await user.seen("undoSend")
        user.control(Qt.Key.Key_Period)
        await user.until(lambda: user.tasks() == (), "the list", SOON)
        assert program.live.room.creates == calls

    program.use(use)


def test_the_stage_takes_back_as_well(program: Program) -> None:
    program.settings(LONG_HOLD)

    async def use(user: User) -> None:
        await user.generate()
        await user.seen("cancelTask")
        user.click("cancelTask")
        await user.until(lambda: user.tasks() == (), "the list", SOON)

    program.use(use)


def test_a_press_that_could_be_taken_back_as_the_window_closed_is_sent_by_no_later_start(program: Program) -> None:
    program.settings(LONG_HOLD)
    creates = program.live.room.creates

    async def press(user: User) -> None:
        await user.generate()
        await user.seen("undoSend")

    async def look(user: User) -> None:
        (task,) = user.tasks()
        assert (task.status, task.held_until) == (Status.CANCELLED, None)
        assert not bar(user).held.isVisible()
        user.session.conductor.show(task.id)
        await user.seen("useAgain")

    program.use(press)
    program.use(look)
    program.settings("undo_seconds = 0")
    program.use(look)
    assert program.live.room.creates == creates


def test_several_clips_by_one_press_share_one_undo_and_one_price(program: Program) -> None:
    program.settings(LONG_HOLD)

    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        user.press("moreClips")
        user.press("moreClips")
        assert bar(user).count == 3
        await user.generate()
        assert len({task.batch for task in user.tasks()}) == 1
        assert len(user.tasks()) == 3
        await user.seen("undoSend")
        user.click("undoSend")
        await user.until(lambda: user.tasks() == (), "the list", SOON)

    program.use(use)


def test_several_clips_are_all_made(program: Program) -> None:
    async def use(user: User) -> None:
        user.write("promptEdit", PROMPT)
        user.press("moreClips")
        await user.generate()
        for task in user.tasks():
            await user.reaches(task.id, Status.COMPLETED)
        assert len(user.tasks()) == 2

    program.use(use)


def test_prices_come_from_the_service_and_the_button_follows_at_once(program: Program) -> None:
    profile = f'[[profiles]]\nid = "default"\nname = "Own"\nbase_url = "{program.live.address.base_url}"'
    program.settings(f"undo_seconds = 0\n{profile}")

    async def use(user: User) -> None:
        button = user.see(QWidget, "generateButton")
        user.write("promptEdit", PROMPT)
        assert user.session.presenter.evaluation.price is not None
        assert user.session.presenter.evaluation.price.total is None
        before = button.accessibleDescription()
        user.session.conductor.open_preferences("prices")
        await user.seen("fetchPrices")
        user.click("fetchPrices")
        await user.seen("applyPrices")
        assert button.accessibleDescription() == before, "nothing is changed before it is applied"
        user.click("applyPrices")
        await user.until(lambda: button.accessibleDescription() != before, "the price", SOON)
        price = user.session.presenter.evaluation.price
        assert price.unit_price == program.live.room.prices.unit_price(price.key)
        user.session.conductor.close_popovers()
        done = await user.reaches(await user.generate(), Status.COMPLETED)
        assert (done.price_key, done.unit_price, done.estimate) == (price.key, price.unit_price, price.total)

    program.use(use)
    assert 'source = "catalog"' in (program.folder / "settings.toml").read_text("utf-8")
