"""What the service's answers mean to the rest of the program: plain values, nothing of HTTP in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from seedance_desktop.domain.reference import Kind
    from seedance_desktop.domain.task import Status


class AssetStatus(StrEnum):
    """What became of a reviewed asset; every word we do not know counts as still pending."""

    PENDING = "pending"
    ACTIVE = "active"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Created:
    """The service took the task.

    Attributes:
        remote_id: its `task_id`.
        status_word: its own word, usually `queued`.
        cost: what it says it takes; `None` where it does not say.
        raw: the answer as text, at most 64 Ki characters, without the key.
    """

    remote_id: str
    status_word: str
    cost: Decimal | None
    raw: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the service says about a task now.

    Attributes:
        word: its own status word, raw.
        status: ours; `None` for a word nobody documented, which is polled on.
        progress: percent, 0 to 100.
        video_url: an address that can be fetched; `None` also where a finished task names none that can.
        error_message: its text about a failure, plain, maybe empty.
        raw: the answer as text, at most 64 Ki characters, without the key.
        answered_at: Unix seconds by the service's clock; `None` where it does not date its answers.
    """

    remote_id: str
    word: str
    status: Status | None
    progress: int
    video_url: str | None
    error_message: str
    cost: Decimal | None
    raw: str
    answered_at: float | None = None


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A local file that now has a public address.

    Attributes:
        size: bytes that were sent.
    """

    url: str
    size: int


@dataclass(frozen=True, slots=True)
class Asset:
    """One entry of the Full routes' review.

    Attributes:
        asset_id: for `asset://`; empty for an entry that was not even accepted for review.
        original_url: the address that was submitted; empty in status answers.
        word: the service's own word.
        reason: its text about a refusal, plain, maybe empty; no page names a field for it.
    """

    asset_id: str
    original_url: str
    kind: Kind | None
    status: AssetStatus
    word: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LibraryAsset:
    """One entry of the SP library, or one whitelisted portrait.

    Attributes:
        asset_ref: the address to use in a create call once the portrait is active; else empty.
        url: where the service keeps or got the picture.
        created_at: as the service wrote it; its format is not documented.
        reason: its text about a refusal, plain, maybe empty; no page names a field for it.
    """

    asset_id: str
    official_id: str
    status: AssetStatus
    word: str
    name: str
    url: str
    asset_ref: str
    created_at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KeyQuota:
    """What one key may still spend; `unlimited` makes the numbers meaningless."""

    name: str
    total: Decimal | None
    used: Decimal | None
    available: Decimal | None
    unlimited: bool
