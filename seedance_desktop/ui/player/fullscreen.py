"""The same picture over the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from seedance_desktop.ui.player.screen import Picture, Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from seedance_desktop.ui.theme import Theme


class FullScreen(Screen):
    """Leaves with Esc, F or a double click.

    Args:
        theme: the look.
        picture: what is shown.
        use_key: answers all other keys; says whether it knew one.

    Attributes:
        left: it is closed.
    """

    left = Signal()

    def __init__(self, theme: Theme, picture: Picture, use_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(theme, picture)
        self._use_key = use_key
        self.setObjectName("fullScreen")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.double_clicked.connect(self.close)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F):
            self.close()
        elif not self._use_key(event):
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()
