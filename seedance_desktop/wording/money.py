"""Amounts as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


def amount(value: Decimal | None) -> str:
    """An amount with at least two decimals, never in powers of ten; empty for `None`.

    The service names no currency, so neither do we.
    """
    if value is None:
        return ""
    plain = f"{value.normalize():f}"
    return plain if len(plain.partition(".")[2]) > 2 else f"{value:.2f}"
