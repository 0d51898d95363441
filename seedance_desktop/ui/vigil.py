"""Watches over what is paid and not here yet: links that die, disks without room, a service that is down."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QDateTime, QObject, QTimer

from seedance_desktop.domain.link import dies_soon, link_dies_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_desktop.domain.task import Task
    from seedance_desktop.engine.events import ClockSkew, DiskWaits, ServiceHealth, TaskChanged
    from seedance_desktop.ui.bridge import EngineBridge
    from seedance_desktop.ui.conductor import Conductor

DYING, NO_ROOM, DOWN, CLOCK = "takes.dying", "takes.no_room", "service.down", "clock.wrong"
HOUR = 3600
MINUTE = 60_000
"""Milliseconds between two looks at the links' ages."""
SOON = 1000
"""Milliseconds from a change of a task to the look that it calls for."""
SAID_AGAIN = (6, 1)
"""Hours left at which a warning that was closed comes back."""
WRONG_CLOCK = 300.0
"""Seconds from which a clock is called wrong: what services allow between theirs and a signature's."""


class Vigil(QObject):
    """Says such things in banners, and takes each away when it is over.

    Args:
        conductor: of the panes.
        bridge: tells.
        clock: Unix seconds now.
    """

    def __init__(self, conductor: Conductor, bridge: EngineBridge, *, clock: Callable[[], float] = time.time) -> None:
        super().__init__(conductor)
        self._conductor = conductor
        self._clock = clock
        self._skews: dict[str, float] = {}
        self._down: dict[str, ServiceHealth] = {}
        self._disks: dict[str, DiskWaits] = {}
        self._said: Mapping[str, object] = {}
        self._closed_at = 0
        self._look = QTimer(self, interval=MINUTE)
        self._look.timeout.connect(self.count)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.count)
        bridge.service_health.connect(self._health)
        bridge.disk_waits.connect(self._disk)
        bridge.clock_skew.connect(self._clock_skew)
        bridge.task_changed.connect(self._changed)

    @property
    def is_down(self) -> bool:
        """Whether a service does not answer; what each of its tasks meets then is said already."""
        return bool(self._down)

    def begin(self) -> None:
        """The engine is there."""
        self._look.start()
        self.count()

    def count(self) -> None:
        """Warn of takes that are not on disk and whose links die within a day."""
        left = [link_dies_in(task, self._now(task)) or 0.0 for task in self._dying()]
        if not left:
            self._said = {}
            self._closed_at = 0
            self._conductor.banners.hush(DYING)
            return
        hours = int(min(left) // HOUR) + 1
        values = {"count": len(left), "hours": hours}
        if self._said and DYING not in self._conductor.banners.codes():
            if self._stays_closed(values):
                return
        elif values == self._said:
            return
        self._said, self._closed_at = values, 0
        self._conductor.banners.say(DYING, values, action=lambda: self.tr("Fetch them now"), then=self._fetch)

    def _stays_closed(self, values: Mapping[str, int]) -> bool:
        """Whether a warning that the person closed is not worth saying again: the same takes, and time left."""
        if not self._closed_at:
            self._closed_at = values["hours"]
        more = values["count"] > int(str(self._said["count"]))
        passed = any(values["hours"] <= mark < self._closed_at for mark in SAID_AGAIN)
        return not more and not passed

    def _fetch(self) -> None:
        if (engine := self._conductor.engine) is not None:
            for task in self._dying():
                engine.retry_download(task.id)

    def _dying(self) -> list[Task]:
        engine = self._conductor.engine
        return [task for task in engine.tasks if dies_soon(task, self._now(task))] if engine else []

    def _now(self, task: Task) -> float:
        """Unix seconds by the clock of the service that a task lives at."""
        return self._clock() + self._skews.get(task.base_url, 0.0)

    def _changed(self, _event: TaskChanged) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _health(self, event: ServiceHealth) -> None:
        banners = self._conductor.banners
        if event.since is None or event.reason is None:
            self._down.pop(event.address, None)
        else:
            self._down[event.address] = event
            banners.hush(event.reason.code)
        if not self._down:
            banners.hush(DOWN)
            return
        since = min(health.since or 0.0 for health in self._down.values())
        hosts = [_host(address) for address in self._down]
        codes = {health.reason.code for health in self._down.values() if health.reason is not None}
        banners.say(DOWN, {"host": hosts, "time": self._moment(since), "why": _why(codes)})

    def _moment(self, seconds: float) -> str:
        moment = QDateTime.fromSecsSinceEpoch(int(seconds))
        today = moment.date() == QDateTime.fromSecsSinceEpoch(int(self._clock())).date()
        return moment.toString("HH:mm" if today else "yyyy-MM-dd HH:mm")

    def _disk(self, event: DiskWaits) -> None:
        if event.tasks:
            self._disks[event.folder] = event
        else:
            self._disks.pop(event.folder, None)
        if not self._disks:
            self._conductor.banners.hush(NO_ROOM)
            return
        told = event if event.tasks else next(iter(self._disks.values()))
        why = told.code.partition(".")[2]
        if why == "full" and not told.missing:
            why = "unknown"
        folder = Path(told.folder)
        values = {"count": told.tasks, "missing": told.missing, "folder": folder.name or str(folder), "why": why}
        self._conductor.banners.say(NO_ROOM, values)

    def _clock_skew(self, event: ClockSkew) -> None:
        self._skews[event.address] = event.seconds
        self._conductor.library.set_skews(self._skews)
        self._conductor.stage.set_skews(self._skews)
        self.count()
        off, address = max((abs(seconds), address) for address, seconds in self._skews.items())
        if off < WRONG_CLOCK:
            self._conductor.banners.hush(CLOCK)
            return
        count, why = (round(off / 60), "minutes") if off < 2 * HOUR else (round(off / HOUR), "hours")
        self._conductor.banners.say(CLOCK, {"host": _host(address), "count": count, "why": why})


def _host(address: str) -> str:
    return urlsplit(address).hostname or address


def _why(codes: set[str]) -> str:
    if codes == {"service.rate_limited"}:
        return "busy"
    return "offline" if all(code.startswith("net.") for code in codes) else "silent"
