"""The list model and the filter over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.library.model import Tab, TaskFilter, TaskListModel, TaskRole
from seedance_desktop.ui.library.words import StateWords
from tests.gui.stage_takes import NOW, request, task

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from pytestqt.qtbot import QtBot

    from seedance_desktop.ui.notifier import Speech


@pytest.fixture
def model(speech: Speech) -> TaskListModel:
    return TaskListModel(StateWords(speech), lambda: NOW)


def ids(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data(TaskRole.ID) for row in range(model.rowCount())]


@pytest.mark.usefixtures("qtbot")
def test_the_model_keeps_qts_promises(model: TaskListModel, speech: Speech) -> None:
    """Qt's tester warns where a promise is broken, and a warning fails a test."""
    chosen = TaskFilter(model, StateWords(speech))
    warn = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(tested, warn) for tested in (model, chosen)]
    model.set_tasks([task("a"), task("b", created_at=NOW)])
    model.upsert(task("c", created_at=NOW - 5))
    model.upsert(task("a", Status.FAILED))
    chosen.set_tab(Tab.FAILED)
    model.remove("a")
    model.set_tasks([])
    assert [tester.model() for tester in testers] == [model, chosen]


def test_the_newest_comes_first_wherever_it_comes_from(model: TaskListModel) -> None:
    model.set_tasks([task("old", created_at=1), task("new", created_at=9)])
    model.upsert(task("middle", created_at=5))
    model.upsert(task("newest", created_at=10))
    model.upsert(task("oldest", created_at=0))
    assert ids(model) == ["newest", "new", "middle", "old", "oldest"]


def test_a_change_repaints_one_row_and_no_change_none(model: TaskListModel, qtbot: QtBot) -> None:
    model.set_tasks([task("a", created_at=1), task("b", created_at=2)])
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.upsert(task("a", Status.FAILED, created_at=1))
    assert changed.args is not None
    assert [index.row() for index in changed.args[:2]] == [1, 1]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.upsert(task("a", Status.FAILED, created_at=1))


def test_a_stranger_is_neither_found_nor_removed(model: TaskListModel) -> None:
    model.set_tasks([task("a")])
    model.remove("b")
    assert ids(model) == ["a"]
    assert model.task("b") is None
    assert not model.index_of("b").isValid()
    assert model.data(QModelIndex()) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9), st.booleans())))
def test_any_run_of_changes_keeps_the_order(model: TaskListModel, changes: list[tuple[str, int, bool]]) -> None:
    model.set_tasks([])
    kept: dict[str, float] = {}
    for name, created, put in changes:
        if put:
            kept.setdefault(name, created)
            model.upsert(task(name, created_at=kept[name]))
        else:
            kept.pop(name, None)
            model.remove(name)
    assert ids(model) == sorted(kept, key=lambda name: (-kept[name], name))
    assert all(model.index_of(name).data(TaskRole.ID) == name for name in kept)


def test_a_row_reads_aloud_with_its_state(model: TaskListModel) -> None:
    model.set_tasks([task("a", Status.UNCERTAIN)])
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A heron. May be charged"


def test_only_a_take_on_disk_can_be_dragged_out(model: TaskListModel) -> None:
    model.set_tasks([task("a", take="/takes/a b.mp4"), task("b", Status.QUEUED, created_at=1)])
    first, second = model.index(0, 0), model.index(1, 0)
    assert model.flags(first) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(second) & Qt.ItemFlag.ItemIsDragEnabled
    assert [url.toLocalFile() for url in model.mimeData([first, second]).urls()] == ["/takes/a b.mp4"]


TASKS = [
    task("one", Status.QUEUED, created_at=5, request=request("A paper boat", "md")),
    task("two", take="/a.mp4", created_at=4, favourite=True, remote_id="VID_8F21"),
    task("three", Status.FAILED, created_at=3, request=replace(request("Street"), model="seedance2.0-std")),
    task("four", Status.UNCERTAIN, created_at=2),
    task("five", Status.COMPLETED, created_at=1, result_at=NOW),
]


@pytest.mark.parametrize(
    ("tab", "text", "expected"),
    [
        (Tab.ALL, "", ["one", "two", "three", "four", "five"]),
        (Tab.RUNNING, "", ["one"]),
        (Tab.FAVOURITES, "", ["two"]),
        (Tab.FAILED, "", ["three"]),
        (Tab.UNCERTAIN, "", ["four"]),
        (Tab.ALL, "BOAT paper", ["one"]),
        (Tab.ALL, "vid_8f", ["two"]),
        (Tab.ALL, "seedance2.0-std", ["three"]),
        (Tab.ALL, "MD", ["one"]),
        (Tab.FAVOURITES, "boat", []),
        (Tab.ALL, "   ", ["one", "two", "three", "four", "five"]),
    ],
)
def test_search_and_tabs_narrow_the_list(
    model: TaskListModel, speech: Speech, tab: Tab, text: str, expected: list[str]
) -> None:
    model.set_tasks(TASKS)
    chosen = TaskFilter(model, StateWords(speech))
    chosen.set_tab(tab)
    chosen.set_text(text)
    assert ids(chosen) == expected
