"""Sums by day, route and profile, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from seedance_desktop.ui.widgets.labels import ElidedLabel, Label
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from seedance_desktop.ui.theme import Theme

MOST_ROWS = 31
"""Of one kind; a month of days."""


class Sums(QScrollArea):
    """A narrow column of headed sums."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("ledgerSums")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_sums(self, groups: Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]) -> None:
        """Show groups of names and amounts; an empty one is left out."""
        inside = QWidget()
        inside.setAutoFillBackground(False)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        row = 0
        for heading, sums in groups:
            if not sums:
                continue
            title = Label(self._theme, heading, role="text2", size="label", weight=600)
            title.setContentsMargins(0, 10 if row else 0, 0, 2)
            grid.addWidget(title, row, 0, 1, 2)
            for place, (name, total) in enumerate(sums[:MOST_ROWS], row + 1):
                label = ElidedLabel(self._theme, name, role="text2", size="caption")
                figure = Label(self._theme, amount(total), role="text1", size="caption", tabular=True)
                grid.addWidget(label, place, 0)
                grid.addWidget(figure, place, 1, Qt.AlignmentFlag.AlignRight)
            row += 1 + len(sums[:MOST_ROWS])
        grid.setRowStretch(row, 1)
        self.setWidget(inside)
