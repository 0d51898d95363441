"""Turns the engine's events into Qt signals, one signal per kind of event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.engine import events

if TYPE_CHECKING:
    from collections.abc import Callable


class EngineBridge(QObject):
    """Listens to the engine; the window listens to this and never awaits.

    Attributes:
        task_changed: a `Task`.
        measured: a `Measured`.
        balance_known: a `BalanceKnown`.
        profile_tested: a `ProfileTested`.
        filmstrip_ready: a `FilmstripReady`.
        waiting: a `Waiting`.
        notice: a `Notice`.
        fault: a redacted report, text.
    """

    task_changed = Signal(object)
    measured = Signal(object)
    balance_known = Signal(object)
    profile_tested = Signal(object)
    filmstrip_ready = Signal(object)
    waiting = Signal(object)
    notice = Signal(object)
    fault = Signal(str)

    def listener(self) -> Callable[[events.Event], None]:
        """What `Engine.listen` is given."""
        signals = {
            events.Measured: self.measured,
            events.BalanceKnown: self.balance_known,
            events.ProfileTested: self.profile_tested,
            events.FilmstripReady: self.filmstrip_ready,
            events.Waiting: self.waiting,
            events.Notice: self.notice,
        }

        def hear(event: events.Event) -> None:
            if isinstance(event, events.TaskChanged):
                self.task_changed.emit(event.task)
            elif isinstance(event, events.Fault):
                self.fault.emit(event.report)
            else:
                signals[type(event)].emit(event)

        return hear
