"""What the engine tells: frozen values, in the order in which things happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from seedance_desktop.domain.accounts import View
    from seedance_desktop.domain.asset import AssetRecord
    from seedance_desktop.domain.price_list import Quote
    from seedance_desktop.domain.reference import Facts, Kind
    from seedance_desktop.domain.task import Failure, Task


@dataclass(frozen=True, slots=True)
class TaskChanged:
    """A change of a task has been stored.

    A task that stays `downloading` with a failure has given up for now: it goes on by `retry_download` or at the next
    start.
    """

    task: Task


@dataclass(frozen=True, slots=True)
class TaskForgotten:
    """A task's row is gone; its take is still on the disk."""

    task_id: str


@dataclass(frozen=True, slots=True)
class TakeProgress:
    """Bytes of a take that have arrived; `total` where the server says. At most a few a second."""

    task_id: str
    received: int
    total: int | None


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """Bytes of a local reference that have been handed over. At most a few a second."""

    task_id: str
    reference_id: str
    sent: int
    total: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer to `measure`.

    Attributes:
        kind: by content; `None` where `failure` says why.
        thumbnail: absolute path of a PNG for images and videos.
        waveform: peaks from 0 to 1 for audio, else empty.
    """

    path: str
    kind: Kind | None
    facts: Facts
    thumbnail: str | None
    waveform: tuple[float, ...]
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class BalanceKnown:
    """What is left on a profile's account, asked for or read for a task's sake.

    Neither number nor failure where the service has no such call.
    """

    profile_id: str
    balance: Decimal | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class ProfileTested:
    """The answer to `test_profile`: no failure means that address and key work."""

    profile_id: str
    balance: Decimal | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class HostTested:
    """The answer to `test_host`: no failure means that the service can read what is put there."""

    profile_id: str
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class PriceListFetched:
    """The answer to `price_lists.fetch`.

    Attributes:
        base_url: of the service that was asked.
        quotes: the list's entries; `None` where `failure` says why, else where the service has no list.
    """

    profile_id: str
    base_url: str
    quotes: tuple[Quote, ...] | None
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class FilmstripReady:
    """The answer to `filmstrip`: absolute path of a PNG."""

    task_id: str
    path: str


@dataclass(frozen=True, slots=True)
class FitProgress:
    """The part, from 0 to 1, of a fitted copy that is made."""

    token: str
    fraction: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """The answer to `fitting.fit`.

    Attributes:
        path: absolute, of the copy; empty where `failure` says why there is none.
        facts: of the copy.
    """

    token: str
    path: str
    facts: Facts
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class ReferenceStrip:
    """The answer to `fitting.strip`.

    Attributes:
        path: of the video, as it was asked for.
        strip_path: absolute, of a PNG; empty where it cannot be drawn.
    """

    path: str
    strip_path: str


@dataclass(frozen=True, slots=True)
class FrameTaken:
    """The answer to `fitting.frame`: absolute path of a PNG; empty where `failure` says why there is none."""

    token: str
    path: str
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class AssetChanged:
    """An asset is new or has changed; also told again when one is handed in that is there already."""

    asset: AssetRecord


@dataclass(frozen=True, slots=True)
class AssetForgotten:
    """An asset's row is gone; the service still has it."""

    asset_id: str


@dataclass(frozen=True, slots=True)
class AccountsKnown:
    """The answer to `accounts.ask`: every create call, also of tasks off the list; see `domain.accounts.views`."""

    views: Mapping[tuple[bool, int | None], View]


@dataclass(frozen=True, slots=True)
class FileSaved:
    """The answer to `receipts.save` and `accounts.export`: absolute path; `failure` says why there is no file."""

    path: str
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Trouble slows a task down; it goes on by itself.

    Attributes:
        reason: `None` when it is over.
        next_try_in: seconds.
    """

    task_id: str
    reason: Failure | None
    next_try_in: float | None


@dataclass(frozen=True, slots=True)
class ServiceHealth:
    """A service does not answer, whichever task asks; or it does again. Its tasks wait and go on by themselves.

    Attributes:
        address: its base address.
        since: Unix seconds of the first of the failures in a row; `None` when it is over.
        reason: the last one; `None` when it is over.
    """

    address: str
    since: float | None
    reason: Failure | None


@dataclass(frozen=True, slots=True)
class DiskWaits:
    """Takes wait for a folder that takes no files now; they go on by themselves when it does.

    Attributes:
        folder: absolute.
        code: `disk.full`, `disk.read_only`, `disk.failed` or `disk.away`.
        missing: bytes that have to become free for the next take; 0 where nobody knows.
        tasks: how many wait; 0 when it is over.
    """

    folder: str
    code: str
    missing: int
    tasks: int


@dataclass(frozen=True, slots=True)
class ClockSkew:
    """A service's clock is that many seconds ahead of this machine's; 0 where they agree.

    Attributes:
        address: the service's base address, as its tasks name it.
    """

    address: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about this machine that the user should know: a code and its values."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fault:
    """Our bug: the report of an exception nobody expected, without secrets."""

    report: str


Event = (
    TaskChanged
    | TaskForgotten
    | TakeProgress
    | UploadProgress
    | Measured
    | BalanceKnown
    | ProfileTested
    | HostTested
    | PriceListFetched
    | FilmstripReady
    | FitProgress
    | Fitted
    | ReferenceStrip
    | FrameTaken
    | AssetChanged
    | AssetForgotten
    | AccountsKnown
    | FileSaved
    | Waiting
    | ServiceHealth
    | DiskWaits
    | ClockSkew
    | Notice
    | Fault
)
