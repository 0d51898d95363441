"""One press, one clip, whatever the hand does; and a press that is taken back in time costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.sandbox.server import LiveSandbox
    from tests.window.conftest import Hands


def test_a_double_click_and_enter_make_one_clip_that_can_be_taken_back(hands: Hands, live: LiveSandbox) -> None:
    paid = live.room.creates
    hands.click("promptEdit")
    hands.type("A heron crosses the river")
    hands.until(lambda state: bool(state["sent"]))
    hands.click_fast("generateButton", 2)
    hands.press("ctrl+Return")
    hands.until(lambda state: state["tasks"] == ["preparing"])
    hands.click("undoSend")
    hands.until(lambda state: state["tasks"] == [])
    assert live.room.creates == paid

    hands.click_fast("generateButton", 3)
    hands.until(lambda state: state["tasks"] == ["completed"])
    assert live.room.creates == paid + 1
