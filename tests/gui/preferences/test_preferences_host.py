"""Where files go: chosen, filled in, tried and kept; the secret never reaches the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.host import Bucket, PicGo
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import HostTested
from seedance_desktop.settings.file import load_settings, save_settings
from seedance_desktop.settings.model import SavedBucket, SavedPicGo, Settings
from seedance_desktop.ui.preferences.edits import saved_profile, with_profile

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.ui.preferences.host_form import HostForm
    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

MINIO = {"endpoint": "https://s3.example.com", "name": "films", "access_key": "AK"}


def form(bench: Bench) -> HostForm:
    bench.panel.show_section("profiles")
    return bench.panel.profiles.host


def fill(host: HostForm, **values: str) -> None:
    for name, text in values.items():
        field = host.fields[name]
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


def kept(bench: Bench) -> SavedBucket | SavedPicGo | None:
    profile = saved_profile(bench.desk.settings, "default")
    assert profile is not None
    return profile.host


def test_files_go_through_the_service_at_first(bench: Bench) -> None:
    host = form(bench)
    assert host.kind.value() == "service"
    assert not host.fields["endpoint"].isVisible()
    assert not host.trial.isVisible()
    assert kept(bench) is None


def test_a_bucket_is_used_once_it_is_whole_and_its_secret_goes_to_the_keychain(bench: Bench) -> None:
    host = form(bench)
    host.kind.setValue("s3")
    assert host.fields["endpoint"].isVisible()
    fill(host, endpoint="https://s3.example.com", name="films")
    assert kept(bench) is None, "half a bucket is none"
    fill(host, access_key="AK", prefix="seedance/")
    host.deletes.click()
    host.path_style.click()
    host.days.setValue("3")
    assert kept(bench) == SavedBucket(**MINIO, prefix="seedance/", path_style=True, days=3, deletes=True)
    QTest.keyClicks(host.secret.field, "very-secret")
    QTest.mouseClick(host.secret.save, Qt.MouseButton.LeftButton)
    assert bench.desk.keys["default/s3"] == "very-secret"
    assert "very-secret" not in repr(bench.desk.settings)


@pytest.mark.parametrize("endpoint", ["s3.example.com", "http://s3.example.com", "ftp://x", "https://a b"])
def test_an_endpoint_that_is_none_is_marked_and_not_kept(bench: Bench, endpoint: str) -> None:
    host = form(bench)
    host.kind.setValue("s3")
    fill(host, name="films", access_key="AK", endpoint=endpoint)
    assert host.fields["endpoint"].is_wrong()
    assert not host.trial.button.isEnabled()
    assert kept(bench) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "UPPER bucket/../x"), ("name", "films/"), ("region", "mars 1"), ("access_key", "AK IA"),
        ("prefix", "../../x"), ("prefix", "a//"), ("prefix", "./"),
    ],
)  # fmt: skip
def test_what_no_bucket_could_be_is_marked_and_neither_tried_nor_kept(bench: Bench, field: str, value: str) -> None:
    host = form(bench)
    host.kind.setValue("s3")
    fill(host, **{field: value}, **{name: text for name, text in MINIO.items() if name != field})
    assert host.fields[field].is_wrong()
    assert not host.trial.button.isEnabled()
    assert kept(bench) is None


def test_picgo_and_the_way_back(bench: Bench) -> None:
    host = form(bench)
    host.kind.setValue("picgo")
    assert kept(bench) == SavedPicGo()
    host.kind.setValue("service")
    assert kept(bench) is None


def test_a_test_says_what_came_of_it(bench: Bench, qtbot: QtBot) -> None:
    bench.desk.keys["default/s3"] = "kept"
    host = form(bench)
    host.kind.setValue("s3")
    fill(host, **MINIO)
    asked: list[tuple[Profile, str]] = []
    bench.panel.profiles.host_test_wanted.connect(lambda *question: asked.append(question))
    bench.desk.key_kept.emit("default/s3", "keychain")
    with qtbot.waitSignal(bench.panel.profiles.host_test_wanted):
        QTest.mouseClick(host.trial.button, Qt.MouseButton.LeftButton)
    assert asked[0][0].host == Bucket("https://s3.example.com", "us-east-1", "films", "AK")
    host.host_tested(HostTested("default", Failure("host.no_bucket", {"host": "s3.example.com", "status": 404})))
    assert "no such bucket" in host.trial.result.accessibleName() + host.trial.result._label.text()
    QTest.mouseClick(host.trial.button, Qt.MouseButton.LeftButton)
    host.host_tested(HostTested("default", None))
    assert host.trial.result.role() == "success"


def test_each_profile_has_its_own_choice(bench: Bench) -> None:
    settings = with_profile(bench.desk.settings, "studio", host=SavedPicGo())
    assert settings is not None
    bench.desk.change_settings(settings)
    host = form(bench)
    bench.panel.profiles.show_profile("studio")
    assert host.kind.value() == "picgo"
    bench.panel.profiles.show_profile("default")
    assert host.kind.value() == "service"
    bench.panel.profiles.show_profile("sandbox")
    assert not host.isVisible()


@pytest.mark.parametrize("host", [None, SavedPicGo(), SavedBucket(**MINIO, days=1, deletes=True)])
def test_a_choice_survives_the_settings_file(tmp_path: Path, host: SavedBucket | SavedPicGo | None) -> None:
    settings = with_profile(Settings(), "default", host=host)
    assert settings is not None
    save_settings(tmp_path / "settings.toml", settings)
    loaded = load_settings(tmp_path / "settings.toml").settings
    assert loaded == settings
    assert loaded.profiles[0].profile().host == (None if host is None else host.host())
    assert isinstance(loaded.profiles[0].profile().host, Bucket | PicGo | None)
