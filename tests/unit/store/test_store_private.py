"""Whatever is written or kept aside is its owner's alone, also where the system would let everybody read it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.draft import Draft
from seedance_desktop.media.files import write_whole
from seedance_desktop.sandbox.state import State
from seedance_desktop.settings.draft_file import load_draft, save_draft
from seedance_desktop.settings.file import load_settings, save_settings
from seedance_desktop.settings.model import Settings
from seedance_desktop.store.ledger import LEDGER_FILE
from seedance_desktop.store.store import Store
from tests.unit.store.life import live

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def everything_allowed() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    found = [folder, *folder.rglob("*")]
    return [str(path.relative_to(folder)) for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.parametrize("copied_after", [20, 99])
async def test_a_rescue_from_files_that_anybody_could_read_leaves_none(tmp_path: Path, copied_after: int) -> None:
    folder = tmp_path / "share" / "data"
    await live(folder, copied_after=copied_after)
    assert open_to_others(tmp_path / "share") == []
    (folder / "tasks.db").write_bytes(b"garbage" * 900)
    with (folder / LEDGER_FILE).open("ab") as ledger:
        ledger.write(b"\x00garbage\n" * 9)
    for path in (*folder.rglob("tasks*.db"), folder / LEDGER_FILE):
        path.chmod(0o644)
    store = await Store.open(folder)
    assert store.rescued is not None
    assert open_to_others(tmp_path / "share") == []
    await store.close()


def test_settings_and_drafts_kept_aside_are_as_private_as_they_are_themselves(tmp_path: Path) -> None:
    home = tmp_path / "config"
    settings, draft = home / "app" / "settings.toml", home / "app" / "draft.json"
    save_settings(settings, Settings())
    save_draft(draft, Draft())
    assert open_to_others(home) == []
    for path, load in ((settings, load_settings), (draft, load_draft)):
        path.write_text('proxy = "socks5://me:secret@')
        load(path)
    (kept,) = home.rglob("settings.kept-0.toml")
    kept.chmod(0o644)
    load_settings(settings)
    assert len([*home.rglob("*kept*")]) == 2
    assert open_to_others(home) == []


def test_what_is_written_for_the_person_and_by_the_sandbox_is_nobody_elses(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "sandbox"
    State(folder).close()
    write_whole(folder / "receipt.json", b"{}")
    assert open_to_others(tmp_path / "data") == []
