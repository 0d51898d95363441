"""All that stands between the draft and Generate, each line with what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.base import Control, draw_icon, plate
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.labels import IconLabel, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.ui.theme import Role, Theme

State = Literal["ready", "idle"]
MOST = 184
"""Pixels that the lines may take; the form above keeps the rest, also in the smallest window."""
LINE_ROLES: dict[State, tuple[Role, Role]] = {"ready": ("success", "success"), "idle": ("text3", "text2")}


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend.

    Attributes:
        code: of the thing.
        text: the sentence.
        action: what the link does; no link where empty.
        role: the colour of the sentence.
        progress: of the mending, from 0 to 1; `None` while nothing is being done.
    """

    code: str
    text: str
    action: str = ""
    role: Role = "text2"
    progress: float | None = None


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
        before, self._fixes = self._fixes, tuple(fixes)
        held = next((n for n, row in enumerate(self._panel.rows) if row.link is self.window().focusWidget()), None)
        if [(fix.code, fix.role) for fix in before] != [(fix.code, fix.role) for fix in fixes]:
            self._panel.set_rows([self._row(index, fix) for index, fix in enumerate(fixes)])
        for row, fix in zip(self._panel.rows, fixes, strict=True):
            row.show_fix(fix)
        self._hand_on(held)
        self._panel.set_header(header, role)
        self._line.hide()
        self._panel.show()
        sentences = " ".join(fix.text for fix in fixes)
        self.setAccessibleName(f"{header}: {sentences}")

    def fixes(self) -> tuple[Fix, ...]:
        """Give the lines shown."""
        return self._fixes

    def _hand_on(self, held: int | None) -> None:
        """Who mends one thing after the other by keys goes on with the next; Qt would go to the window's first."""
        links = [row.link for row in self._panel.rows if not row.link.isHidden()]
        if held is not None and links and self.window().focusWidget() not in links:
            links[min(held, len(links) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, index: int, fix: Fix) -> _Row:
        row = _Row(self._theme, fix, self._panel)
        row.link.clicked.connect(lambda: self.mended.emit(fix.code, index))
        return row


class _Row(Control):
    """One thing to mend; it stays, and keeps the focus, while what is known of it changes."""

    def __init__(self, theme: Theme, fix: Fix, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._progress: float | None = None
        self._text = Label(theme, fix.text, role=fix.role, wrap=True)
        self._percent = Label(theme, role="text2", size="caption", tabular=True)
        self.link = LinkButton(theme, "")
        self.link.setObjectName(f"mend:{fix.code}")
        line = QHBoxLayout(self)
        line.setContentsMargins(13, 2, 12, 2)
        line.setSpacing(12)
        line.addWidget(self._text, 1)
        line.addWidget(self._percent)
        line.addWidget(self.link, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumHeight(33)

    def show_fix(self, fix: Fix) -> None:
        self._progress = fix.progress
        self._text.setText(fix.text)
        self._percent.setText("" if fix.progress is None else f"{fix.progress:.0%}")
        self._percent.setVisible(fix.progress is not None)
        self.link.setText(fix.action)
        self.link.setVisible(bool(fix.action))
        self.link.setAccessibleDescription(fix.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("border"))
        if self._progress is not None:
            bar = QRectF(1, self.height() - 2, self.width() - 2, 2)
            painter.fillRect(bar, self._theme.color("surface3"))
            bar.setWidth(bar.width() * min(1.0, self._progress))
            painter.fillRect(bar, self._theme.color("accent"))


class _Lines(QScrollArea):
    """As high as its lines, up to a bound beyond which they scroll: the form above is what a person came for."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(lines := QWidget())
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(lines)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        lines.setAutoFillBackground(False)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(MOST, self.column.heightForWidth(width))

    def sizeHint(self) -> QSize:
        hint = self.column.sizeHint()
        return QSize(hint.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(MOST, self.column.minimumSize().height()))


class _Panel(Control):
    """The outlined list with its header."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._role: Role = "warning"
        self.rows: list[_Row] = []
        self._header = Label(theme, weight=600, role="warning")
        self._header.setContentsMargins(36, 0, 12, 0)
        self._header.setMinimumHeight(33)
        self._lines = _Lines()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._lines)

    def set_header(self, text: str, role: Role) -> None:
        """Say how many."""
        self._role = role
        self._header.setText(text)
        self._header.set_role(role)
        self.update()

    def set_rows(self, rows: list[_Row]) -> None:
        """Replace the lines."""
        for row in self.rows:
            self._lines.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows
        for row in rows:
            self._lines.column.addWidget(row)
        self._lines.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = self._theme.color("border")
        plate(painter, QRectF(self.rect()), fill=self._theme.color("surface2"), line=border)
        middle = self._header.geometry().center().y() + 0.5
        draw_icon(painter, self._theme, "list-checks", QPointF(20, middle), self._role)
