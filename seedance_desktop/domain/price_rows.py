"""Everything that has a price, read from the routes' own billing rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.price import Unit
    from seedance_desktop.domain.route import Model, Route


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One unit price of a price book.

    Attributes:
        key: what the price book is asked for.
        unit: what it counts.
        stated: the service itself calls it so.
    """

    key: str
    unit: Unit
    stated: bool


@dataclass(frozen=True, slots=True)
class PriceGroup:
    """The prices of one route, in the order of its models and resolutions."""

    route: Route
    rows: tuple[PriceRow, ...]


def price_groups(catalog: Catalog) -> tuple[PriceGroup, ...]:
    """All prices by route; one that two routes share stands with the first."""
    seen: set[str] = set()
    groups = []
    for route in catalog.routes:
        found = [row for model in route.models for row in _rows(model)]
        own = tuple({row.key: row for row in found if row.key not in seen}.values())
        seen.update(row.key for row in own)
        if own:
            groups.append(PriceGroup(route, own))
    return tuple(groups)


def _rows(model: Model) -> list[PriceRow]:
    billing, resolution = model.rules.billing, model.rules.resolution
    pattern = billing.name or billing.key
    rendered = (resolution.fixed or model.renders,) if not resolution.options else resolution.options
    keys = [pattern.format_map({"model": model.id, "resolution": each}) for each in rendered]
    return [PriceRow(key, billing.unit, bool(billing.name)) for key in keys]
