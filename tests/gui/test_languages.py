"""Both languages, whole and live: the real window is read and measured in every state."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QWidget

from seedance_desktop.app import opened
from seedance_desktop.app.opened import Voice
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.ui.theme import Theme
from tests.architecture.gates import ROOT
from tests.gui.stage_takes import MULTIMEDIA
from tests.gui.whole_window import WholeWindow, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

RELEASE = Path(sys.executable).with_name("pyside6-lrelease")
SIZES = ((1360, 860), (1024, 640))
LATIN = re.compile(r"[A-Za-z][A-Za-z_]+")
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SIGNS = frozenset(
    LATIN.findall(
        "Seedance Desktop SEEDANCE_API_KEY JimmyAI English https http www jimmyai cn com ftp asset socks "
        "Qt LGPL Inter OFL Lucide ISC GPL or later PEM settings toml logs routes task_id png jpg mp mp3 mp4 "
        "Ctrl Space Enter Home End Shift Image Video Audio STD SP Mini MD GIF PNG JPEG MP fps MB KB PicGo"
    )
)
"""What is called the same in Chinese: products, signs of the service, endings, units, keys."""


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both catalogues as the program reads them, compiled from what stands in the source now."""
    folder = tmp_path_factory.mktemp("qm")
    for name in ("seedance_en", "seedance_zh_CN"):
        source = ROOT / "resources" / "i18n" / f"{name}.ts"
        command = [str(RELEASE), "-silent", str(source), "-qm", str(folder / f"{name}.qm")]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return folder


@pytest.fixture
def voice(qapp: QApplication, catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Voice]:
    monkeypatch.setattr(opened, "resource", lambda *parts: catalogues / parts[-1])
    yield Voice(qapp, "zh")
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    settle()


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, "light")
    yield theme
    theme.deleteLater()


@pytest.fixture
def whole(theme: Theme, voice: Voice, tmp_path: Path) -> Iterator[WholeWindow]:
    whole = WholeWindow(theme, voice, tmp_path)
    whole.window.show()
    settle()
    yield whole
    whole.window.hide()
    whole.window.deleteLater()
    # Another window's language would be switched along with the next one's.
    QCoreApplication.sendPostedEvents(whole.window, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def known() -> frozenset[str]:
    """Latin words that stand in Chinese text by right: the routes' and models' own names besides the signs."""
    routes = load_catalog().routes
    names = [text for route in routes for text in (route.id, route.name_zh, route.note_zh)]
    names += [text for route in routes for model in route.models for text in (model.id, model.label_zh)]
    names += list(price_book().prices)
    return SIGNS | {word for name in names for word in LATIN.findall(name)}


pytestmark = pytest.mark.qt_log_ignore(*MULTIMEDIA)


def test_a_switch_translates_all_and_leaves_nothing_behind(whole: WholeWindow, known: frozenset[str]) -> None:
    left: dict[str, set[str]] = {}
    for state in whole.states:
        whole.bring_into(state)
        before = whole.texts()
        english = {text for text in (*before, *whole.drawn()) if set(LATIN.findall(text)) - known}
        whole.speak("en")
        chinese = {text for text in (*whole.texts(), *whole.drawn()) if CHINESE.search(text) and text != "简体中文"}
        whole.speak("zh")
        behind = set(whole.texts()) ^ set(before)
        told = {"in Chinese": english, "in English": chinese, "after both": behind}
        left |= {f"{state}, {when}": texts for when, texts in told.items() if texts}
    assert left == {}


def test_the_search_for_english_finds_it(whole: WholeWindow, voice: Voice, known: frozenset[str]) -> None:
    voice.speak("en")
    settle()
    found = {text for text in (*whole.texts(), *whole.drawn()) if set(LATIN.findall(text)) - known}
    assert {"Generate", "Duration", "Make your first clip", "Search prompts, routes, ids"} <= found


def test_menus_and_qts_own_texts_are_chinese(whole: WholeWindow, known: frozenset[str]) -> None:
    whole.bring_into("task 4")
    said = []
    for name in ("profilePicker", "themeMenu", "languageMenu", "moreButton"):
        button = whole.window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()
        menu = whole.window.findChildren(QMenu)[-1]
        for part in (menu, *menu.findChildren(QMenu)):
            said += [action.text() for action in part.actions() if action.text()]
        menu.close()
        settle()
    field = whole.window.findChild(QLineEdit, "librarySearch")
    assert field is not None
    own = field.createStandardContextMenu()
    said += [action.text() for action in own.actions() if action.text()]
    own.deleteLater()
    assert len(said) > 12
    assert [text for text in said if set(LATIN.findall(text)) - known] == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(whole: WholeWindow, language: str, size: tuple[int, int]) -> None:
    whole.speak(language)
    whole.window.resize(*size)
    cut: dict[str, set[str]] = {}
    for state in whole.states:
        whole.bring_into(state)
        found = {text for widget in whole.window.findChildren(QWidget) if (text := cut_text(widget))} | whole.elided()
        if found:
            cut[state] = found
    assert (whole.window.width(), whole.window.height()) == size
    assert cut == {}


def test_a_text_that_is_cut_off_is_found(whole: WholeWindow) -> None:
    title = next(label for label in whole.window.findChildren(QLabel) if label.text() == "生成第一个视频")
    assert cut_text(title) == ""
    title.setFixedSize(20, 20)
    assert cut_text(title) == "生成第一个视频"
    button = whole.window.findChild(QAbstractButton, "profilePicker")
    assert button is not None
    assert whole.elided() == set()
    button.setFixedWidth(130)
    settle()
    assert whole.elided() != set()


def cut_text(widget: QWidget) -> str:
    """The text of a label or button that is lower or narrower than its words, or leaves what it lies in."""
    if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
        return ""
    around = widget.parentWidget()
    if around is None or widget.text() in ("", around.toolTip()):
        return ""
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    needed = widget.sizeHint()
    short = widget.height() < (widget.heightForWidth(widget.width()) if wraps else needed.height())
    narrow = isinstance(widget, QLabel) and not wraps and widget.width() < needed.width()
    outside = not around.rect().contains(widget.geometry())
    return widget.text() if short or narrow or outside else ""
