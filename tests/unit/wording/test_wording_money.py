"""Amounts keep their digits and get no currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from seedance_desktop.wording.money import amount


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.35", "0.35"), ("41.2", "41.20"), ("1E+2", "100.00"), ("0", "0.00"), ("0.0479", "0.0479"), ("-0.5", "-0.50")],
)
def test_an_amount_has_two_decimals_or_all_it_needs(value: str, text: str) -> None:
    assert amount(Decimal(value)) == text


def test_an_unknown_amount_is_empty() -> None:
    assert amount(None) == ""
