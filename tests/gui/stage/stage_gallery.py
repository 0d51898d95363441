"""Draws the library and every page of the stage, in both themes and languages, as PNG files to look at.

Run it with the folder for the pictures, and a text file of translations (`context | English | Chinese`).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtCore import QSize, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.ui.library.pane import LibraryPane
from seedance_desktop.ui.notifier import Speech
from seedance_desktop.ui.stage.pane import StagePane
from seedance_desktop.ui.theme import Theme
from seedance_desktop.wording.sentences import Wording
from tests.gui.stage_takes import filmstrip, library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.domain.task import Task

SIZES = {"design": (968, 816), "small": (732, 596)}


class TextTranslator(QTranslator):
    """Reads lines of `context | English | Chinese`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        rows = [line.split(" | ") for line in path.read_text("utf-8").splitlines() if line.count(" | ") == 2]
        self._texts = {(row[0], row[1]): row[2] for row in rows}

    def translate(self, context: str, text: str, _comment: str | None = None, _n: int = -1) -> str:
        return self._texts.get((context, text), "")

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's own name
        return False


class Gallery:
    """One window after another, a picture of each."""

    def __init__(self, app: QApplication, target: Path, strings: Path) -> None:
        self._app, self._target, self._strings = app, target, strings
        self._theme = Theme(app, "dark")
        self._folder = Path(tempfile.mkdtemp())
        self._strip = filmstrip(self._folder / "strip.png")

    def shots(self) -> Iterator[int]:
        """Go on after each number of milliseconds."""
        languages: tuple[Literal["en", "zh"], ...] = ("en", "zh")
        for language in languages:
            translator = TextTranslator(self._strings)
            if language == "zh":
                self._app.installTranslator(translator)
            tasks = library(self._folder, chinese=language == "zh", now=time.time())
            for dark in (True, False):
                self._theme.set_mode("dark" if dark else "light")
                for size, (width, height) in SIZES.items():
                    name = f"{'dark' if dark else 'light'}-{language}-{size}"
                    yield from self._window(name, language, tasks, QSize(width, height))
            self._app.removeTranslator(translator)

    def _window(self, name: str, language: Literal["en", "zh"], tasks: list[Task], size: QSize) -> Iterator[int]:
        speech = Speech(Wording(language), load_catalog())
        window = QWidget()
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        stage, shelf = StagePane(self._theme, speech), LibraryPane(self._theme, speech)
        shelf.setFixedWidth(311)
        row.addWidget(stage, 1)
        row.addWidget(shelf)
        window.resize(size)
        window.show()
        yield 100
        window.grab().save(str(self._target / f"{name}-first.png"))
        shelf.set_tasks(tasks)
        for task in tasks:
            if task.id in ("desert", "glass"):
                continue
            shelf.select(task.id)
            stage.show_task(task)
            stage.set_filmstrip(task.id, self._strip)
            yield 150
            if task.id == "dolly":
                yield 250
                stage.player.deck.seek(1200)
                yield 300
            window.grab().save(str(self._target / f"{name}-{task.id}.png"))
        stage.release()
        window.deleteLater()
        yield 50


def main() -> None:
    target, strings = Path(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    steps = Gallery(app, target, strings).shots()

    def go_on() -> None:
        try:
            pause = next(steps, None)
        except BaseException:
            app.exit(1)
            raise
        if pause is None:
            app.quit()
        else:
            QTimer.singleShot(pause, go_on)

    QTimer.singleShot(0, go_on)
    app.exec()


if __name__ == "__main__":
    main()
