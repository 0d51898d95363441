"""Everything that lives while the window is open, for the composition root and for whoever drives the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from seedance_desktop.app.desk import ProgramDesk
    from seedance_desktop.app.opened import Opened
    from seedance_desktop.engine.engine import Engine
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.compose.presenter import ComposePresenter
    from seedance_desktop.ui.conductor import Conductor

    Drive = Callable[["Session"], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Session:
    """The joined parts of a running program.

    Attributes:
        engine: `None` where the store could not be opened; the window says why.
    """

    opened: Opened
    desk: ProgramDesk
    presenter: ComposePresenter
    conductor: Conductor
    bridge: EngineBridge
    engine: Engine | None
