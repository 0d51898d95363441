"""The tasks in memory: always newest first, and nothing is done anew that did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.engine.board import Board
from seedance_desktop.engine.events import TaskForgotten
from tests.fakes.clocks import settled
from tests.fakes.crowd import NoDisk
from tests.fakes.house import PROMPT_ONLY

if TYPE_CHECKING:
    from seedance_desktop.engine.events import Event
    from seedance_desktop.store.store import Store


class _Disk(NoDisk):
    async def remove(self, _task: Task) -> None:
        """It is gone."""


@pytest.fixture
def board() -> Board:
    board = Board(cast("Store", _Disk()))
    board.load([_task("late", 30.0), _task("early", 10.0, Status.COMPLETED)])
    return board


def _task(task_id: str, created_at: float, status: Status = Status.QUEUED) -> Task:
    return Task(task_id, status, PROMPT_ONLY, profile_id="main", base_url="", created_at=created_at)


def _ids(board: Board) -> list[str]:
    return [task.id for task in board.tasks]


def test_the_newest_comes_first_also_where_the_clock_was_set_back(board: Board) -> None:
    board.hold(_task("later", 40.0))
    board.hold(_task("between", 20.0))
    board.hold(_task("as late", 40.0))
    assert _ids(board) == ["as late", "later", "late", "between", "early"]
    board.hold(_task("between", 20.0, Status.FAILED))
    assert _ids(board) == ["as late", "later", "late", "between", "early"]


def test_what_was_loaded_in_any_order_is_in_order(board: Board) -> None:
    board.load([_task("a", 1.0), _task("c", 3.0), _task("b", 2.0)])
    assert _ids(board) == ["c", "b", "a"]


def test_the_list_is_made_anew_only_for_a_change(board: Board) -> None:
    before = board.tasks
    assert board.tasks is before
    board.hold(_task("late", 30.0, Status.PROCESSING))
    assert board.tasks is not before
    assert board.tasks[0].status is Status.PROCESSING


async def test_what_the_disk_does_not_let_go_stays_on_the_list(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(_disk: _Disk, _task: Task) -> None:
        raise LocalFailure("disk.full")

    told: list[Event] = []
    board.listen(told.append)
    before, known = board.tasks, board.known
    with monkeypatch.context() as full:
        full.setattr(_Disk, "remove", refuse)
        with pytest.raises(LocalFailure):
            await board.remove("late")
    assert (board.tasks, board.known, board.running) == (before, known, 1)
    await board.remove("late")
    await settled(lambda: told == [TaskForgotten("late")])
    assert (_ids(board), len(board.known), board.running) == (["early"], 2, 0)


async def test_those_under_way_are_counted(board: Board) -> None:
    counts = [board.running]
    for status in (Status.QUEUED, Status.PROCESSING, Status.COMPLETED, Status.DOWNLOADING):
        board.hold(_task("new", 50.0, status))
        counts.append(board.running)
    await board.remove("new")
    counts.append(board.running)
    assert counts == [1, 2, 2, 1, 2, 1]
    assert _ids(board) == ["late", "early"]
