"""A layout of equal cells that fill each line to its end."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

GAP = 8


class TileGrid(QLayout):
    """Puts its items into as many equal columns as have room.

    Args:
        least: Pixels a cell is at least wide, unless there is less in all.
        most: Pixels a cell is at most wide.
        height: Pixels of a line.
        parent: The widget it lays out.
    """

    def __init__(self, least: int, most: int, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self._height = height
        self._items: list[QLayoutItem] = []
        self._wide: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def set_widgets(self, widgets: list[QWidget], wide: QWidget | None = None) -> None:
        """Lay out these, in this order; one of them may take the whole width."""
        known = {item.widget(): item for item in self._items}
        self._items = []
        for widget in widgets:
            if widget in known:
                self._items.append(known[widget])
            else:
                # Items that Qt makes itself are tied to the wrapper of whatever layout holds this one.
                self.addChildWidget(widget)
                self._items.append(QWidgetItem(widget))
        self._wide = wide
        self.invalidate()

    def columns(self, width: int | None = None) -> int:
        """How many cells a line has."""
        room = self.geometry().width() if width is None else width
        return max(1, (room + GAP) // (self._least + GAP))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self._items) // self.columns(width))
        return max(0, lines * (self._height + GAP) - GAP)

    def sizeHint(self) -> QSize:
        return QSize(self._least, self._height)

    def minimumSize(self) -> QSize:
        return QSize(min(self._least, 48), self._height)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        columns = self.columns(rect.width())
        whole = rect.width() - (columns - 1) * GAP
        for place, item in enumerate(self._items):
            line, column = divmod(place, columns)
            # Whole pixels, and the last column ends where the others' owners end.
            left, right = (round(whole * at / columns) + at * GAP for at in (column, column + 1))
            width = min(right - GAP - left, self._most)
            if item.widget() is self._wide:
                left, width = 0, rect.width()
            item.setGeometry(QRect(rect.x() + left, rect.y() + line * (self._height + GAP), width, self._height))
