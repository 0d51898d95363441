"""A person in a program's shape: uses the window by its keys, its mouse and by dropping files, and waits to see."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedance_desktop.app.session import Session
    from seedance_desktop.domain.task import Task

W = TypeVar("W", bound=QWidget)
LOOK_AGAIN = 0.05
PATIENCE = 120.0


class Impatient(TimeoutError):
    """What was waited for did not come to be seen."""


class Person:
    """Uses one open window.

    Args:
        session: the running program.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.window = session.opened.window

    def see(self, kind: type[W], name: str) -> W:
        """A widget by its object name."""
        found = self.window.findChild(kind, name)
        if found is None:
            raise LookupError(name)
        return found

    def write(self, name: str, text: str) -> None:
        """Click into a field and type, replacing what stands there."""
        field = self.see(QWidget, name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def press(self, name: str) -> None:
        QTest.mouseClick(self.see(QWidget, name), Qt.MouseButton.LeftButton)

    def drop(self, name: str, files: Sequence[Path]) -> None:
        """Drop local files onto a widget, as a file manager does."""
        target = self.see(QWidget, name)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle = QPoint(target.width() // 2, target.height() // 2)
        terms = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, QDragEnterEvent(middle, *terms))
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), *terms))

    async def until(self, seen: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Look again and again until something is to be seen.

        Raises:
            Impatient: it did not come within `patience` seconds.
        """
        end = time.monotonic() + patience
        while not seen():
            if time.monotonic() > end:
                raise Impatient(what)
            await asyncio.sleep(LOOK_AGAIN)

    async def rest(self, seconds: float) -> None:
        """Let the window paint."""
        await asyncio.sleep(seconds)

    def newest(self) -> Task | None:
        engine = self.session.engine
        return engine.tasks[0] if engine is not None and engine.tasks else None

    def picture(self, path: Path) -> None:
        """Save what the window looks like now."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(path))


def paint_reference(path: Path, sky: tuple[str, str], sun: str) -> None:
    """Make a small picture that can stand for a person's own: a sky and a sun."""
    image = QImage(960, 720, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    gradient = QLinearGradient(0, 0, 0, image.height())
    for stop, colour in enumerate(sky):
        gradient.setColorAt(stop, QColor(colour))
    painter.fillRect(image.rect(), gradient)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(sun))
    painter.drawEllipse(QPointF(400, 330), 110, 110)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
