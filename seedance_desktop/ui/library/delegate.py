"""Paints the rows of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_desktop.ui.library.model import TaskRole
from seedance_desktop.ui.library.situation import Situation, clock_text, situation
from seedance_desktop.ui.library.words import shortened
from seedance_desktop.ui.widgets.base import (
    RADIUS,
    draw_icon,
    draw_text,
    plate,
    sharpness,
    shrink,
    text_height,
    text_width,
)
from seedance_desktop.ui.widgets.labels import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.domain.task import Task
    from seedance_desktop.ui.library.thumbnails import Thumbnails
    from seedance_desktop.ui.library.words import StateLine
    from seedance_desktop.ui.theme import Role, Theme

Index = QModelIndex | QPersistentModelIndex

PICTURE = QSize(92, 52)
PAD_X = 6
PAD_Y = 7
GAP = 10
BAR = 3
BAR_ROOM = 9
HEADING = 29
CORNER = 4.0
BADGE_PIXELS = 11
PROMPT_LINES = 2
MOST_KNOWN = 1000
RING_START = 90 * 16
RING_TURN = -360 * 16
TEXT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class Lines:
    """Remembers broken texts and the fonts' factors: a row is painted far more often than it changes."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, QFont, float, int], Sequence[str]] = {}
        self._factors: dict[QFont, float] = {}

    def draw(self, painter: QPainter, place: QRectF, text: str, look: tuple[QFont, QColor], most: int) -> float:
        """Paint at most `most` lines as `draw_text` paints them.

        Args:
            painter: to paint with.
            place: the first line.
            text: plain text.
            look: its font and colour.
            most: lines.

        Returns:
            Where the last line ends, in pixels.
        """
        font, color = look
        factor = self._factors.setdefault(font, shrink(font))
        painter.save()
        painter.scale(factor, factor)
        painter.setFont(font)
        painter.setPen(color)
        row = QRectF(place.topLeft() / factor, place.size() / factor)
        for line in self._lines(text, font, place.width(), most):
            painter.drawText(row, TEXT, line)
            row.translate(0, row.height())
        painter.restore()
        return row.top() * factor

    def _lines(self, text: str, font: QFont, width: float, most: int) -> Sequence[str]:
        key = (text, font, width, most)
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = lines_of(" ".join(text.split()), font, width, most)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Heights:
    """Pixels, from the fonts in force."""

    prompt: float
    line: float

    @property
    def text(self) -> float:
        return PROMPT_LINES * self.prompt + self.line

    def row(self, task: Task) -> int:
        inner = max(float(PICTURE.height()), self.text)
        return round(inner) + 2 * PAD_Y + (BAR_ROOM if _has_bar(task) else 0)


class TaskDelegate(QStyledItemDelegate):
    """Draws a task: its picture, its prompt in two lines, its state in one line and one colour.

    A day's first row carries the heading of that day above itself.

    Args:
        theme: the look.
        thumbnails: pictures for the rows.
        parent: owner.
    """

    def __init__(self, theme: Theme, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thumbnails = thumbnails
        self._lines = Lines()
        self._heights: Heights | None = None

    def heights(self) -> Heights:
        if self._heights is None:
            self._heights = self._measure()
        return self._heights

    def _measure(self) -> Heights:
        prompt = text_height(self._theme.font("body", 500))
        line = text_height(self._theme.font("caption"))
        return Heights(round(prompt * 1.1), round(line * 1.15))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = HEADING if begins_a_day(index) else 0
        return QSize(option.rect.width(), self.heights().row(index.data(TaskRole.TASK)) + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect = QRectF(option.rect)
        if begins_a_day(index):
            self._paint_heading(painter, rect, index.data(TaskRole.DAY))
            rect.setTop(rect.top() + HEADING)
        self._paint_ground(painter, rect, option.state)
        task: Task = index.data(TaskRole.TASK)
        state: StateLine = index.data(TaskRole.STATE)
        picture = QRectF(rect.left() + PAD_X, rect.top() + PAD_Y, PICTURE.width(), PICTURE.height())
        self._paint_picture(painter, picture, task, state)
        left = picture.right() + GAP
        text = QRectF(left, picture.top(), rect.right() - PAD_X + 2 - left, self.heights().text)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_text(painter, text, task, state, chosen=chosen)
        if _has_bar(task):
            self._paint_bar(painter, QRectF(left, rect.bottom() - PAD_Y - BAR, text.width() - 2, BAR), task.progress)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, day: str) -> None:
        place = QRectF(rect.left() + PAD_X, rect.top(), rect.width(), HEADING + 2)
        draw_text(painter, place, day, self._theme.font("caption", 600), self._theme.color("text2"))

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            width = 2.0 if state & QStyle.StateFlag.State_HasFocus else 1.0
            plate(
                painter,
                rect,
                fill=self._theme.color("wash"),
                line=self._theme.color("accent"),
                radius=RADIUS + 2,
                width=width,
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            plate(painter, rect, fill=self._theme.color("surface2"), radius=RADIUS + 2)

    def _paint_picture(self, painter: QPainter, rect: QRectF, task: Task, state: StateLine) -> None:
        picture = self._picture(task, sharpness(painter))
        if picture is None or picture.isNull():
            plate(painter, rect, fill=self._theme.color("surface3"), radius=CORNER)
            self._paint_sign(painter, rect.center(), task, state)
        else:
            rounded = QPainterPath()
            rounded.addRoundedRect(rect, CORNER, CORNER)
            painter.save()
            painter.setClipPath(rounded)
            painter.drawPixmap(rect, picture, QRectF(picture.rect()))
            painter.restore()
        if situation(task) is Situation.DONE and task.seconds is not None:
            self._paint_badge(painter, rect, clock_text(task.seconds))

    def _picture(self, task: Task, ratio: float) -> QPixmap | None:
        if task.thumbnail is None:
            return None
        return self._thumbnails.picture(task.thumbnail, PICTURE * ratio)

    def _paint_sign(self, painter: QPainter, centre: QPointF, task: Task, state: StateLine) -> None:
        if situation(task) is Situation.WORKING and task.progress > 0:
            self._paint_ring(painter, centre, task.progress)
            return
        tone: Role = "accent" if situation(task) is Situation.WORKING else state.tone
        icon = state.icon or "film"
        draw_icon(painter, self._theme, icon, centre, "text2" if tone == "text3" else tone, 18)

    def _paint_ring(self, painter: QPainter, centre: QPointF, percent: int) -> None:
        ring = QRectF(centre.x() - 7, centre.y() - 7, 14, 14)
        pen = QPen(self._theme.color("border"), 1.75)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        pen.setColor(self._theme.color("accent"))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, RING_START, RING_TURN * min(100, percent) // 100)

    def _paint_badge(self, painter: QPainter, picture: QRectF, text: str) -> None:
        font = self._theme.small_font(BADGE_PIXELS, 500)
        width = text_width(font, text) + 8
        badge = QRectF(picture.right() - 4 - width, picture.bottom() - 4 - 14, width, 14)
        plate(painter, badge, fill=self._theme.color("badge"), radius=3)
        draw_text(painter, badge, text, font, self._theme.color("on_badge"), Qt.AlignmentFlag.AlignCenter)

    def _paint_text(self, painter: QPainter, rect: QRectF, task: Task, state: StateLine, *, chosen: bool) -> None:
        heights, theme = self.heights(), self._theme
        place = QRectF(rect.left(), rect.top(), rect.width(), heights.prompt)
        prompt = (theme.font("body", 500), theme.color("text1"))
        end = self._lines.draw(painter, place, task.request.prompt, prompt, PROMPT_LINES)
        tone: Role = "text2" if chosen and state.tone == "text3" else state.tone
        place = QRectF(rect.left(), end, rect.width(), heights.line)
        font = theme.font("caption")
        told = shortened(state.text, lambda text: text_width(font, text) <= place.width())
        self._lines.draw(painter, place, told, (font, theme.color(tone)), 1)

    def _paint_bar(self, painter: QPainter, rect: QRectF, percent: int) -> None:
        plate(painter, rect, fill=self._theme.color("surface3"), radius=BAR / 2)
        done = QRectF(rect)
        done.setWidth(max(float(BAR), rect.width() * min(100, percent) / 100))
        plate(painter, done, fill=self._theme.color("accent"), radius=BAR / 2)


def begins_a_day(index: Index) -> bool:
    """Whether the row above is of another day, or none is above."""
    above = index.sibling(index.row() - 1, 0)
    return not above.isValid() or above.data(TaskRole.DATE) != index.data(TaskRole.DATE)


def _has_bar(task: Task) -> bool:
    return situation(task) is Situation.WORKING and task.progress > 0
