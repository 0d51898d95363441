"""Names of takes are safe on every system, whatever the prompt says."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.engine.names import LONGEST_NAME, take_name

MOMENT = 1_795_334_400.0
"""2026-11-22 08:00 UTC."""

NASTY = st.sampled_from(
    [*'/\\:*?"<>|.-_ \t\n\r\0\u202e\u2066\u200b\u00adÀéñ한河流🎬e\u0301क्षि', "..", "CON", "aux", "\ud800"]
)
PROMPTS = st.one_of(st.text(), st.lists(NASTY).map("".join))
WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def name(prompt: str, task_id: str = "8f21c04d5e6f7a8b") -> str:
    return take_name(MOMENT, prompt, task_id, UTC)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Slow dolly along the river", "2026-11-22_slow-dolly-along-the-river_8f21c04"),
        ("", "2026-11-22_8f21c04"),
        ("  ../../etc/passwd  ", "2026-11-22_etc-passwd_8f21c04"),
        ("河边的慢镜头", "2026-11-22_河边的慢镜头_8f21c04"),
        ("Cafe\u0301 à la carte", "2026-11-22_café-à-la-carte_8f21c04"),
        ("-rf .hidden", "2026-11-22_rf-hidden_8f21c04"),
        ("\u202egpj.exe", "2026-11-22_gpj-exe_8f21c04"),
        ("word " * 40, "2026-11-22_word-word-word-word-word-word-word-word-word-word-word-word_8f21c04"),
        ("ab" * 100, f"2026-11-22_{'ab' * 30}_8f21c04"),
        ("長" * 100, f"2026-11-22_{'長' * 32}_8f21c04"),
    ],
)
def test_names_read_well(prompt: str, expected: str) -> None:
    assert name(prompt) == expected


@given(PROMPTS, st.text(max_size=20), st.floats(allow_nan=False))
def test_names_are_safe(prompt: str, task_id: str, created_at: float) -> None:
    found = take_name(created_at, prompt, task_id, UTC)
    folder = Path("/library/takes")
    file = f"{found}.webm"
    assert (folder / file).parent == folder
    assert (folder / file).resolve().is_relative_to(folder.resolve())
    assert len(file.encode("utf-8")) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", found)
    assert found[0].isdigit()
    assert not found.endswith((" ", ".", "-"))
    assert found.lower() not in WINDOWS
    assert all(c in "-_" or unicodedata.category(c)[0] in "LNM" for c in found)


@given(PROMPTS)
def test_two_tasks_do_not_share_a_name(prompt: str) -> None:
    assert name(prompt, "1111111111111111") != name(prompt, "2222222222222222")
