"""The settings file: written whole, read in any state, and never lost."""

from __future__ import annotations

import errno
import os
import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NoReturn

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.network import Network
from seedance_desktop.domain.price import Origin, Source
from seedance_desktop.domain.spending import Caps
from seedance_desktop.settings import file
from seedance_desktop.settings.file import SIZE_LIMIT, load_settings, save_settings
from seedance_desktop.settings.model import NetworkChoices, SavedCaps, SavedOrigin, SavedProfile, Settings

if TYPE_CHECKING:
    from pathlib import Path


CHOSEN = Settings(
    language="zh",
    appearance="dark",
    takes_folder="/media/短片",
    network=NetworkChoices(proxy="socks5h://127.0.0.1:7890"),
    profiles=(
        SavedProfile(id="default", name="JimmyAI", base_url="https://www.jimmyai.cn"),
        SavedProfile(id="b", name="Büro", base_url="https://b.example/", prices={"x-720p": Decimal("0.050")}),
    ),
    current_profile="b",
)
CLOSED = Settings(profiles=(Settings().profiles[0].model_copy(update={"caps": SavedCaps(batch=Decimal(0))}),))
"""What stands in for a file of which nothing can be read: it may have held caps."""


def test_without_a_file_everything_is_as_at_first(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.toml")

    assert loaded.problem is None
    assert loaded.settings == Settings()
    (profile,) = loaded.settings.profiles
    assert (profile.id, profile.base_url) == ("default", "https://www.jimmyai.cn")
    assert not list(tmp_path.iterdir())


def test_what_is_saved_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"

    save_settings(path, Settings())
    save_settings(path, CHOSEN)

    assert load_settings(path).settings == CHOSEN
    assert load_settings(path).problem is None
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]
    assert "0.050" in path.read_text("utf-8")


def test_a_profile_becomes_what_the_engine_knows() -> None:
    profile = CHOSEN.profiles[1].profile()

    assert (profile.id, profile.base_url, profile.sandbox) == ("b", "https://b.example", False)
    assert profile.prices.unit_price("x-720p") == Decimal("0.05")
    assert CHOSEN.network.network() == Network("socks5h://127.0.0.1:7890")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (b"language = [", CLOSED),
        (b"\xff\xfe\x00", CLOSED),
        (b"", CLOSED),
        (b"version = 1\nlanguage = 'zh'\nsurprise = 1", Settings(language="zh")),
        (b"language = 'fr'\nappearance = 'dark'", Settings(appearance="dark")),
        (b"profiles = []\nappearance = 'dark'", Settings(appearance="dark")),
        (b"profiles = 3", Settings()),
        (b"version = 'one'\nlanguage = 'zh'", Settings(language="zh")),
        (b"[network]\nproxy = 3", Settings()),
        (b"[[profiles]]\nid = 'sandbox'\nname = 'n'\nbase_url = 'https://x.example'", Settings()),
        (b"[[profiles]]\nid = ''\nname = 'n'\nbase_url = 'https://x.example'", Settings()),
        (b"x = 1\n" * (SIZE_LIMIT // 6 + 1), CLOSED),
        (b"a = " + b"[" * 50_000, CLOSED),
        (b"undo_seconds = " + b"1" * 5_000, CLOSED),
    ],
)
def test_a_broken_file_is_used_as_far_as_it_goes_and_kept(tmp_path: Path, text: bytes, left: Settings) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text)

    loaded = load_settings(path)

    assert loaded.settings == left
    assert loaded.problem is not None
    assert loaded.problem.code == "settings.broken"
    kept = tmp_path / str(loaded.problem.values["kept"])
    assert kept.read_bytes() == text[: SIZE_LIMIT + 1]


MONEY = Settings(
    profiles=(
        SavedProfile(
            id="default",
            name="JimmyAI",
            base_url="https://www.jimmyai.cn",
            prices={"md": Decimal("0.45"), "std": Decimal("0.6")},
            origins={"md": SavedOrigin(since=date(2026, 11, 20), source=Source.CATALOG)},
            caps=SavedCaps(day=Decimal(20), batch=Decimal(0)),
        ),
    ),
    undo_seconds=0,
    sandbox_caps=SavedCaps(session=Decimal("0.5")),
)


def test_caps_dates_and_undo_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, MONEY)

    loaded = load_settings(path)
    profile = loaded.settings.profiles[0].profile()

    assert loaded.problem is None
    assert loaded.settings == MONEY
    assert profile.caps == Caps(day=Decimal(20), batch=Decimal(0))
    assert profile.prices.origin("md") == Origin(date(2026, 11, 20), Source.CATALOG)
    assert profile.prices.origin("std") is None


def test_a_file_of_an_older_program_has_no_caps_and_no_dates(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    text = """version = 1
    [[profiles]]
    id = "default"
    name = "n"
    base_url = "https://x.example"
    prices = { md = "0.45" }
    """
    path.write_text(text, "utf-8")

    loaded = load_settings(path)
    profile = loaded.settings.profiles[0].profile()

    assert loaded.problem is None
    assert not profile.caps.are_set
    assert (profile.prices.unit_price("md"), profile.prices.origin("md")) == (Decimal("0.45"), None)
    assert (loaded.settings.undo_seconds, loaded.settings.sandbox_caps) == (3, SavedCaps())


def test_what_is_not_used_is_not_written_so_that_an_older_program_reads_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, CHOSEN)

    data = tomllib.loads(path.read_text("utf-8"))

    assert not data.keys() & {"undo_seconds", "sandbox_caps"}
    assert all(profile.keys() == {"id", "name", "base_url", "prices"} for profile in data["profiles"])


def test_what_only_a_later_program_knows_of_a_profile_does_not_cost_the_profile(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, MONEY)
    data = tomllib.loads(path.read_text("utf-8"))
    data["profiles"][0]["later"] = {"x": 1}
    path.write_text(tomli_w.dumps(data), "utf-8")

    loaded = load_settings(path)

    assert loaded.settings == MONEY
    assert loaded.problem is not None
    assert loaded.problem.code == "settings.broken"


@pytest.mark.parametrize("seconds", [-1, 31, "soon"])
def test_an_undo_time_out_of_reach_is_the_usual_one(tmp_path: Path, seconds: object) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(tomli_w.dumps({"undo_seconds": seconds, "language": "zh"}), "utf-8")

    assert load_settings(path).settings == Settings(language="zh")


def test_one_broken_profile_does_not_take_the_others_along(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, CHOSEN)
    data = tomllib.loads(path.read_text("utf-8"))
    data["profiles"] += [{"id": "b", "name": "twice", "base_url": "https://c.example"}, {"id": "c"}]
    path.write_text(tomli_w.dumps(data), "utf-8")

    assert load_settings(path).settings == CHOSEN


def test_a_newer_file_is_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("version = 2\nlanguage = 'zh'\n", "utf-8")

    loaded = load_settings(path)

    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert (loaded.problem.code, loaded.problem.values["kept"]) == ("settings.newer", "settings.kept-0.toml")


def test_the_same_file_is_kept_once_and_another_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for text in ("broken =", "broken =", "broken = ["):
        path.write_text(text, "utf-8")
        load_settings(path)

    assert sorted(entry.name for entry in tmp_path.glob("*kept*")) == ["settings.kept-0.toml", "settings.kept-1.toml"]


def test_a_folder_in_the_files_place_is_told_and_survived_and_nothing_is_spent(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.mkdir()

    loaded = load_settings(path)
    assert loaded.settings == CLOSED
    assert loaded.problem is not None
    assert loaded.problem.code == "settings.unreadable"
    with pytest.raises(LocalFailure) as caught:
        save_settings(path, CHOSEN)
    assert (caught.value.code, caught.value.values["name"]) == ("settings.unwritable", "settings.toml")
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_cannot_be_read_is_kept_when_another_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, CHOSEN)
    before = path.read_bytes()

    def refused(*_: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(file, "read_file", refused)  # the administrator, as whom tests may run, reads anything
    if not links:
        monkeypatch.setattr(os, "link", refused)
    save_settings(path, Settings())

    assert (tmp_path / "settings.kept-0.toml").read_bytes() == before
    assert path.read_bytes() not in {before, b""}


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save_settings(path, CHOSEN)
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LocalFailure, match=r"settings\.unwritable"):
        save_settings(path, Settings())

    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["settings.toml"]


NAMES = [*SavedProfile.model_fields, *SavedCaps.model_fields, "kind", "more"]
VALUES = st.recursive(
    st.booleans() | st.integers(-(10**6), 10**6) | st.text(alphabet="az09:/ ."),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*Settings.model_fields, "more"]), VALUES))
def test_any_contents_are_survived(tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    path.write_text(tomli_w.dumps(data), "utf-8")

    loaded = load_settings(path)

    assert loaded.settings.profiles
    if loaded.problem is not None:
        kept = path.with_name(str(loaded.problem.values["kept"]))
        assert tomllib.loads(kept.read_text("utf-8")) == tomllib.loads(path.read_text("utf-8"))


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "settings.toml"
    path.write_bytes(content)

    assert load_settings(path).settings.profiles


def test_a_nought_that_nobody_can_write_out_is_no_amount() -> None:
    with pytest.raises(ValueError, match="more places"):
        SavedCaps(day=Decimal("0e-999999999"))
