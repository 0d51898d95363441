"""Tray, tiles and frame slots: adding, removing, ordering, opening, parking."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.drops import Haul
from seedance_desktop.ui.widgets.frame_slot import FrameSlot
from seedance_desktop.ui.widgets.tile import Tile, TileButton
from seedance_desktop.ui.widgets.tile_paint import draw_cover
from seedance_desktop.ui.widgets.tray import MediaTray, TrayTexts

Shown = Callable[..., QWidget]
LEFT = Qt.MouseButton.LeftButton
# The offscreen platform says so of every window that has a least size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


def picture(color: str = "red") -> QPixmap:
    pixmap = QPixmap(84, 64)
    pixmap.fill(QColor(color))
    return pixmap


def three() -> list[Tile]:
    return [Tile(name, str(n), picture(), tooltip=f"{name}.png") for n, name in enumerate("abc", 1)]


def filled(theme: Theme, *, compact: bool = False) -> MediaTray:
    tray = MediaTray(theme, compact=compact)
    tray.set_texts(TrayTexts("Drop pictures, paste, or browse", "Add"))
    tray.set_tiles(three())
    return tray


def tab_to(widget: QWidget) -> None:
    widget.clearFocus()
    widget.setFocus(Qt.FocusReason.TabFocusReason)


def drop(widget: QWidget, data: QMimeData) -> bool:
    actions, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), actions, data, buttons, keys)
    enter.setAccepted(False)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, buttons, keys))
    return enter.isAccepted()


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(path) if ":" in path else QUrl.fromLocalFile(path) for path in paths])
    return data


def test_an_empty_tray_invites_and_asks_for_files(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = MediaTray(theme)
    tray.set_texts(TrayTexts("Drop pictures, paste, or browse", "Add"))
    shown(tray)
    assert tray._empty.accessibleName() == "Drop pictures, paste, or browse"
    assert tray._empty.width() == tray.width()
    with qtbot.waitSignal(tray.addRequested):
        QTest.mouseClick(tray._empty, LEFT)
    tab_to(tray._empty)
    with qtbot.waitSignal(tray.addRequested):
        QTest.keyClick(tray._empty, Qt.Key.Key_Space)


def test_what_a_dialog_brought_has_the_keys_when_the_window_is_back(theme: Theme, shown: Shown) -> None:
    tray = MediaTray(theme)
    before = QPushButton("before")
    window = shown(before, tray)
    tab_to(tray._empty)
    shown(QLabel("which files"))
    tray.set_tiles(three())
    assert window.focusWidget() is tray._buttons[0]


def test_the_plus_goes_where_no_more_is_welcome(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    with qtbot.waitSignal(tray.addRequested):
        QTest.mouseClick(tray._plus, LEFT)
    tray.set_can_add(can_add=False)
    assert tray._plus.isHidden()
    assert not any(button.isHidden() for button in tray._buttons)


@pytest.mark.parametrize("compact", [False, True])
def test_a_drop_brings_files_and_addresses_in_order(qtbot: QtBot, theme: Theme, shown: Shown, *, compact: bool) -> None:
    tray = filled(theme, compact=compact)
    shown(tray)
    with qtbot.waitSignal(tray.brought) as told:
        assert drop(tray, files("/home/me/一 幅画.png", "https://example.org/a.png"))
    assert told.args == [Haul(("/home/me/一 幅画.png", "https://example.org/a.png"))]
    assert not tray._drops.over


def test_a_drop_of_mere_words_is_refused(theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    data = QMimeData()
    data.setText("a heron over the river")
    assert not drop(tray, data)


def test_ctrl_v_takes_what_the_clipboard_holds(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    tray._buttons[0].setFocus()
    clipboard = QGuiApplication.clipboard()

    def paste() -> None:
        QTest.keyClick(tray._buttons[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    clipboard.setText("  https://example.org/a.png ")
    with qtbot.waitSignal(tray.brought) as told:
        paste()
    assert told.args == [Haul(("https://example.org/a.png",))]
    clipboard.setMimeData(files("/home/me/a.png"))
    with qtbot.waitSignal(tray.brought) as told:
        paste()
    assert told.args == [Haul(("/home/me/a.png",))]
    clipboard.setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    with qtbot.waitSignal(tray.brought) as told:
        paste()
    assert told.args is not None
    assert told.args[0].picture.width() == 4
    clipboard.clear()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_and_the_focus_stays_in_the_tray(qtbot: QtBot, theme: Theme, shown: Shown, key: Qt.Key) -> None:
    tray = filled(theme)
    tray.removed.connect(lambda gone: tray.set_tiles([tile for tile in tray.tiles() if tile.id != gone]))
    shown(tray)
    tab_to(tray._buttons[2])
    with qtbot.waitSignal(tray.removed) as told:
        QTest.keyClick(tray._buttons[2], key)
    assert told.args == ["c"]
    assert tray._buttons[1].hasFocus()
    QTest.keyClick(tray._buttons[1], key)
    QTest.keyClick(tray._buttons[0], key)
    assert tray.tiles() == ()
    assert tray._empty.hasFocus()


@pytest.mark.parametrize("compact", [False, True])
def test_the_cross_removes_and_the_rest_opens(qtbot: QtBot, theme: Theme, shown: Shown, *, compact: bool) -> None:
    tray = filled(theme, compact=compact)
    shown(tray)
    tile = tray._buttons[1]
    with qtbot.waitSignal(tray.activated) as told:
        QTest.mouseDClick(tile, LEFT, pos=QPoint(30, 30))
    assert told.args == ["b"]
    tab_to(tile)
    with qtbot.waitSignal(tray.removed) as told, qtbot.assertNotEmitted(tray.activated):
        QTest.mouseClick(tile, LEFT, pos=tile.cross_centre().toPoint())
    assert told.args == ["b"]


def test_letting_go_beside_the_cross_removes_nothing(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    tile = tray._buttons[0]
    tab_to(tile)
    with qtbot.assertNotEmitted(tray.removed), qtbot.assertNotEmitted(tray.activated):
        QTest.mousePress(tile, LEFT, pos=tile.cross_centre().toPoint())
        QTest.mouseRelease(tile, LEFT, pos=QPoint(10, 50))


def test_arrows_walk_and_alt_with_arrows_moves(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    tab_to(tray._buttons[0])
    QTest.keyClick(tray._buttons[0], Qt.Key.Key_Right)
    assert tray._buttons[1].hasFocus()
    with qtbot.waitSignal(tray.moved) as told:
        QTest.keyClick(tray._buttons[1], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["b", 2]
    a, b, c = tray.tiles()
    tray.set_tiles([a, c, b])
    assert tray._buttons[2].hasFocus()
    with qtbot.assertNotEmitted(tray.moved):
        QTest.keyClick(tray._buttons[2], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_dragging_a_tile_moves_it_and_opens_nothing(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    first, last = tray._buttons[0], tray._buttons[2]
    there = first.mapFromGlobal(last.mapToGlobal(QPoint(60, 30)))
    with qtbot.waitSignal(tray.moved) as told, qtbot.assertNotEmitted(tray.activated):
        QTest.mousePress(first, LEFT, pos=QPoint(30, 30))
        QTest.mouseMove(first, QPoint(60, 30))
        QTest.mouseMove(first, there)
        QTest.mouseRelease(first, LEFT, pos=there)
    assert told.args == ["a", 2]


def test_dropping_a_tile_where_it_was_moves_nothing(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    shown(tray)
    first = tray._buttons[0]
    with qtbot.assertNotEmitted(tray.moved), qtbot.assertNotEmitted(tray.activated):
        QTest.mousePress(first, LEFT, pos=QPoint(10, 30))
        QTest.mouseMove(first, QPoint(60, 30))
        QTest.mouseRelease(first, LEFT, pos=QPoint(60, 30))


def test_tiles_that_stay_are_the_same_widgets(theme: Theme) -> None:
    tray = filled(theme)
    before = {button.tile.id: button for button in tray._buttons}
    a, b, c = tray.tiles()
    tray.set_tiles([c, Tile("new", "2"), a])
    assert [button.tile.id for button in tray._buttons] == ["c", "new", "a"]
    assert tray._buttons[0] is before["c"]
    assert before["b"].isHidden()
    assert b not in tray.tiles()


def test_what_is_parked_is_dimmed(theme: Theme, shown: Shown) -> None:
    tray = MediaTray(theme)
    tray.set_tiles([Tile("a", pixmap=picture("white")), Tile("b", pixmap=picture("white"), parked=True)])
    shown(tray)
    bright, dim = (button.grab().toImage().pixelColor(42, 50) for button in tray._buttons)
    assert bright == QColor("white")
    assert dim.lightness() < 160


def test_a_tray_switched_off_takes_nothing(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    tray = filled(theme)
    tray.setEnabled(False)
    shown(tray)
    with qtbot.assertNotEmitted(tray.activated), qtbot.assertNotEmitted(tray.addRequested):
        QTest.mouseClick(tray._buttons[0], LEFT)
        QTest.mouseClick(tray._plus, LEFT)


def test_a_sound_shows_its_waveform(theme: Theme, shown: Shown) -> None:
    loud, silent = Tile("a", "1", waveform=(1.0,) * 40), Tile("b", "2", waveform=(0.0,) * 40)
    tray = MediaTray(theme, compact=True)
    tray.set_tiles([loud, silent])
    shown(tray)
    accent = theme.color("accent").hue()

    def ink(button: TileButton) -> int:
        image = button.grab().toImage()
        hues = (image.pixelColor(x, y) for x in range(40, image.width() - 20) for y in range(image.height()))
        return sum(abs(color.hue() - accent) < 15 and color.lightness() > 90 for color in hues)

    assert ink(tray._buttons[0]) > 4 * ink(tray._buttons[1]) > 0


def test_a_tile_says_what_it_is(theme: Theme) -> None:
    tray = filled(theme)
    assert tray._buttons[1].accessibleName() == "2 b.png"
    assert tray._buttons[1].toolTip() == "b.png"


def test_a_picture_fills_its_place_without_being_squeezed(theme: Theme) -> None:
    wide = QPixmap(200, 50)
    wide.fill(QColor("blue"))
    middle = QPainter(wide)
    middle.fillRect(QRectF(75, 0, 50, 50), QColor("red"))
    middle.end()
    target = QPixmap(50, 50)
    target.fill(theme.color("surface1"))
    painter = QPainter(target)
    draw_cover(painter, QRectF(0, 0, 50, 50), wide)
    painter.end()
    image = target.toImage()
    assert [image.pixelColor(x, 25).name() for x in (2, 25, 47)] == [QColor("red").name()] * 3


def test_an_empty_slot_asks_and_a_filled_one_opens(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    slot = FrameSlot(theme, "A")
    slot.set_name("First frame")
    shown(slot)
    with qtbot.waitSignal(slot.addRequested), qtbot.assertNotEmitted(slot.activated):
        QTest.mouseClick(slot, LEFT)
    slot.set_tile(Tile("x", pixmap=picture(), tooltip="heron.png"))
    assert slot.accessibleName() == "First frame heron.png"
    with qtbot.waitSignal(slot.activated), qtbot.assertNotEmitted(slot.addRequested):
        QTest.mouseDClick(slot, LEFT, pos=QPoint(60, 60))


def test_a_slot_is_emptied_by_key_and_cross_but_not_when_empty(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    slot = FrameSlot(theme, "B")
    shown(slot)
    tab_to(slot)
    with qtbot.assertNotEmitted(slot.removed):
        QTest.keyClick(slot, Qt.Key.Key_Delete)
    slot.set_tile(Tile("x", pixmap=picture()))
    with qtbot.waitSignal(slot.removed):
        QTest.keyClick(slot, Qt.Key.Key_Delete)
    with qtbot.waitSignal(slot.removed):
        QTest.mouseClick(slot, LEFT, pos=slot.cross_centre().toPoint())


def test_a_slot_takes_a_drop_and_keeps_the_shape_of_a_picture(qtbot: QtBot, theme: Theme, shown: Shown) -> None:
    slot = FrameSlot(theme, "A")
    shown(slot, width=340)
    assert slot.height() == pytest.approx(slot.width() * 9 / 16, abs=1)
    with qtbot.waitSignal(slot.brought) as told:
        assert drop(slot, files("/home/me/first.png"))
    assert told.args == [Haul(("/home/me/first.png",))]
