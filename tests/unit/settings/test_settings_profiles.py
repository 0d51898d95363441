"""Profiles and folders: whose address, whose key, and where everything lies."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from seedance_desktop.domain.network import Network
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.spending import Caps
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.keys import KeyStore
from seedance_desktop.settings.model import NetworkChoices, SavedCaps, SavedProfile, Settings
from seedance_desktop.settings.profiles import ProfileBook

OWN = SavedProfile(id="own", name="Own", base_url="https://own.example/")


def book(settings: Settings | None = None) -> ProfileBook:
    return ProfileBook(settings or Settings(), KeyStore({"SEEDANCE_API_KEY": "sk-environment"}))


def test_the_sandbox_is_always_there_and_current_until_another_is_chosen() -> None:
    profiles = book()

    assert [profile.id for profile in profiles.all] == ["sandbox", "default"]
    assert profiles.current.sandbox
    profiles.settings = Settings(current_profile="default")
    assert profiles.current.id == "default"
    profiles.settings = Settings(current_profile="gone")
    assert profiles.current.sandbox


async def test_the_sandbox_has_a_key_of_its_own_and_nobody_elses() -> None:
    profiles = book()
    assert await profiles.key("sandbox") is None

    served = profiles.serve_sandbox("http://127.0.0.1:5", "sk_sandbox", PriceBook({"x": Decimal(1)}))

    assert profiles.profile("sandbox") == served
    assert served.is_loopback
    assert (await profiles.key("sandbox"), await profiles.key("default")) == ("sk_sandbox", "sk-environment")


async def test_the_environments_key_is_that_of_the_paying_profile_or_of_the_visited_address() -> None:
    profiles = book(Settings(profiles=(OWN, *Settings().profiles), current_profile="own"))
    assert [await profiles.key(id_) for id_ in ("own", "default", "sandbox")] == ["sk-environment", None, None]

    visited = profiles.visit("https://visited.example")

    keys = [await profiles.key(id_) for id_ in ("own", "default", visited.id)]
    assert keys == [None, None, "sk-environment"], "a key meant for a visited address goes nowhere else"


async def test_the_sandbox_has_caps_while_it_runs_and_before() -> None:
    profiles = book()
    profiles.settings = Settings(sandbox_caps=SavedCaps(day=Decimal(2)))
    assert profiles.current.caps == Caps(day=Decimal(2))

    assert profiles.serve_sandbox("http://127.0.0.1:5", "sk_sandbox", PriceBook()).caps == Caps(day=Decimal(2))

    profiles.settings = Settings()
    sandbox = profiles.profile("sandbox")
    assert sandbox is not None
    assert not sandbox.caps.are_set


@pytest.mark.parametrize(
    ("settings", "paying"),
    [
        (Settings(), "default"),
        (Settings(current_profile="sandbox"), "default"),
        (Settings(profiles=(OWN, *Settings().profiles), current_profile="own"), "own"),
        (Settings(profiles=(OWN, *Settings().profiles)), "default"),
        (Settings(profiles=(OWN,)), "own"),
    ],
)
def test_the_command_line_never_falls_into_the_sandbox_by_itself(settings: Settings, paying: str) -> None:
    assert book(settings).paying.id == paying


def test_an_address_given_by_hand_has_one_name_at_every_start() -> None:
    first, second = book().visit("http://127.0.0.1:81/"), book().visit(" http://127.0.0.1:81")

    assert first == second
    assert first.id.startswith("url-")
    assert first.id != book().visit("http://127.0.0.1:82").id
    profiles = book()
    visited = profiles.visit("http://127.0.0.1:81")
    assert profiles.profile(visited.id) == visited
    assert book().profile(visited.id) is None


def test_the_address_of_a_saved_profile_is_that_profile() -> None:
    assert book().visit("https://www.jimmyai.cn/").id == "default"
    assert book().visit("HTTPS://WWW.JimmyAI.cn").id == "default", "and its caps with it"


def test_the_network_is_that_of_the_settings() -> None:
    assert book(Settings(network=NetworkChoices(proxy="none"))).network() == Network("none")


def test_a_data_folder_holds_everything(tmp_path: Path) -> None:
    folders = DataFolders.chosen(tmp_path / "x", {"SEEDANCE_DATA_DIR": str(tmp_path / "y")})

    every = [getattr(folders, name) for name in DataFolders.__slots__]
    assert all(path == tmp_path / "x" or path.is_relative_to(tmp_path / "x") for path in every)
    assert len(set(every)) == len(every)
    assert not (tmp_path / "x").exists()


def test_a_relative_data_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert DataFolders.inside(Path("d")).takes == tmp_path / "d" / "takes"


def test_the_data_folder_may_stand_in_the_environment(tmp_path: Path) -> None:
    assert DataFolders.chosen(None, {"SEEDANCE_DATA_DIR": str(tmp_path)}) == DataFolders.inside(tmp_path)


def test_without_one_the_system_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    folders = DataFolders.chosen(None, {})

    assert folders.settings == tmp_path / "config" / "seedance-desktop" / "settings.toml"
    assert folders.routes == tmp_path / "data" / "seedance-desktop" / "routes"
    assert folders.takes.name == "Seedance"


def test_takes_go_where_the_user_wants_them(tmp_path: Path) -> None:
    folders = DataFolders.inside(tmp_path)

    assert folders.takes_for("") == tmp_path / "takes"
    assert folders.takes_for("/media/clips") == Path("/media/clips")
