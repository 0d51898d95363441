"""Our row about one generation: what was asked, how far it came, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from seedance_desktop.domain.request import Request

LARGEST_TAKE = 8 * 1024**3
"""Bytes; far above any clip, and it ends a stream that never does."""


class Status(StrEnum):
    """Ours; the service's own words are mapped at the border."""

    DRAFT = "draft"
    PREPARING = "preparing"
    SUBMITTING = "submitting"
    QUEUED = "queued"
    PROCESSING = "processing"
    DOWNLOADING = "downloading"
    COMPLETED = "completed"
    FAILED = "failed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"

    @property
    def is_end(self) -> bool:
        return self in ENDS


class Errand(Protocol):
    """Something done for a profile at an address: a task, or an asset on its way to review."""

    @property
    def id(self) -> str: ...

    @property
    def profile_id(self) -> str: ...

    @property
    def base_url(self) -> str: ...


ENDS = frozenset({Status.COMPLETED, Status.FAILED, Status.REFUSED, Status.UNCERTAIN, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task stopped or waits: the code and numbers of a `SeedanceError`, storable.

    Attributes:
        code: such as `net.refused` or `task.moderated`; the sentence is looked up by it.
        detail: what came back, shortened, plain text.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One generation.

    Attributes:
        id: ours; known before anything is sent.
        remote_id: the service's `task_id`; `None` until it answered.
        created_at: Unix seconds.
        sent_at: Unix seconds when the create call went out; `None` before.
        finished_at: Unix seconds when its end was seen, before its take is fetched; `None` while it runs.
        service_status: the service's own word, raw, also when we do not know it.
        progress: percent, 0 to 100.
        result_url: the last known address of the result; dies after about three days.
        result_at: Unix seconds when `result_url` was first seen; the countdown starts here.
        take: absolute path of the clip on disk.
        thumbnail: absolute path of its first frame as PNG.
        seconds: length of the take.
        estimate: what the window showed when it was sent: `unit_price` times `quantity`.
        price_key: what the price book was asked for.
        unit_price: what the price book answered when the button was pressed.
        quantity: tasks or seconds.
        held_until: Unix seconds until which it waits before anything leaves; `None` while it does not.
        batch: common to all tasks of one press on Generate; empty for a single one.
        cost: what the service says it took; `None` where it does not say.
        balance_before: account balance before the create call, where known.
        balance_before_at: Unix seconds of that reading; so for the other two.
        balance_during: the same right after its answer.
        balance_after: the same after the end.
        failure: why it ended, or why it waits now.
        favourite: the user's mark.
        takes_folder: where this one's take goes; `None` follows the settings.
        adopted: the user brought its `remote_id`, and the service has not said yet that there is such a task.
    """

    id: str
    status: Status
    request: Request
    profile_id: str
    base_url: str
    created_at: float
    remote_id: str | None = None
    sent_at: float | None = None
    finished_at: float | None = None
    service_status: str = ""
    progress: int = 0
    result_url: str | None = None
    result_at: float | None = None
    take: str | None = None
    thumbnail: str | None = None
    seconds: float | None = None
    estimate: Decimal | None = None
    price_key: str = ""
    unit_price: Decimal | None = None
    quantity: int | None = None
    held_until: float | None = None
    batch: str = ""
    cost: Decimal | None = None
    balance_before: Decimal | None = None
    balance_before_at: float | None = None
    balance_during: Decimal | None = None
    balance_during_at: float | None = None
    balance_after: Decimal | None = None
    balance_after_at: float | None = None
    failure: Failure | None = None
    favourite: bool = False
    takes_folder: str | None = None
    adopted: bool = False

    @property
    def is_adoptable(self) -> bool:
        """Whether the person may bring its `remote_id`: it was sent, nobody named one, and nobody knows its end."""
        closed = self.status is Status.CANCELLED and self.sent_at is not None and self.remote_id is None
        return closed or self.status is Status.UNCERTAIN

    @property
    def model(self) -> str:
        return self.request.model
