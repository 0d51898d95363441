"""Sentences in both languages: complete, filled only with what their codes carry, and right in number."""

from __future__ import annotations

import string
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.evaluation import Issue, Severity
from seedance_desktop.wording.resources import resource
from seedance_desktop.wording.sentences import UNKNOWN, Language, Sentence, Wording
from seedance_desktop.wording.values import number, size, visible

EN, ZH = Wording("en"), Wording("zh")
BOTH = pytest.mark.parametrize("wording", [EN, ZH], ids=["en", "zh"])
SPECS = {
    "size",
    "money",
    "plain",
    "upper",
    "field",
    "kind",
    "image",
    "frame",
    "video",
    "audio",
    "reference",
    "second",
    "file",
} | {"task"}


def placeholders(pattern: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(pattern) if name is not None}


def test_both_languages_say_the_same_things() -> None:
    assert EN.entries.keys() == ZH.entries.keys()
    for code, entry in EN.entries.items():
        assert entry.keys() == ZH.entries[code].keys(), code


@BOTH
def test_every_entry_says_what_and_what_to_do(wording: Wording) -> None:
    for code, entry in wording.entries.items():
        assert {"what", "do"} <= entry.keys() <= {"what", "do", "mend"}, code
        assert all(text.strip() == text and text for text in entry.values()), code
        assert len(entry["what"]) <= 125, code
        assert len(entry.get("mend", "")) <= 34, code
        assert entry["do"].endswith((".", "。")), code


@BOTH
def test_every_placeholder_is_one_that_can_be_filled(wording: Wording) -> None:
    for code, entry in wording.entries.items():
        for text in entry.values():
            assert {spec for _, spec in placeholders(text)} <= {"", *SPECS, "character", "clip", "minute", "hour"}, code


def test_each_language_is_written_in_itself() -> None:
    for code, entry in ZH.entries.items():
        assert all(any("\u4e00" <= character <= "\u9fff" for character in text) for text in entry.values()), code
    for code, entry in EN.entries.items():
        assert not any("\u3000" <= character <= "\u9fff" for text in entry.values() for character in text), code


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(5, "Remove 1 image", "移除 1 张图片"), (6, "Remove 2 images", "移除 2 张图片")],
)
def test_a_count_agrees_with_its_noun(count: int, english: str, chinese: str) -> None:
    values = {"limit": 4, "count": count}

    assert EN.mend("images.too_many", values) == english
    assert ZH.mend("images.too_many", values) == chinese


def test_sentences_read_as_in_the_drawn_window() -> None:
    assert (ZH.sentence("prompt.missing").what, ZH.mend("prompt.missing")) == ("提示词为空", "填写")
    assert EN.mend("prompt.missing") == "Write it"
    assert EN.sentence("ratio_decides", {"ratio": "9:16"}).what == "Ratio 9:16 decides."
    assert ZH.sentence("ratio_decides", {"ratio": "9:16"}).what == "已由比例 9:16 决定。"
    assert ZH.mend("reference_audios.with_frames", {"count": 1}) == "移除音频"


def test_sizes_and_numbers_read_as_people_write_them() -> None:
    assert EN.sentence("reference_videos.too_large", {"limit": 200_000_000, "value": 213_456_789}).what == (
        "The reference videos are 213.5 MB, the route takes 200 MB together."
    )
    assert "5,001 characters" in EN.sentence("prompt.too_long", {"limit": 5000, "count": 5001}).what
    assert "720 × 480" in EN.sentence("reference_videos.pixels", {"width": 720, "height": 480}).what
    assert EN.sentence("resolution.not_offered", {"allowed": ["480p", "720p"]}).do == "Choose 480p, 720p."
    assert ZH.sentence("resolution.not_offered", {"allowed": ["480p", "720p"]}).do == "可选：480p、720p。"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 KB"), (1_250_000, "1.2 MB"), (999_960_000, "1 GB"), (5e15, "5,000 TB")],
)
def test_bytes_are_counted_in_thousands(count: float, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(
    ("value", "text"), [(5000, "5,000"), (15.0, "15"), (15.507, "15.51"), (-3, "-3"), (10**18, "1.000e+18")]
)
def test_a_number_is_short(value: float, text: str) -> None:
    assert number(value) == text
    assert number(10**5000) == "∞"


def test_a_severity_may_have_a_sentence_of_its_own() -> None:
    def said(severity: Severity) -> str:
        return EN.issue(Issue("reference_audios.alone", severity, "reference_audios")).what

    assert said(Severity.ERROR) != said(Severity.DOUBT)
    assert EN.sentence("reference_videos.doubtful", {"why": "fps", "value": 12.5}).what.startswith("A reference video")


@BOTH
def test_a_code_without_a_sentence_is_named(wording: Wording) -> None:
    assert "moon.full" in wording.sentence("moon.full").what
    assert wording.mend("moon.full") == ""
    assert UNKNOWN in wording.entries


@BOTH
@given(
    code=st.sampled_from(sorted(EN.entries)),
    value=st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.lists(st.text()),
)
def test_no_value_breaks_a_sentence(wording: Wording, code: str, value: object) -> None:
    names = {name for text in wording.entries[code].values() for name, _ in placeholders(text)}
    sentence = wording.sentence(code, dict.fromkeys(names, value))

    assert sentence.what or code == "cli.waiting", "that one is nothing but its value"
    assert sentence.do
    assert all(character.isprintable() for character in str(sentence))
    assert isinstance(wording.mend(code, dict.fromkeys(names, value)), str)


def test_a_value_cannot_write_the_sentence() -> None:
    said = EN.sentence("file.missing", {"name": "{name}{0}<b>\u202e" + "x" * 500}).what

    assert "{name}{0}<b>�xxx" in said
    assert len(said) < 120


def test_a_missing_value_reads_as_a_dash() -> None:
    assert EN.sentence("file.missing").what == "“–” cannot be found."


def test_both_parts_join_into_one_line() -> None:
    assert str(Sentence("It broke", "Mend it.")) == "It broke. Mend it."
    assert str(Sentence("提示词为空", "请描述。")) == "提示词为空。请描述。"


def test_a_field_has_a_label_in_both_languages() -> None:
    assert (EN.field("first_image"), ZH.field("first_image"), EN.field("seed")) == ("first frame", "首帧", "seed")


def test_the_texts_ship_with_the_program() -> None:
    for language in get_args(Language):
        assert resource("i18n", f"sentences.{language}.toml").is_file()
    assert not resource("i18n", "none.toml").exists()


def test_what_cannot_be_seen_is_shown() -> None:
    assert visible("a\tb\u200bc") == "a�b�c"


@pytest.mark.parametrize(
    ("kept", "read"),
    [("1.4", "1.40"), ("0.0479", "0.0479"), ("5", "5.00"), ("–", "–"), ("nan", "nan"), ("1e999999999", "1e999999999")],
)
def test_money_reads_in_a_sentence_as_it_does_on_the_button(kept: str, read: str) -> None:
    changed = EN.sentence("price.changed", {"before": kept, "now": "1"})
    assert changed.what.startswith(f"Its price changed from {read} to 1.00 while")
