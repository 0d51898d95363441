"""Words: plain labels, labels that end in an ellipsis, capsules, and icons that speak."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from seedance_desktop.domain.text import seen
from seedance_desktop.ui.theme import Role, Size, Theme, Weight
from seedance_desktop.ui.widgets.base import (
    Control,
    draw_icon,
    draw_text,
    line_height,
    plate,
    shrink,
    text_height,
    text_width,
)

LEADING = 1.2
TIGHT_LEADING = 1.12


def lines_of(text: str, font: QFont, width: float, most: int = 1000) -> list[str]:
    """Break plain text into lines no wider than `width` pixels; the last of `most` ends in … if it must.

    Chinese breaks between any two characters, other scripts between words where they can.
    """
    room = max(1.0, width / shrink(font))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines: list[str] = []
    for paragraph in seen(text).split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(lines) + len(starts) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room)
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(paragraph)]
        lines += [paragraph[a:b].rstrip() for a, b in zip(starts, ends, strict=True)]
    if lines:
        lines[-1] = QFontMetricsF(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
    return lines


class Label(QLabel):
    """Plain text in one of the program's fonts and colours. It never reads HTML.

    Args:
        theme: The look.
        text: Plain text.
        role: The token of its colour.
        size: One of the text sizes.
        weight: 400, 500 or 600.
        wrap: Break into lines.
        mono: The fixed-pitch font, for ids and model names.
        tabular: Digits of one width, for running times.
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
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role: Role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        self.setFont(theme.mono_font(size) if mono else theme.font(size, weight, tabular=tabular))
        self._retheme()
        theme.changed.connect(self._retheme)

    def setText(self, text: str) -> None:
        super().setText(seen(text))

    def set_role(self, role: Role) -> None:
        """Change the colour, as when a state changes."""
        if role != self._role:
            self._role = role
            self._retheme()

    def sizeHint(self) -> QSize:
        # Qt guesses a block of text of pleasant proportions; a form wants the line as long as it is.
        lines = self.text().split("\n")
        width = max(text_width(self.font(), line) for line in lines)
        if self._can_be_marked():
            width /= shrink(self.font())
        return self._outer(math.ceil(width), len(lines))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(48, hint.width()), hint.height()) if self.wordWrap() else hint

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        room = width - margins.left() - margins.right()
        return self._outer(width, len(lines_of(self.text(), self.font(), room))).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._can_be_marked():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        rect = QRectF(self.contentsRect())
        color = self.palette().color(QPalette.ColorRole.WindowText)
        lines = self.text().split("\n")
        if self.wordWrap():
            lines = lines_of(self.text(), self.font(), rect.width())
        step = text_height(self.font()) * LEADING
        top = rect.top() + (rect.height() - step * len(lines)) / 2
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            top = rect.top()
        across = (self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask) | Qt.AlignmentFlag.AlignVCenter
        for row, line in enumerate(lines):
            place = QRectF(rect.left(), top + row * step, rect.width(), step)
            draw_text(painter, place, line, self.font(), color, across)

    def _can_be_marked(self) -> bool:
        """Then Qt paints it, in whole pixels and so a little wider."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)

    def _outer(self, width: float, lines: int) -> QSize:
        """Give the size of so many lines with the margins; a single line needs no leading."""
        line = text_height(self.font())
        height = line + (lines - 1) * line * LEADING + (0 if lines == 1 else line * (LEADING - 1))
        margins = self.contentsMargins()
        return QSize(
            math.ceil(width) + margins.left() + margins.right(),
            round(height) + margins.top() + margins.bottom() + 1,
        )

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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)
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
        width = round(text_width(self._theme.font(*self._look), self._text)) + 1
        return QSize(width, self._height(1))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height(1))

    def heightForWidth(self, width: int) -> int:
        font = self._theme.font(*self._look)
        return self._height(len(lines_of(self._text, font, width, self._lines)))

    def _height(self, lines: int) -> int:
        return round(text_height(self._theme.font(*self._look)) * TIGHT_LEADING * max(1, lines)) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(*self._look)
        color = self._theme.color(self._role) if self.isEnabled() else self._theme.faded("text3")
        step = text_height(font) * TIGHT_LEADING
        for row, line in enumerate(self._shown):
            draw_text(painter, QRectF(0, row * step, self.width(), step), line, font, color)

    def _break(self) -> None:
        self._shown = lines_of(self._text, self._theme.font(*self._look), self.width(), self._lines)
        self.setToolTip(self._text if self.is_elided() else "")
        self.update()


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
        width = text_width(font, self._text) + 16
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
