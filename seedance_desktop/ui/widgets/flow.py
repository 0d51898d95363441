"""A layout that breaks into lines as text does."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Puts its items side by side and begins a new line where the width is used up.

    Args:
        gap: Pixels between items of a line.
        line_gap: Pixels between lines.
        parent: The widget it lays out.
    """

    def __init__(self, *, gap: int = 8, line_gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._line_gap = line_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, widget: QWidget) -> None:
        # Items that Qt makes itself are tied to the wrapper of whatever layout holds this one, and die with it.
        self.addChildWidget(widget)
        self._items.append(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add a widget before another."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def set_gap(self, gap: int) -> None:
        """Change the pixels between items of a line."""
        self._gap = gap
        self.invalidate()

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
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        items = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in items) + self._gap * max(0, len(items) - 1)
        return QSize(width, max((item.sizeHint().height() for item in items), default=0))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        height = 0
        for line in self._lines(rect.width()):
            height = max(tall for _, _, tall in line)
            x = rect.x()
            for item, hint, tall in line:
                wide = hint
                if item.expandingDirections() & Qt.Orientation.Horizontal:
                    wide = max(wide, rect.right() + 1 - x)
                if move:
                    place = QPoint(x, y + (height - tall) // 2)
                    item.setGeometry(QRect(place, QSize(wide, tall)))
                x += wide + self._gap
            y += height + self._line_gap
        return max(0, y - self._line_gap - rect.y()) if height else 0

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        """Break the items into lines of (item, width, height)."""
        lines: list[list[tuple[QLayoutItem, int, int]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            tall = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
            if not lines or used + self._gap + wide > width:
                lines.append([])
                used = wide
            else:
                used += self._gap + wide
            lines[-1].append((item, wide, tall))
        return lines
