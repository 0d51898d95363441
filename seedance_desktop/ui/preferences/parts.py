"""What the pages of the settings are built from: a scrolling column, rows of a form, hints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.base import TARGET, Control, line_height, text_height
from seedance_desktop.ui.widgets.labels import LEADING, Label, lines_of
from seedance_desktop.ui.widgets.panels import ReasonLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.theme import Role, Theme

LABEL_WIDTH = 88
LABEL_GAP = 16
SIDE = 24
AIR = 5
GAP = 6


def enable(button: QWidget, *, able: bool, heir: QWidget) -> None:
    """Let it be pressed or not; the keyboard's focus goes to `heir`, not to the window's first widget."""
    if not able and button.hasFocus():
        heir.setFocus(Qt.FocusReason.OtherFocusReason)
    button.setEnabled(able)


class Hint(ReasonLine):
    """A small line below or beside a field: how things stand, in one colour, and what can be done.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._spoken: Role = "text3"
        self._held: tuple[str, ...] = ()
        self._label.setContentsMargins(0, AIR, 0, AIR)
        self._level_icon()

    def say(self, text: str, action: str = "", *, role: Role = "text3", icon: str = "info") -> None:
        """Change all of it."""
        self._spoken = role
        self._icon.set_icon(icon, role)
        self._label.set_role(role)
        self.set_reason(text, action)

    def hold(self, texts: Iterable[str]) -> None:
        """Keep the height of the longest of these, so that nothing below moves when one follows another."""
        self._held = tuple(texts)
        self._keep_height()

    def role(self) -> Role:
        """Give the colour it speaks in."""
        return self._spoken

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._level_icon()
        self._keep_height()

    def _keep_height(self) -> None:
        if self._held:
            font = self._label.font()
            room = self.width() - self._icon.sizeHint().width() - GAP
            most = max(len(lines_of(text, font, room)) for text in self._held)
            self.setMinimumHeight(max(TARGET, math.ceil(most * text_height(font) * LEADING) + 2 * AIR))

    def _level_icon(self) -> None:
        """The icon stands beside the first line, however many there are."""
        line = round(text_height(self._label.font()) * LEADING)
        self._icon.setFixedHeight(max(TARGET, line + 2 * AIR))


class Rows(QWidget):
    """Rows of a label and what it names; a hint goes right below its field.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: dict[str, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(LABEL_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, field: QWidget, hint: QWidget | None = None) -> None:
        """Add a row, 12 pixels below the last; the label's words come with `set_label`."""
        if self._labels:
            self._grid.setRowMinimumHeight(self._grid.rowCount(), 12)
        label = Label(self._theme, role="text2", weight=500)
        label.setMinimumHeight(line_height(self._theme.font(), 32))
        label.setBuddy(field)
        self._labels[name] = label
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, row, 1)
        if hint is not None:
            self._grid.addWidget(hint, row + 1, 1)

    def set_label(self, name: str, text: str) -> None:
        self._labels[name].setText(text)


class Rule(Control):
    """A hairline."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(self.rect()), self._theme.color("border"))


class Page(QScrollArea):
    """One section: a line that says what it is for, and a column that scrolls.

    Args:
        theme: the look.
        desk: whose settings it shows.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._desk = desk
        self.intro = Label(theme, role="text2", wrap=True)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(SIDE, 4, SIDE, SIDE)
        self.column.setSpacing(16)
        self.column.addWidget(self.intro)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The panel's rounded corners stay whole.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        desk.settings_changed.connect(self._follow)

    def title(self) -> str:
        """Give the section's name in the language that is on; each section says its own."""
        return self.accessibleName()

    def refresh(self) -> None:
        """Show the settings as they are now."""

    def retranslate(self) -> None:
        """Show the words of the language that is on."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The column keeps its width whether or not the bar is there.
        bar = self.verticalScrollBar()
        self.column.setContentsMargins(SIDE, 4, SIDE - (bar.width() if bar.isVisible() else 0), SIDE)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._follow()
        super().changeEvent(event)

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()
