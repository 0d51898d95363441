"""The engine's numbers, in one place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How long, how often, how many.

    Attributes:
        poll_scale: factor on every wait of our own choosing; a wait the service asked for is not shortened.
        poll_shortest: seconds between two queries of a task, at least.
        poll_longest: the same, at most.
        trouble_longest: seconds between two tries while nothing works.
        slow_after: seconds of work after which a task is asked about less often.
        missing_long: seconds for which the service must say nothing but "no such task" until it is believed.
        uploads_at_once: over all tasks.
        calls_a_second: over all tasks.
        poll_share: part of these that the queries of tasks may take; the rest is for what a person waits for.
        polls_at_once: queries under way at one service: fewer than it has connections.
        down_after: failures in a row, over all tasks, after which a service counts as down.
        downloads_at_once: over all tasks.
        upload_lifetime: seconds for which an uploaded address is used again; the service keeps it about three days.
        fingerprint_limit: bytes; a larger file is no upload the service takes, so its bytes are not read for it.
        prepare_tries: of an upload, a review and a create call that was surely not carried out.
        space_pause: seconds between two looks at a disk that takes nothing.
        rest_after_tries: seconds after which a take that could not be fetched is tried again while its address lives;
            sooner where that dies soon.
        broken_tries: of a download that arrives broken, not at all, or under a dead address.
        offline_tries: of a download whose server cannot be reached, or asks to wait.
        balance_deadline: seconds.
        hold: seconds for which a press on Generate can be taken back before anything leaves; asked for every press.
        closing_grace: seconds for a create call under way to get its answer when the program closes.
    """

    poll_scale: float = 1.0
    poll_shortest: float = 5.0
    poll_longest: float = 15.0
    trouble_longest: float = 120.0
    slow_after: float = 1800.0
    missing_long: float = 900.0
    uploads_at_once: int = 3
    calls_a_second: float = 10.0
    poll_share: float = 0.5
    polls_at_once: int = 10
    down_after: int = 5
    downloads_at_once: int = 3
    upload_lifetime: float = 2.5 * DAY
    fingerprint_limit: int = 200_000_000
    prepare_tries: int = 5
    space_pause: float = 20.0
    rest_after_tries: float = 3600.0
    broken_tries: int = 6
    offline_tries: int = 2_500
    balance_deadline: float = 5.0
    hold: Callable[[], float] = float
    closing_grace: float = 1.0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The usual numbers, with `SEEDANCE_POLL_SCALE` where it is a sensible factor."""
        try:
            scale = float(environ.get("SEEDANCE_POLL_SCALE", ""))
        except ValueError:
            return cls()
        return cls(poll_scale=scale) if math.isfinite(scale) and 0 < scale <= 100 else cls()


def _nothing(_folder: Path) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Folders:
    """Where files go.

    Attributes:
        takes: asked for every take, as the user may change it.
        cache: thumbnails and filmstrips; may be emptied at any time.
        fitted: copies made to keep to a route's limits.
        frames: frames taken from videos.
        kept_free: bytes that takes must leave free on a folder's disk; asked anew each time.
    """

    takes: Callable[[], Path]
    cache: Path
    fitted: Path
    frames: Path
    kept_free: Callable[[Path], int] = field(default=_nothing, kw_only=True)
