"""The sections of the settings, one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.widgets.base import Button, draw_icon, draw_text, focus_ring, line_height, plate, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.ui.theme import Theme

STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionList(QWidget):
    """One stop on the way of the Tab key; the arrows move between the sections.

    Args:
        theme: the look.
        icons: Lucide names by section.
        parent: the widget it lies in.

    Attributes:
        chosen: name of a section.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = {name: _Entry(theme, icon) for name, icon in icons.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for name, entry in self._entries.items():
            entry.clicked.connect(lambda _on=False, n=name: self.chosen.emit(n))
            entry.stepped.connect(self._step)
            column.addWidget(entry)
        self.setObjectName("preferencesSections")

    def show_chosen(self, name: str) -> None:
        for each, entry in self._entries.items():
            entry.setChecked(each == name)
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus)
            entry.update()

    def set_text(self, name: str, text: str) -> None:
        self._entries[name].setText(text)

    def _step(self, by: int) -> None:
        names = list(self._entries)
        now = next((n for n, name in enumerate(names) if self._entries[name].isChecked()), 0)
        target = names[min(max(now + by, 0), len(names) - 1)]
        self.chosen.emit(target)
        self._entries[target].setFocus(Qt.FocusReason.TabFocusReason)


class _Entry(Button):
    """One section: its icon and its name."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__(theme, "")
        self._icon = icon
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """A press never unchecks: one section is always shown."""
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        font = self._theme.font("body", 500)
        return QSize(round(text_width(font, self.text())) + 48, line_height(font, 32))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = STEPS.get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if on or self.hovered():
            plate(painter, rect, fill=self._theme.color("surface3") if on else self.face("surface1", "surface3"))
        draw_icon(painter, self._theme, self._icon, QPointF(18, rect.center().y()), "text1" if on else "text2")
        font = self._theme.font("body", 500)
        ink = self._theme.color("text1" if on or self.hovered() else "text2")
        draw_text(painter, rect.adjusted(36, 0, -8, 0), self.text(), font, ink)
        if self.ring_visible():
            focus_ring(painter, rect, self._theme)
