"""The player under the hand: keys, buttons, slider, filmstrip, volume, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSlider, QWidget

from seedance_desktop.ui.player.filmstrip import Filmstrip
from seedance_desktop.ui.player.fullscreen import FullScreen
from tests.gui.stage_takes import MULTIMEDIA, NO_KEYS, filmstrip

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.player.player import Player

pytestmark = pytest.mark.qt_log_ignore(*MULTIMEDIA)
Key = Qt.Key


@pytest.fixture
def loaded(qtbot: QtBot, player: Player, heron: str) -> Player:
    with qtbot.waitSignal(player.first_frame):
        player.load(heron)
    player.activateWindow()
    qtbot.waitUntil(player.isActiveWindow)
    player.screen_view.setFocus()
    return player


def press(player: Player, key: Key) -> None:
    QTest.keyClick(player.screen_view, key)


def button(player: QWidget, name: str) -> QPushButton:
    found = player.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_space_plays_and_pauses_and_the_button_says_so(qtbot: QtBot, loaded: Player) -> None:
    play = button(loaded, "playButton")
    assert play.accessibleName() == "Play (Space)"
    press(loaded, Key.Key_Space)
    qtbot.waitUntil(lambda: loaded.deck.playing)
    assert play.accessibleName() == "Pause (Space)"
    QTest.mouseClick(play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not loaded.deck.playing)


def test_a_press_on_the_picture_plays(qtbot: QtBot, loaded: Player) -> None:
    QTest.mouseClick(loaded.screen_view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: loaded.deck.playing)


def test_j_k_l_shuttle(qtbot: QtBot, loaded: Player) -> None:
    press(loaded, Key.Key_L)
    qtbot.waitUntil(lambda: loaded.deck.playing)
    press(loaded, Key.Key_L)
    assert loaded.deck.rate == 2.0
    press(loaded, Key.Key_K)
    qtbot.waitUntil(lambda: not loaded.deck.playing)
    assert loaded.deck.rate == 1.0
    loaded.deck.seek(1500)
    qtbot.waitUntil(lambda: loaded.deck.milliseconds == 1500)
    press(loaded, Key.Key_J)
    qtbot.waitUntil(lambda: loaded.deck.milliseconds == 500)


def test_home_end_and_arrows(qtbot: QtBot, loaded: Player) -> None:
    press(loaded, Key.Key_End)
    qtbot.waitUntil(lambda: loaded.deck.milliseconds > 1900)
    press(loaded, Key.Key_Home)
    qtbot.waitUntil(lambda: loaded.deck.milliseconds == 0)
    press(loaded, Key.Key_Right)
    qtbot.waitUntil(lambda: 41 < loaded.deck.milliseconds < 84)
    press(loaded, Key.Key_Left)
    qtbot.waitUntil(lambda: loaded.deck.milliseconds < 42)


def test_keys_with_modifiers_are_not_the_players(loaded: Player) -> None:
    QTest.keyClick(loaded.screen_view, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not loaded.deck.playing


def test_mute_is_remembered_by_whoever_listens(qtbot: QtBot, loaded: Player) -> None:
    with qtbot.waitSignal(loaded.volume_changed) as changed:
        press(loaded, Key.Key_M)
    assert changed.args == [0.8, True]
    loaded.set_sound(0.3, muted=False)
    assert (loaded.deck.volume, loaded.deck.muted) == (0.3, False)


def test_the_volume_opens_over_its_button_and_tells_its_change(qtbot: QtBot, loaded: Player) -> None:
    QTest.mouseClick(loaded._controls._volume, Qt.MouseButton.LeftButton)
    popup = loaded._controls._popup
    assert popup.isVisible()
    slider = popup.findChild(QSlider, "volumeSlider")
    assert isinstance(slider, QSlider)
    with qtbot.waitSignal(loaded.volume_changed) as changed:
        slider.setValue(20)
    assert changed.args == [0.2, False]
    popup.close()


def test_speed_and_loop_go_round(qtbot: QtBot, loaded: Player) -> None:
    seen = []
    for _ in range(3):
        QTest.mouseClick(loaded._controls._speed, Qt.MouseButton.LeftButton)
        seen.append(loaded.deck.rate)
    assert seen == [2.0, 0.5, 1.0]
    with qtbot.waitSignal(loaded.loop_changed) as changed:
        QTest.mouseClick(loaded._controls._loop, Qt.MouseButton.LeftButton)
    assert changed.args == [True]
    loaded.set_loop(False)
    assert not loaded._controls._loop.isChecked()


def test_the_slider_seeks_and_follows(qtbot: QtBot, loaded: Player) -> None:
    slider = loaded.findChild(QSlider, "seekSlider")
    assert isinstance(slider, QSlider)
    assert slider.maximum() == 2000
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(slider.width() // 2, slider.height() // 2))
    qtbot.waitUntil(lambda: abs(loaded.deck.milliseconds - 1000) < 30)
    assert loaded._controls._now.text() in ("0:00.9", "0:01.0")
    loaded.deck.seek(500)
    qtbot.waitUntil(lambda: slider.value() == 500)


def test_the_filmstrip_seeks_where_it_is_pressed(qtbot: QtBot, loaded: Player, tmp_path: Path) -> None:
    strip = loaded.findChild(Filmstrip, "filmstrip")
    assert isinstance(strip, Filmstrip)
    with qtbot.assertNotEmitted(strip.sought):
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    loaded.set_filmstrip(filmstrip(tmp_path / "strip.png"))
    qtbot.waitUntil(lambda: not strip._sheet.isNull())
    quarter = QPoint(strip.width() // 4, 10)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, NO_KEYS, quarter)
    qtbot.waitUntil(lambda: abs(loaded.deck.milliseconds - 500) < 10)
    head = strip.grab().toImage().pixelColor(round(strip.width() / 4), 3)
    assert head == loaded._theme.color("accent")


@pytest.mark.parametrize("width", [420, 656, 1400])
@pytest.mark.parametrize("frame", [22, 71, 40])
def test_a_filmstrip_fills_any_width(qtbot: QtBot, loaded: Player, tmp_path: Path, width: int, frame: int) -> None:
    strip = Filmstrip(loaded._theme)
    qtbot.addWidget(strip)
    strip.resize(width, 40)
    strip.set_sheet(filmstrip(tmp_path / "strip.png", width=frame, height=40))
    qtbot.waitUntil(lambda: not strip._sheet.isNull())
    image = strip.grab().toImage()
    empty = loaded._theme.color("surface1")
    assert all(image.pixelColor(x, 20) != empty for x in range(4, width - 4, 7))


def test_full_screen_shows_the_same_picture_and_leaves_with_escape(qtbot: QtBot, loaded: Player) -> None:
    def windows() -> list[FullScreen]:
        return [window for window in QApplication.topLevelWidgets() if isinstance(window, FullScreen)]

    press(loaded, Key.Key_F)
    (window,) = windows()
    assert window.scene() is loaded.screen_view.scene()
    QTest.keyClick(window, Key.Key_Space)
    qtbot.waitUntil(lambda: loaded.deck.playing)
    QTest.keyClick(window, Key.Key_Escape)
    qtbot.waitUntil(lambda: not windows())
    press(loaded, Key.Key_F)
    assert len(windows()) == 1
    QTest.keyClick(windows()[0], Key.Key_F)
    qtbot.waitUntil(lambda: not windows())


def test_another_program_is_asked_with_a_file_address(
    loaded: Player, heron: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    loaded.open_elsewhere()
    assert asked == [QUrl.fromLocalFile(heron)]
    loaded.unload()
    loaded.open_elsewhere()
    assert len(asked) == 1


def test_everything_one_can_press_is_named_and_large_enough(loaded: Player) -> None:
    for control in (*loaded.findChildren(QPushButton), *loaded.findChildren(QSlider)):
        assert control.accessibleName() or (isinstance(control, QPushButton) and control.text()), control
        if control.isVisible():
            assert min(control.width(), control.height()) >= 28, control
