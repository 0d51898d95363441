"""What a fitted copy changed, as numbers that need no language: `4032 × 3024 → 2048 × 1536`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.wording.values import size

if TYPE_CHECKING:
    from seedance_desktop.domain.reference import Facts


def changes(before: Facts, after: Facts) -> list[str]:
    """What differs and can be counted, the most telling first."""
    pairs = (
        (format_of(before), format_of(after)),
        (time_of(before.seconds), time_of(after.seconds)),
        (pixels_of(before), pixels_of(after)),
        (fps_of(before.fps), fps_of(after.fps)),
        (bytes_of(before.size), bytes_of(after.size)),
    )
    return [f"{old} → {new}" for old, new in pairs if old and new and old != new]


def facts_line(facts: Facts) -> str:
    """All that is known of a file, in one line."""
    known = (
        format_of(facts),
        time_of(facts.seconds),
        pixels_of(facts),
        fps_of(facts.fps),
        bytes_of(facts.size),
    )
    return " · ".join(word for word in known if word)


def format_of(facts: Facts) -> str:
    """As people write it: `HEIC`."""
    return (facts.format or "").upper()


def pixels_of(facts: Facts) -> str:
    """Width and height; empty where unknown."""
    return f"{facts.width} × {facts.height}" if facts.width and facts.height else ""


def fps_of(fps: float | None) -> str:
    """With at most four digits; empty where unknown."""
    return f"{fps:.4g} fps" if fps else ""


def bytes_of(count: int | None) -> str:
    """In powers of a thousand; empty where unknown."""
    return "" if count is None else size(count)


def time_of(seconds: float | None) -> str:
    """Minutes, seconds and hundredths, as `0:07.25`."""
    if seconds is None:
        return ""
    hundredths = round(seconds * 100)
    return f"{hundredths // 6000}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"
