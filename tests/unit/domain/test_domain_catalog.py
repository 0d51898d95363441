"""Routes as data: those that ship, a user's own over them, and files that say nothing useful."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain import catalog
from seedance_desktop.domain.body import draft_from_body
from seedance_desktop.domain.catalog import RouteFileError, load_catalog, read_route
from seedance_desktop.domain.reference import Place
from seedance_desktop.domain.rules import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = Path(catalog.__file__).with_name("routes")
SPECIAL = (SHIPPED / "mini-special.toml").read_text("utf-8")
HTTPS = "https://media.example/1.png"


def test_routes_stand_in_the_pickers_order() -> None:
    loaded = load_catalog()

    assert [route.order for route in loaded.routes] == sorted(route.order for route in loaded.routes)
    assert loaded.problems == ()
    assert loaded.route_of("nobody") is None


def test_a_folder_that_is_missing_or_empty_changes_nothing(tmp_path: Path) -> None:
    shipped = load_catalog().models

    assert load_catalog(tmp_path / "none").models == shipped
    assert load_catalog(tmp_path).models == shipped


def test_a_users_file_adds_a_route_without_a_release(tmp_path: Path) -> None:
    text = SPECIAL.replace("seedance2.0-mini-sp", "seedance3-mine").replace("maximum = 15", "maximum = 30")
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    (tmp_path / "notes.txt").write_text("not a route", "utf-8")

    loaded = load_catalog(tmp_path)

    route = loaded.route_of("seedance3-mine")
    assert route is not None
    assert (route.id, route.own) == ("mine", True)
    assert evaluate(route, draft_from_body({"model": "seedance3-mine", "prompt": "p", "duration": 30})).ready
    assert len(loaded.routes) == len(load_catalog().routes) + 1


def test_a_users_file_of_the_same_name_overrules_a_shipped_route(tmp_path: Path) -> None:
    (tmp_path / "mini-special.toml").write_text(SPECIAL.replace("maximum = 15", "maximum = 20"), "utf-8")

    loaded = load_catalog(tmp_path)

    route = loaded.route_of("seedance2.0-mini-sp")
    assert route is not None
    assert route.own
    assert route.rules("seedance2.0-mini-sp").duration.maximum == 20
    assert loaded.models == load_catalog().models


def test_a_model_claimed_twice_belongs_to_the_users_route(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SPECIAL.replace('"seedance2.0-mini-sp"', '"seedance2.0-md"'), "utf-8")

    loaded = load_catalog(tmp_path)

    route, md = loaded.route_of("seedance2.0-md"), loaded.route_of("seedance2.0-fast-md")
    assert route is not None
    assert md is not None
    assert route.id == "mine"
    assert [model.id for model in md.models] == ["seedance2.0-fast-md"]
    assert sorted(loaded.models) == sorted(load_catalog().models)


def test_a_shipped_route_whose_only_model_is_claimed_leaves_the_picker(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SPECIAL, "utf-8")

    assert "mini-special" not in {route.id for route in load_catalog(tmp_path).routes}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("order = [", "not TOML"),
        ("", "required"),
        (SPECIAL.replace("minimum = 4", "minimum = 40"), "minimum <= default"),
        (SPECIAL.replace("order = 60", 'order = "60"'), "order"),
        (SPECIAL.replace("open = true", 'open = "yes"'), "open"),
        (SPECIAL.replace('default = "720p"', 'default = "4k"'), "default resolution"),
        (SPECIAL.replace('options = ["480p", "720p"]\ndefault = "720p"', 'fixed = "720p"\nin_model = true'), "fixed"),
        (SPECIAL.replace("[frames]", "[frames]\ntypo = 1"), "typo"),
        (SPECIAL.replace('name = "seedance2.0-mini-sp-{resolution}"', ""), "billing"),
        (SPECIAL.replace("[[models]]", "[models]"), "table"),
        (SPECIAL[: SPECIAL.index("[[models]]")], "models"),
        ("id = " + "1" * 5_000, "a number is too long"),
        ("id = " + "[" * 50_000, "nested too deep"),
        (SPECIAL.replace("{resolution}", "{size}"), "braces"),
        (SPECIAL.replace("{resolution}", "{resolution"), "braces"),
        (SPECIAL.replace("{resolution}", "{model.__class__}"), "braces"),
    ],
)
def test_a_broken_file_is_skipped_and_said_to_be(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "broken.toml").write_text(text, "utf-8")
    (tmp_path / "mine.toml").write_text(SPECIAL.replace("seedance2.0-mini-sp", "seedance3-mine"), "utf-8")

    loaded = load_catalog(tmp_path)

    assert [problem.file for problem in loaded.problems] == ["broken.toml"]
    assert reason in loaded.problems[0].reason
    assert loaded.route_of("seedance3-mine") is not None
    assert set(load_catalog().models) < set(loaded.models)


def test_bytes_that_are_no_text_and_names_that_are_no_file_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")

    loaded = load_catalog(tmp_path)

    assert [problem.file for problem in loaded.problems] == ["broken.toml"]


def test_a_folder_that_cannot_be_read_is_said_to_be(tmp_path: Path) -> None:
    class Locked(type(tmp_path)):  # type: ignore[misc]  # the class depends on the system
        def iterdir(self) -> Iterator[Path]:
            raise PermissionError(13, "Permission denied")

    loaded = load_catalog(Locked(tmp_path))

    assert [problem.file for problem in loaded.problems] == [str(tmp_path)]
    assert loaded.models == load_catalog().models


def test_a_route_may_refuse_pictures_and_frames() -> None:
    off = "supported = false\nsource ="
    text = SPECIAL.replace("[images]\nsource =", f"[images]\n{off}").replace(
        "[frames]\nlast_alone_doubtful = true\nsource =", f"[frames]\n{off}"
    )
    route = read_route("words-only", text)
    body = {"model": "seedance2.0-mini-sp", "prompt": "p", "duration": 5}

    pictures = evaluate(route, draft_from_body({**body, "images": [HTTPS]}))
    frames = evaluate(route, draft_from_body({**body, "last_image": HTTPS}))

    assert [(issue.code, issue.field) for issue in pictures.errors] == [("images.not_supported", Place.IMAGES)]
    assert [(issue.code, issue.field) for issue in frames.errors] == [("frames.not_supported", Place.LAST_FRAME)]


def test_a_route_file_error_is_raised_for_the_reader() -> None:
    with pytest.raises(RouteFileError, match=r"duration\.minimum"):
        read_route("x", SPECIAL.replace("minimum = 4", "minimum = 0"))
