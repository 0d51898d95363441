"""Text from outside that is safe to look at."""

from __future__ import annotations

import re

HIDDEN = "\N{REPLACEMENT CHARACTER}"

_HIDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Controls, half characters, and what turns or isolates the direction of the text around it, by which a text can look
like another one. Source: Unicode Technical Report 36 and CVE-2021-42574. Marks that join letters stay."""


def seen(text: str) -> str:
    """The same text with everything that would hide something shown as `�`; line ends and tabs stay."""
    return text if text.isascii() and text.isprintable() else _HIDING.sub(HIDDEN, text)
