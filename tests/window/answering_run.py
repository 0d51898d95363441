"""The program in a real window; whoever sees to it from outside may ask where things are and what they show.

A line on standard input is the name of a widget, or `state`; each is answered by one line of JSON. Nothing can be done
this way: hands are the mouse and the keyboard.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSplitter, QWidget

from seedance_desktop.app.opened import AppOptions
from seedance_desktop.app.opening import main

if TYPE_CHECKING:
    from seedance_desktop.app.session import Session


async def drive(session: Session) -> int:
    """Answer until the window closes."""
    loop = asyncio.get_running_loop()

    def answer(asked: str) -> None:
        told = _state(session) if asked == "state" else _place(session.opened.window, asked)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def listen() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(answer, line.strip())

    threading.Thread(target=listen, daemon=True).start()
    await asyncio.Event().wait()
    return 0


def _place(window: QWidget, name: str) -> list[int] | None:
    """Left, top, width and height on the screen; `None` for what is not seen."""
    shown = [widget for widget in window.findChildren(QWidget, name) if widget.isVisible()]
    if not shown:
        return None
    corner = shown[0].mapToGlobal(QPoint(0, 0))
    return [corner.x(), corner.y(), shown[0].width(), shown[0].height()]


def _state(session: Session) -> dict[str, Any]:
    window, deck = session.opened.window, session.conductor.stage.player.deck
    focused, request = window.focusWidget(), session.presenter.evaluation.request
    return {
        "active": window.isActiveWindow(),
        "size": [window.width(), window.height()],
        "panes": window.findChildren(QSplitter)[0].sizes(),
        "focus": "" if focused is None else focused.objectName(),
        "prompt": session.presenter.draft.prompt,
        "sent": "" if request is None else request.prompt,
        "model": session.presenter.draft.model,
        "references": [[r.place.value, r.source, bool(r.facts.size)] for r in session.presenter.draft.references],
        "tasks": [task.status.value for task in (session.engine.tasks if session.engine is not None else ())],
        "playing": deck.playing,
        "position": deck.milliseconds,
    }


if __name__ == "__main__":
    sys.exit(main(AppOptions(data_dir=Path(sys.argv[1]), base_url=sys.argv[2]), drive))
