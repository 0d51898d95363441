"""Small surfaces that hold words: cards, reasons, facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from seedance_desktop.ui.theme import Role, Size, Theme
from seedance_desktop.ui.widgets.base import TARGET, Control, line_height, plate, text_height
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.flow import FlowLayout
from seedance_desktop.ui.widgets.labels import IconLabel, Label


class Card(Control):
    """A rounded surface with a hairline; put a layout on it.

    Args:
        theme: The look.
        fill: The token of its surface.
        outlined: Whether it has its hairline.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        fill: Role = "surface2",
        outlined: bool = True,
        radius: float = 6.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._fill: Role = fill
        self._outlined = outlined
        self._radius = radius

    def paintEvent(self, _event: QPaintEvent) -> None:
        line = self._theme.color("border") if self._outlined else None
        fill = self._theme.color(self._fill)
        plate(QPainter(self), QRectF(self.rect()), fill=fill, line=line, radius=self._radius)


class ReasonLine(QWidget):
    """Why a field is off, and the link that changes it. It belongs right below its field, without a gap.

    Args:
        theme: The look.
        text: Why, in one short sentence.
        action: What the link does; no link where empty.
        icon: A Lucide name.
        parent: The widget it lies in.
    """

    activated = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        action: str = "",
        *,
        icon: str = "info",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(theme, icon, "", role="text3", size=13)
        self._label = Label(theme, text, role="text3", size="caption", wrap=True)
        self._label.setMinimumHeight(TARGET)
        self._link = LinkButton(theme, "", small=True)
        self._link.clicked.connect(self.activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._flow = FlowLayout(gap=2, line_gap=0)
        self._flow.addWidget(self._label)
        self._flow.addWidget(self._link)
        row.addLayout(self._flow, 1)
        self.set_reason(text, action)

    def set_reason(self, text: str, action: str = "") -> None:
        """Change the sentence and the link."""
        self._label.setText(text)
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(f"{text} {action}".strip())
        self.updateGeometry()

    def set_icon(self, icon: str) -> None:
        """Show another sign before the sentence."""
        self._icon.set_icon(icon, "text3")

    def text(self) -> str:
        """Give the sentence shown."""
        return self._label.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The icon stands beside the first line, however many there are.
        wraps = self._label.heightForWidth(self._label.width()) > TARGET
        self._icon.setFixedHeight(round(text_height(self._label.font())) if wraps else TARGET)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known: a quiet caption above, its value below."""

    caption: str
    value: str
    mono: bool = False
    role: Role = "text1"


class FactsRow(QWidget):
    """Facts side by side, breaking into further rows where the place is narrow.

    Args:
        theme: The look.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(gap=28, line_gap=8)
        self._looks: list[tuple[bool, Role]] = []
        self._labels: list[tuple[Label, Label]] = []
        self.setLayout(self._flow)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown; labels that look alike stay and only say something else."""
        looks = [(fact.mono, fact.role) for fact in facts]
        if looks != self._looks:
            self._looks = looks
            self._build(looks)
        for (caption, value), fact in zip(self._labels, facts, strict=True):
            caption.setText(fact.caption)
            value.setText(fact.value)
            value.setAccessibleName(f"{fact.caption}: {fact.value}")

    def _build(self, looks: Sequence[tuple[bool, Role]]) -> None:
        self._labels.clear()
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for mono, role in looks:
            self._flow.addWidget(self._cell(role, mono=mono))

    def _cell(self, role: Role, *, mono: bool) -> QWidget:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        caption = Label(self._theme, role="text3", size="caption")
        size: Size = "caption" if mono else "body"
        value = Label(self._theme, role="text3" if mono else role, size=size, weight=500, mono=mono)
        value.setMinimumHeight(line_height(self._theme.font(), 0, 2))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Text that can be marked is set by another engine, a few pixels wider than a label measures.
        value.setContentsMargins(0, 0, 4, 0)
        column.addWidget(caption)
        column.addWidget(value)
        self._labels.append((caption, value))
        return cell
