"""Finding one thing among many: the search field and the filter pills."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSizePolicy, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import (
    TARGET,
    Button,
    draw_icon,
    draw_text,
    focus_ring,
    line_height,
    plate,
    text_width,
)
from seedance_desktop.ui.widgets.flow import FlowLayout
from seedance_desktop.ui.widgets.segmented import Option

WIDE = (18, 4)
"""Pixels around the words of a pill, left and right together, and between pills."""
NARROW_GAP = 2
LEAST_AIR = 4


class SearchField(QLineEdit):
    """A line with a magnifying glass before it and the key that leads to it behind.

    Escape empties it, and once it is empty gives the key on to whoever wants it.

    Args:
        theme: The look.
        placeholder: What can be searched; also its name for assistive tools.
        key: The key shown at the end; none where empty.
        bare: Without surface and outline, as on top of a popover.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        *,
        key: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        if bare:
            self.setStyleSheet("background: transparent; border: 0; padding: 0")
        self.setTextMargins(24 if not bare else 26, 0, 24 if key else 0, 0)
        self.setMinimumHeight(line_height(theme.font(), 32))
        self._left = 11 if not bare else 0
        self.set_placeholder(placeholder)
        theme.changed.connect(self._retheme)

    def set_placeholder(self, text: str) -> None:
        """Say what can be searched, in the language now shown."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def _retheme(self) -> None:
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        middle = self.height() / 2
        draw_icon(painter, self._theme, "search", QPointF(self._left + 8, middle), "text3")
        if self._key and not self.hasFocus() and not self.text():
            cap = QRectF(self.width() - 27, middle - 8, 16, 16)
            plate(painter, cap, line=self._theme.color("border"), radius=4)
            font = self._theme.small_font(10.5, 500)
            draw_text(painter, cap, self._key, font, self._theme.color("text3"), Qt.AlignmentFlag.AlignCenter)


class FilterTabs(QWidget):
    """Pills of which one holds, such as All · Running 2 · Favourites · Failed 1.

    Where the line is short, the air around the words gives way before a pill goes to a second one.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    valueChanged = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = ""
        self._tabs: list[_Tab] = []
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(gap=WIDE[1], line_gap=0)
        self.setLayout(self._flow)

    def value(self) -> str:
        """Give the choice that holds."""
        return self._value

    def setValue(self, value: str) -> None:
        if value == self._value:
            return
        self._value = value
        for tab in self._tabs:
            tab.setChecked(tab.option.value == value)
        self.valueChanged.emit(value)

    def set_options(self, options: Sequence[Option]) -> None:
        """Set the pills; counts change by calling it again."""
        while len(self._tabs) < len(options):
            tab = _Tab(self._theme, self)
            tab.clicked.connect(self._choose)
            self._group.addButton(tab)
            self._tabs.append(tab)
            self._flow.addWidget(tab)
        for place, tab in enumerate(self._tabs):
            tab.setVisible(place < len(options))
            if place < len(options):
                tab.set_option(options[place])
        if not self._value and options:
            self._value = options[0].value
        for tab in self._tabs:
            tab.setChecked(tab.option.value == self._value)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [tab for tab in self._tabs if not tab.isHidden()]
        if not shown:
            return
        air, gap = WIDE
        words = sum(tab.words_width() for tab in shown)
        if words + air * len(shown) + gap * (len(shown) - 1) > self.width():
            room = self.width() - words - NARROW_GAP * (len(shown) - 1)
            if room >= LEAST_AIR * len(shown):
                air, gap = min(air, room // len(shown)), NARROW_GAP
        self._flow.set_gap(gap)
        for tab in shown:
            tab.set_air(air)

    def _choose(self) -> None:
        tab = self._group.checkedButton()
        if isinstance(tab, _Tab):
            self.setValue(tab.option.value)


class _Tab(Button):
    """One pill."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "", parent)
        self.option = Option("", "")
        self._air = WIDE[0]
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_option(self, option: Option) -> None:
        """Show a choice."""
        self.option = option
        self.setText(option.text)
        self.setToolTip(option.tooltip)
        self.setEnabled(option.enabled)
        self.updateGeometry()

    def set_air(self, pixels: int) -> None:
        """Change the room around its words, left and right together."""
        if pixels != self._air:
            self._air = pixels
            self.updateGeometry()

    def words_width(self) -> int:
        return round(text_width(self._theme.font("label", 600), self.text()))

    def sizeHint(self) -> QSize:
        return QSize(self.words_width() + self._air, line_height(self._theme.font("label", 600), TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        on = self.isChecked()
        if on or self.hovered():
            fill = theme.color("surface3") if on else self.face("surface1", "surface3")
            plate(painter, rect, fill=fill, radius=rect.height() / 2)
        ink = theme.color("text1" if on else "text2") if self.isEnabled() else theme.faded("text3")
        font = theme.font("label", 600 if on else 500)
        draw_text(painter, rect, self.text(), font, ink, Qt.AlignmentFlag.AlignCenter)
        if self.ring_visible():
            focus_ring(painter, rect, theme, rect.height() / 2)
