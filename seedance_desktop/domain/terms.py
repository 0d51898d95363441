"""What a draft is judged under, besides its route."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.uploads import LIMIT

if TYPE_CHECKING:
    from seedance_desktop.domain.profile import Profile


@dataclass(frozen=True, slots=True)
class Terms:
    """What the draft is judged under, besides its route.

    Attributes:
        prices: unit prices of the profile.
        loopback: the service is on this machine, so `http://` addresses to it are fine.
        reviews: the program submits references for review by itself; false for a raw request.
        upload_limit: most bytes of a local file that its way to the service takes; `None` where nothing bounds it.
        service_upload: local files go through the service's own upload call, which takes some formats only.
    """

    prices: PriceBook = PriceBook()
    loopback: bool = False
    reviews: bool = False
    upload_limit: int | None = LIMIT
    service_upload: bool = True

    @classmethod
    def of(cls, profile: Profile) -> Terms:
        """The terms of the form and of `generate` under a profile."""
        own = profile.host is not None
        return cls(
            prices=profile.prices,
            loopback=profile.is_loopback,
            reviews=True,
            upload_limit=None if own else LIMIT,
            service_upload=not own,
        )


RAW = Terms()
"""A raw request, judged for no profile in particular."""
