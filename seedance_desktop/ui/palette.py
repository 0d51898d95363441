"""The command palette, which is also the list of keys."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from seedance_desktop.ui.actions import OTHER_WORDS
from seedance_desktop.ui.widgets.base import Button, draw_text, focus_ring
from seedance_desktop.ui.widgets.finding import SearchField
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.ui.theme import Theme

ROW = 36
UNLIKE = 99
# The player's keys belong to the player and work while it has the focus; they are listed, not run from here.
PLAYER_KEYS = ("Space", "J  K  L", "←  →", "Home  End", "F", "M")


class CommandPalette(QWidget):
    """Type a few letters, press Enter.

    Attributes:
        done: a command was run.
        rows: the commands in the order of what was typed; those that are not called like it are hidden.
    """

    done = Signal()

    def __init__(self, theme: Theme, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(theme, "", bare=True)
        self.search.setObjectName("paletteSearch")
        self._all = tuple(_Row(theme, action) for action in actions)
        self.rows = list(self._all)
        self._none = Label(theme, role="text2", wrap=True)
        self._none.setObjectName("paletteNone")
        self._player_title = Label(theme, role="text2", weight=500)
        self._player_keys = [_KeyLine(theme, key) for key in PLAYER_KEYS]
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._run_first)
        for row in self.rows:
            row.clicked.connect(lambda _on=False, action=row.action: self._run(action))
        self._retranslate()

    def refresh(self) -> None:
        """Begin anew; called whenever it opens."""
        self.search.clear()
        self._filter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        shown = [row for row in self.rows if not row.isHidden()]
        if step is None or not shown:
            super().keyPressEvent(event)
            return
        now = next((index for index, row in enumerate(shown) if row.hasFocus()), -1)
        target = self.search if now + step < 0 else shown[min(now + step, len(shown) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        listed = QWidget()
        column = self._listed = QVBoxLayout(listed)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(0)
        for row in self.rows:
            column.addWidget(row)
        self._none.setContentsMargins(10, 8, 10, 8)
        column.addWidget(self._none)
        column.addSpacing(8)
        self._player_title.setContentsMargins(10, 4, 10, 4)
        column.addWidget(self._player_title)
        for line in self._player_keys:
            column.addWidget(line)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(listed)
        for opaque in (listed, self._scroll.viewport()):
            opaque.setAutoFillBackground(False)  # the popover's corners are round
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 6, 14, 6)
        head.addWidget(self.search)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)

    def _filter(self) -> None:
        """Show what is called like what was typed; what is called most like it first."""
        words = self.search.text().lower().split()
        distances = {row: [row.distance(word) for word in words] for row in self._all}
        self.rows = sorted(self._all, key=lambda row: sum(distances[row]))
        for place, row in enumerate(self.rows):
            self._listed.insertWidget(place, row)
            row.setVisible(UNLIKE not in distances[row])
            row.set_next(is_next=place == 0 and bool(words))
        for before, after in pairwise((self.search, *self.rows)):
            self.setTabOrder(before, after)
        for widget in (self._player_title, *self._player_keys):
            widget.setVisible(not words)
        self._none.setVisible(all(row.isHidden() for row in self.rows))
        self._scroll.verticalScrollBar().setValue(0)

    def _run_first(self) -> None:
        first = next((row for row in self.rows if not row.isHidden()), None)
        if first is not None:
            self._run(first.action)

    def _run(self, action: QAction) -> None:
        self.done.emit()
        action.trigger()

    def _retranslate(self) -> None:
        self.search.set_placeholder(self.tr("What do you want to do?"))
        self._none.setText(self.tr("Nothing is called that. Try another word, such as cost, key or lost."))
        self._player_title.setText(self.tr("While the player has the focus"))
        words = (
            self.tr("Play or pause"),
            self.tr("Back, pause, forward"),
            self.tr("One frame back or forward"),
            self.tr("To the beginning or the end"),
            self.tr("Full screen"),
            self.tr("Sound on or off"),
        )
        for line, text in zip(self._player_keys, words, strict=True):
            line.set_text(text)


class _Row(Button):
    def __init__(self, theme: Theme, action: QAction) -> None:
        super().__init__(theme, "")
        self.action = action
        self.is_next = False
        action.changed.connect(self._follow)
        self._follow()

    def set_next(self, *, is_next: bool) -> None:
        """Whether Enter would run it."""
        self.is_next = is_next
        self.update()

    def distance(self, word: str) -> int:
        """How far a word is from the command's name: 0 begins it, `UNLIKE` is nowhere near."""
        text = self.action.text().lower()
        others: list[str] = self.action.property(OTHER_WORDS) or []
        tests = (
            text.startswith(word),
            f" {word}" in text,
            word in text,
            any(other.startswith(word) for other in others),
        )
        return next((distance for distance, met in enumerate(tests) if met), UNLIKE)

    def sizeHint(self) -> QSize:
        return QSize(360, ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hovered() or self.ring_visible() or self.is_next:
            painter.fillRect(rect, self._theme.color("surface3"))
        inner = rect.adjusted(10, 0, -10, 0)
        theme = self._theme
        draw_text(painter, inner, self.action.text(), theme.font(), theme.color("text1"))
        key = self.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, inner, key, theme.font("caption"), theme.color("text2"), right)
        if self.ring_visible():
            focus_ring(painter, rect, theme)

    def _follow(self) -> None:
        self.setAccessibleName(self.action.text())
        self.update()


class _KeyLine(QWidget):
    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme = theme
        self._key = key
        self._text = ""
        self.setFixedHeight(28)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(f"{text}: {self._key}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        inner = self.rect().toRectF().adjusted(10, 0, -10, 0)
        theme = self._theme
        draw_text(painter, inner, self._text, theme.font(), theme.color("text2"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_text(painter, inner, self._key, theme.font("caption"), theme.color("text2"), right)
