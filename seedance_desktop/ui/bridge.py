"""Turns the engine's events into Qt signals, one signal per kind of event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from seedance_desktop.engine import events

if TYPE_CHECKING:
    from collections.abc import Callable


class EngineBridge(QObject):
    """Listens to the engine; the window listens to this and never awaits.

    Each signal carries the event of its name, as `engine.events` describes it.
    """

    task_changed = Signal(object)
    task_forgotten = Signal(object)
    take_progress = Signal(object)
    upload_progress = Signal(object)
    measured = Signal(object)
    balance_known = Signal(object)
    profile_tested = Signal(object)
    host_tested = Signal(object)
    price_list_fetched = Signal(object)
    filmstrip_ready = Signal(object)
    fit_progress = Signal(object)
    fitted = Signal(object)
    reference_strip = Signal(object)
    frame_taken = Signal(object)
    asset_changed = Signal(object)
    asset_forgotten = Signal(object)
    accounts_known = Signal(object)
    file_saved = Signal(object)
    waiting = Signal(object)
    service_health = Signal(object)
    disk_waits = Signal(object)
    clock_skew = Signal(object)
    notice = Signal(object)
    fault = Signal(object)

    def listener(self) -> Callable[[events.Event], None]:
        """What `Engine.listen` is given."""
        signals = {
            events.TaskChanged: self.task_changed,
            events.TaskForgotten: self.task_forgotten,
            events.TakeProgress: self.take_progress,
            events.UploadProgress: self.upload_progress,
            events.Measured: self.measured,
            events.BalanceKnown: self.balance_known,
            events.ProfileTested: self.profile_tested,
            events.HostTested: self.host_tested,
            events.PriceListFetched: self.price_list_fetched,
            events.FilmstripReady: self.filmstrip_ready,
            events.FitProgress: self.fit_progress,
            events.Fitted: self.fitted,
            events.ReferenceStrip: self.reference_strip,
            events.FrameTaken: self.frame_taken,
            events.AssetChanged: self.asset_changed,
            events.AssetForgotten: self.asset_forgotten,
            events.AccountsKnown: self.accounts_known,
            events.FileSaved: self.file_saved,
            events.Waiting: self.waiting,
            events.ServiceHealth: self.service_health,
            events.DiskWaits: self.disk_waits,
            events.ClockSkew: self.clock_skew,
            events.Notice: self.notice,
            events.Fault: self.fault,
        }

        def hear(event: events.Event) -> None:
            signals[type(event)].emit(event)

        return hear
