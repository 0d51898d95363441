"""The form's draft survives the end of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.settings.draft_file import load_draft, save_draft

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = Draft(
    model="seedance2.0-std",
    prompt="纸船 🛶",
    duration=8,
    ratio="21:9",
    references=(
        Reference("r1", Place.IMAGES, "/pictures/a.png", local=True, facts=Facts("png", 640, 480, size=1000)),
        Reference("r2", Place.FIRST_FRAME, "https://example.com/b.png"),
    ),
    mode=Mode.FRAMES,
)


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    save_draft(tmp_path / "deep" / "draft.json", DRAFT)
    assert load_draft(tmp_path / "deep" / "draft.json") == DRAFT


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"model": 5}', b"\xff\xfe", b'{"references": [{"id": "x"}]}'])
def test_what_cannot_be_read_is_no_draft(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "draft.json").write_bytes(content)
    assert load_draft(tmp_path / "draft.json") is None


def test_no_file_is_no_draft(tmp_path: Path) -> None:
    assert load_draft(tmp_path / "draft.json") is None


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LocalFailure, match=r"settings\.unwritable"):
        save_draft(tmp_path / "file" / "draft.json", DRAFT)
