"""The ledger's lines: a model over them, and who paints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from seedance_desktop.ui.widgets.base import draw_text, line_height, plate, text_width
from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from seedance_desktop.domain.accounts import AccountLine
    from seedance_desktop.ui.ledger.words import LedgerWords
    from seedance_desktop.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
PAD = 10.0
NOWHERE = QModelIndex()


class LedgerModel(QAbstractListModel):
    """Lines, newest first.

    Args:
        words: how they speak to assistive tools.
        parent: owner.
    """

    def __init__(self, words: LedgerWords, parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._lines: Sequence[AccountLine] = ()

    def show_lines(self, lines: Sequence[AccountLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.task.request.prompt
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (line.task.request.prompt, self._words.about(line), amount(line.amount))
            return ", ".join((*parts, self._words.balance(line.verdict)))
        return None


class LedgerDelegate(QStyledItemDelegate):
    """Two lines to the left, what it cost and what the balance says to the right."""

    def __init__(self, theme: Theme, words: LedgerWords, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = words

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        upper, lower = self._theme.font("body"), self._theme.font("caption")
        return QSize(200, line_height(upper, 22, 0) + line_height(lower, 20, 0) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: AccountLine = index.data(LINE)
        theme = self._theme
        whole = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            plate(painter, whole.adjusted(0, 1, 0, -2), fill=theme.color("surface3"))
        if index.row() < index.model().rowCount() - 1:
            border = whole.adjusted(PAD, whole.height() - 1, -PAD, 0)
            painter.fillRect(border, theme.color("border"))
        inside = whole.adjusted(PAD, 4, -PAD, -4)
        upper, lower = QRectF(inside), QRectF(inside)
        upper.setHeight(inside.height() * 0.55)
        lower.setTop(upper.bottom())
        body, caption = theme.font("body", tabular=True), theme.font("caption", tabular=True)
        cost = ("≤ " if line.open else "") + amount(line.amount)
        says = self._words.balance(line.verdict)
        draw_text(painter, upper, cost, body, theme.color(self._words.role(line)), RIGHT)
        draw_text(painter, lower, says, caption, theme.color("text3"), RIGHT)
        upper.setRight(upper.right() - text_width(body, cost) - PAD)
        lower.setRight(lower.right() - text_width(caption, says) - PAD)
        draw_text(painter, upper, line.task.request.prompt, theme.font("body"), theme.color("text1"))
        draw_text(painter, lower, self._words.about(line), caption, theme.color("text3"))
