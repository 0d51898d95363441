"""What the button beside an issue does: a table from issue codes to changes of the draft or to a place to go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedance_desktop.domain.arranging import removed
from seedance_desktop.domain.fitting import proposal_for
from seedance_desktop.domain.mentions import without_mentions
from seedance_desktop.domain.reference import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.evaluation import FieldState, Issue
    from seedance_desktop.domain.fitting import Proposal

    Change = Callable[[Draft, Issue, FieldState], Draft]


@dataclass(frozen=True, slots=True)
class Mend:
    """One way out of an issue.

    Attributes:
        change: a new draft from the old one; `None` when the person has to do it.
        go_to: request field that takes the focus, or whose file dialog opens, when there is no change.
        proposal: of a fitted copy, which goes before both.
    """

    change: Callable[[Draft], Draft] | None = None
    go_to: str = ""
    proposal: Proposal | None = None


def mend_of(issue: Issue, state: FieldState, draft: Draft | None = None) -> Mend | None:
    """The way out of an issue; `None` where nothing but sending or leaving it can be done.

    Args:
        issue: what stands in the way.
        state: of the issue's field.
        draft: whose references may have fitted copies; without it none is thought of.
    """
    proposal = proposal_for(issue, draft) if draft is not None else None
    if proposal is not None:
        return Mend(proposal=proposal)
    change = _CHANGES.get(issue.code)
    if change is not None:
        return Mend(change=lambda draft: change(draft, issue, state))
    go_to = _PLACES_TO_GO.get(issue.code)
    return Mend(go_to=go_to or issue.field) if go_to is not None else None


def _drop(draft: Draft, issue: Issue, _state: FieldState) -> Draft:
    return removed(draft, issue.references)


def _drop_last(draft: Draft, issue: Issue, _state: FieldState) -> Draft:
    return removed(draft, issue.references[-1:])


def _into_range(draft: Draft, issue: Issue, _state: FieldState) -> Draft:
    low, high = issue.values.get("minimum"), issue.values.get("maximum")
    if not (isinstance(low, int) and isinstance(high, int)):
        return draft
    return replace(draft, duration=max(low, min(high, draft.duration or low)))


def _default_duration(draft: Draft, _issue: Issue, state: FieldState) -> Draft:
    return replace(draft, duration=int(state.default))


def _default_resolution(draft: Draft, _issue: Issue, state: FieldState) -> Draft:
    return replace(draft, resolution=state.default)


def _offered_ratio(draft: Draft, _issue: Issue, state: FieldState) -> Draft:
    return replace(draft, ratio=state.default or state.options[0])


def _without_mentions(draft: Draft, issue: Issue, _state: FieldState) -> Draft:
    gone = issue.values.get("mentions")
    return replace(draft, prompt=without_mentions(draft.prompt, gone)) if isinstance(gone, list) else draft


def _no_orientation(draft: Draft, _issue: Issue, _state: FieldState) -> Draft:
    return replace(draft, orientation="")


_CHANGES: dict[str, Change] = {
    "duration.missing": _default_duration,
    "duration.out_of_range": _into_range,
    "duration.doubtful": _into_range,
    "resolution.not_offered": _default_resolution,
    "resolution.doubtful": _default_resolution,
    "ratio.not_offered": _offered_ratio,
    "ratio.undocumented": _offered_ratio,
    "orientation.not_offered": _no_orientation,
    "images.too_many": _drop,
    "images.format": _drop,
    "images.not_supported": _drop,
    "frames.not_supported": _drop,
    "reference_videos.not_supported": _drop,
    "reference_videos.too_many": _drop,
    "reference_videos.too_long": _drop_last,
    "reference_videos.too_large": _drop_last,
    "reference_videos.pixels": _drop,
    "reference_videos.doubtful": _drop,
    "reference_audios.not_supported": _drop,
    "reference_audios.too_many": _drop,
    "reference_audios.with_frames": _drop,
    "reference.unreadable": _drop,
    "reference.format": _drop,
    "reference.too_large": _drop,
    "mention.dangling": _without_mentions,
    "media.address": _drop,
    "media.asset_not_accepted": _drop,
}

# An empty string means the issue's own field.
_PLACES_TO_GO: dict[str, str] = {
    "prompt.missing": "",
    "prompt.too_long": "",
    "mention.beyond": "",
    "mention.unused": "",
    "frames.both_needed": "",
    "frames.first_missing": "",
    "reference_audios.alone": Place.IMAGES.value,
}
