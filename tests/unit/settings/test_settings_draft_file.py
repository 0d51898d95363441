"""The form's draft survives the end of the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.settings.draft_file import LoadedDraft, load_draft, save_draft

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
    assert load_draft(tmp_path / "deep" / "draft.json") == LoadedDraft(DRAFT)


def test_what_is_no_utf_8_comes_back_as_it_was(tmp_path: Path) -> None:
    named = Reference("r", Place.IMAGES, os.fsdecode(b"/pictures/\xff\xe4.png"), local=True)
    draft = Draft(prompt="half a character: \ud83d", references=(named,))
    save_draft(tmp_path / "draft.json", draft)
    assert load_draft(tmp_path / "draft.json") == LoadedDraft(draft)


BROKEN: list[tuple[bytes, Draft | None]] = [
    (b"", None),
    (b"{", None),
    (b"[]", None),
    (b"\xff\xfe", None),
    (b"[" * 100_000, None),
    (b'{"model": 5}', None),
    (b'{"model": 5, "prompt": "an hour of work"}', Draft(prompt="an hour of work")),
    (
        b'{"prompt": "p", "references": [{"id": "x"}, {"id": "r", "place": "images", "source": "s", "local": true}]}',
        Draft(prompt="p", references=(Reference("r", Place.IMAGES, "s", local=True),)),
    ),
    (b'{"prompt": "p", "mode": "of a later version", "duration": 8}', Draft(prompt="p", duration=8)),
]


@pytest.mark.parametrize(("content", "left"), BROKEN)
def test_what_can_be_read_is_used_and_the_file_kept(tmp_path: Path, content: bytes, left: Draft | None) -> None:
    (tmp_path / "draft.json").write_bytes(content)
    loaded = load_draft(tmp_path / "draft.json")
    assert loaded.draft == left
    assert loaded.problem is not None
    assert loaded.problem.code == "draft.broken"
    assert (tmp_path / str(loaded.problem.values["kept"])).read_bytes() == content


def test_no_file_is_no_draft(tmp_path: Path) -> None:
    assert load_draft(tmp_path / "draft.json") == LoadedDraft(None)


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "draft.json")
    loaded = load_draft(tmp_path / "draft.json")
    assert loaded.problem is not None
    assert loaded.problem.values["why"] == "unkept"


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LocalFailure, match=r"settings\.unwritable"):
        save_draft(tmp_path / "file" / "draft.json", DRAFT)
