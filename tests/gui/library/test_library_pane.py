"""The library as a person uses it: keys, menu, tabs, pictures, many rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.delegate import TaskDelegate
from seedance_desktop.ui.library.model import Tab, TaskRole
from seedance_desktop.ui.library.pane import MANY, MINUTE, PART, PARTS, SLOWLY, LibraryPane
from seedance_desktop.ui.library.thumbnails import Thumbnails, filling
from tests.gui.stage_takes import DUSK, NO_KEYS, NOW, OFFSCREEN, picture, request, saved, task

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem
    from pytestqt.qtbot import QtBot

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.library.delegate import Index
    from seedance_desktop.ui.notifier import Speech
    from seedance_desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN)


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, speech: Speech) -> LibraryPane:
    pane = LibraryPane(theme, speech, clock=lambda: NOW)
    qtbot.addWidget(pane)
    pane.resize(312, 800)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    return pane


def view_of(pane: LibraryPane) -> QListView:
    view = pane.findChild(QListView, "libraryView")
    assert isinstance(view, QListView)
    return view


def shown(pane: LibraryPane) -> list[str]:
    model = view_of(pane).model()
    return [model.index(row, 0).data(TaskRole.ID) for row in range(model.rowCount())]


THREE = [
    task("new", Status.PROCESSING, created_at=NOW - 5, progress=20),
    task("take", take="/takes/a.mp4", created_at=NOW - 10, remote_id="vid_1", seconds=5.0),
    task("bad", Status.FAILED, created_at=NOW - 20, request=request("A bad one")),
]


def test_an_empty_library_teaches_and_a_narrow_search_says_so(pane: LibraryPane) -> None:
    pane.set_folder_text("Videos / Seedance")
    pane.warm_up(THREE[0])
    assert not pane._empty.isVisible(), "nobody knows yet"
    pane.set_tasks([])
    assert pane._empty.isVisible()
    assert not view_of(pane).isVisible()
    assert pane._empty._text.text() == "Saved in Videos / Seedance as soon as they are done."
    pane.set_tasks(THREE)
    assert view_of(pane).isVisible()
    pane.focus_search()
    QTest.keyClicks(pane._search, "nothing like it")
    assert not view_of(pane).isVisible()
    assert pane._empty._title.text() == "Nothing here"
    QTest.keyClick(pane._search, Qt.Key.Key_Escape)
    assert shown(pane) == ["new", "take", "bad"]


def test_tabs_count_what_runs_and_what_failed(pane: LibraryPane) -> None:
    pane.set_tasks(THREE)
    assert [tab.text() for tab in pane._tabs._tabs] == ["All", "Running 1", "Favourites", "Failed 1"]
    pane.show_tab(Tab.FAILED)
    assert shown(pane) == ["bad"]
    pane.upsert(task("new", Status.FAILED, created_at=NOW - 5))
    assert shown(pane) == ["new", "bad"]
    assert [tab.text() for tab in pane._tabs._tabs] == ["All", "Running", "Favourites", "Failed 2"]


def test_one_clip_without_an_answer_among_a_thousand_is_one_press_away(pane: LibraryPane) -> None:
    many = [task(f"t{n}", take=f"/takes/{n}.mp4", created_at=NOW - n) for n in range(1000)]
    pane.set_tasks([*many, task("doubt", Status.UNCERTAIN, created_at=NOW - 5000)])
    (pill,) = [tab for tab in pane._tabs._tabs if tab.text() == "No answer 1"]
    QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert shown(pane) == ["doubt"]
    pane.upsert(task("doubt", Status.CANCELLED, created_at=NOW - 5000))
    assert pill.isVisible(), "it does not go from under the eyes"
    pane.show_tab(Tab.ALL)
    assert not pill.isVisible()


def test_arrows_choose_enter_opens_and_delete_forgets_only_what_ended(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.set_tasks(THREE)
    view = view_of(pane)
    view.setFocus()
    pane.select("new")
    with qtbot.waitSignal(pane.selected) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert chosen.args == ["take"]
    with qtbot.waitSignal(pane.activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["take"]
    with qtbot.waitSignal(pane.forget) as gone:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert gone.args == ["take"]
    pane.select("new")
    with qtbot.assertNotEmitted(pane.forget):
        QTest.keyClick(view, Qt.Key.Key_Delete)


def test_space_asks_to_play_what_is_chosen_and_chooses_nothing_else(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.set_tasks(THREE)
    view = view_of(pane)
    view.setFocus()
    pane.select("take")
    with qtbot.waitSignal(pane.play_wanted):
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert pane.selected_id() == "take"
    pane.select(None)
    with qtbot.assertNotEmitted(pane.play_wanted):
        QTest.keyClick(view, Qt.Key.Key_Space)


def test_a_press_chooses_and_the_program_choosing_says_nothing(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.set_tasks(THREE)
    view = view_of(pane)
    with qtbot.assertNotEmitted(pane.selected):
        pane.select("bad")
    assert pane.selected_id() == "bad"
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(pane.selected) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    assert chosen.args == ["take"]
    pane.select(None)
    assert pane.selected_id() is None


def test_a_new_task_does_not_take_the_choice_away(pane: LibraryPane) -> None:
    pane.set_tasks(THREE)
    pane.select("bad")
    pane.upsert(task("newest", Status.PREPARING, created_at=NOW))
    assert pane.selected_id() == "bad"
    pane.set_tasks([*THREE, task("newest", created_at=NOW)])
    assert pane.selected_id() == "bad"
    pane.remove("bad")
    assert "bad" not in shown(pane)


def test_copying_a_row_copies_its_prompt(pane: LibraryPane) -> None:
    pane.set_tasks(THREE)
    pane.select("bad")
    view = view_of(pane)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "A bad one"


def menu_texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_menu_offers_what_can_be_done(pane: LibraryPane, qtbot: QtBot) -> None:
    always = ["Use again", "Add to favourites"]
    view = pane._view
    assert menu_texts(view.menu_for(THREE[0])) == [*always, "Copy prompt"]
    menu = view.menu_for(THREE[1])
    assert menu_texts(menu) == [*always, "Show in folder", "Copy prompt", "Copy task id", "Remove from list"]
    actions = {action.text(): action for action in menu.actions()}
    for text, signal, sent in (
        ("Use again", pane.use_again, ["take"]),
        ("Add to favourites", pane.favourite_toggled, ["take", True]),
        ("Show in folder", pane.reveal, ["/takes/a.mp4"]),
        ("Remove from list", pane.forget, ["take"]),
    ):
        with qtbot.waitSignal(signal) as emitted:
            actions[text].trigger()
        assert emitted.args == sent
    actions["Copy task id"].trigger()
    assert QGuiApplication.clipboard().text() == "vid_1"


def test_the_menu_key_opens_the_menu_without_waiting_for_it(pane: LibraryPane) -> None:
    pane.set_tasks(THREE)
    pane.select("take")
    view = view_of(pane)
    place = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton, NO_KEYS, place)
    pane._view.menu_for(THREE[1]).popup(pane.mapToGlobal(QPoint(0, 0)))
    menus = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    menus[0].close()


def test_seconds_tick_only_while_something_runs(pane: LibraryPane) -> None:
    pane.set_tasks(THREE)
    assert pane._tick.interval() == PART
    for number in range(MANY):
        pane.upsert(task(f"q{number}", Status.QUEUED, created_at=NOW - 5))
    assert pane._tick.interval() == PART * SLOWLY
    for number in range(MANY):
        pane.remove(f"q{number}")
    assert pane._tick.interval() == PART
    pane.upsert(task("new", Status.FAILED, created_at=NOW - 5))
    assert pane._tick.interval() == MINUTE
    pane.hide()
    assert not pane._tick.isActive()
    pane.show()
    assert pane._tick.isActive()


class Counting(TaskDelegate):
    """Notes which rows are painted and which are measured."""

    def __init__(self, theme: Theme, parent: LibraryPane) -> None:
        super().__init__(theme, Thumbnails(parent), parent)
        self.painted: list[int] = []
        self.measured: list[int] = []

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.painted.append(index.row())
        super().paint(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        self.measured.append(index.row())
        return super().sizeHint(option, index)


def counted(pane: LibraryPane, theme: Theme, qtbot: QtBot, tasks: list[Task]) -> Counting:
    """A pane that shows these tasks and has come to rest."""
    pane.set_tasks(tasks)
    pane._tick.stop()
    delegate = Counting(theme, pane)
    view_of(pane).setItemDelegate(delegate)
    qtbot.waitUntil(lambda: bool(delegate.painted) and len(tasks) - 1 in delegate.measured)
    delegate.painted.clear()
    delegate.measured.clear()
    return delegate


def test_every_row_that_counts_is_painted_once_in_a_round_of_ticks(
    pane: LibraryPane, theme: Theme, qtbot: QtBot
) -> None:
    tasks = [task(f"q{number}", Status.QUEUED, created_at=NOW - number) for number in range(7)]
    delegate = counted(pane, theme, qtbot, tasks)
    for _ in range(PARTS):
        pane._update_times()
    qtbot.waitUntil(lambda: sorted(set(delegate.painted)) == list(range(7)))


def test_one_change_lays_out_no_other_row(pane: LibraryPane, theme: Theme, qtbot: QtBot) -> None:
    tasks = [task(f"q{number}", Status.PROCESSING, progress=5, created_at=NOW - number) for number in range(300)]
    delegate = counted(pane, theme, qtbot, tasks)
    pane.upsert(replace(tasks[3], progress=9))
    qtbot.waitUntil(lambda: delegate.painted == [3])
    assert len(set(delegate.measured)) < 30, "only what is seen"


def test_a_day_begins_with_its_name(pane: LibraryPane) -> None:
    pane.set_tasks([task("a", created_at=NOW), task("b", created_at=NOW - 1), task("c", created_at=NOW - 90_000)])
    view = view_of(pane)
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(3)]
    assert heights[0] == heights[2] > heights[1]


def test_a_row_grows_for_its_bar_and_shrinks_when_it_ends(pane: LibraryPane, qtbot: QtBot) -> None:
    pane.set_tasks(THREE)
    view = view_of(pane)

    def height() -> int:
        return view.visualRect(view.model().index(0, 0)).height()

    with_bar = height()
    pane.upsert(task("new", take="/a.mp4", created_at=NOW - 5))
    qtbot.waitUntil(lambda: height() < with_bar)


def test_pictures_are_read_later_and_once(tmp_path: Path, qtbot: QtBot) -> None:
    path = saved(picture(DUSK, 320, 180), tmp_path / "a.png")
    cache = Thumbnails()
    with qtbot.waitSignal(cache.ready) as ready:
        assert cache.picture(path, QSize(92, 52)) is None
    assert ready.args == [path]
    got = cache.picture(path, QSize(92, 52))
    assert got is not None
    assert got.size() == QSize(92, 52)
    assert cache.picture(path, QSize(92, 52)) is got
    cache.forget(path)
    assert cache.picture(path, QSize(92, 52)) is None


def test_a_picture_that_is_made_anew_while_it_is_read_is_read_again(tmp_path: Path, qtbot: QtBot) -> None:
    path, size = saved(picture(DUSK, 320, 180), tmp_path / "a.png"), QSize(92, 52)
    cache = Thumbnails()
    cache.picture(path, size)
    cache.forget(path)
    with qtbot.waitSignal(cache.ready):
        pass
    assert cache.picture(path, size) is None
    qtbot.waitUntil(lambda: cache.picture(path, size) is not None)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("size", [(40, 400), (400, 40), (3, 3), (92, 52)])
def test_a_picture_of_any_shape_fills_its_place(tmp_path: Path, size: tuple[int, int]) -> None:
    path = saved(QImage(*size, QImage.Format.Format_RGB32), tmp_path / "a.png")
    assert filling(path, QSize(92, 52)).size() == QSize(92, 52)


def test_an_unreadable_picture_is_nothing_and_asked_for_once(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"no picture")
    cache = Thumbnails()
    with qtbot.waitSignal(cache.ready):
        cache.picture(str(path), QSize(92, 52))
    got = cache.picture(str(path), QSize(92, 52))
    assert got is not None
    assert got.isNull()


def many(count: int, folder: Path) -> list[Task]:
    thumbnail = saved(picture(DUSK, 320, 180), folder / "many.png")
    return [
        task(
            f"t{n}",
            created_at=NOW - 600 * n,
            take="/a.mp4",
            thumbnail=thumbnail,
            seconds=5.0,
            request=request(f"Take {n} " * 9),
        )
        for n in range(count)
    ]


@pytest.fixture
def full(pane: LibraryPane, tmp_path: Path, qtbot: QtBot) -> LibraryPane:
    pane.set_tasks(many(2000, tmp_path))
    qtbot.waitUntil(lambda: view_of(pane).verticalScrollBar().maximum() > 2000 * 60)
    return pane


@pytest.fixture
def painted(full: LibraryPane, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the rows that were painted."""
    delegate = view_of(full).itemDelegate()
    paint, ids = delegate.paint, []

    def noted(painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        ids.append(index.data(TaskRole.ID))
        paint(painter, option, index)

    monkeypatch.setattr(delegate, "paint", noted)
    return ids


def test_scrolling_through_two_thousand_rows_paints_those_in_sight(full: LibraryPane, painted: list[str]) -> None:
    view = view_of(full)
    bar = view.verticalScrollBar()
    for _ in range(10):
        painted.clear()
        bar.setValue(bar.value() + bar.pageStep())
        view.viewport().repaint()
        first = view.indexAt(QPoint(20, 1)).row()
        last = view.indexAt(QPoint(20, view.viewport().height() - 1)).row()
        assert set(painted) == set(shown(full)[first : last + 1])


def test_one_change_among_two_thousand_paints_no_row_out_of_sight(
    full: LibraryPane, painted: list[str], qtbot: QtBot
) -> None:
    full.upsert(task("t5", Status.PROCESSING, created_at=NOW - 3000, progress=1))
    qtbot.waitUntil(lambda: "t5" in painted)
    rows = view_of(full).viewport().height() // view_of(full).visualRect(full._filter.index(1, 0)).height()
    assert len(set(painted)) <= rows + 2


def test_typed_letters_narrow_two_thousand_rows(full: LibraryPane) -> None:
    full._filter.set_text("take 7")
    assert shown(full) == [f"t{n}" for n in range(2000) if "7" in str(n)]
