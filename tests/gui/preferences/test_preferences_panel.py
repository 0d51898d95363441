"""The panel as a whole: sections, keys, names for assistive tools, languages, first use."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from seedance_desktop.ui.preferences.preferences import SECTIONS
from seedance_desktop.ui.widgets.base import TARGET
from seedance_desktop.ui.widgets.popover import Popover
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.gui.preferences.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")


class Shouting(QTranslator):
    """Translates everything into itself with a mark before it."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        return f"«{text}"

    def isEmpty(self) -> bool:  # noqa: N802 - the name is Qt's
        return False


def test_an_unknown_section_changes_nothing(bench: Bench) -> None:
    bench.panel.show_section("storage")
    bench.panel.show_section("nonsense")
    assert bench.panel.section() == "storage"


def test_the_arrows_move_between_sections(bench: Bench) -> None:
    entries = bench.panel.sections.findChildren(QAbstractButton)
    QTest.keyClick(entries[0], Qt.Key.Key_Down)
    assert bench.panel.section() == "prices"
    stops = [entry.focusPolicy() == Qt.FocusPolicy.StrongFocus for entry in entries]
    assert stops == [False, True, *[False] * (len(entries) - 2)]
    QTest.keyClick(entries[1], Qt.Key.Key_Up)
    QTest.keyClick(entries[0], Qt.Key.Key_Up)
    assert bench.panel.section() == "profiles"


def test_the_cross_says_that_the_person_is_done(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.panel.done):
        cross = bench.panel.findChild(QAbstractButton, "closePreferences")
        assert cross is not None
        cross.click()


@pytest.mark.parametrize("section", SECTIONS)
def test_whatever_takes_the_focus_has_a_name_and_room_for_a_finger(bench: Bench, section: str) -> None:
    bench.panel.show_section(section)
    stops = [
        w for w in bench.panel.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert stops
    for widget in stops:
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        assert name, widget.objectName()
        assert widget.height() >= TARGET, name


@pytest.mark.parametrize("section", SECTIONS)
def test_no_label_reads_html(bench: Bench, section: str) -> None:
    bench.panel.show_section(section)
    labels = bench.panel.findChildren(QLabel)
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("section", SECTIONS)
def test_the_words_follow_the_language_at_once(bench: Bench, qapp: QApplication, section: str) -> None:
    panel = bench.panel
    panel.show_section(section)
    shouting = Shouting()
    qapp.installTranslator(shouting)
    try:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        bench.speech.set_wording(Wording("zh"))
        assert panel.page(section).intro.text().startswith("«")
        assert panel.page(section).title().startswith("«")
        texts = [b.text() for b in panel.findChildren(QAbstractButton) if b.isVisible() and b.text()]
        own = {"English", "简体中文", "JimmyAI", "Studio", "PicGo"}
        assert [text for text in texts if not text.startswith("«") and text not in own] == []
        hints = [line.placeholderText() for line in panel.findChildren(QLineEdit) if line.isVisible()]
        assert [text for text in hints if text and not text.startswith(("«", "socks5h://"))] == []
    finally:
        qapp.removeTranslator(shouting)


def test_the_tab_key_visits_everything_in_the_order_of_the_eye(bench: Bench, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    popover = Popover(bench.theme, window, bench.panel)
    window.show()
    popover.open_at(window, 760, 600, over=True)
    seen: list[str] = []
    for _ in range(20):
        widget = window.focusWidget()
        if widget.objectName() in seen:
            break
        seen.append(widget.objectName() or widget.accessibleName() or type(widget).__name__)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    wanted = ["closePreferences", "JimmyAI", "addProfile", "profileName", "baseAddress", "apiKey"]
    places = [seen.index(name) for name in wanted]
    assert places == sorted(places)
    assert seen.index("testProfile") < seen.index("removeProfile")
    with qtbot.waitSignal(popover.closed):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def test_a_section_nobody_opens_is_not_built(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.panel.page("prices")


def test_the_settings_bring_no_client_keychain_or_media_with_them() -> None:
    code = (
        "import sys, seedance_desktop.ui.preferences.preferences; "
        "print([name for name in ('httpx', 'keyring', 'av', 'PIL', 'PySide6.QtMultimedia') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
