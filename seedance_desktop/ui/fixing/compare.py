"""Original and copy side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from seedance_desktop.ui.fixing.changes import facts_line
from seedance_desktop.ui.widgets.base import Control, plate
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from seedance_desktop.domain.reference import Facts
    from seedance_desktop.ui.theme import Theme

BAR = 3
"""Pixels from one bar of a waveform to the next."""


class PictureBox(Control):
    """A picture as large as fits, or a waveform.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._picture = QPixmap()
        self._peaks: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: QPixmap, peaks: Sequence[float] = ()) -> None:
        self._picture, self._peaks = picture, tuple(peaks)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 180)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        plate(painter, rect, fill=self._theme.color("stage"))
        if not self._picture.isNull():
            inside = rect.adjusted(8, 8, -8, -8)
            size = self._picture.size()
            scale = min(inside.width() / size.width(), inside.height() / size.height())
            place = QRectF(0, 0, size.width() * scale, size.height() * scale)
            place.moveCenter(rect.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        elif self._peaks:
            paint_peaks(painter, self._theme, rect.adjusted(12, 12, -12, -12), self._peaks)


def paint_peaks(painter: QPainter, theme: Theme, rect: QRectF, peaks: Sequence[float]) -> None:
    """Paint a waveform of peaks from 0 to 1."""
    ink = theme.color("accent")
    count = max(1, int(rect.width() // BAR))
    for bar in range(count):
        peak = peaks[min(len(peaks) - 1, bar * len(peaks) // count)]
        tall = max(2.0, peak * rect.height())
        box = QRectF(rect.left() + bar * BAR, rect.center().y() - tall / 2, BAR - 1, tall)
        plate(painter, box, fill=ink, radius=1)


class Compare(QWidget):
    """Two boxes with what is known of each.

    Args:
        theme: the look.
        parent: the widget it lies in.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareStage")
        self.boxes = {"original": PictureBox(theme), "copy": PictureBox(theme)}
        self._titles = {name: Label(theme, role="text2", size="label", weight=600) for name in self.boxes}
        self._facts = {name: Label(theme, role="text2", size="caption", wrap=True, tabular=True) for name in self.boxes}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        for name, box in self.boxes.items():
            box.setObjectName(f"{name}Picture")
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(self._titles[name])
            column.addWidget(box, 1)
            column.addWidget(self._facts[name])
            row.addLayout(column, 1)
        self._retranslate()

    def show_facts(self, original: Facts, copy: Facts) -> None:
        for name, facts in (("original", original), ("copy", copy)):
            self.boxes[name].show_picture(QPixmap())
            self._facts[name].setText(facts_line(facts))
            self.boxes[name].setAccessibleDescription(facts_line(facts))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Original and copy"))
        for name, text in (("original", self.tr("Original")), ("copy", self.tr("Copy"))):
            self._titles[name].setText(text)
            self.boxes[name].setAccessibleName(text)
