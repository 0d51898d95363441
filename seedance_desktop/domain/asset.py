"""What the service reviews before it may be used: our row about one such piece of media."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Kind
    from seedance_desktop.domain.review import Review
    from seedance_desktop.domain.task import Failure

SCHEME = "asset://"


class AssetState(StrEnum):
    """How far it is; `SUBMITTED` means that the call went out and its answer is not here yet."""

    PREPARING = "preparing"
    SUBMITTED = "submitted"
    PENDING = "pending"
    ACTIVE = "active"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AssetRecord:
    """One submission.

    Attributes:
        id: ours.
        profile_id: whose account.
        base_url: where it was submitted.
        content: SHA-256 of the file's bytes, or of an address, as 64 hex digits.
        source: absolute path of a local file, else an address.
        name: what a person calls it.
        created_at: Unix seconds.
        changed_at: Unix seconds of the last change of `state`.
        thumbnail: absolute path of a PNG; empty where there is none.
        address: under which the service read it; empty before its upload.
        asset_id: the service's; empty until it answered.
        usable: the address that the service names for create calls; empty where it names none.
        failure: why it failed; while it is pending, why nobody asks about it any more.
    """

    id: str
    profile_id: str
    base_url: str
    review: Review
    content: str
    kind: Kind
    source: str
    local: bool
    name: str
    created_at: float
    changed_at: float
    state: AssetState = AssetState.PREPARING
    thumbnail: str = ""
    address: str = ""
    asset_id: str = ""
    usable: str = ""
    failure: Failure | None = None

    @property
    def reference(self) -> str:
        """What stands for it in a create call; empty before it has an id."""
        return self.usable or (SCHEME + self.asset_id if self.asset_id else "")

    @property
    def is_open(self) -> bool:
        """Whether something is still going to happen by itself."""
        return self.state in (AssetState.PREPARING, AssetState.SUBMITTED, AssetState.PENDING)
