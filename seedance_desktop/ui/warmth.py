"""Does early and out of sight what takes several times longer when it is done for the first time.

Fonts and icons are drawn once, pages laid out once, Qt's multimedia loaded: else the loop would be held up by that in
the middle of the first generation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task

if TYPE_CHECKING:
    from seedance_desktop.ui.library.pane import LibraryPane
    from seedance_desktop.ui.stage.pane import StagePane

LETTERS = "".join(chr(code) for code in range(32, 127))


def warm_up(stage: StagePane, library: LibraryPane, model: str, route_id: str) -> None:
    """Let the panes draw a task that nobody sees; before they are given their own.

    Args:
        stage: shows none yet.
        library: holds none yet.
        model: any.
        route_id: of the model.
    """
    request = Request(model=model, route_id=route_id, prompt=LETTERS, duration=5)
    task = Task("", Status.QUEUED, request, profile_id="", base_url="", created_at=0.0, remote_id="0123456789")
    library.warm_up(task)
    stage.warm_up(task)
