"""Two programs never work in one folder, also where its file system has no locks."""

from __future__ import annotations

import errno
import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.store.lock import FolderLock
from seedance_desktop.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

LOCK = fcntl.flock


def without_locks(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let the file systems below these folders know no locks."""

    def flock(file: int, how: int) -> None:
        if any(Path(f"/proc/self/fd/{file}").readlink().is_relative_to(folder) for folder in folders):
            raise OSError(errno.ENOLCK, "No locks available")
        LOCK(file, how)

    monkeypatch.setattr(fcntl, "flock", flock)


def handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder, temporary = tmp_path / "home", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return folder


@pytest.mark.parametrize("lockless", [(), ("home",)])
def test_the_second_one_is_turned_away_and_the_next_one_after_the_first_is_let_in(
    home: Path, monkeypatch: pytest.MonkeyPatch, lockless: tuple[str, ...]
) -> None:
    without_locks(monkeypatch, *(home.parent / name for name in lockless))
    first = FolderLock(home)
    for _ in range(2):
        with pytest.raises(LocalFailure) as turned_away:
            FolderLock(home)
        assert turned_away.value.code == "store.in_use"
    first.release()
    FolderLock(home).release()


def test_a_folder_whose_name_is_no_utf_8_is_held_without_locks_as_well(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch, home)
    folder = home / os.fsdecode(b"\xff")
    folder.mkdir()
    FolderLock(folder).release()


def test_other_folders_are_free_also_without_locks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_locks(monkeypatch, home)
    (home / "other").mkdir()
    first, other = FolderLock(home), FolderLock(home / "other")
    first.release()
    other.release()


def test_where_nothing_can_be_locked_nobody_is_let_in_and_no_handle_is_left(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_locks(monkeypatch, home.parent)
    before = handles()
    with pytest.raises(OSError, match="No locks") as refused:
        FolderLock(home)
    assert refused.value.errno == errno.ENOLCK
    assert handles() == before


@pytest.mark.parametrize(
    "put",
    [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/nowhere/there")],
    ids=["a pipe", "a folder", "a link to nothing"],
)
async def test_what_is_no_file_in_the_place_of_the_lock_is_not_called_a_read_only_folder(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    put(tmp_path / "store.lock")
    with pytest.raises(LocalFailure) as refused:
        await Store.open(tmp_path)
    assert (refused.value.code, refused.value.excerpt) == ("store.failed", "store.lock is no file")
