"""How a number, a name or a list reads inside a sentence."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from seedance_desktop.wording.money import amount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST = 80
"""Characters of a foreign text inside a sentence."""

DIGITS = 15
"""On either side of the point: what has more is no amount."""

_UNITS = ("KB", "MB", "GB", "TB")


class Shown:
    """A value that knows how a placeholder wants it: `{count:image}`, `{size:size}`, `{cap:money}`.

    Args:
        value: anything an issue or an error carries; `None` reads as a dash.
        nouns: singular and plural patterns by the name a placeholder uses.
        labels: words for fixed names, by kind of name: `field`, `kind`.
        joint: what stands between the entries of a list.
    """

    def __init__(
        self,
        value: object,
        nouns: Mapping[str, Sequence[str]],
        labels: Mapping[str, Mapping[str, str]],
        joint: str,
    ) -> None:
        self._value = value
        self._nouns = nouns
        self._labels = labels
        self._joint = joint

    def __format__(self, spec: str) -> str:
        if spec in self._nouns:
            forms = self._nouns[spec]
            return (forms[0] if self._value == 1 else forms[-1]).format(self._plain())
        if spec in self._labels:
            return self._labels[spec].get(str(self._value), self._plain())
        if spec == "size" and isinstance(self._value, int | float):
            return size(self._value)
        if spec == "money":
            return self._amount()
        if spec == "plain" and isinstance(self._value, int):
            return self._plain().replace(",", "")
        return self._plain().upper() if spec == "upper" else self._plain()

    def _amount(self) -> str:
        """An amount that was kept as text; what is none, or would be endless, stays as it came."""
        try:
            value = Decimal(str(self._value))
        except InvalidOperation:
            return self._plain()
        return amount(value) if value.is_finite() and abs(value.adjusted()) < DIGITS else self._plain()

    def _plain(self) -> str:
        match self._value:
            case None:
                return "–"
            case bool():
                return str(self._value)
            case int() | float():
                return number(self._value)
            case list() | tuple():
                return self._joint.join(visible(str(entry)) for entry in self._value)
        return visible(str(self._value))


def number(value: float) -> str:
    """With thousands marks and at most two decimals: `5,000`, `15.5`."""
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < 10**15 else f"{value:.3e}" if abs(value) < 10**300 else "∞"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def size(count: float) -> str:
    """Bytes as people count them, in powers of a thousand: `200 MB`, `1.2 GB`."""
    if count < 1000:
        return f"{count:g} B"
    power = 1
    while round(count / 1000**power, 1) >= 1000 and power < len(_UNITS):
        power += 1
    return f"{number(round(count / 1000**power, 1))} {_UNITS[power - 1]}"


def visible(text: str) -> str:
    """A foreign text on one line, shortened, with every character that cannot be seen shown as `�`."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return "".join(character if character.isprintable() else "�" for character in short)
