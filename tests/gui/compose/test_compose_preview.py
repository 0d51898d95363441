"""References that are seen and heard: under the pointer, and large by Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from seedance_desktop.domain.reference import Facts, Kind, Place
from seedance_desktop.engine.events import Measured
from seedance_desktop.ui.compose.preview import PreviewPanel
from tests.fakes.media import clip_file
from tests.gui.compose.test_compose_trays import Form, form

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

__all__ = ["form"]
pytestmark = [pytest.mark.no_qt_log, pytest.mark.usefixtures("qapp")]


def pointer(form: Form, reference_id: str, *, on: bool) -> None:
    where = QPointF(20, 15)
    coming = QEnterEvent(where, where, where)
    QApplication.sendEvent(form.tile(reference_id), coming if on else QEvent(QEvent.Type.Leave))


def test_a_clip_plays_on_its_tile_while_the_pointer_rests_there(form: Form, qtbot: QtBot, tmp_path: Path) -> None:
    clip = clip_file(tmp_path / "heron.mp4", frames=48)
    form.presenter.add(Place.VIDEOS, [str(clip)], local=True)
    (reference,) = form.presenter.draft.references
    pointer(form, reference.id, on=True)
    qtbot.waitUntil(lambda: form.tile(reference.id)._live is not None, timeout=20_000)
    assert form.composer.preview.playing == reference.id
    pointer(form, reference.id, on=False)
    assert form.composer.preview.playing == ""
    assert form.tile(reference.id)._live is None
    form.composer.hide()


def test_passing_over_a_tile_plays_nothing(form: Form) -> None:
    (video,) = form.load("v.mp4", place=Place.VIDEOS)
    (image,) = form.load("a.png")
    pointer(form, video, on=True)
    pointer(form, video, on=False)
    pointer(form, image, on=True)
    assert not form.composer.preview._waiting.isActive()
    assert form.composer.preview._moving is None, "nobody needed a player yet"


def test_space_shows_a_reference_large_and_space_closes_it(form: Form) -> None:
    (image,) = form.load("heron.png")
    facts = Facts(format="png", width=4000, height=3000, size=9_000_000)
    form.presenter.learn({"/m/heron.png": (facts, "")}, {})
    QTest.keyClick(form.focus(image), Qt.Key.Key_Space)
    panel = form.window.findChild(PreviewPanel, "previewPanel")
    assert panel is not None
    assert panel.isVisible()
    assert panel.accessibleName() == "heron.png 4000 × 3000 · 9 MB · PNG"
    QTest.keyClick(panel, Qt.Key.Key_Space)
    assert not panel.isVisible()
    assert form.tile(image).hasFocus()


def test_a_sound_shows_how_far_it_is(form: Form, qtbot: QtBot) -> None:
    (sound,) = form.load("rain.wav", place=Place.AUDIOS)
    form.keeper.measuring.take(Measured("/m/rain.wav", Kind.AUDIO, Facts(seconds=3.0), None, (0.5,) * 64, None))
    qtbot.waitUntil(lambda: bool(form.tile(sound).tile.waveform))
    form.composer.preview._playing = sound
    form.composer.preview._show_heard(0.5)
    assert form.tile(sound)._heard == 0.5
