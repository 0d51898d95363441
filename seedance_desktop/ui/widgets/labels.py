"""Words and small surfaces: labels, cards, pills, facts, reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.theme import Role, Size, Theme, Weight
from seedance_desktop.ui.widgets.base import Control, draw_icon, draw_text, line_height, plate
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.flow import FlowLayout


class Label(QLabel):
    """Plain text in one of the program's fonts and colours. It never reads HTML.

    Args:
        theme: The look.
        text: Plain text.
        role: The token of its colour.
        size: One of the three text sizes.
        weight: 400, 500 or 600.
        wrap: Break into lines.
        mono: The fixed-pitch font, for ids and model names.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: Role = "text1",
        size: Size = "body",
        weight: Weight = 400,
        wrap: bool = False,
        mono: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role: Role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setFont(theme.mono_font(size) if mono else theme.font(size, weight))
        self._retheme()
        theme.changed.connect(self._retheme)

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint()
        # Qt guesses a block of text of pleasant proportions; a form wants the line as long as it is.
        longest = max(map(QFontMetricsF(self.font()).horizontalAdvance, self.text().split("\n")))
        width = round(longest) + 2
        return QSize(width, self.heightForWidth(width))

    def set_role(self, role: Role) -> None:
        """Change the colour, as when a state changes."""
        if role != self._role:
            self._role = role
            self._retheme()

    def _retheme(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._role))
        off = self._theme.faded("text3")
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, off)
        self.setPalette(palette)


class ElidedLabel(Control):
    """Text of one or two lines that ends in … where it does not fit; the whole is its tooltip.

    Args:
        theme: The look.
        text: Plain text.
        lines: How many lines it may take.
        role: The token of its colour.
        size: One of the three text sizes.
        weight: 400, 500 or 600.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        lines: int = 1,
        role: Role = "text1",
        size: Size = "body",
        weight: Weight = 400,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._text = ""
        self._lines = lines
        self._role: Role = role
        self._look: tuple[Size, Weight] = (size, weight)
        self._shown: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._break()
            self.updateGeometry()

    def set_role(self, role: Role) -> None:
        """Change the colour."""
        self._role = role
        self.update()

    def is_elided(self) -> bool:
        """Whether a part of the text does not fit."""
        return bool(self._shown) and self._shown[-1].endswith("…") and not self._text.endswith("…")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.font(*self._look))
        height = metrics.lineSpacing() * max(1, len(self._shown))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 1, round(height) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(*self._look)
        color = self._theme.color(self._role) if self.isEnabled() else self._theme.faded("text3")
        step = QFontMetricsF(font).lineSpacing()
        for row, line in enumerate(self._shown):
            draw_text(painter, QRectF(0, row * step, self.width(), step), line, font, color)

    def _break(self) -> None:
        """Break the text where the width asks for it; the last line that may be shown takes the rest."""
        font = self._theme.font(*self._look)
        layout = QTextLayout(self._text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < self._lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, self.width()))
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(self._text)]
        parts = [self._text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
        if parts:
            metrics = QFontMetricsF(font)
            parts[-1] = metrics.elidedText(parts[-1], Qt.TextElideMode.ElideRight, self.width())
        self._shown = parts
        self.setToolTip(self._text if self.is_elided() else "")
        self.update()


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


class Pill(Control):
    """A short fact in a capsule, such as `per task`.

    Args:
        theme: The look.
        text: Plain text.
        parent: The widget it lies in.
    """

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self._retheme()

    def sizeHint(self) -> QSize:
        font = self._theme.font("caption")
        width = QFontMetricsF(font).horizontalAdvance(self._text) + 16
        return QSize(round(width), line_height(font, 20, 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(28, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self._theme.color("surface3"), radius=rect.height() / 2)
        centre = Qt.AlignmentFlag.AlignCenter
        inner = rect.adjusted(7, 0, -7, 0)
        draw_text(painter, inner, self._text, self._theme.font("caption"), self._theme.color("text2"), centre)


class IconLabel(Control):
    """An icon that says something without being pressed.

    Args:
        theme: The look.
        icon: A Lucide name.
        name: What it says, for assistive tools and as a tooltip.
        role: The token of its tint.
        size: Edge in pixels.
        parent: The widget it lies in.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        role: Role = "text2",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._icon, self._role, self._edge = icon, role, size
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, role: Role) -> None:
        """Show another icon in another tint."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._edge, self._edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        draw_icon(painter, self._theme, self._icon, QRectF(self.rect()).center(), self._role, self._edge)


class ReasonLine(QWidget):
    """Why a field is off, and the link that changes it.

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
        self._link = LinkButton(theme, "", small=True)
        self._link.clicked.connect(self.activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        self._flow = FlowLayout(gap=4, line_gap=0)
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

    def text(self) -> str:
        """Give the sentence shown."""
        return self._label.text()


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
        self.setLayout(self._flow)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown."""
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for fact in facts:
            self._flow.addWidget(self._cell(fact))

    def _cell(self, fact: Fact) -> QWidget:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(self._theme, fact.caption, role="text3", size="caption"))
        role: Role = "text3" if fact.mono else fact.role
        value = Label(self._theme, fact.value, role=role, weight=500, mono=fact.mono)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{fact.caption}: {fact.value}")
        column.addWidget(value)
        return cell
