"""The field over a tile in which its reference gets a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

WIDTH = 180
LONGEST = 60


class RenameField(QLineEdit):
    """Asks for a name right on the tile: Enter and a press elsewhere take it, Escape does not.

    Args:
        tile: what is named.
        name: what it is called now.
        host: what it may cover.

    Attributes:
        named: the name that was given.
    """

    named = Signal(str)

    def __init__(self, tile: QWidget, name: str, host: QWidget) -> None:
        super().__init__(name, host)
        self._tile: QWidget | None = tile
        self._before = name
        self.setObjectName("renameField")
        self.setAccessibleName(self.tr("Name"))
        self.setMaxLength(LONGEST)
        self.setFixedWidth(min(host.width(), max(WIDTH, tile.width())))
        corner = tile.mapTo(host, QPoint(0, tile.height()))
        left = max(0, min(corner.x(), host.width() - self.width()))
        self.move(left, max(0, corner.y() - self.sizeHint().height()))
        self.returnPressed.connect(self._take)
        stem = name.rfind(".")
        self.setSelection(0, stem if stem > 0 else len(name))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close(back=True)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._take(back=False)

    def _take(self, *, back: bool = True) -> None:
        if self._tile is not None and self.text() != self._before:
            self.named.emit(self.text())
        self._close(back=back)

    def _close(self, *, back: bool) -> None:
        tile, self._tile = self._tile, None
        if tile is None:
            return
        if back:
            tile.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()
        self.deleteLater()
