"""Caps of a damaged settings file: what cannot be read stops every press, and takes nothing else along."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w

from seedance_desktop.domain.price import Source
from seedance_desktop.settings.file import load_settings, save_settings
from seedance_desktop.settings.model import SavedCaps, SavedOrigin, SavedProfile, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.settings.file import Loaded

HELD = SavedCaps(batch=Decimal(0))
OWN = {"id": "default", "name": "n", "base_url": "https://x.example"}


@pytest.mark.parametrize(
    ("caps", "left"),
    [
        ({"day": "20,5", "batch": "2"}, SavedCaps(day=Decimal(0), batch=Decimal(2))),
        ({"session": -1}, SavedCaps(session=Decimal(0))),
        ({"day": "inf"}, SavedCaps(day=Decimal(0))),
        ({"day": []}, SavedCaps(day=Decimal(0))),
        ({"day": "20", "week": "50"}, SavedCaps(day=Decimal(20), batch=Decimal(0))),
        ("20", HELD),
        ([], HELD),
    ],
    ids=str,
)
def test_a_cap_that_cannot_be_read_stops_everything_and_takes_nothing_along(
    tmp_path: Path, caps: object, left: SavedCaps
) -> None:
    loaded = read(tmp_path, {"profiles": [{**OWN, "prices": {"md": "0.45"}, "caps": caps}], "sandbox_caps": caps})

    assert loaded.settings.profiles == (SavedProfile(**OWN, prices={"md": Decimal("0.45")}, caps=left),)
    assert loaded.settings.sandbox_caps == left
    assert loaded.problem is not None
    assert loaded.problem.code == "settings.broken"


@pytest.mark.parametrize(
    ("harm", "left"),
    [
        ({"prices": {"md": "0.45", "std": "cheap", "sp": -1}}, {"prices": {"md": Decimal("0.45")}}),
        ({"prices": 3}, {}),
        ({"origins": {"md": {"since": date(2026, 11, 20), "source": "catalog"}, "std": {"since": "once"}}}, {
            "origins": {"md": SavedOrigin(since=date(2026, 11, 20), source=Source.CATALOG)},
        }),
        ({"host": {"kind": "ftp"}}, {}),
        ({"host": {"kind": "picgo", "address": 3}}, {}),
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_read_in_a_profile_costs_neither_the_profile_nor_its_caps(
    tmp_path: Path, harm: dict[str, object], left: dict[str, Any]
) -> None:
    loaded = read(tmp_path, {"profiles": [{**OWN, "caps": {"day": "20"}, **harm}]})

    assert loaded.settings.profiles == (SavedProfile(**OWN, caps=SavedCaps(day=Decimal(20)), **left),)
    assert loaded.problem is not None


CAPPED = "[[profiles]]\nid = 'default'\nname = 'n'\nbase_url = 'https://x.example'\n[profiles.caps]\nday = 20\n"


@pytest.mark.parametrize(
    ("content", "stands"),
    [
        (f"language = [\n{CAPPED}".encode(), True),
        (f"language = [\n{CAPPED}".encode("utf-16"), True),
        (CAPPED.replace("base_url", "base_url_").encode(), True),
        (f"version = 2\n{CAPPED}".encode(), True),
        (bytes(300), True),
        (b"language = 7\n[sandbox_caps]\nday = 20\n", False),
        (b"version = 2\n", False),
    ],
    ids=["not TOML", "UTF-16", "no address", "newer", "zeros", "the sandbox's", "newer without caps"],
)
def test_where_no_profile_can_be_read_nothing_is_spent_if_there_may_have_been_caps(
    tmp_path: Path, content: bytes, *, stands: bool
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)

    (profile,) = load_settings(path).settings.profiles

    assert profile == Settings().profiles[0].model_copy(update={"caps": HELD if stands else SavedCaps()})


def test_wherever_its_end_is_lost_nothing_is_spent(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    prices, caps = {"md": Decimal("0.45")}, SavedCaps(day=Decimal(20))
    profiles = tuple(
        SavedProfile(id=one, name=one, base_url="https://x.example", prices=prices, caps=caps) for one in "ab"
    )
    save_settings(path, Settings(profiles=profiles))
    whole = path.read_bytes()
    for size in range(len(whole) - 1):
        path.write_bytes(whole[:size])
        loaded = load_settings(path)
        assert loaded.problem is not None, size
        assert {profile.caps.batch for profile in loaded.settings.profiles} == {0}, size


def test_of_two_profiles_with_one_id_the_caps_of_the_second_are_not_lost(tmp_path: Path) -> None:
    loaded = read(tmp_path, {"profiles": [OWN, {**OWN, "caps": {"day": "20"}}, {**OWN, "id": "b"}]})

    assert [profile.caps for profile in loaded.settings.profiles] == [HELD, SavedCaps()]


def test_of_two_profiles_with_one_id_the_caps_of_a_first_that_calls_nobody_are_not_lost(tmp_path: Path) -> None:
    loaded = read(tmp_path, {"profiles": [{"id": "default", "name": "n", "caps": {"day": "20"}}, OWN]})

    assert [profile.caps for profile in loaded.settings.profiles] == [HELD]


def read(folder: Path, data: dict[str, object]) -> Loaded:
    path = folder / "settings.toml"
    path.write_text(tomli_w.dumps(data), "utf-8")
    return load_settings(path)
