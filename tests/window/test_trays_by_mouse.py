"""The trays in a real window: tiles are carried by the mouse, walked, moved, removed and taken back by keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from tests.window.conftest import Hands


def test_tiles_follow_the_mouse_and_the_keys(hands: Hands, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path, colour in zip(paths, ("steelblue", "orange", "green"), strict=True):
        Image.new("RGB", (640, 480), colour).save(path)
    hands.click("promptEdit")
    for path in paths:
        hands.type(str(path))
        hands.press("Return")
    hands.until(lambda state: state["prompt"].count(".png\n") == len(paths))
    hands.press("ctrl+a", "ctrl+x")
    hands.until(lambda state: not state["prompt"])
    hands.press("Tab", "Tab", "ctrl+v")
    in_order(hands, "abc")

    width = hands.ask("imagesTray")[2]
    hands.drag("imagesTray", 0.1, round(width * 0.6))
    in_order(hands, "bca")
    hands.click("imagesTray", 0.1)
    hands.press("ctrl+Right")
    in_order(hands, "cba")
    hands.press("Delete")
    in_order(hands, "ca")
    hands.press("ctrl+z")
    in_order(hands, "cba")
    hands.press("ctrl+shift+z")
    in_order(hands, "ca")


def in_order(hands: Hands, names: str) -> None:
    """Wait until the images stand in this order."""

    def stand(state: dict[str, Any]) -> bool:
        return [Path(source).stem for _, source, measured in state["references"] if measured] == [*names]

    hands.until(stand)
