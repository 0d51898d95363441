"""Settings, profiles and the sandbox, as the window asks for them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, cast

import pytest

from seedance_desktop.app.desk import ProgramDesk
from seedance_desktop.engine.supervisor import Supervisor
from seedance_desktop.sandbox.address import SandboxAddress
from seedance_desktop.settings.folders import DataFolders
from seedance_desktop.settings.keys import KeyStore
from seedance_desktop.settings.model import DEFAULT_ID, Settings
from seedance_desktop.settings.profiles import ProfileBook

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


class _Sandbox:
    """Starts slowly enough for two to ask."""

    def __init__(self) -> None:
        self.starts = 0
        self.is_running = False

    async def start(self) -> SandboxAddress:
        self.starts += 1
        await asyncio.sleep(0)
        self.is_running = True
        return SandboxAddress("http://127.0.0.1:1", "http://127.0.0.1:2", "sandbox-key")


def desk_of(folder: Path, settings: Settings) -> tuple[ProgramDesk, _Sandbox, Supervisor]:
    keys, sandbox, supervisor = KeyStore({}), _Sandbox(), Supervisor(lambda *_: None)
    book = ProfileBook(settings, keys)
    desk = ProgramDesk(book, keys, DataFolders.inside(folder), cast("Any", sandbox), supervisor)
    return desk, sandbox, supervisor


async def test_what_remains_when_the_profile_in_use_goes_is_a_sandbox_that_runs(tmp_path: Path) -> None:
    desk, sandbox, supervisor = desk_of(tmp_path, Settings(current_profile=DEFAULT_ID))
    desk.change_settings(desk.settings.model_copy(update={"current_profile": ""}))
    await asyncio.sleep(0)
    assert sandbox.starts == 1
    await desk.serve_sandbox()
    assert sandbox.starts == 1, "two who ask at once start one"
    assert desk.current_profile.base_url == "http://127.0.0.1:1"
    await supervisor.close(1)


async def test_a_profile_that_is_no_more_gives_way_to_a_sandbox_that_runs(tmp_path: Path) -> None:
    desk, sandbox, supervisor = desk_of(tmp_path, Settings(current_profile="profile-lost"))
    desk.begin_with("profile-lost")
    await asyncio.sleep(0)
    assert sandbox.starts == 1
    await supervisor.close(1)
