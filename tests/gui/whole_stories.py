"""What if…, for tests that read the window whole."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from seedance_desktop.ui.bridge import EngineBridge
from seedance_desktop.ui.rehearsal.guide import Guide
from seedance_desktop.ui.rehearsal.stories import FULL, LOST, Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.ui.conductor import Conductor
    from seedance_desktop.ui.desk import Desk
    from seedance_desktop.ui.main_window import MainWindow
    from seedance_desktop.ui.theme import Theme

UNCERTAIN, NO_ROOM = "6", "11"
"""Tasks of the whole window."""


class Stories:
    """Brings the window into the states of a story."""

    def __init__(self, window: MainWindow, theme: Theme, conductor: Conductor, catalog: Catalog, desk: Desk) -> None:
        self._conductor = conductor
        self._guide = Guide(window, theme, conductor, catalog, desk, EngineBridge())

    @property
    def states(self) -> Mapping[str, Callable[[], None]]:
        return {
            "what if": self._guide.open,
            "a lost answer lived through": partial(self._tell, UNCERTAIN, LOST),
            "a full disk lived through": partial(self._tell, NO_ROOM, FULL),
        }

    def end(self) -> None:
        """No story is told any more."""
        self._guide.strip.hide()

    def _tell(self, task_id: str, story: str) -> None:
        self._conductor.show(task_id)
        self._guide.strip.tell(story, Moment.TROUBLE)
