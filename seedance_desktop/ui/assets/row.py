"""One asset in the list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.reference import Kind
from seedance_desktop.ui.assets.words import TONES
from seedance_desktop.ui.widgets.base import Control, draw_icon, plate
from seedance_desktop.ui.widgets.buttons import IconButton, ToolButtonWithText
from seedance_desktop.ui.widgets.labels import ElidedLabel, Label
from seedance_desktop.ui.widgets.panels import Card

if TYPE_CHECKING:
    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.ui.assets.words import AssetWords
    from seedance_desktop.ui.theme import Theme

ICONS = {Kind.IMAGE: "image", Kind.VIDEO: "film", Kind.AUDIO: "music"}
EDGE = 52


class AssetRow(Card):
    """Its picture, its name, its state in one line, and what can be done with it.

    Args:
        theme: the look.
        words: how it speaks.
        parent: the widget it lies in.

    Attributes:
        wanted: what is to be done (`use`, `again`, `refresh`, `copy`, `forget`) and the asset's id.
    """

    wanted = Signal(str, str)

    def __init__(self, theme: Theme, words: AssetWords, parent: QWidget | None = None) -> None:
        super().__init__(theme, radius=8, parent=parent)
        self._words = words
        self.record: AssetRecord | None = None
        self._thumbnail = _Thumbnail(theme)
        self._name = ElidedLabel(theme, weight=500)
        self._state = Label(theme, size="caption", weight=500)
        self._facts = ElidedLabel(theme, role="text3", size="caption")
        self._reason = Label(theme, role="text2", size="caption", wrap=True)
        self._use = ToolButtonWithText(theme, "", "plus")
        self._again = ToolButtonWithText(theme, "", "repeat")
        self._more = IconButton(theme, "ellipsis", "")
        for name, button in (("useAsset", self._use), ("submitAgain", self._again), ("assetMenu", self._more)):
            button.setObjectName(name)
        self._use.clicked.connect(lambda: self._want("use"))
        self._again.clicked.connect(lambda: self._want("again"))
        self._more.clicked.connect(self._open_menu)
        self.setObjectName("assetRow")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lay_out()

    def show_record(self, record: AssetRecord, picture: QPixmap | None) -> None:
        """Say what is known now."""
        self.record = record
        words = self._words
        self._thumbnail.show_picture(picture, ICONS[record.kind])
        self._name.setText(record.name)
        self._state.setText(words.state(record))
        self._state.set_role(TONES[record.state])
        age = words.age(time.time() - record.changed_at)
        self._facts.setText(f"·  {words.review(record.review)}  ·  {age}")
        reason = words.reason(record)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._use.setVisible(record.state is AssetState.ACTIVE)
        self._again.setVisible(record.state is AssetState.FAILED)
        self._use.setText(self.tr("Use as reference"))
        self._again.setText(self.tr("Submit again"))
        self._more.set_name(self.tr("More for {name}").format(name=record.name))
        self.setAccessibleName(record.name)
        told = (words.state(record), words.review(record.review), age, reason)
        self.setAccessibleDescription(". ".join(filter(None, told)))

    def menu(self) -> QMenu:
        """What else can be done."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = [
            ("refresh", self.tr("Ask now"), bool(self.record and self.record.asset_id)),
            ("copy", self.tr("Copy its address"), bool(self.record and self.record.reference)),
            ("again", self.tr("Submit again"), bool(self.record and self.record.state is AssetState.FAILED)),
            ("forget", self.tr("Remove from this list"), bool(self.record and not self.record.is_open)),
        ]
        for what, text, enabled in entries:
            action = QAction(text, menu)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _on=False, w=what: self._want(w))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _want(self, what: str) -> None:
        if self.record is not None:
            self.wanted.emit(what, self.record.id)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._state)
        line.addWidget(self._facts, 1)
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addStretch(1)
        text.addWidget(self._name)
        text.addLayout(line)
        text.addWidget(self._reason)
        text.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._thumbnail, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        for button in (self._use, self._again, self._more):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class _Thumbnail(Control):
    """A rounded picture, or the icon of its kind."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._picture: QPixmap | None = None
        self._icon = "image"
        self.setFixedSize(EDGE, EDGE)

    def show_picture(self, picture: QPixmap | None, icon: str) -> None:
        self._picture, self._icon = picture, icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(EDGE, EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self._theme.color("surface3"), radius=6)
        if self._picture is None:
            draw_icon(painter, self._theme, self._icon, rect.center(), "text2", 20)
            return
        edge = min(self._picture.width(), self._picture.height())
        source = QRectF((self._picture.width() - edge) / 2, (self._picture.height() - edge) / 2, edge, edge)
        shape = QPainterPath()
        shape.addRoundedRect(rect, 6, 6)
        painter.setClipPath(shape)
        painter.drawPixmap(rect, self._picture, source)
