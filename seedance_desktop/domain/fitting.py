"""Which fitted copy would mend an issue: the limit as it stands in the issue, turned into a recipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.reference import Kind, Reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import Issue

_FORMATS = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "m4a"}
_PHOTOGRAPHS = frozenset({"heic", "avif", "tiff"})
_MARGIN = 0.98
"""Share of a limit in bytes that a copy aims at."""
_SPARE_SECONDS = 0.05
"""Left free below a limit in seconds: players round, and sound may outlast the picture by a packet."""

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
    local = [r for r in concerned if r.local and not r.trouble]
    return propose(issue, concerned, local) if propose is not None and local else None


def _shortened(issue: Issue, concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    longest = max(local, key=lambda r: r.facts.seconds or 0.0)
    others = sum(r.facts.seconds or 0.0 for r in concerned if r is not longest)
    room = _number(issue, "limit") - others - _SPARE_SECONDS
    if room < 1:
        return None
    return Proposal(longest.id, Recipe(end=round(room, 2)), "range", longest=round(room, 2))


def _lightened(issue: Issue, concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    largest = max(local, key=lambda r: r.facts.size or 0)
    others = sum(r.facts.size or 0 for r in concerned if r is not largest)
    room = _number(issue, "limit") - others
    if room < 100_000:
        return None
    format_ = "jpeg" if largest.kind is Kind.IMAGE else _FORMATS[largest.kind]
    return Proposal(largest.id, Recipe(format=format_, most_bytes=int(room * _MARGIN)))


def _scaled(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    """Both sides between the bounds; what is too long for that is cropped in the middle first."""
    width, height = local[0].facts.width, local[0].facts.height
    low, high = _number(issue, "minimum"), _number(issue, "maximum")
    if not width or not height:
        return None
    longest = high / low
    crop = None
    if max(width, height) / min(width, height) > longest:
        size = (int(height * longest), height) if width > height else (width, int(width * longest))
        crop = _centred(width, height, *size)
        width, height = size
    factor = max(low / min(width, height), 1.0)
    factor = min(factor, high / max(width, height))
    new_width, new_height = (max(int(low), min(int(high), round(side * factor / 2) * 2)) for side in (width, height))
    return Proposal(local[0].id, Recipe(format="mp4", crop=crop, width=new_width, height=new_height))


def _resampled(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    fps = local[0].facts.fps
    if issue.values.get("why") != "fps" or not fps:
        return None
    bounded = max(_number(issue, "minimum"), min(_number(issue, "maximum"), fps))
    return Proposal(local[0].id, Recipe(format="mp4", fps=bounded))


def _converted(_issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    reference = local[0]
    if reference.format == "svg":
        return None
    photograph = reference.format in _PHOTOGRAPHS
    return Proposal(reference.id, Recipe(format="jpeg" if photograph else _FORMATS[reference.kind]))


def _placeless(_issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    return Proposal(local[0].id, Recipe())


def _cropped(issue: Issue, _concerned: list[Reference], local: list[Reference]) -> Proposal | None:
    width, height = local[0].facts.width, local[0].facts.height
    wide, high = ratio_of(str(issue.values.get("ratio", ""))) or (0, 0)
    if not (width and height and wide and high):
        return None
    size = (height * wide // high, height) if width * high > height * wide else (width, width * high // wide)
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
