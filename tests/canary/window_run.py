"""The real window in a process of its own: a key is typed, clips are asked for, and everything goes wrong once.

python -m tests.canary.window_run FOLDER; secrets come as one line of JSON on standard input.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from seedance_desktop.__main__ import leave_no_core
from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import paint_reference
from seedance_desktop.domain.accounts import account_lines
from seedance_desktop.domain.host import secret_name
from seedance_desktop.domain.task import Status
from tests.canary.search import leaks_in, leaks_of_descendants
from tests.gui.program.user import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.app.session import Session

FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
SOON = 30.0


class Canary:
    """Drives the window and looks around from within.

    Args:
        tokens: the secrets.
    """

    def __init__(self, tokens: dict[str, str]) -> None:
        self._tokens = tokens
        self.found: list[str] = []

    async def drive(self, session: Session) -> int:
        """Be the person."""
        user = User(session)
        user.window.activateWindow()
        await user.until(user.window.isActiveWindow, "the focus", SOON)
        self._look_at_children()
        await self._type_the_key(user)
        profile = session.desk.current_profile
        session.desk.put_key(secret_name(profile.id), self._tokens["bucket secret"])
        reference = FOLDER / "reference.png"
        paint_reference(reference, ("#2f5d7c", "#f2a65a"), "#fff1d6")
        user.drop("imagesTray", [reference])
        await user.until(lambda: all(one.facts.width for one in user.draft.references), "the picture", SOON)
        for prompt, status in (
            ("A heron", Status.COMPLETED),
            ("A refused heron", Status.REFUSED),
            ("A lost heron", Status.UNCERTAIN),
        ):
            user.write("promptEdit", prompt)
            await user.until(lambda: session.presenter.evaluation.ready, "a request that may go", SOON)
            user.press("generateButton")
            await user.until(self._newest_is(user, prompt, status), f"{prompt} to be {status}", SOON)
            self._look_at_children()
            self._look_at_window(user)
        await self._give_away(user)
        await self._go_wrong(user)
        self._look_at_window(user)
        return 0

    async def _type_the_key(self, user: User) -> None:
        user.control(Qt.Key.Key_Comma)
        await user.seen("apiKey")
        field = next(one for one in user.window.findChildren(QLineEdit, "apiKey") if one.isVisible())
        field.setFocus()
        QTest.keyClicks(field, self._tokens["key"])
        self._look_at_window(user)
        user.click("saveKey")
        await user.until(lambda: not field.text(), "the field to be empty", SOON)
        user.click("closePreferences")

    def _newest_is(self, user: User, prompt: str, status: Status) -> Callable[[], bool]:
        def seen() -> bool:
            task = user.newest()
            return task is not None and task.request.prompt == prompt and task.status is status

        return seen

    async def _give_away(self, user: User) -> None:
        """Every file that is made to be sent to somebody."""
        engine, folder = user.session.engine, FOLDER / "given away"
        assert engine is not None
        await asyncio.to_thread(folder.mkdir)
        for number, task in enumerate(engine.tasks):
            engine.receipts.save(task.id, folder / f"{number}.json")
        engine.accounts.export(account_lines(engine.tasks), {}, folder / "accounts.csv")
        await user.until(lambda: len([*folder.glob("*.json"), *folder.glob("*.csv")]) == 4, "the files", SOON)

    async def _go_wrong(self, user: User) -> None:
        """Once on every channel by which an exception can get lost, with the key as a variable beside it."""
        key = self._tokens["key"]

        def fault() -> None:
            authorization = f"Bearer {key}"
            raise ValueError(f"Authorization: {authorization} at https://a.example/?sig={self._tokens['signature']}")

        thread = threading.Thread(target=fault)
        thread.start()
        await asyncio.to_thread(thread.join)
        asyncio.get_running_loop().call_soon(fault)
        QTimer.singleShot(0, fault)
        await user.rest(0.1)

    def _look_at_children(self) -> None:
        self.found += map(str, leaks_of_descendants(os.getpid(), self._tokens))

    def _look_at_window(self, user: User) -> None:
        """Everything that the window shows or tells, and the clipboard."""
        told = [QApplication.clipboard().text(), user.window.windowTitle()]
        for widget in user.window.findChildren(QWidget):
            # What is being typed is hidden by dots.
            text = getattr(widget, "displayText", None) or getattr(widget, "text", None)
            told += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            told += [str(text())] if callable(text) else []
        self.found += map(str, leaks_in("\n".join(told).encode("utf-8", "replace"), "the window", self._tokens))


if __name__ == "__main__":
    leave_no_core()
    canary = Canary(json.loads(sys.stdin.readline()))
    code = main(AppOptions(data_dir=FOLDER / "data"), canary.drive)
    sys.stdout.write(json.dumps(canary.found))
    sys.stdout.flush()
    if "abort" in sys.argv:
        os.abort()
    sys.exit(code)
