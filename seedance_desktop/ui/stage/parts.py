"""What the pages of the stage are built from: a card in the middle, facts, ways out, folded text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.base import TARGET, Button, Control, draw_icon, draw_text, focus_ring, plate
from seedance_desktop.ui.widgets.labels import IconLabel, Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.ui.theme import Role, Theme
    from seedance_desktop.ui.widgets.panels import Fact

CARD = 520
PAD = 24
STEP = 16
UNBROKEN = 112
"""Pixels up to which a fact's line is never broken."""


class MiddlePage(QScrollArea):
    """One column in the middle of the stage; it scrolls where the window is low.

    Args:
        content: the column.
        width: its widest.
        parent: the widget it lies in.
    """

    def __init__(self, content: QWidget, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = QWidget()
        content.setMaximumWidth(width)
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(room)
        row.setContentsMargins(16, 16, 16, 16)
        row.addStretch(1)
        row.addWidget(content, 1000, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setWidget(room)
        room.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class StageCard(Card):
    """The card of a page: an icon and a title over a column.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="surface1", radius=12, parent=parent)
        self._icon = IconLabel(theme, "info", "", size=20)
        self._title = Label(theme, size="title", weight=600, wrap=True)
        self._text = Label(theme, role="text2", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PAD, PAD, PAD, PAD - 8)
        self.column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(self._icon)
        self.head.addWidget(self._title, 1)
        self.column.addLayout(self.head)
        self.column.addSpacing(10)
        self.column.addWidget(self._text)

    def set_head(self, icon: str, role: Role, title: str, text: str) -> None:
        """Say what this is about."""
        self._icon.set_icon(icon, role)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)

    def title(self) -> str:
        return self._title.text()

    def text(self) -> str:
        return self._text.text()


class FactsBox(Card):
    """Facts side by side on a quiet ground; who has more to say gets more of the width.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, fill="surface2", outlined=False, radius=8, parent=parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 10)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        self._cells: list[tuple[Label, Label]] = []

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; the labels are kept, only their texts change."""
        while len(self._cells) < len(facts):
            place = len(self._cells)
            cell = (
                Label(self._theme, role="text3", size="caption", wrap=True),
                Label(self._theme, weight=500, wrap=True),
            )
            for row, label in enumerate(cell):
                self._grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignTop)
            self._cells.append(cell)
        for place, (caption, value) in enumerate(self._cells):
            fact = facts[place] if place < len(facts) else None
            caption.setVisible(fact is not None)
            value.setVisible(fact is not None)
            self._grid.setColumnStretch(place, 0)
            self._grid.setColumnMinimumWidth(place, 0)
            if fact is not None:
                caption.setText(fact.caption)
                value.setText(fact.value)
                value.set_role(fact.role)
                value.setFont(self._theme.font("body", 500 if fact.role == "text1" else 600))
                value.setAccessibleName(f"{fact.caption}: {fact.value}")
                # In steps: a time that counts down must not push its neighbour to and fro.
                wide = STEP * -(-max(caption.sizeHint().width(), value.sizeHint().width()) // STEP)
                self._grid.setColumnStretch(place, wide)
                self._grid.setColumnMinimumWidth(place, min(wide, UNBROKEN))
        self.setVisible(bool(facts))

    def values(self) -> list[str]:
        return [value.text() for _caption, value in self._cells if not value.isHidden()]


class WayOut(Control):
    """One thing one can do: what it means on the left, the button on the right, a hairline above.

    Args:
        theme: the look.
        button: does it.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._title = Label(theme, weight=600, wrap=True)
        self._text = Label(theme, role="text3", size="caption", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 12, 0, 12)
        self.column.setSpacing(8)
        self.column.addLayout(self._row)

    def set_words(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)

    def settle(self) -> None:
        """Measure its words now: Qt would do it when it is shown, too late for whoever asks for its height before."""
        self.column.activate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, 0, self.width(), 1), self._theme.color("border"))


class FoldButton(Button):
    """A line with a chevron that opens what is folded below it.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        tint: Role = "text1" if self.hovered() else "text2"
        middle = rect.center()
        middle.setX(7)
        draw_icon(painter, self._theme, "chevron-down" if self.isChecked() else "chevron-right", middle, tint, 14)
        place = rect.adjusted(20, 0, 0, 0)
        draw_text(painter, place, self.text(), self._theme.font("caption"), self._theme.color(tint))
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)


class Folded(Control):
    """Raw text that few want to see: folded, plain, selectable.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        toggled: whether it is open.
    """

    toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._button = FoldButton(theme)
        self._body = Label(theme, role="text2", size="caption", mono=True, wrap=True)
        self._body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._body.setContentsMargins(10, 8, 10, 8)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._button)
        column.addWidget(self._body)
        self._button.toggled.connect(self._unfold)

    def set_text(self, heading: str, text: str) -> None:
        """Change what is folded; nothing to fold hides it."""
        self._button.setText(heading)
        self._body.setText(text)
        self._body.setAccessibleName(heading)
        self.setVisible(bool(text))

    def unfold(self) -> None:
        self._button.setChecked(True)

    def fold(self) -> None:
        self._button.setChecked(False)

    def text(self) -> str:
        return self._body.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.color("border"))
        if self._button.isChecked():
            plate(painter, QRectF(self._body.geometry()), fill=self._theme.color("surface2"))

    def _unfold(self, opened: bool) -> None:  # noqa: FBT001 - a slot of toggled
        self._body.setVisible(opened)
        self.update()
        self.toggled.emit(opened)
