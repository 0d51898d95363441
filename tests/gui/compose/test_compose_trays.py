"""What a person does at the trays: carry, rename, replace, remove and take back, by mouse, keys and menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.reference import Facts, Kind, Place, Reference
from seedance_desktop.domain.task import Failure
from seedance_desktop.engine.events import Measured
from seedance_desktop.settings.model import Settings
from seedance_desktop.ui.banners import Banners
from seedance_desktop.ui.compose.composer import Composer
from seedance_desktop.ui.compose.keeper import TrayKeeper
from seedance_desktop.ui.compose.presenter import ComposePresenter
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.widgets.banner import Banner
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.wording.sentences import Wording
from tests.fakes.desk import FakeDesk
from tests.gui.whole_window import settle

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.theme import Theme
    from seedance_desktop.ui.widgets.carriable import Removable
    from seedance_desktop.ui.widgets.tile import Tile, TileButton

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", "QRhi")
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Form:
    """The composer in a window of its own, with banners above it."""

    def __init__(self, theme: Theme, qtbot: QtBot, folder: Path) -> None:
        catalog = load_catalog()
        speech = Speech(Wording("en"), catalog)
        self.presenter = ComposePresenter(catalog)
        self.composer = Composer(theme, speech, self.presenter)
        self.references = self.composer.references
        self.window = QWidget()
        self.window.resize(392, 900)
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        above = QVBoxLayout()
        column.addLayout(above)
        column.addWidget(self.composer, 1)
        self.desk = FakeDesk(Settings())
        self.desk.pasted = folder
        self.banners = Banners(theme, speech, above, self.window)
        self.keeper = TrayKeeper(self.composer, self.presenter, self.desk, self.banners, self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def load(self, *names: str, place: Place = Place.IMAGES) -> list[str]:
        self.presenter.add(place, [f"/m/{name}" for name in names], local=True)
        settle()
        return [r.id for r in self.presenter.draft.at(place)]

    def at(self, place: Place) -> list[str]:
        return [r.called for r in self.presenter.draft.at(place)]

    def mode(self) -> str:
        return self.presenter.draft.mode.value

    def count(self) -> tuple[str, str]:
        label = self.references.images._count
        return label.text(), label._role

    def tile(self, reference_id: str) -> TileButton:
        tile = self.references.tile_of(reference_id)
        assert tile is not None
        return cast("TileButton", tile)

    def focus(self, reference_id: str) -> Removable:
        tile = self.tile(reference_id)
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        return tile

    def drag(self, reference_id: str, onto: QWidget, share: float = 0.5) -> None:
        tile = self.tile(reference_id)
        there = tile.mapFromGlobal(onto.mapToGlobal(QPoint(round(onto.width() * share), onto.height() // 2)))
        QTest.mousePress(tile, LEFT, pos=QPoint(20, 30))
        QTest.mouseMove(tile, QPoint(40, 30))
        QTest.mouseMove(tile, there)
        QTest.mouseRelease(tile, LEFT, pos=there)
        settle()

    def menu(self, reference_id: str) -> dict[str, QMenu]:
        reference = next(r for r in self.presenter.draft.references if r.id == reference_id)
        menu = self.composer.commands.menu_for(reference)
        return {action.text(): menu for action in menu.actions() if action.text()}

    def choose(self, reference_id: str, text: str) -> None:
        menu = self.menu(reference_id)[text]
        next(action for action in menu.actions() if action.text() == text).trigger()
        settle()


@pytest.fixture
def form(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Form:
    return Form(theme, qtbot, tmp_path / "pasted")


def test_keys_reorder_and_take_back(form: Form) -> None:
    a, b, _ = form.load("a.png", "b.png", "c.png")
    QTest.keyClick(form.focus(b), Qt.Key.Key_Right, CTRL)
    assert form.at(Place.IMAGES) == ["a.png", "c.png", "b.png"]
    QTest.keyClick(form.tile(b), Qt.Key.Key_Home, CTRL)
    assert form.at(Place.IMAGES) == ["b.png", "a.png", "c.png"]
    assert form.tile(b).hasFocus()
    QTest.keyClick(form.tile(b), Qt.Key.Key_Z, CTRL)
    QTest.keyClick(form.tile(b), Qt.Key.Key_Z, CTRL)
    assert form.at(Place.IMAGES) == ["a.png", "b.png", "c.png"]
    QTest.keyClick(form.tile(a), Qt.Key.Key_Z, CTRL | SHIFT)
    assert form.at(Place.IMAGES) == ["a.png", "c.png", "b.png"]


def test_a_tile_is_carried_before_another_and_a_mark_shows_where(form: Form) -> None:
    a, _, c = form.load("a.png", "b.png", "c.png")
    form.drag(c, form.tile(a), 0.1)
    assert form.at(Place.IMAGES) == ["c.png", "a.png", "b.png"]
    tray = form.references.images.tray
    tile = form.tile(a)
    QTest.mousePress(tile, LEFT, pos=QPoint(20, 30))
    QTest.mouseMove(tile, QPoint(60, 30))
    tray.show_mark(QPointF(tile.mapToGlobal(QPoint(tile.width() - 2, 30))))
    mark = tray._mark_rect(2)
    assert tile.geometry().right() < mark.center().x() < form.references.images.tray._buttons[2].geometry().left()
    assert tray.grab().toImage().pixelColor(mark.center().toPoint()) == form.composer._scroll.palette().accent().color()
    QTest.keyClick(tile, Qt.Key.Key_Escape)
    QTest.mouseRelease(tile, LEFT, pos=QPoint(200, 30))
    assert form.at(Place.IMAGES) == ["c.png", "a.png", "b.png"], "Escape lets it fall back"


def test_a_picture_is_carried_onto_the_switch_and_between_the_frames(form: Form) -> None:
    a, b, _ = form.load("a.png", "b.png", "c.png")
    form.drag(a, form.references.mode, 0.75)
    assert form.mode() == "frames"
    assert form.at(Place.FIRST_FRAME) == ["a.png"]
    form.presenter.undo()
    assert (form.mode(), form.at(Place.IMAGES)) == ("references", ["a.png", "b.png", "c.png"])
    form.choose(b, "Use as last frame")
    assert form.at(Place.LAST_FRAME) == ["b.png"]
    form.drag(b, form.references.frames.slots[Place.FIRST_FRAME])
    assert (form.at(Place.FIRST_FRAME), form.at(Place.LAST_FRAME)) == (["b.png"], [])
    form.presenter.add(Place.LAST_FRAME, ["/m/d.png"], local=True)
    form.choose(b, "Swap the frames")
    assert (form.at(Place.FIRST_FRAME), form.at(Place.LAST_FRAME)) == (["d.png"], ["b.png"])
    form.drag(b, form.references.mode, 0.25)
    assert form.mode() == "references"
    assert form.at(Place.IMAGES) == ["a.png", "c.png", "b.png"]


def test_a_video_is_not_put_among_the_images(form: Form) -> None:
    form.load("a.png")
    (video,) = form.load("v.mp4", place=Place.VIDEOS)
    form.drag(video, form.references.images.tray)
    form.drag(video, form.references.mode, 0.75)
    assert form.at(Place.VIDEOS) == ["v.mp4"]
    assert form.mode() == "references"


def test_removing_is_told_and_taken_back_until_something_else_is_done(form: Form) -> None:
    ids = form.load("a.png", "b.png", "c.png")
    QTest.keyClick(form.focus(ids[0]), Qt.Key.Key_Delete)
    assert form.banners.codes() == ("references.removed",)
    (banner,) = form.window.findChildren(Banner)
    assert banner.text().startswith("1 image removed")
    QTest.mouseClick(banner.findChildren(LinkButton)[0], LEFT)
    assert form.at(Place.IMAGES) == ["a.png", "b.png", "c.png"]
    assert form.banners.codes() == ()
    form.choose(ids[0], "Remove all 3")
    assert form.at(Place.IMAGES) == []
    form.presenter.set_prompt("words change nothing")
    assert form.banners.codes() == ("references.removed",)
    form.load("d.png")
    assert form.banners.codes() == (), "Undo would take the new picture away"


def test_a_name_is_given_on_the_tile(form: Form, qtbot: QtBot) -> None:
    (a, _) = form.load("heron.png", "b.png")
    QTest.keyClick(form.focus(a), Qt.Key.Key_F2)
    field = form.window.findChild(QLineEdit, "renameField")
    assert field is not None
    assert field.selectedText() == "heron"
    QTest.keyClicks(field, "the bird")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.at(Place.IMAGES) == ["the bird.png", "b.png"]
    assert form.tile(a).hasFocus()
    assert form.tile(a).tile.name == "the bird.png"
    form.choose(a, "Rename…")
    qtbot.waitUntil(lambda: len(form.window.findChildren(QLineEdit, "renameField")) == 1)
    field = form.window.findChild(QLineEdit, "renameField")
    assert field is not None
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert form.at(Place.IMAGES) == ["the bird.png", "b.png"]


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Menu, None), (Qt.Key.Key_F10, SHIFT)])
def test_the_menu_opens_by_key_and_holds_every_command(form: Form, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    a, b, c = form.load("a.png", "b.png", "c.png")
    QTest.keyClick(form.focus(b), key, modifier or Qt.KeyboardModifier.NoModifier)
    (menu,) = [menu for menu in form.window.findChildren(QMenu) if menu.isVisible()]
    texts = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert texts == [
        "Preview", "Rename…", "Replace…", "Show in folder", "Move earlier", "Move later",
        "Use as first frame", "Use as last frame", "Remove", "Remove all 3",
    ]  # fmt: skip
    assert "Move earlier" not in form.menu(a)
    assert "Move later" not in form.menu(c)


def test_the_menu_offers_a_fitted_copy_once_somebody_makes_them(form: Form) -> None:
    (a,) = form.load("a.png")
    assert "Make a fitted copy…" not in form.menu(a)
    wanted: list[str] = []
    form.composer.commands.copy_maker = wanted.append
    form.choose(a, "Make a fitted copy…")
    assert wanted == [a]
    form.presenter.use_copy(a, "/copies/a.png")
    form.choose(a, "Use the original")
    assert form.presenter.draft.references[0].source == "/m/a.png"


def test_another_file_takes_the_stand_and_the_folder_is_remembered(form: Form) -> None:
    a, _ = form.load("a.png", "b.png")
    form.composer.dialogs.replaced.emit(a, "/n/c.png")
    assert form.presenter.draft.references[0].id == a
    assert form.presenter.draft.references[0].source == "/n/c.png"
    form.composer.dialogs._remember(Kind.IMAGE, ["/n/c.png"])
    form.composer.dialogs._remember(Kind.AUDIO, ["/sounds/rain.wav"])
    assert form.desk.settings.media_folders == {Kind.IMAGE: "/n", Kind.AUDIO: "/sounds"}
    again = Settings.model_validate(form.desk.settings.model_dump(mode="json"))
    assert again.media_folders == {Kind.IMAGE: "/n", Kind.AUDIO: "/sounds"}


def test_a_tile_tells_what_is_known_and_what_is_wrong(form: Form, qtbot: QtBot) -> None:
    (a,) = form.load("a.mp4", place=Place.VIDEOS)
    facts = Facts(format="mp4", width=1920, height=1080, seconds=7.2, fps=23.976, size=3_200_000)
    form.keeper.measuring.take(Measured("/m/a.mp4", Kind.VIDEO, facts, None, (), None))
    qtbot.waitUntil(lambda: "1920" in form.tile(a).toolTip())
    assert form.tile(a).accessibleName() == "1 a.mp4"
    assert form.tile(a).accessibleDescription() == "1920 × 1080 · 7.2 s · 23.98 fps · 3.2 MB · MP4"
    (b,) = form.load("b.png")
    form.keeper.measuring.take(
        Measured("/m/b.png", None, Facts(), None, (), Failure("media.unreadable", {"name": "b"}))
    )
    qtbot.waitUntil(lambda: form.tile(b).tile.issue)
    assert "cannot be read" in form.tile(b).accessibleDescription()


def test_the_reason_under_a_tray_has_the_width_of_the_form(form: Form, qtbot: QtBot) -> None:
    form.presenter.set_model("seedance2.0-mini")
    section, references = form.composer.references.videos, form.composer.references
    qtbot.waitUntil(lambda: section.reason.isVisible() and section.reason.width() == references.width())
    assert (
        section.reason.mapTo(references, QPoint()).y() > section.mapTo(references, QPoint(0, section.height() - 1)).y()
    )


def test_the_counter_tells_the_limit_and_when_it_is_passed(form: Form) -> None:
    form.presenter.set_model("seedance2.0-md")
    form.load("a.png", "b.png", "c.png")
    assert form.count() == ("3 of 4", "text2")
    form.load("d.png", "e.png")
    assert form.count() == ("5 of 4", "danger")


def test_a_hundred_references_fold_and_what_stays_is_the_same_widget(form: Form) -> None:
    ids = form.load(*(f"{n}.png" for n in range(100)))
    tray = form.references.images.tray
    assert len(tray._buttons) == 11
    assert tray._fold.accessibleName() == "Show 89 more"
    before = {button.tile.id: button for button in tray._buttons}
    form.presenter.remove([ids[0]])
    assert all(before[button.tile.id] is button for button in tray._buttons[:10])
    assert form.references.unfolded(ids[98]) is not None
    assert len(tray._buttons) == 99
    assert tray._buttons[98].tile.badge == "99"
    QTest.mouseClick(tray._fold, LEFT)
    assert len(tray._buttons) == 11


def test_words_draw_no_tile_anew(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    form.load("a.png")
    asked: list[str] = []
    tile = form.composer.looks.tile

    def counted(reference: Reference, badge: str, *, parked: bool, wrong: Mapping[str, str]) -> Tile:
        asked.append(reference.called)
        return tile(reference, badge, parked=parked, wrong=wrong)

    monkeypatch.setattr(form.composer.looks, "tile", counted)
    form.presenter.set_prompt("a heron")
    form.presenter.set_prompt("a heron flies")
    assert asked == []
    form.load("b.png")
    assert asked == ["a.png", "b.png"]


def test_a_frame_of_a_clip_goes_where_it_is_let_go(form: Form, qtbot: QtBot) -> None:
    form.load("a.png")
    image = QImage(32, 18, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    frame = QVideoFrame(image)
    form.keeper._take_dropped(QPointF(form.composer.mapToGlobal(QPoint(5, 5))), frame)
    qtbot.waitUntil(lambda: len(form.at(Place.IMAGES)) == 2)
    form.presenter.set_mode(Mode.FRAMES)
    settle()
    last = form.references.frames.slots[Place.LAST_FRAME]
    form.keeper._take_dropped(QPointF(last.mapToGlobal(last.rect().center())), frame)
    qtbot.waitUntil(lambda: len(form.at(Place.LAST_FRAME)) == 1)
    form.keeper._take_dropped(QPointF(form.composer.mapToGlobal(QPoint(-50, 5))), frame)
    form.keeper.intake.take_frame(form.keeper._usual_place(), frame)
    qtbot.waitUntil(lambda: len(form.at(Place.FIRST_FRAME)) == 1)
    (first,) = form.presenter.draft.at(Place.FIRST_FRAME)
    assert QImage(first.source).pixelColor(5, 5).name() == "#336699"
    assert len(form.presenter.draft.references) == 4, "what is let go outside of the form changes nothing"
