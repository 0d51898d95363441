"""The empty stage teaches: three lines, and two prompts to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.stage.parts import MiddlePage
from seedance_desktop.ui.widgets.base import Button, Control, draw_icon, draw_text, focus_ring, plate
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from seedance_desktop.ui.theme import Theme

WIDTH = 430
CIRCLE = 24
EXAMPLE = 41


class NumberedLine(Control):
    """A number in a circle, a title and a sentence.

    Args:
        theme: the look.
        number: which step.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._number = str(number)
        self._title = Label(theme, weight=600, wrap=True)
        self._text = Label(theme, role="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(CIRCLE + 12, 1, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._title)
        column.addWidget(self._text)

    def set_words(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        circle = QRectF(0, 0, CIRCLE, CIRCLE)
        plate(painter, circle, fill=self._theme.color("surface3"), radius=CIRCLE / 2)
        font = self._theme.font("caption", 600)
        draw_text(painter, circle, self._number, font, self._theme.color("text1"), Qt.AlignmentFlag.AlignCenter)


class ExampleCard(Button):
    """A prompt to begin with.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, max(EXAMPLE, round(QFontMetricsF(self._theme.font()).height()) + 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self.face("surface2", "surface3"), line=self._theme.color("border"), radius=8)
        draw_icon(painter, self._theme, "sparkles", QPointF(20, rect.center().y()), "accent")
        draw_text(painter, rect.adjusted(38, 0, -12, 0), self.text(), self._theme.font(), self._theme.color("text1"))
        if self.ring_visible():
            focus_ring(painter, rect, self._theme, 8)


class FirstStartPage(QWidget):
    """What stands on the stage before anything was made.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        example_chosen: a prompt.
        what_if_wanted: what can go wrong is to be lived through.
    """

    example_chosen = Signal(str)
    what_if_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sandbox = True
        self._title = Label(theme, size="hero", weight=600, wrap=True)
        self._lines = [NumberedLine(theme, number) for number in (1, 2, 3)]
        self._or = Label(theme, role="text2", size="caption", weight=600, wrap=True)
        self._examples = [ExampleCard(theme) for _ in range(2)]
        self._what_if = LinkButton(theme, "")
        self._what_if.setObjectName("whatIf")
        self._what_if.clicked.connect(self.what_if_wanted)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(18)
        for line in self._lines:
            column.addWidget(line)
            column.addSpacing(14)
        column.addSpacing(12)
        column.addWidget(self._or)
        column.addSpacing(10)
        for example in self._examples:
            column.addWidget(example)
            column.addSpacing(8)
            example.clicked.connect(lambda _checked=False, card=example: self.example_chosen.emit(card.text()))
        column.addSpacing(6)
        column.addWidget(self._what_if)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(MiddlePage(content, WIDTH))
        self._retranslate()

    def set_sandbox(self, sandbox: bool) -> None:  # noqa: FBT001 - the only thing it is told
        """Whether nothing is charged."""
        self._sandbox = sandbox
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Make your first clip"))
        self._lines[0].set_words(
            self.tr("Pick a route"), self.tr("Each has its own price, length and references. The form follows it.")
        )
        self._lines[1].set_words(
            self.tr("Describe it, drop pictures, sound or video"), self.tr("Type @ to say what each one is for.")
        )
        self._lines[2].set_words(
            self.tr("Generate"),
            self.tr("This is the sandbox: everything works, nothing is charged.")
            if self._sandbox
            else self.tr("The price stands on the button before you press it."),
        )
        self._what_if.setText(self.tr("What if something goes wrong? Try it in the sandbox"))
        self._or.setText(self.tr("Or start from one of these"))
        self._examples[0].setText(self.tr("A paper boat rides a gutter after rain, low camera"))
        self._examples[1].setText(self.tr("Kites over an old harbour, telephoto, late sun"))
