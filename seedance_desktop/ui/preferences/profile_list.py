"""The profiles, one below the other, and the way to one more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.preferences.nav import STEPS
from seedance_desktop.ui.widgets.base import (
    Button,
    draw_icon,
    draw_text,
    focus_ring,
    line_height,
    plate,
    text_height,
    text_width,
)
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.ui.theme import Theme

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ProfileList(Card):
    """One row each; the arrows move between them, and the last row adds one.

    Args:
        theme: the look.
        parent: the widget it lies in.

    Attributes:
        chosen: id of the profile to show.
        add_wanted: one more.
    """

    chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, radius=8, parent=parent)
        self._rows: list[ProfileRow] = []
        self._shown = ""
        self.setObjectName("profileList")
        self.add = _AddRow(theme)
        self.add.setObjectName("addProfile")
        self.add.clicked.connect(self.add_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        # There is always one: first in the layout, it is also first on the way of the Tab key.
        self._append()
        self._column.addWidget(self.add)
        self._retranslate()

    def show_profiles(self, profiles: Sequence[Profile], current: str, shown: str) -> None:
        """Show these; `current` is the one in use, `shown` the one whose details are seen."""
        self._shown = shown
        while len(self._rows) > len(profiles):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(profiles):
            self._append()
        for row, profile in zip(self._rows, profiles, strict=True):
            row.show_profile(profile, in_use=profile.id == current, shown=profile.id == shown)

    def rows(self) -> tuple[ProfileRow, ...]:
        return tuple(self._rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _append(self) -> None:
        row = ProfileRow(self._theme)
        row.clicked.connect(lambda: self.chosen.emit(row.profile_id))
        row.stepped.connect(self._step)
        self._column.insertWidget(len(self._rows), row)
        if self._rows:
            self.setTabOrder(self._rows[-1], row)
        self._rows.append(row)

    def _step(self, by: int) -> None:
        now = next((n for n, row in enumerate(self._rows) if row.profile_id == self._shown), 0)
        target = self._rows[min(max(now + by, 0), len(self._rows) - 1)]
        self.chosen.emit(target.profile_id)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Profiles"))
        self.add.setText(self.tr("Add a profile"))


class ProfileRow(Button):
    """A profile: its name, where it sends to, whether it is the one in use.

    Attributes:
        stepped: an arrow was pressed: -1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.profile_id = ""
        self._profile: Profile | None = None
        self._in_use = False
        self._caption = self._use = ""
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_profile(self, profile: Profile, *, in_use: bool, shown: bool) -> None:
        self._profile, self.profile_id, self._in_use = profile, profile.id, in_use
        self.setChecked(shown)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if shown else Qt.FocusPolicy.ClickFocus)
        self._retranslate()

    def nextCheckState(self) -> None:
        """A press never unchecks: one profile is always shown."""
        self.setChecked(True)

    def sizeHint(self) -> QSize:
        lines = text_height(self._theme.font("body", 500)) + text_height(self._theme.font("caption"))
        return QSize(240, max(44, round(lines) + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = STEPS.get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._profile is None:
            return
        painter, theme = QPainter(self), self._theme
        rect = QRectF(self.rect())
        face = rect.adjusted(3, 3, -3, -4)
        if self.isChecked():
            plate(painter, face, fill=theme.color("wash"), radius=5)
        elif self.hovered() or self.isDown():
            plate(painter, face, fill=self.face("surface2", "surface3"), radius=5)
        painter.fillRect(QRectF(0, rect.height() - 1, rect.width(), 1), theme.color("border"))
        icon = "flask-conical" if self._profile.sandbox else "key-round"
        draw_icon(painter, theme, icon, QPointF(24, rect.center().y()), "text1" if self.isChecked() else "text2")
        words = rect.adjusted(46, 0, -16, -1)
        words.setRight(words.right() - self._paint_use(painter, words))
        self._paint_words(painter, words)
        if self.ring_visible():
            focus_ring(painter, face, theme, 5)

    def _paint_use(self, painter: QPainter, words: QRectF) -> float:
        """Say that it is the one in use; gives the width that takes."""
        if not self._in_use:
            return 0
        font = self._theme.font("caption", 500)
        width = text_width(font, self._use)
        draw_text(painter, words, self._use, font, self._theme.color("success"), RIGHT)
        sign = QPointF(words.right() - width - 12, words.center().y())
        draw_icon(painter, self._theme, "check", sign, "success", 14)
        return width + 36

    def _paint_words(self, painter: QPainter, words: QRectF) -> None:
        name, caption = self._theme.font("body", 500), self._theme.font("caption")
        high, low = text_height(name), text_height(caption)
        top = words.center().y() - (high + low + 2) / 2
        first = QRectF(words.left(), top, words.width(), high)
        second = QRectF(words.left(), top + high + 2, words.width(), low)
        draw_text(painter, first, self.text(), name, self._theme.color("text1"))
        draw_text(painter, second, self._caption, caption, self._theme.color("text2"))

    def _retranslate(self) -> None:
        if self._profile is None:
            return
        sandbox = self._profile.sandbox
        self.setText(self.tr("Sandbox") if sandbox else self._profile.name)
        self._caption = self.tr("nothing is charged") if sandbox else self._profile.base_url
        self._use = self.tr("In use")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(f"{self._caption}. {self._use}" if self._in_use else self._caption)
        self.update()


class _AddRow(Button):
    """The last row: a plus and its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, line_height(self._theme.font("body", 500), 40))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        rect = QRectF(self.rect())
        face = rect.adjusted(3, 3, -3, -3)
        if self.hovered() or self.isDown():
            plate(painter, face, fill=self.face("surface2", "surface3"), radius=5)
        draw_icon(painter, theme, "plus", QPointF(24, rect.center().y()), "accent")
        font = theme.font("body", 500)
        draw_text(painter, rect.adjusted(46, 0, -16, 0), self.text(), font, theme.color("accent"))
        if self.ring_visible():
            focus_ring(painter, face, theme, 5)
