"""A service's price list."""

from decimal import Decimal

from seedance_desktop.domain.price_list import Quote

LISTED = (
    Quote("sd2_mx_720p", "per_second", Decimal("0.30")),
    Quote("sd2_mx_1080p", "per_second", Decimal("0.52")),
    Quote("seedance2.0-of-fast-sp-1080p", "per_second", Decimal("0.46")),
    Quote("seedance2.0-md", "per_task", Decimal("0.45")),
    Quote("seedance2.0-std", "per_second", Decimal("0.10")),
    Quote("seedance2.0-fast-md", "per_million_tokens", Decimal(9)),
    Quote("soundclone", "per_10k_char", Decimal("0.6")),
)
"""A price list with something of everything."""
