"""The stories to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.ui.rehearsal.stories import STORIES
from seedance_desktop.ui.stage.parts import WayOut
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import Label
from seedance_desktop.ui.widgets.sheet import HEAD, SIDE, SheetHead

if TYPE_CHECKING:
    from seedance_desktop.ui.rehearsal.words import StoryWords
    from seedance_desktop.ui.theme import Theme


class WhatIfPage(Control):
    """A row for each story.

    Args:
        theme: the look.
        words: how it speaks.

    Attributes:
        done: the person is finished here.
        chosen: a story.
    """

    done = Signal()
    chosen = Signal(str)

    def __init__(self, theme: Theme, words: StoryWords) -> None:
        super().__init__(theme)
        self._words = words
        self.setObjectName("whatIfPage")
        self._head = SheetHead(theme, "closeWhatIf")
        self._intro = Label(theme, role="text2", wrap=True)
        self._buttons = {story: ToolButtonWithText(theme, "", "play") for story in STORIES}
        self._rows = {story: WayOut(theme, button) for story, button in self._buttons.items()}
        for story, button in self._buttons.items():
            button.setObjectName(f"live.{story}")
            button.clicked.connect(lambda _checked=False, named=story: self.chosen.emit(named))
        self._head.close_button.clicked.connect(self.done)
        self._lay_out()
        self._retranslate()

    def height_at(self, width: int) -> int:
        """Pixels that all rows take where they are so wide; sentences are shorter in Chinese."""
        for row in self._rows.values():
            row.settle()
        return HEAD + self._column.totalHeightForWidth(width) + 2

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = self._column = QVBoxLayout(inside)
        rows.setContentsMargins(SIDE, 0, SIDE, 12)
        rows.setSpacing(0)
        rows.addWidget(self._intro)
        rows.addSpacing(14)
        for row in self._rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(area, 1)

    def _retranslate(self) -> None:
        self._head.say(self.tr("What if…"), self.tr("Close"))
        self.setAccessibleName(self.tr("What if…"))
        self._intro.setText(
            self.tr(
                "Live through what can go wrong. The sandbox plays the service: nothing is charged, your draft stays."
            )
        )
        for story, row in self._rows.items():
            title = self._words.title(story)
            row.set_words(title, self._words.promise(story))
            self._buttons[story].setText(self.tr("Live through it"))
            self._buttons[story].setAccessibleName(f"{self.tr('Live through it')}: {title}")
