"""The public price list: what the sandbox charges, and two entries of products that no route of ours is billed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.price import Unit
from seedance_desktop.domain.price_rows import price_groups

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from seedance_desktop.domain.catalog import Catalog
    from seedance_desktop.domain.price import PriceBook

PATH = "/api/openapi/model/catalog"
_MODES = {Unit.TASK: "per_task", Unit.SECOND: "per_second"}
_OTHERS = (
    ("seedance2.0-gz-720p", "Seedance 2.0 GZ 720p", "video", "per_million_tokens", 9.8),
    ("soundclone", "SoundClone", "audio", "per_10k_char", 0.6),
)
_SEARCHED = ("model_name", "display_name", "model_type")


def listing(catalog: Catalog, prices: PriceBook, search: str) -> Mapping[str, object]:
    """The data of the list.

    Args:
        catalog: all routes.
        prices: by billing name.
        search: part of a name or type; empty for all.
    """
    found = [
        _entry(row.key, f"{group.route.name} {row.key}", "video", _MODES[row.unit], prices.unit_price(row.key))
        for group in price_groups(catalog)
        for row in group.rows
    ]
    found += [_entry(*other) for other in _OTHERS]
    wanted = search.strip().lower()
    return {"list": [entry for entry in found if any(wanted in str(entry[field]).lower() for field in _SEARCHED)]}


def _entry(name: str, title: str, kind: str, mode: str, price: Decimal | float | None) -> dict[str, object]:
    return {
        "model_name": name,
        "display_name": title,
        "model_type": kind,
        "price_mode": mode,
        "unit_price": float(price or 0),
        "remark": "",
    }
