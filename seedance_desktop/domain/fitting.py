"""Which fitted copy would mend an issue: the limit as it stands in the issue, turned into a recipe."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Kind, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Issue

_FORMATS = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "m4a"}
_PHOTOGRAPHS = frozenset({"heic", "avif", "tiff", "png"})
"""Whose copies are JPEG: photographs, and PNG itself where a route refuses it."""
_MARGIN = 0.98
"""Share of a limit in bytes that a copy aims at."""
_SPARE_SECONDS = 0.05
"""Left free below a limit in seconds: players round, and sound may outlast the picture by a packet."""
_SHORTEST = 1.0
"""Seconds below which a clip shows nothing."""
_LIGHTEST = 100_000
"""Bytes below which a clip shows nothing."""

Choice = Literal["", "range", "crop"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A copy that would mend an issue.

    Attributes:
        reference_id: the reference whose copy it is.
        recipe: a first suggestion; complete, so that one press is enough.
        choice: what of it is a matter of taste: the `range` of a clip or the place of a `crop`.
        longest: most seconds that the range may span; `None` where nothing bounds it.
        ratio: width : height that the crop keeps; `None` where it is free.
    """

    reference_id: str
    recipe: Recipe
    choice: Choice = ""
    longest: float | None = None
    ratio: tuple[int, int] | None = None


def proposal_for(issue: Issue, draft: Draft) -> Proposal | None:
    """The copy that would mend `issue`; `None` where no copy can, or its file is not on this machine."""
    propose = _PROPOSALS.get(issue.code)
    concerned = [r for r in draft.references if r.id in issue.references]
    # An SVG has no pixels of its own; what it shows depends on who draws it.
    local = [r for r in concerned if r.local and not r.trouble and r.format != "svg"]
    return propose(issue, concerned, local) if propose is not None and local else None


def _shortened(issue: Issue, concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    longest = max(local, key=lambda r: r.facts.seconds or 0.0)
    lengths = {r.id: r.facts.seconds or 0.0 for r in concerned}
    room = _share(longest.id, lengths, _number(issue, "limit") - _SPARE_SECONDS, _SHORTEST)
    if room is None:
        return None
    most = math.floor(round(room * 100, 6)) / 100
    return Proposal(longest.id, Recipe(end=most), "range", longest=most)


def _lightened(issue: Issue, concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    largest = max(local, key=lambda r: r.facts.size or 0)
    sizes = {r.id: float(r.facts.size or 0) for r in concerned}
    room = _share(largest.id, sizes, _number(issue, "limit"), _LIGHTEST)
    if room is None:
        return None
    format_ = "jpeg" if largest.kind is Kind.IMAGE else _FORMATS[largest.kind]
    return Proposal(largest.id, Recipe(format=format_, most_bytes=int(room * _MARGIN)))


def _share(largest: str, amounts: dict[str, float], limit: float, least: float) -> float | None:
    """How much of `limit` the largest may keep; where the others leave too little, an equal share of all.

    With an equal share the next largest has to give way too, so each press brings the whole nearer to its end.
    """
    room = limit - sum(amount for name, amount in amounts.items() if name != largest)
    if room < least:
        room = limit / len(amounts)
    return room if least <= room < amounts[largest] else None


def _scaled(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    """Both sides between the bounds; what is too long for that is cropped in the middle first."""
    width, height = local[0].facts.width, local[0].facts.height
    low, high = _number(issue, "minimum"), _number(issue, "maximum")
    if not (width and height and 0 < low <= high):
        return None
    longest = high / low
    crop = None
    if max(width, height) / min(width, height) > longest:
        size = (round(height * longest), height) if width > height else (width, round(width * longest))
        crop = _centred(width, height, *size)
        width, height = size
    factor = max(low / min(width, height), 1.0)
    factor = min(factor, high / max(width, height))
    least, most = math.ceil(low / 2) * 2, math.floor(high / 2) * 2  # H.264 has even sides
    new_width, new_height = (max(least, min(most, round(side * factor / 2) * 2)) for side in (width, height))
    return Proposal(local[0].id, Recipe(format="mp4", crop=crop, width=new_width, height=new_height))


def _resampled(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    fps = local[0].facts.fps
    if issue.values.get("why") != "fps" or not fps:
        return None
    highest = _number(issue, "maximum") or fps
    bounded = max(_number(issue, "minimum"), min(highest, fps))
    return Proposal(local[0].id, Recipe(format="mp4", fps=bounded))


def _converted(_issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    reference = local[0]
    photograph = reference.format in _PHOTOGRAPHS
    return Proposal(reference.id, Recipe(format="jpeg" if photograph else _FORMATS[reference.kind]))


def _placeless(_issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    return Proposal(local[0].id, Recipe())


def _cropped(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    width, height = local[0].facts.width, local[0].facts.height
    wide, high = ratio_of(str(issue.values.get("ratio", ""))) or (0, 0)
    if not (width and height and wide and high):
        return None
    if width * high > height * wide:
        size = (max(1, round(height * wide / high)), height)
    else:
        size = (width, max(1, round(width * high / wide)))
    recipe = Recipe(crop=_centred(width, height, *size))
    return Proposal(local[0].id, recipe, "crop", ratio=(wide, high))


def ratio_of(text: str) -> tuple[int, int] | None:
    """`16:9` as numbers; `None` for anything else, such as `Adaptive`."""
    wide, colon, high = text.partition(":")
    if not (colon and wide.isdecimal() and high.isdecimal() and int(wide) and int(high)):
        return None
    return int(wide), int(high)


def _centred(width: int, height: int, new_width: int, new_height: int) -> Crop:
    return Crop((width - new_width) // 2, (height - new_height) // 2, new_width, new_height)


def _number(issue: Issue, name: str) -> float:
    value = issue.values.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


_PROPOSALS: dict[str, Callable[[Issue, list[Reference], list[Reference]], Proposal | None]] = {
    "reference_videos.too_long": _shortened,
    "reference_videos.too_large": _lightened,
    "reference_videos.pixels": _scaled,
    "reference_videos.doubtful": _resampled,
    "images.format": _converted,
    "reference.format": _converted,
    "reference.too_large": _lightened,
    "reference.located": _placeless,
    "frames.ratio": _cropped,
}
