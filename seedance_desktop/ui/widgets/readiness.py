"""All that stands between the draft and Generate, each line with what mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.theme import Role, Theme
from seedance_desktop.ui.widgets.base import Control, draw_icon, plate
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.labels import IconLabel, Label

State = Literal["ready", "idle"]
LINE_ROLES: dict[State, tuple[Role, Role]] = {"ready": ("success", "success"), "idle": ("text3", "text2")}


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend: its code, the sentence, what the link does (no link where empty)."""

    code: str
    text: str
    action: str = ""
    role: Role = "text2"


class ReadinessList(QWidget):
    """One calm line when nothing is wrong, else a panel with a line for each thing.

    `mended` carries the code of the line and its place.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    mended = Signal(str, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fixes: tuple[Fix, ...] = ()
        self._line = QWidget(self)
        self._icon = IconLabel(theme, "circle-check", "", size=15)
        self._text = Label(theme, wrap=True)
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self._panel = _Panel(theme, self)
        self._panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self._panel)

    def set_line(self, text: str, state: State = "ready") -> None:
        """Say that it can be sent (`ready`) or what to begin with (`idle`)."""
        self._fixes = ()
        tint, ink = LINE_ROLES[state]
        self._icon.set_icon("circle-check", tint)
        self._text.setText(text)
        self._text.set_role(ink)
        self._panel.hide()
        self._line.show()
        self.setAccessibleName(text)

    def set_fixes(self, header: str, fixes: Sequence[Fix], *, role: Role = "warning") -> None:
        """List what is to be mended.

        Args:
            header: How many things, in words.
            fixes: The lines, in order.
            role: The colour of the header.
        """
        if tuple(fixes) != self._fixes:
            self._fixes = tuple(fixes)
            self._panel.set_rows([self._row(index, fix) for index, fix in enumerate(fixes)])
        self._panel.set_header(header, role)
        self._line.hide()
        self._panel.show()
        sentences = " ".join(fix.text for fix in fixes)
        self.setAccessibleName(f"{header}: {sentences}")

    def fixes(self) -> tuple[Fix, ...]:
        """Give the lines shown."""
        return self._fixes

    def _row(self, index: int, fix: Fix) -> QWidget:
        row = QWidget(self._panel)
        line = QHBoxLayout(row)
        line.setContentsMargins(13, 2, 12, 2)
        line.setSpacing(12)
        line.addWidget(Label(self._theme, fix.text, role=fix.role, wrap=True), 1)
        if fix.action:
            link = LinkButton(self._theme, fix.action)
            link.setAccessibleDescription(fix.text)
            link.clicked.connect(lambda: self.mended.emit(fix.code, index))
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
        row.setMinimumHeight(33)
        return row


class _Panel(Control):
    """The outlined list with its header."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._role: Role = "warning"
        self._rows: list[QWidget] = []
        self._header = Label(theme, weight=600, role="warning")
        self._header.setContentsMargins(36, 0, 12, 0)
        self._header.setMinimumHeight(33)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._header)

    def set_header(self, text: str, role: Role) -> None:
        """Say how many."""
        self._role = role
        self._header.setText(text)
        self._header.set_role(role)
        self.update()

    def set_rows(self, rows: list[QWidget]) -> None:
        """Replace the lines."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = rows
        for row in rows:
            self._column.addWidget(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = self._theme.color("border")
        plate(painter, QRectF(self.rect()), fill=self._theme.color("surface2"), line=border)
        middle = self._header.geometry().center().y() + 0.5
        draw_icon(painter, self._theme, "list-checks", QPointF(20, middle), self._role)
        for row in self._rows:
            painter.fillRect(1, row.y(), self.width() - 2, 1, border)
