"""Mentions in a real window: `@`, the list, the keys that choose, and a reorder that rewrites what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.conftest import Hands


def load(hands: Hands, picture: Path, count: int) -> None:
    """Write a path, cut it, and paste it into the tray."""
    hands.click("promptEdit", 0.3, 0.3)
    hands.type(str(picture))
    hands.until(lambda state: state["prompt"] == str(picture))
    hands.press("ctrl+a", "ctrl+x", "Tab", "Tab", "ctrl+v")
    hands.until(lambda state: len(state["references"]) == count and state["references"][-1][2])


def test_a_mention_is_chosen_by_keys_and_follows_its_reference(hands: Hands, tmp_path: Path) -> None:
    pictures = [tmp_path / "heron.png", tmp_path / "river.png"]
    for count, picture in enumerate(pictures, start=1):
        Image.new("RGB", (640, 480), "steelblue").save(picture)
        load(hands, picture, count)

    hands.click("promptEdit", 0.3, 0.3)
    hands.type("like @")
    hands.until(lambda _: hands.ask("mentionPopup") is not None)
    hands.press("Down", "Tab")
    hands.until(lambda state: state["sent"] == "like @Image2 ")
    assert hands.ask("mentionPopup") is None
    assert hands.ask("state")["focus"] == "promptEdit"
    hands.type(", and @rive")
    hands.press("Escape")
    hands.type("r")
    hands.until(lambda state: state["sent"] == "like @Image2, and @river")

    hands.press("Tab", "Tab", "ctrl+Right")
    hands.until(lambda state: [one[1] for one in state["references"]] == [str(path) for path in reversed(pictures)])
    hands.until(lambda state: state["sent"] == "like @Image1, and @river")
