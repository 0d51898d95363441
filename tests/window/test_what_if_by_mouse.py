"""A lost answer, lived through in a real window: its id is found elsewhere, pasted, and the clip comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.sandbox.server import LiveSandbox
    from tests.window.conftest import Hands


def test_a_lost_clip_is_found_in_the_console_and_fetched_by_its_id(hands: Hands, live: LiveSandbox) -> None:
    paid = live.room.creates
    come_to_see(hands, "whatIf")
    hands.click("whatIf")
    come_to_see(hands, "live.lost-answer")
    hands.click("live.lost-answer")
    hands.until(lambda state: state["tasks"] == ["uncertain"])
    come_to_see(hands, "aidGuide")
    hands.click("aidGuide")
    hands.until(lambda _: hands.ask("aidGuide") is None)
    hands.click("pasteId")
    come_to_see(hands, "fetchId")
    hands.click("fetchId")
    hands.until(lambda state: state["tasks"] == ["completed"])
    hands.click("leaveGuide")
    hands.until(lambda _: hands.ask("guideStrip") is None)
    assert live.room.creates == paid


def come_to_see(hands: Hands, name: str) -> None:
    """Wait until something of this name is on the screen."""
    hands.until(lambda _: hands.ask(name) is not None)
