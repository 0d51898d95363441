"""A line across the window that tells what matters to all of it."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from seedance_desktop.ui.theme import Role, Theme, mix
from seedance_desktop.ui.widgets.base import Control
from seedance_desktop.ui.widgets.buttons import IconButton, LinkButton
from seedance_desktop.ui.widgets.labels import IconLabel, Label

Kind = Literal["info", "success", "warning", "danger"]
LOOKS: dict[Kind, tuple[str, Role]] = {
    "info": ("info", "accent"),
    "success": ("circle-check", "success"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class Banner(Control):
    """Says one thing, offers one action, and can be closed.

    Args:
        theme: The look.
        kind: How grave it is.
        text: Plain text.
        action: What its link does; no link where empty.
        close: The name of the cross; no cross where empty.
        parent: The widget it lies in.
    """

    activated = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: Kind,
        text: str,
        *,
        action: str = "",
        close: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        icon, self._role = LOOKS[kind]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icon, "", role=self._role))
        self._label = Label(theme, text, wrap=True)
        row.addWidget(self._label, 1)
        self._link = LinkButton(theme, action)
        self._link.setVisible(bool(action))
        self._link.clicked.connect(self.activated)
        row.addWidget(self._link)
        self._cross = IconButton(theme, "x", close)
        self._cross.setVisible(bool(close))
        self._cross.clicked.connect(self.closed)
        row.addWidget(self._cross, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Give the sentence shown."""
        return self._label.text()

    def set_texts(self, text: str, *, action: str = "", close: str = "") -> None:
        """Change its words, as when the language changes."""
        self._label.setText(text)
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self._cross.set_name(close)
        self._cross.setVisible(bool(close))
        self.setAccessibleName(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        painter.fillRect(rect, mix(theme.color("surface1"), theme.color(self._role), 0.1))
        painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), theme.color("border"))
