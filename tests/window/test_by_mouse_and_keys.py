"""The program in a real window: a clip by keys, the mouse on splitters and routes, small sizes, pasted files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageStat

if TYPE_CHECKING:
    from pathlib import Path

    from tests.window.conftest import Hands

PROMPT = "A heron crosses the river at first light"


def test_a_clip_by_the_keyboard_plays_in_the_window(hands: Hands, tmp_path: Path) -> None:
    hands.click("promptEdit")
    hands.type(PROMPT)
    assert hands.until(lambda state: len(state["prompt"]) == len(PROMPT))["prompt"] == PROMPT
    before = hands.picture(tmp_path / "before.png", "stagePane")
    hands.press("ctrl+Return")
    hands.until(lambda state: state["tasks"] == ["completed"])
    hands.until(lambda state: state["playing"] and state["position"] > 300)
    shown = hands.picture(tmp_path / "playing.png", "playerScreen")
    assert colours(before) < colours(shown)
    assert colours(shown) > 2000, "a moving picture has many colours, a surface has few"
    middle = shown.crop((shown.width // 3, shown.height // 4, shown.width * 2 // 3, shown.height * 3 // 4))
    assert max(ImageStat.Stat(middle).stddev) > 10

    hands.click("playerScreen")
    hands.until(lambda state: not state["playing"])
    hands.press("space")
    hands.until(lambda state: bool(state["playing"]))
    hands.press("space")
    still = hands.until(lambda state: not state["playing"])["position"]
    assert hands.ask("state")["position"] == still
    hands.press("Right")
    hands.until(lambda state: 0 < abs(state["position"] - still) < 100)


def colours(picture: Image.Image) -> int:
    found = picture.getcolors(maxcolors=1 << 24)
    return len(found or ())


def test_the_splitter_follows_the_mouse(hands: Hands) -> None:
    compose, stage, library = hands.ask("state")["panes"]
    hands.drag("stagePane", 0.0, 80)
    moved = hands.until(lambda state: state["panes"][0] > compose + 40)["panes"]
    assert moved[1] < stage
    assert moved[2] == library


def test_at_the_smallest_size_all_that_matters_is_in_sight(hands: Hands, tmp_path: Path) -> None:
    hands.resize(1024, 640)
    hands.until(lambda state: state["size"] == [1024, 640])
    for name in ("routePicker", "promptEdit", "readinessList", "generateButton", "librarySearch", "settingsButton"):
        left, top, width, height = hands.ask(name)
        assert left >= 0
        assert top >= 0
        assert left + width <= 1024, name
        assert top + height <= 640, name
    assert colours(hands.picture(tmp_path / "small.png", "generateButton")) > 10


def test_a_path_pasted_into_the_tray_becomes_a_reference(hands: Hands, tmp_path: Path) -> None:
    heron = tmp_path / "heron.png"
    Image.new("RGB", (640, 480), "steelblue").save(heron)
    hands.click("promptEdit")
    hands.type(str(heron))
    hands.until(lambda state: state["prompt"] == str(heron))
    hands.press("ctrl+a", "ctrl+x")
    hands.until(lambda state: not state["prompt"])
    hands.press("Tab", "Tab", "ctrl+v")
    hands.until(lambda state: state["references"] == [["images", str(heron), True]])


def test_a_route_is_chosen_with_the_mouse(hands: Hands) -> None:
    before = hands.ask("state")["model"]
    hands.click("routePicker")
    hands.until(lambda state: state["focus"] == "routeSearch")
    hands.type("MD")
    hands.click("routeSearch", 0.5, 2.6)
    chosen = hands.until(lambda state: state["model"] != before)["model"]
    assert chosen.endswith("-md")


def test_the_question_mark_lists_the_keys_and_escape_goes_back(hands: Hands) -> None:
    hands.click("routePicker")
    hands.press("Escape")
    hands.until(lambda state: state["focus"] == "routePicker")
    hands.press("question")
    hands.until(lambda state: state["focus"] == "paletteSearch")
    hands.press("Escape")
    hands.until(lambda state: state["focus"] == "routePicker")
    hands.press("slash")
    hands.until(lambda state: state["focus"] == "librarySearch")


def test_ctrl_q_closes_the_window(hands: Hands) -> None:
    hands.press("ctrl+q")
    assert hands.process.wait(timeout=10) == 130
