"""Prints as JSON what two thousand rows and ten thousand tasks cost: processor milliseconds of the window's thread.

Each is the quicker quarter of many: what the code costs, not what else the machine does. `bare` is a page of the same
rows in Qt's own list with Qt's own delegate, painted in the same process.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QListView

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.link import dies_soon
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.board import Board
from seedance_desktop.ui.library.pane import LibraryPane
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording
from tests.gui.stage_takes import NOW, request, task

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.store.store import Store

ROWS = 2000
HELD = 10_000
TIMES = 40


def main() -> None:
    """Fill a library and measure it."""
    app = QApplication([])
    theme = Theme(app, "dark")
    pane = LibraryPane(theme, Speech(Wording("en"), load_catalog()), clock=lambda: NOW)
    pane.set_tasks([task(f"t{n}", created_at=NOW - 600 * n, request=request(f"Take {n} " * 9)) for n in range(ROWS)])
    (view,) = pane.findChildren(QListView, "libraryView")
    bare = QListView()
    bare.setModel(view.model())
    for widget in (pane, bare):
        widget.resize(312, 800)
        widget.show()
    while view.verticalScrollBar().maximum() < ROWS * 60:
        app.processEvents()
    percents, letters = iter(range(1, 100)), iter(["take 7", "take 1"] * TIMES)

    def change() -> None:
        pane.upsert(task("t5", Status.PROCESSING, created_at=NOW - 3000, progress=next(percents)))

    told = {
        "page": _quicker(lambda: _page(view)),
        "bare": _quicker(lambda: _page(bare)),
        "change": _quicker(change),
        "held": _held(),
        "letter": _quicker(lambda: pane._filter.set_text(next(letters))),  # noqa: SLF001  what the search field calls
    }
    sys.stdout.write(json.dumps(told))


def _held() -> float:
    """What each change of a task costs whoever asks then for all tasks, how many run, and which links die."""
    board, runs = Board(cast("Store", None)), request("A heron")
    board.load(task(f"t{n}", created_at=NOW - 60 * n, request=runs, take="/a.mp4") for n in range(HELD))
    percents = iter(range(1, 100))

    def change() -> None:
        board.hold(replace(board["t5"], progress=next(percents)))
        for held in board.tasks:
            dies_soon(held, NOW)
        _ = board.running

    return _quicker(change)


def _page(view: QListView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + bar.pageStep())
    view.viewport().repaint()


def _quicker(measure: Callable[[], None]) -> float:
    spent = []
    for _ in range(TIMES):
        began = time.thread_time()
        measure()
        spent.append(time.thread_time() - began)
    return sorted(spent)[TIMES // 4] * 1000


if __name__ == "__main__":
    main()
