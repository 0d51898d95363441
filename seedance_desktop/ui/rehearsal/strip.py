"""The guide at the foot of the stage: what is seen now, and what to press next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from seedance_desktop.ui.rehearsal.stories import Moment
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import ToolButtonWithText
from seedance_desktop.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from seedance_desktop.ui.rehearsal.words import StoryWords
    from seedance_desktop.ui.theme import Role, Theme

OVER = (Moment.LEARNT, Moment.ASTRAY)
SIGNS: dict[Moment, tuple[str, Role]] = {
    Moment.TROUBLE: ("circle-alert", "warning"),
    Moment.LEARNT: ("circle-check", "success"),
    Moment.ASTRAY: ("info", "text2"),
}


class GuideStrip(Control):
    """Stands below the stage and hides nothing of it.

    Args:
        theme: the look.
        words: how it speaks.

    Attributes:
        left: the person has had enough, or is done.
    """

    left = Signal()

    def __init__(self, theme: Theme, words: StoryWords) -> None:
        super().__init__(theme)
        self._words = words
        self._story = ""
        self._moment = Moment.STARTING
        self.setObjectName("guideStrip")
        self._icon = IconLabel(theme, "flask-conical", "", role="accent")
        self._title = Label(theme, weight=600, wrap=True)
        self._told = Label(theme, role="text2", wrap=True)
        self._told.setObjectName("guideTold")
        self.button = ToolButtonWithText(theme, "")
        self.button.setObjectName("leaveGuide")
        self.button.clicked.connect(self.left)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._told)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def moment(self) -> Moment:
        return self._moment

    def tell(self, story: str, moment: Moment) -> None:
        """Say where a story stands."""
        self._story, self._moment = story, moment
        self._retranslate()
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface2"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.color("border"))

    def _retranslate(self) -> None:
        if not self._story:
            return
        title = self.tr("What if: {story}").replace("{story}", self._words.title(self._story))
        told = self._words.told(self._story, self._moment)
        self._icon.set_icon(*SIGNS.get(self._moment, ("flask-conical", "accent")))
        self._title.setText(title)
        self._told.setText(told)
        self.setAccessibleName(f"{title} {told}")
        self.button.setText(self.tr("Done") if self._moment in OVER else self.tr("Leave"))
