"""What a moment and a sum of money may be, whoever says so: beyond that they cannot be shown, or not in a lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

LAST = 253402041600.0
"""Unix seconds; two days before the year 10000, as a change of time zone looks a day around itself."""
LONGEST = 64
"""Digits of a sum, and characters of its text."""
FINEST = -64
"""Least power of ten: a sum that went through binary fractions has some thirty places after the point."""
COARSEST = 15


def is_moment(at: float) -> bool:
    """Whether a calendar has it, of Unix seconds; not a number is none."""
    return 0 <= at <= LAST


def is_sum(amount: Decimal) -> bool:
    """Whether it can be written out: one short text stands for more zeros than a memory holds."""
    _, digits, exponent = amount.as_tuple()
    return isinstance(exponent, int) and FINEST <= exponent <= COARSEST and len(digits) <= LONGEST
