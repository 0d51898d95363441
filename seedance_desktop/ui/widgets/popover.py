"""A panel over the window, near what it belongs to, with the rest dimmed."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from seedance_desktop.ui.theme import Theme
from seedance_desktop.ui.widgets.base import Control, plate

MARGIN = 16
SHADOW = 14


class Popover(Control):
    """Covers `host` with a veil and shows one widget on it.

    A press beside it and Escape close it; the focus stays inside until then and goes back afterwards.

    Args:
        theme: The look.
        host: What it covers; the popover is its child and follows its size.
        content: What it shows.
    """

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, content: QWidget) -> None:
        super().__init__(theme, host)
        self._host = host
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self._wanted = QRect()
        self._centred = False
        self._panel = QWidget(self)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(content)
        self._content = content
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        host.installEventFilter(self)
        self.hide()

    def content(self) -> QWidget:
        """Give what it shows."""
        return self._content

    def panel_rect(self) -> QRect:
        """Give the place of the panel within the host."""
        return self._panel.geometry()

    def open_at(self, anchor: QWidget, width: int, height: int, *, over: bool = False) -> None:
        """Show it.

        Args:
            anchor: What it belongs to.
            width: Its width in pixels; less where the host is narrower.
            height: Its height in pixels; less where the host is lower.
            over: Cover the anchor instead of standing below it.
        """
        self._centred = False
        self._wanted = QRect(0, 0 if over else anchor.height() + 4, width, height)
        self._show(anchor)

    def _show(self, anchor: QWidget) -> None:
        self._anchor = anchor
        self._before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        if not self._focus_first():
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def open_centred(self, width: int, height: int) -> None:
        """Show it in the middle of what it covers, its sizes as for `open_at`."""
        self._centred = True
        self._wanted = QRect(0, 0, width, height)
        self._show(self._host)

    def close_popover(self) -> None:
        """Hide it and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_popover()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popover()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - the signature is Qt's
        stops = self._stops()
        if not stops:
            return True
        now = self.window().focusWidget()
        place = stops.index(now) + (1 if forward else -1) if now in stops else 0
        stops[place % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _stops(self) -> list[QWidget]:
        """Give what the Tab key visits, in the order of the focus chain."""
        stops: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isEnabled() and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                stops.append(widget)
            widget = widget.nextInFocusChain()
        return stops

    def _focus_first(self) -> bool:
        stops = self._stops()
        if stops:
            stops[0].setFocus(Qt.FocusReason.PopupFocusReason)
        return bool(stops)

    def _place(self) -> None:
        if self._anchor is None:
            return
        self.setGeometry(self._host.rect())
        if self._centred:
            self._wanted.moveCenter(self._host.rect().center())
        room = self._host.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        origin = self._host.mapFromGlobal(self._anchor.mapToGlobal(QPoint(0, 0)))
        width = min(self._wanted.width(), room.width())
        left = min(max(origin.x() + self._wanted.x(), room.left()), room.right() + 1 - width)
        height = min(self._wanted.height(), room.height())
        top = min(max(origin.y() + self._wanted.y(), room.top()), room.bottom() + 1 - height)
        self._panel.setGeometry(left, top, width, height)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("veil"))
        rect = QRectF(self._panel.geometry())
        shade = theme.color("shadow")
        for step in range(SHADOW, 0, -2):
            shade.setAlphaF(0.035)
            plate(painter, rect.adjusted(-step, -step + 6, step, step + 6), fill=shade, radius=8 + step)
        plate(painter, rect, fill=theme.color("surface1"), line=theme.color("border"), radius=8)
