"""What can be measured in a local file before any byte of it leaves this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.evaluation import Issue, Severity
from seedance_desktop.domain.fitting import ratio_of
from seedance_desktop.domain.reference import FRAMES, Place, Reference
from seedance_desktop.domain.uploads import ENDINGS, SILENCED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_desktop.domain.terms import Terms

SAME_SHAPE = 0.03
"""Share by which a frame's ratio may differ from the clip's; less is cut away by rounding alone."""

_FORMATS = {kind: frozenset(endings) for kind, endings in ENDINGS.items()}


def file_issues(reference: Reference, terms: Terms) -> Iterator[Issue]:
    """Whether a local file can be read, be uploaded, and tells nothing that its owner may not want told."""
    place, ids, facts = reference.place, (reference.id,), reference.facts
    if reference.trouble:
        values = {"name": reference.called, "trouble": reference.trouble}
        yield Issue("reference.unreadable", Severity.ERROR, place, values, ids)
        return
    if facts.format is not None and facts.format not in _FORMATS[place.kind]:
        severity = Severity.ERROR if terms.service_upload else Severity.DOUBT
        yield Issue("reference.format", severity, place, {"name": reference.called, "format": facts.format}, ids)
    if terms.upload_limit is not None and facts.size is not None and facts.size > terms.upload_limit:
        sizes = {"name": reference.called, "limit": terms.upload_limit, "value": facts.size}
        yield Issue("reference.too_large", Severity.ERROR, place, sizes, ids)
    if facts.located:
        why = "silenced" if facts.format in SILENCED else "told"
        yield Issue("reference.located", Severity.NOTE, place, {"name": reference.called, "why": why}, ids)


def frame_shape_issues(ratio: str, used: Mapping[Place, tuple[Reference, ...]]) -> Iterator[Issue]:
    """A frame of another shape than the clip is cropped or stretched by the service; which, no source states."""
    shape = ratio_of(ratio)
    for place in FRAMES if shape else ():
        for frame in used[place]:
            width, height = frame.facts.width, frame.facts.height
            if shape and width and height and abs(width * shape[1] / (height * shape[0]) - 1) > SAME_SHAPE:
                values = {"name": frame.called, "width": width, "height": height, "ratio": ratio}
                yield Issue("frames.ratio", Severity.NOTE, place, values, (frame.id,))
