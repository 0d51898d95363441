"""What a request costs, as far as anybody can say before it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


class Unit(StrEnum):
    """What a unit price counts."""

    TASK = "task"
    SECOND = "second"


class Source(StrEnum):
    """From whom a price came."""

    HAND = "hand"
    CATALOG = "catalog"


OLD_AFTER = 90
"""Days after which a price deserves a look: our own choice, as no source states how often they change."""


@dataclass(frozen=True, slots=True)
class Origin:
    """When and from whom a price came.

    Attributes:
        since: the local day on which it was typed, or last found in the service's catalog.
        source: from whom.
    """

    since: date
    source: Source

    def is_old(self, today: date) -> bool:
        return (today - self.since).days > OLD_AFTER


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Unit prices of one profile, by billing name (or by price key where no billing name is known).

    The service names no currency, so there is none here.

    Attributes:
        prices: amounts by key.
        origins: when and from whom they came; those of older files are not known.
    """

    prices: Mapping[str, Decimal] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def unit_price(self, key: str) -> Decimal | None:
        return self.prices.get(key)

    def origin(self, key: str) -> Origin | None:
        return self.origins.get(key) if key in self.prices else None


@dataclass(frozen=True, slots=True)
class Price:
    """An estimate.

    Attributes:
        billing_name: the service's name for it; `None` where no source states one.
        key: what the price book is asked for: the billing name, else model and resolution.
        quantity: tasks or seconds; `None` while the draft does not say.
        unit_price: `None` when the price book has none.
    """

    billing_name: str | None
    key: str
    unit: Unit
    quantity: int | None
    unit_price: Decimal | None

    @property
    def total(self) -> Decimal | None:
        if self.quantity is None or self.unit_price is None:
            return None
        return self.unit_price * self.quantity
