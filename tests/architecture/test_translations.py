"""Every string that Qt shows stands in both catalogues, finished; no catalogue holds one that is gone."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.gates import PACKAGE, ROOT, sources

LANGUAGES = ("en", "zh_CN")
ONE_WORD = {"profile": "配置", "ledger": "账本"}
"""English words that have one Chinese word each; 账户 is the account at the service, not a profile."""
UPDATE = Path(sys.executable).with_name("pyside6-lupdate")


class Message(NamedTuple):
    """What makes an entry of a catalogue the same entry."""

    context: str
    source: str
    comment: str


def catalogue(language: str) -> Path:
    """The file that translators edit."""
    return ROOT / "resources" / "i18n" / f"seedance_{language}.ts"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> set[Message]:
    """The strings that stand in the source now, as Qt's own tool finds them."""
    files = [*sources(PACKAGE / "ui"), *sources(PACKAGE / "app")]
    return set(read(_update(files, tmp_path_factory.mktemp("ts") / "now.ts")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_every_string(language: str, written: set[Message]) -> None:
    assert sorted(written - set(read(catalogue(language)))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    assert [message for message, finished in read(catalogue(language)).items() if not finished] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_nothing_that_is_gone(language: str, written: set[Message]) -> None:
    assert sorted(set(read(catalogue(language))) - written) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_holes_of_its_string(language: str) -> None:
    tree = ET.parse(catalogue(language))  # noqa: S314  our own files
    wrong = []
    for message in tree.iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        forms = [] if translation is None else [translation.text or "", *(f.text or "" for f in translation)]
        wrong += [source for form in forms if form.strip() and _holes(form) != _holes(source)]
    assert wrong == []


@pytest.mark.parametrize("word", ONE_WORD)
def test_one_thing_has_one_chinese_word(word: str) -> None:
    tree = ET.parse(catalogue("zh_CN"))  # noqa: S314  our own files
    entries = [(m.findtext("source", ""), "".join(m.itertext())) for m in tree.iter("message")]
    named = [(source, whole) for source, whole in entries if re.search(rf"\b{word}s?\b", source, re.IGNORECASE)]
    assert named
    assert [source for source, whole in named if "账户" in whole and "account" not in source] == []
    # A sentence about a profile may do without naming it; a label names it.
    assert [source for source, whole in named if len(source.split()) <= 3 and ONE_WORD[word] not in whole] == []


def test_a_new_string_is_found(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("class Box(QWidget):\n    def f(self):\n        self.tr('Not yet')\n", "utf-8")
    found = read(_update([tmp_path / "new.py"], tmp_path / "now.ts"))
    assert found == {Message("Box", "Not yet", ""): False}


def read(file: Path) -> dict[Message, bool]:
    """The entries of a catalogue, and whether each is finished and not empty."""
    entries = {}
    for context in ET.parse(file).iter("context"):  # noqa: S314  our own files
        for message in context.iter("message"):
            translation = message.find("translation")
            key = Message(context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            entries[key] = translation is not None and _finished(translation)
    return entries


def _finished(translation: ET.Element) -> bool:
    texts = [form.text for form in translation] if len(translation) else [translation.text]
    return translation.get("type") is None and all(text and text.strip() for text in texts)


def _holes(text: str) -> set[str]:
    """The places that values go to: `{name}`, `%1` and `%n`."""
    return set(re.findall(r"\{[^}]*\}|%L?\d|%n", text))


def _update(files: list[Path], target: Path) -> Path:
    command = [str(UPDATE), *map(str, files), "-no-obsolete", "-locations", "none", "-silent", "-ts", str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target
