"""A clip on the player: first frame, frames, seeking, the end, and clips that cannot be shown."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import av
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from seedance_desktop.ui.player.reel import Reel
from tests.gui.stage_takes import FPS, MULTIMEDIA

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.player.player import Player

pytestmark = pytest.mark.qt_log_ignore(*MULTIMEDIA)
LENGTH = 2000
FRAME = 1000 / FPS


def load(qtbot: QtBot, player: Player, path: str) -> None:
    with qtbot.waitSignal(player.first_frame):
        player.load(path)


def colour_at(player: Player, x: float, y: float) -> QColor:
    """What is seen at a share of the screen."""
    view = player.screen_view.viewport()
    return view.grab().toImage().pixelColor(QPoint(round(view.width() * x), round(view.height() * y)))


def test_the_multimedia_is_not_loaded_before_the_first_clip() -> None:
    program = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from seedance_desktop.ui.theme import Theme; from seedance_desktop.ui.player.player import Player;"
        "player = Player(Theme(app)); player.show();"
        "sys.exit(any('Multimedia' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_a_loaded_clip_shows_its_first_frame_and_waits(qtbot: QtBot, player: Player, heron: str) -> None:
    load(qtbot, player, heron)
    qtbot.waitUntil(lambda: colour_at(player, 0.5, 0.1).red() > 40)
    assert not player.deck.playing
    assert player.deck.milliseconds == 0
    assert player.deck.duration == LENGTH
    assert colour_at(player, 0.05, 0.5) == player._theme.color("stage")


def test_a_poster_stands_until_the_first_frame(
    qtbot: QtBot, player: Player, heron: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poster = tmp_path / "poster.png"
    image = QImage(90, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("#00ff00"))
    image.save(str(poster))
    monkeypatch.setattr(player.deck, "load", lambda _path: None)
    player.load(heron, str(poster))
    qtbot.waitUntil(lambda: colour_at(player, 0.5, 0.5) == QColor("#00ff00"))
    monkeypatch.undo()
    player.deck.load(heron)
    qtbot.waitUntil(lambda: player.deck.frame is not None)
    qtbot.waitUntil(lambda: colour_at(player, 0.5, 0.5) != QColor("#00ff00"))


@pytest.mark.parametrize("number", [0, 1, 7, 23, 24, 46])
def test_seeking_to_the_middle_of_a_frame_shows_that_frame(
    qtbot: QtBot, player: Player, heron: str, number: int
) -> None:
    load(qtbot, player, heron)
    player.deck.seek(round((number + 0.5) * FRAME))

    def there() -> bool:
        frame = player.deck.frame
        return frame is not None and round(frame.startTime() / 1e6 * FPS) == number

    qtbot.waitUntil(there)


def test_steps_go_one_frame_and_back(qtbot: QtBot, player: Player, heron: str) -> None:
    load(qtbot, player, heron)

    def shows(number: int) -> bool:
        frame = player.deck.frame
        return frame is not None and round(frame.startTime() / 1e6 * FPS) == number

    for number in (1, 2, 3):
        player.deck.step(1)
        qtbot.waitUntil(partial(shows, number))
    player.deck.step(-1)
    qtbot.waitUntil(lambda: shows(2))
    for _ in range(5):
        player.deck.step(-1)
    qtbot.waitUntil(lambda: shows(0))


def test_the_last_frame_stays_and_play_begins_again(qtbot: QtBot, player: Player, heron: str) -> None:
    load(qtbot, player, heron)
    player.deck.seek(LENGTH - 200)
    with qtbot.waitSignal(player.deck.ended):
        player.play()
    assert colour_at(player, 0.5, 0.1).red() > 40
    qtbot.waitUntil(lambda: not player.deck.playing)
    player.play()
    qtbot.waitUntil(lambda: player.deck.playing and 0 < player.deck.milliseconds < LENGTH / 2)


def test_a_loop_goes_on_at_the_beginning(qtbot: QtBot, player: Player, heron: str) -> None:
    load(qtbot, player, heron)
    player.set_loop(True)
    player.deck.set_rate(2.0)
    player.deck.seek(LENGTH - 300)
    player.play()
    qtbot.waitUntil(lambda: 0 < player.deck.milliseconds < LENGTH / 2)
    assert player.deck.playing


def test_a_clip_can_begin_by_itself(qtbot: QtBot, player: Player, heron: str) -> None:
    player.load(heron, play=True)
    qtbot.waitUntil(lambda: player.deck.playing and player.deck.milliseconds > 100)


def test_a_missing_file_is_told_at_once(qtbot: QtBot, player: Player, tmp_path: Path) -> None:
    with qtbot.waitSignal(player.failed) as failed:
        player.load(str(tmp_path / "gone.mp4"))
    assert failed.args == ["player.file_missing"]
    assert player._trouble.isVisible()
    assert player._trouble.title() == "The clip is not where it was saved"
    assert not player._trouble._open.isVisible()


@pytest.mark.qt_log_ignore(*MULTIMEDIA, "Could not open media")
@pytest.mark.parametrize("content", [b"", b"<html>not a clip</html>", b"\0" * 4096])
def test_a_broken_clip_is_told(qtbot: QtBot, player: Player, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    with qtbot.waitSignal(player.failed) as failed:
        player.load(str(path))
    assert failed.args == ["player.cannot_play"]
    assert player._trouble._open.isVisible()
    assert not player._controls.isEnabled()


def test_a_clip_without_a_picture_is_given_up(qtbot: QtBot, tmp_path: Path) -> None:
    """Sound alone never shows a frame, as a codec that fails without a word never does."""
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        for _ in range(50):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            frame.sample_rate = 44100
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    reel = Reel(patience=100)
    with qtbot.waitSignal(reel.failed) as failed:
        reel.load(str(path))
    assert failed.args == ["player.no_picture"]
    reel.unload()


@pytest.mark.qt_log_ignore(*MULTIMEDIA, "Could not open media")
def test_a_good_clip_after_a_broken_one_shows_again(qtbot: QtBot, player: Player, heron: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no clip")
    with qtbot.waitSignal(player.failed):
        player.load(str(broken))
    load(qtbot, player, heron)
    assert player.screen_view.isVisible()
    assert player._controls.isEnabled()


def test_letting_go_empties_the_player(qtbot: QtBot, player: Player, heron: str) -> None:
    load(qtbot, player, heron)
    player.unload()
    assert player.path is None
    assert player.deck.frame is None
    qtbot.waitUntil(lambda: colour_at(player, 0.5, 0.5) == player._theme.color("stage"))
