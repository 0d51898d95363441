"""Chips that choose, and among them those that show the shape of the picture."""

import re
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

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

PATTERN = re.compile(r"([1-9]\d?):([1-9]\d?)")


def shape_of(ratio: str) -> tuple[float, float] | None:
    """Give width and height, in pixels, of the little rectangle that stands for a ratio.

    A square is 14 wide; the longer side grows with the ratio, to 22 lying and to 16 standing, where 16:9 ends.
    """
    match = PATTERN.fullmatch(ratio)
    if match is None:
        return None
    wide, high = int(match[1]), int(match[2])
    slim = max(wide, high) / min(wide, high)
    growth = min(1.0, (slim - 1) / (16 / 9 - 1))
    longer = 14 + growth * (8 if wide > high else 2)
    shorter = max(5, round(longer / slim))
    return (round(longer), shorter) if wide >= high else (shorter, round(longer))


class Chip(Button):
    """A small outlined choice. Its mark is an accent outline over a wash.

    Args:
        theme: The look.
        text: Plain text.
        shape: Width and height of a rectangle before the text.
        small: Caption size, 22 pixels high, as in the route picker (the target stays 28).
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        shape: tuple[float, float] | None = None,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, parent)
        self._shape = shape
        self._small = small
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        font = self._theme.font("caption" if self._small else "body", 600)
        width = text_width(font, self.text()) + (16 if self._small else 22)
        if self._shape:
            width += self._shape[0] + 7
        return QSize(round(width), line_height(font, TARGET if self._small else 30))

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        inset = 3 if self._small else 0
        rect = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        radius = 5.0 if self._small else 6.0
        on = self.isChecked()
        if not self.isEnabled():
            painter.setOpacity(0.45)
        line = theme.color("accent" if on else "border")
        fill = theme.color("wash") if on else self.face("surface2", "surface3")
        plate(painter, rect, fill=fill, line=line, radius=radius)
        ink = theme.color("accent" if on else "text2")
        left = rect.left() + (8 if self._small else 11)
        if self._shape:
            width, height = self._shape
            box = QRectF(left, round(rect.center().y() - height / 2), width, height)
            plate(painter, box, line=ink, radius=2, width=1.2)
            left += width + 7
        font = theme.font("caption" if self._small else "body", 600 if on else 400)
        space = QRectF(left, rect.top(), rect.right() - left - 4, rect.height())
        draw_text(painter, space, self.text(), font, ink)
        painter.setOpacity(1)
        if self.ring_visible():
            focus_ring(painter, rect, theme, radius)


class AddButton(Button):
    """A dashed place with a plus.

    Args:
        theme: The look.
        size: Its size in pixels.
        name: What it adds, for assistive tools and as a tooltip.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, size: QSize, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._size = size
        self.set_name(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Say what it adds, in the language now shown."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, self._size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        rect = QRectF(self.rect())
        hot = self.hovered()
        if not self.isEnabled():
            painter.setOpacity(0.45)
        line = theme.color("text3" if hot else "border")
        plate(painter, rect, line=line, dashed=True)
        size = 16 if self.height() > 60 else 14
        draw_icon(painter, theme, "plus", rect.center(), "text1" if hot else "text3", size)
        painter.setOpacity(1)
        if self.ring_visible():
            focus_ring(painter, rect, theme)


class RatioPicker(QWidget):
    """Chooses a ratio or none; where the set is open, a plus takes any other.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    valueChanged = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = ""
        self._choices: tuple[str, ...] = ()
        self._words: dict[str, str] = {}
        self._chips: list[tuple[str, Chip]] = []
        self._flow = FlowLayout(gap=6, line_gap=6)
        self.setLayout(self._flow)
        self._plus = AddButton(theme, QSize(32, 30), "", self)
        self._plus.clicked.connect(self._edit)
        self._editor = _RatioEdit(self)
        self._editor.returnPressed.connect(self._accept)
        self._editor.left.connect(self._close_editor)
        self._flow.addWidget(self._plus)
        self._flow.addWidget(self._editor)
        self._editor.hide()

    def value(self) -> str:
        """Give the ratio chosen, or an empty text."""
        return self._value

    def setValue(self, ratio: str) -> None:
        """Choose a ratio, also one outside the choices; an empty text chooses none."""
        if ratio != self._value:
            self._value = ratio
            self._show()
            self.valueChanged.emit(ratio)

    def set_choices(self, choices: Sequence[str], *, open_set: bool, words: dict[str, str] | None = None) -> None:
        """Set what is offered.

        Args:
            choices: Values, in order.
            open_set: Whether any other ratio may be typed in.
            words: What to show in place of a value that is no ratio.
        """
        self._choices = tuple(choices)
        self._words = dict(words or {})
        self._plus.setVisible(open_set)
        self._show()

    def set_texts(self, add: str, hint: str) -> None:
        """Name the plus and the field it opens, in the language now shown."""
        self._plus.set_name(add)
        self._editor.setAccessibleName(add)
        self._editor.setPlaceholderText(hint)

    def _show(self) -> None:
        wanted = list(self._choices)
        if self._value and self._value not in wanted:
            wanted.append(self._value)
        if [value for value, _ in self._chips] != wanted:
            self._rebuild(wanted)
        for value, chip in self._chips:
            chip.setText(self._words.get(value, value))
            chip.setChecked(value == self._value)

    def _rebuild(self, wanted: list[str]) -> None:
        for _, chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, value in enumerate(wanted):
            chip = Chip(self._theme, self._words.get(value, value), shape=shape_of(value), parent=self)
            chip.clicked.connect(self._pressed)
            self._chips.append((value, chip))
            self._flow.insert_widget(place, chip)
            chip.show()
        self._order_tabs()

    def _order_tabs(self) -> None:
        row: list[QWidget] = [*(chip for _, chip in self._chips), self._plus, self._editor]
        for before, after in pairwise(row):
            QWidget.setTabOrder(before, after)

    def _pressed(self) -> None:
        pressed = self.sender()
        value = next(value for value, chip in self._chips if chip is pressed)
        self.setValue("" if value == self._value else value)

    def _edit(self) -> None:
        self._plus.hide()
        self._editor.clear()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        ratio = self._editor.text().strip().replace("：", ":")
        if PATTERN.fullmatch(ratio):
            self._close_editor()
            self._plus.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setValue(ratio)
        else:
            self._editor.selectAll()

    def _close_editor(self) -> None:
        if not self._editor.isHidden():
            self._editor.hide()
            self._plus.show()


class _RatioEdit(QLineEdit):
    """Takes a ratio; Escape and leaving it close it."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(72, 30)
        self.setMaxLength(5)
        self.editingFinished.connect(self._finished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _finished(self) -> None:
        if not self.hasFocus():
            self.left.emit()
