"""The order in which the Tab key visits: as the eye reads, whatever was built first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def stops_of(areas: Iterable[QWidget]) -> list[QWidget]:
    """What takes the focus by Tab: area after area, in each line after line, in each line from left to right."""
    return [stop for area in areas for stop in _read(area)]


def _read(area: QWidget) -> list[QWidget]:
    found = [widget for widget in area.findChildren(QWidget) if _is_stop(widget, area)]
    middles = {widget: widget.mapTo(area, QPoint(0, 0)) + widget.rect().center() for widget in found}
    found.sort(key=lambda widget: middles[widget].y())
    lines: list[list[QWidget]] = []
    for widget in found:
        # What stands beside a lower control has its middle within that of the line's first.
        if lines and middles[widget].y() - middles[lines[-1][0]].y() < lines[-1][0].height() // 2:
            lines[-1].append(widget)
        else:
            lines.append([widget])
    return [widget for line in lines for widget in sorted(line, key=lambda widget: middles[widget].x())]


def _is_stop(widget: QWidget, area: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isEnabled() and widget.focusProxy() is None and widget.isVisibleTo(area)
