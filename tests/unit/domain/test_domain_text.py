"""Nothing that is shown can hide or turn what stands around it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.text import HIDDEN, seen

TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_what_is_seen_hides_nothing_and_keeps_its_length(text: str) -> None:
    shown = seen(text)
    shown.encode("utf-8")
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        assert after in {before, HIDDEN}
        assert unicodedata.bidirectional(after) not in TURNING
        assert after in "\n\t" or unicodedata.category(after) not in {"Cc", "Cs", "Zl", "Zp"}
    assert seen(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a heron, 5 s",
        "two\nlines\tand a tab",
        "一只苍鹭",
        "עברית",
        "\u200eعربي\u200f",
        "👩\u200d🚀",
        "e\u0301",
        "می\u200cخواهم",
    ],
)
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert seen(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egnp.exe", "a�gnp.exe"),
        ("\x1b[31mred", "�[31mred"),
        ("a\0b", "a�b"),
        ("\ud800", "�"),
        ("\u2066x\u2069", "�x�"),
    ],
)
def test_what_hides_is_shown(text: str, shown: str) -> None:
    assert seen(text) == shown
