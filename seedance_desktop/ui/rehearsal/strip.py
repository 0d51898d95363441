"""The guide: a quiet note at the foot of the stage that says what is seen now, and what to press next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from seedance_desktop.ui.rehearsal.stories import Moment
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import LinkButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from seedance_desktop.ui.rehearsal.words import StoryWords
    from seedance_desktop.ui.theme import Role, Theme

WIDEST, SIDE, HEAD, FOOT = 520, 16, 8, 16
OVER = (Moment.LEARNT, Moment.ASTRAY)
SIGNS: dict[Moment, tuple[str, Role]] = {
    Moment.TROUBLE: ("circle-alert", "warning"),
    Moment.HELPED: ("circle-check", "accent"),
    Moment.LEARNT: ("circle-check", "success"),
    Moment.ASTRAY: ("info", "text2"),
}


class GuideStrip(Control):
    """Stands below the page of the stage, no wider than a page, and hides nothing of it.

    Args:
        theme: the look.
        words: how it speaks.

    Attributes:
        aided: the person wants to do what ends the trouble.
        left: the person has had enough, or is done.
    """

    aided = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: StoryWords) -> None:
        super().__init__(theme)
        self._words = words
        self._story = self._found = ""
        self._moment = Moment.STARTING
        self.setObjectName("guideStrip")
        self._icon = IconLabel(theme, "flask-conical", "", role="accent")
        self._title = Label(theme, size="label", weight=600, wrap=True)
        self._told = Label(theme, size="label", role="text2", wrap=True)
        self._told.setObjectName("guideTold")
        self._aid = ToolButtonWithText(theme, "")
        self._aid.setObjectName("aidGuide")
        self._aid.clicked.connect(self.aided)
        self._leave = LinkButton(theme, "", small=True)
        self._leave.setObjectName("leaveGuide")
        self._leave.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    @property
    def moment(self) -> Moment:
        return self._moment

    def tell(self, story: str, moment: Moment, found: str = "") -> None:
        """Say where a story stands; for the rest see `StoryWords.told`."""
        self._story, self._moment, self._found = story, moment, found
        self._retranslate()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        note = Card(self._theme, fill="wash", outlined=False, radius=10)
        note.setMaximumWidth(WIDEST)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        head.addWidget(self._leave)
        column = QVBoxLayout(note)
        column.setContentsMargins(14, 4, 14, 12)
        column.setSpacing(8)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addLayout(head)
        said.addWidget(self._told)
        column.addLayout(said)
        column.addWidget(self._aid, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, HEAD, SIDE, FOOT)
        row.addStretch(1)
        row.addWidget(note, WIDEST)
        row.addStretch(1)

    def _retranslate(self) -> None:
        if not self._story:
            return
        title = self.tr("What if: {story}").replace("{story}", self._words.title(self._story))
        told = self._words.told(self._story, self._moment, self._found)
        aid = self._words.aid(self._story) if self._moment is Moment.TROUBLE else ""
        self._icon.set_icon(*SIGNS.get(self._moment, ("flask-conical", "accent")))
        self._title.setText(title)
        self._told.setText(told)
        self._aid.setText(aid)
        self._aid.setVisible(bool(aid))
        self.setAccessibleName(f"{title} {told}")
        self._leave.setText(self.tr("Done") if self._moment in OVER else self.tr("Leave"))
