"""Which controls of the form take input now, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.draft import Mode
from seedance_desktop.domain.evaluation import FieldState
from seedance_desktop.domain.reference import FRAMES, Place, Reference
from seedance_desktop.domain.value_rules import ORIENTATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.route import Model, Rules


def field_states(model: Model, draft: Draft, held: Mapping[Place, tuple[Reference, ...]]) -> dict[str, FieldState]:
    """The state of every field of the shared schema.

    Args:
        model: whose rules count.
        draft: what was asked.
        held: its references, used or parked, by place.
    """
    rules = model.rules
    return {
        "model": FieldState(),
        "prompt": FieldState(maximum=rules.prompt.maximum),
        **{place.value: _place(rules, draft, place, held) for place in Place},
        "duration": FieldState(
            minimum=rules.duration.minimum,
            maximum=rules.duration.maximum,
            default=str(rules.duration.default),
        ),
        "resolution": _resolution(model),
        "ratio": FieldState(options=rules.ratio.options, default=rules.ratio.default, open=rules.ratio.open),
        "orientation": _orientation(draft),
    }


def _place(rules: Rules, draft: Draft, place: Place, held: Mapping[Place, tuple[Reference, ...]]) -> FieldState:
    parked = len(held[place])
    if place not in rules.room:
        return FieldState(usable=False, reason="not_supported", parked=parked)
    limit = rules.room[place]
    if not draft.in_mode(place):
        reason = "parked_by_references" if draft.mode is Mode.REFERENCES else "parked_by_frames"
        return FieldState(usable=False, reason=reason, parked=parked, limit=limit)
    if (
        place is Place.AUDIOS
        and not rules.reference_audios.with_frames
        and any(held[f] and draft.in_mode(f) for f in FRAMES)
    ):
        return FieldState(usable=False, reason="frames_without_audio", limit=limit)
    return FieldState(limit=limit)


def _resolution(model: Model) -> FieldState:
    rule = model.rules.resolution
    if rule.in_model:
        values = {"resolution": model.renders}
        return FieldState(usable=False, reason="in_model", values=values, options=(model.renders,))
    if rule.fixed:
        return FieldState(
            usable=False, reason="fixed_by_route", values={"resolution": rule.fixed}, options=(rule.fixed,)
        )
    return FieldState(options=rule.options, default=rule.default)


def _orientation(draft: Draft) -> FieldState:
    if draft.ratio:
        values = {"ratio": draft.ratio}
        return FieldState(usable=False, reason="ratio_decides", values=values, options=ORIENTATIONS)
    return FieldState(options=ORIENTATIONS)
