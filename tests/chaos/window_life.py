"""The real window, offscreen, in which somebody presses Generate as soon as that is possible."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main
from seedance_desktop.app.person import Person
from seedance_desktop.engine.deadline import Deadline
from tests.chaos.lives import PROMPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedance_desktop.app.session import Session

PATIENCE = 30.0


def live(arguments: Sequence[str]) -> int:
    """Be the window on a life's folder and service, until a signal closes it.

    Args:
        arguments: the folder and the service's address.
    """
    folder, url = arguments
    key = os.environ.pop("SEEDANCE_API_KEY")
    return main(AppOptions(data_dir=Path(folder) / "data", base_url=url, key=key, hurry=Deadline().begin), _press)


async def _press(session: Session) -> int:
    person = Person(session)
    person.write("promptEdit", PROMPT)
    await person.until(lambda: session.presenter.evaluation.ready, "a request that may go", PATIENCE)
    person.press("generateButton")
    await asyncio.Event().wait()
    return 0
