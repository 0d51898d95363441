"""What a take is called on disk: day, a few words of its prompt, the start of its id. Safe on every system."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

LONGEST_NAME = 120
"""Bytes of UTF-8, ending included; the shortest limit of the file systems in use is 143 (encrypted folders)."""

LONGEST_SLUG = 60
"""Characters; what a file list shows."""

SHORT_ID = 7
_ENOUGH = 500
"""Characters of a prompt that are looked at."""

_KEPT = frozenset("LNM")
"""Unicode's general categories of letters, numbers and the marks that belong to them."""

_EARLIEST, _LATEST = 0.0, 253402214400.0
"""Years 1970 to 9999, which every system's calendar can show."""


def take_name(created_at: float, prompt: str, task_id: str, zone: tzinfo | None = None) -> str:
    """Such as `2026-11-22_slow-dolly-along-the-river_8f21c04`; the ending is the caller's.

    It starts with a digit and holds letters, digits, `-` and `_` alone: no separators, no control or direction
    characters, no leading dot or dash, no name that Windows keeps for devices. Letters of every script stay.

    Args:
        created_at: Unix seconds.
        prompt: any text.
        task_id: ours.
        zone: the user's own unless a test brings one.
    """
    moment = min(max(created_at, _EARLIEST), _LATEST)
    day = datetime.fromtimestamp(moment, zone).strftime("%Y-%m-%d")
    short = "".join(c for c in task_id if c.isascii() and c.isalnum())[:SHORT_ID]
    frame = len(f"{day}__{short}.webm".encode())
    parts = [day, slug(prompt, LONGEST_NAME - frame), short]
    return "_".join(part for part in parts if part)


def slug(prompt: str, most_bytes: int) -> str:
    """The first words of a text, joined by dashes, within so many bytes of UTF-8 and without half a letter."""
    text = unicodedata.normalize("NFC", prompt.encode("utf-8", "replace").decode("utf-8"))
    kept = "".join(c if unicodedata.category(c)[0] in _KEPT else " " for c in text[:_ENOUGH].lower())
    found = unicodedata.normalize("NFC", "-".join(kept.split()))
    while len(found) > LONGEST_SLUG or len(found.encode()) > most_bytes:
        shorter = found.rpartition("-")[0]
        # A first word that is too long, or a script without spaces, is cut at a letter.
        found = shorter if len(shorter) >= LONGEST_SLUG // 2 else found[: min(len(found) - 1, LONGEST_SLUG)]
    return found.strip("-")
