"""What is a matter of taste is chosen in a panel, by mouse or by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.engine.events import FrameTaken, ReferenceStrip
from seedance_desktop.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.fixing.panel import FixPanel
    from tests.gui.fixing.bench import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

LONG = Facts(format="mp4", width=1280, height=720, seconds=21.0, fps=25.0, size=9_000_000)
PHOTO = Facts(format="jpeg", width=4000, height=3000, size=9_000_000)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(bench: Bench) -> FixPanel:
    panel = bench.room.panel
    assert panel is not None
    assert panel.isVisible()
    return panel


def closed(bench: Bench) -> bool:
    return all(popover.isHidden() for popover in bench.window.findChildren(Popover))


def trimming(bench: Bench) -> FixPanel:
    bench.load(Place.VIDEOS, LONG)
    assert bench.button("reference_videos.too_long").text() == "Fix…"
    bench.button("reference_videos.too_long").click()
    return opened(bench)


def cropping(bench: Bench) -> FixPanel:
    bench.presenter.set_mode(Mode.FRAMES)
    bench.presenter.set_ratio("16:9")
    bench.load(Place.FIRST_FRAME, PHOTO, model="seedance2.0-std")
    bench.button("frames.ratio").click()
    return opened(bench)


def test_a_clip_is_trimmed_by_keys_alone(bench: Bench) -> None:
    panel = trimming(bench)
    assert panel.recipe == Recipe(end=14.95)
    assert (bench.engine.strips, list(bench.engine.frames.values())) == (["/m/a.mp4"], [("/m/a.mp4", 0.0)])
    grips = panel.trim.picker.grips
    QTest.keyClick(grips["range"], Qt.Key.Key_Right, SHIFT)
    assert panel.recipe == Recipe(start=1.0, end=15.95)
    QTest.keyClick(grips["start"], Qt.Key.Key_Right)
    assert panel.recipe == Recipe(start=1.04, end=15.95)
    QTest.keyClick(grips["range"], Qt.Key.Key_End)
    assert panel.recipe == Recipe(start=6.09), "up to the very end nothing is cut"
    QTest.keyClick(grips["end"], Qt.Key.Key_Home)
    assert panel.recipe == Recipe(start=6.09, end=6.59), "half a second is left"
    QTest.keyClick(grips["start"], Qt.Key.Key_Home)
    QTest.keyClick(grips["end"], Qt.Key.Key_Left, SHIFT)
    assert panel.recipe == Recipe(end=5.59)
    QTest.keyClick(panel.apply, Qt.Key.Key_Return)
    assert bench.engine.asked[bench.engine.last] == ("/m/a.mp4", Recipe(end=5.59))


def test_enter_takes_what_is_proposed_and_what_was_moved(bench: Bench) -> None:
    panel = trimming(bench)
    assert panel.window().focusWidget() is panel.apply
    QTest.keyClick(panel.trim.picker.grips["range"], Qt.Key.Key_Return)
    assert bench.engine.asked[bench.engine.last] == ("/m/a.mp4", Recipe(end=14.95))


def test_the_copy_is_used_and_the_panel_goes(bench: Bench) -> None:
    panel = trimming(bench)
    panel.apply.click()
    bench.engine.go_on(0.5)
    assert not panel.apply.isEnabled()
    assert not panel.trim.isEnabled()
    copy = bench.engine.end(Facts(format="mp4", width=1280, height=720, seconds=14.92, fps=25.0, size=6_000_000))
    assert closed(bench)
    assert (bench.reference.source, bench.reference.original) == (copy, "/m/a.mp4")
    assert "0:21.00 → 0:14.92" in bench.banner().text()
    assert "reference_videos.too_long" not in bench.codes()


def test_cancel_stops_the_copy_first_and_closes_then(bench: Bench) -> None:
    panel = trimming(bench)
    panel.apply.click()
    bench.engine.go_on(0.5)
    panel.cancel.click()
    assert bench.engine.last in bench.engine.cancelled
    assert panel.apply.isEnabled()
    assert not closed(bench)
    panel.cancel.click()
    assert closed(bench)
    assert bench.reference.original == ""


def test_closing_it_calls_everything_off(bench: Bench) -> None:
    panel = trimming(bench)
    panel.apply.click()
    token = bench.engine.last
    QTest.keyClick(panel.trim.picker.grips["range"].window(), Qt.Key.Key_Escape)
    QTest.keyClick(panel.close_button, Qt.Key.Key_Escape)
    assert closed(bench)
    assert token in bench.engine.cancelled
    assert set(bench.engine.frames) <= set(bench.engine.cancelled)
    bench.engine.end(LONG, token)
    assert bench.reference.source == "/m/a.mp4"


def test_a_failure_is_told_in_the_panel_which_stays(bench: Bench) -> None:
    panel = trimming(bench)
    panel.apply.click()
    bench.engine.fail("media.not_small_enough")
    assert not closed(bench)
    assert panel.apply.isEnabled()
    assert bench.reference.source == "/m/a.mp4"


def test_a_reference_that_goes_takes_the_panel_along_and_another_route_does_not(bench: Bench) -> None:
    trimming(bench)
    bench.presenter.set_model("seedance2.0-std")
    assert not closed(bench)
    bench.presenter.remove([bench.reference.id])
    assert closed(bench)


def test_the_mouse_moves_each_end_and_the_whole(bench: Bench) -> None:
    picker = trimming(bench).trim.picker
    end = picker.grips["end"]
    QTest.mousePress(end, Qt.MouseButton.LeftButton, pos=QPoint(5, 30))
    QTest.mouseMove(end, QPoint(5 - picker.width() // 4, 30))
    QTest.mouseRelease(end, Qt.MouseButton.LeftButton)
    short = picker.span
    assert short.start == 0
    assert 8.5 < short.end < 11
    whole = picker.grips["range"]
    QTest.mousePress(whole, Qt.MouseButton.LeftButton, pos=QPoint(50, 30))
    QTest.mouseMove(whole, QPoint(50 + picker.width() // 4, 30))
    QTest.mouseRelease(whole, Qt.MouseButton.LeftButton)
    assert picker.span.length == pytest.approx(short.length)
    assert picker.span.start > 3


def test_only_the_last_frame_looked_at_is_asked_for(bench: Bench, tmp_path: Path, qtbot: QtBot) -> None:
    panel = trimming(bench)
    for seconds in (1.0, 2.0, 3.0):
        panel.trim.frame_wanted.emit(seconds)
    assert len(bench.engine.frames) == 1
    picture = tmp_path / "frame.png"
    QImage(32, 18, QImage.Format.Format_RGB32).save(str(picture))
    hear = bench.bridge.listener()
    with qtbot.waitSignal(bench.room.previews.ready):
        hear(FrameTaken(next(iter(bench.engine.frames)), str(picture), None))
    qtbot.waitUntil(lambda: len(bench.engine.frames) == 2)
    assert list(bench.engine.frames.values())[-1] == ("/m/a.mp4", 3.0)
    with qtbot.waitSignal(bench.room.previews.ready):
        hear(ReferenceStrip("/m/a.mp4", str(picture)))


def test_a_picture_is_cropped_by_keys_alone(bench: Bench) -> None:
    panel = cropping(bench)
    assert panel.recipe == Recipe(crop=Crop(0, 375, 4000, 2250))
    QTest.keyClick(panel.crop, Qt.Key.Key_Up)
    assert panel.recipe == Recipe(crop=Crop(0, 355, 4000, 2250))
    QTest.keyClick(panel.crop, Qt.Key.Key_Down, SHIFT)
    assert panel.recipe == Recipe(crop=Crop(0, 555, 4000, 2250))
    QTest.keyClick(panel.crop, Qt.Key.Key_Minus)
    kept = panel.recipe.crop
    assert kept is not None
    assert (kept.width, kept.height) == (3800, 2138)
    QTest.keyClick(panel.crop, Qt.Key.Key_Home)
    QTest.keyClick(panel.apply, Qt.Key.Key_Space)
    assert bench.engine.recipe == Recipe(crop=Crop(0, 0, 3800, 2138))


def test_a_corner_is_dragged_and_the_frame_keeps_its_shape(bench: Bench) -> None:
    crop = cropping(bench).crop
    kept = crop._kept()
    QTest.mousePress(crop, Qt.MouseButton.LeftButton, pos=kept.bottomRight().toPoint())
    QTest.mouseMove(crop, kept.center().toPoint())
    QTest.mouseRelease(crop, Qt.MouseButton.LeftButton)
    box = crop.box.crop
    assert (box.left, box.top) == (0, 375)
    assert box.width == pytest.approx(2000, abs=40)
    assert box.width / box.height == pytest.approx(16 / 9, rel=0.01)


def test_a_copy_is_compared_changed_and_given_back(bench: Bench) -> None:
    cropping(bench).apply.click()
    bench.engine.end(Facts(format="jpeg", width=4000, height=2250, size=5_000_000))
    bench.room.edit_copy(bench.reference.id)
    panel = opened(bench)
    assert panel.recipe == Recipe(crop=Crop(0, 375, 4000, 2250)), "the copy can be shaped anew"
    assert bench.engine.asked[bench.engine.last][0] == "/m/a.jpeg", "from the original"
    panel.look.setValue("compare")
    assert [path for path, _ in list(bench.engine.asked.values())[-2:]] == ["/m/a.jpeg", bench.reference.source]
    assert not panel.apply.isVisible()
    panel.original.click()
    assert closed(bench)
    assert (bench.reference.source, bench.reference.original) == ("/m/a.jpeg", "")


def test_the_menu_of_a_tile_opens_it(bench: Bench) -> None:
    reference = bench.load(Place.IMAGES, PHOTO, model="seedance2.0-std")
    make = bench.composer.commands.copy_maker
    assert make is not None
    make(reference.id)
    assert opened(bench).recipe == Recipe()
    bench.room.close()
    bench.presenter.set_facts(reference.source, Facts(), "media.unreadable")
    make(reference.id)
    assert closed(bench), "of what cannot be read there is no copy"


def test_everything_in_it_has_a_name(bench: Bench) -> None:
    panel = trimming(bench)
    stops = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert len(stops) >= 6
    for stop in stops:
        assert stop.accessibleName() or (isinstance(stop, QAbstractButton) and stop.text()), stop
        assert stop.objectName(), stop
        assert stop.height() >= 28, stop
