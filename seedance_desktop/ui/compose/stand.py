"""What a tray and the pair of frames have in common for those who listen to them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QWidget


class Stand(QWidget):
    """Holds references of one kind.

    Attributes:
        brought: the `Place`, and the `Haul` dropped or pasted there.
        browse_wanted: the `Place`.
        removed: id of a reference.
        moved: id of a reference, the `Place` and its new index there.
        opened: id of a reference that shall be looked at.
        rename_wanted: id of a reference.
        menu_wanted: id of a reference, and where on the screen.
        hover_began: id of the reference that the pointer came to.
        hover_ended: id of the reference that it left.
        carried: id of a reference that is dragged, and where on the screen.
        dropped: id of a reference, and where it was let go outside of its tray.
        carry_ended: nothing is dragged any more.
    """

    brought = Signal(object, object)
    browse_wanted = Signal(object)
    removed = Signal(str)
    moved = Signal(str, object, int)
    opened = Signal(str)
    rename_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    hover_began = Signal(str)
    hover_ended = Signal(str)
    carried = Signal(str, QPointF)
    dropped = Signal(str, QPointF)
    carry_ended = Signal()

    def tile_of(self, reference_id: str) -> QWidget | None:
        """The widget that shows a reference; `None` where none does now."""
        raise NotImplementedError  # each stand knows its own tiles; Qt's metaclass leaves no room for an abstract one
