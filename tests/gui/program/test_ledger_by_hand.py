"""What was spent is found, read, and saved; and a task's receipt with it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from seedance_desktop.domain.task import Status
from seedance_desktop.ui.ledger.page import LedgerPage
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.wording.money import amount
from tests.gui.program.user import PROMPT, SOON

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.program.conftest import Program
    from tests.gui.program.user import User

pytestmark = pytest.mark.no_qt_log  # a handler in Python would be called in the decoder's threads, and hang


async def choose(user: User, path: Path) -> None:
    """Answer the dialog that asks where a file shall go."""
    dialogs = user.window.findChildren
    await user.until(lambda: bool(dialogs(QFileDialog, "saveDialog")), "the dialog", SOON)
    (dialog,) = dialogs(QFileDialog, "saveDialog")
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    await user.until(lambda: path.exists() and "file.saved" in user.session.conductor.banners.codes(), "the file", SOON)


def test_the_ledger_adds_up_and_is_saved_for_a_spreadsheet(program: Program, tmp_path: Path) -> None:
    async def use(user: User) -> None:
        task_id = await user.generate()
        await user.reaches(task_id, Status.COMPLETED)
        await user.until(lambda: user.tasks()[0].balance_after is not None, "the balance after", SOON)
        user.control(Qt.Key.Key_J)
        await user.until(lambda: bool(user.window.findChildren(LedgerPage)), "the ledger", SOON)
        (page,) = user.window.findChildren(LedgerPage)
        await user.until(lambda: len(page.shown()) == 1, "its line", SOON)
        lines = user.see(QListView, "ledgerLines").model()
        told = lines.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert told.startswith(PROMPT)
        assert "balance −" in told
        assert page.shown()[0].amount > 0
        assert user.see(Label, "ledgerTotal").text() == amount(page.shown()[0].amount)
        QTest.keyClick(page.ranges, Qt.Key.Key_Left)
        user.click("exportLedger")
        await choose(user, tmp_path / "ledger.csv")
        user.click("closeLedger")

    program.use(use)
    (row,) = csv.DictReader(io.StringIO((tmp_path / "ledger.csv").read_text("utf-8-sig")))
    assert (row["prompt"], row["status"], row["balance_says"]) == (PROMPT, "completed", "charged")
    assert program.key not in (tmp_path / "ledger.csv").read_text("utf-8-sig")


def test_what_left_the_list_is_no_stranger_to_the_stage(program: Program) -> None:
    known: list[str] = []

    async def forget(user: User) -> None:
        task_id = await user.generate()
        await user.reaches(task_id, Status.COMPLETED)
        known.append(task_id)
        engine = user.session.conductor.engine
        assert engine is not None

        def gone() -> bool:
            engine.forget(task_id)
            return not user.tasks()

        await user.until(gone, "the list to be empty", SOON)
        await look(user)

    async def look(user: User) -> None:
        assert [task.id for task in user.session.conductor.stage._facts.tasks()] == known

    program.use(forget)
    program.use(look)


def test_a_receipt_is_saved_from_the_stage(program: Program, tmp_path: Path) -> None:
    program.live.room.choose("lost-answer")

    async def use(user: User) -> None:
        task_id = await user.generate()
        await user.reaches(task_id, Status.UNCERTAIN)
        await user.seen("saveReceipt")
        user.click("saveReceipt")
        await choose(user, tmp_path / "receipt.json")
        assert user.see(QWidget, "bannerArea").isVisible()

    program.use(use)
    receipt = json.loads((tmp_path / "receipt.json").read_text("utf-8"))
    assert receipt["task"]["status"] == "uncertain"
    assert receipt["sent"][0]["body"]["prompt"] == PROMPT
    assert program.key not in (tmp_path / "receipt.json").read_text("utf-8")
