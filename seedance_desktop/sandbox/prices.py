"""What the sandbox charges."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files

from seedance_desktop.domain.price import PriceBook


def price_book() -> PriceBook:
    """The unit prices of `prices.toml`, by billing name, else by model and resolution."""
    text = (files(__package__) / "prices.toml").read_text("utf-8")
    return PriceBook({name: Decimal(price) for name, price in tomllib.loads(text).items()})
