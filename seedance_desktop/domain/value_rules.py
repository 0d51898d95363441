"""What is wrong or doubtful with the plain values of a draft: prompt, duration, resolution, ratio, orientation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_desktop.domain.evaluation import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.domain.draft import Draft
    from seedance_desktop.domain.route import DurationRule, PromptRule, RatioRule, ResolutionRule, Rules

ORIENTATIONS = ("landscape", "portrait")


def schema_issues(draft: Draft) -> Iterator[Issue]:
    """Issues that no route decides: types, unknown fields, absent prompt and duration, orientation."""
    for name in sorted(draft.wrong_types):
        yield Issue("field.wrong_type", Severity.ERROR, name)
    for name in draft.unknown_fields:
        yield Issue("field.unknown", Severity.DOUBT, name)
    if not draft.prompt.strip() and "prompt" not in draft.wrong_types:
        yield Issue("prompt.missing", Severity.ERROR, "prompt")
    if draft.duration is None and "duration" not in draft.wrong_types:
        yield Issue("duration.missing", Severity.ERROR, "duration")
    if draft.orientation and draft.orientation not in ORIENTATIONS:
        values = {"value": draft.orientation, "allowed": list(ORIENTATIONS)}
        yield Issue("orientation.not_offered", Severity.ERROR, "orientation", values)
    if draft.orientation and draft.ratio:
        yield Issue("orientation.ignored", Severity.NOTE, "orientation", {"ratio": draft.ratio})


def value_issues(rules: Rules, draft: Draft, prompt: str) -> Iterator[Issue]:
    """Issues with the values that a route bounds; `prompt` is what would be sent."""
    yield from _prompt(rules.prompt, prompt)
    yield from _duration(rules.duration, draft)
    yield from _resolution(rules.resolution, draft)
    yield from _ratio(rules.ratio, draft)


def _prompt(rule: PromptRule, prompt: str) -> Iterator[Issue]:
    if rule.maximum is not None and len(prompt) > rule.maximum:
        values = {"limit": rule.maximum, "count": len(prompt)}
        yield Issue("prompt.too_long", Severity.ERROR, "prompt", values)


def _duration(rule: DurationRule, draft: Draft) -> Iterator[Issue]:
    seconds = draft.duration
    if seconds is None:
        return
    values = {"value": seconds, "minimum": rule.minimum, "maximum": rule.maximum}
    if not rule.minimum <= seconds <= rule.maximum:
        yield Issue("duration.out_of_range", Severity.ERROR, "duration", values)
    elif rule.doubt_below is not None and seconds < rule.doubt_below:
        doubt = {**values, "minimum": rule.doubt_below}
        yield Issue("duration.doubtful", Severity.DOUBT, "duration", doubt)


def _resolution(rule: ResolutionRule, draft: Draft) -> Iterator[Issue]:
    value = draft.resolution
    if not value:
        return
    if not rule.options:
        yield Issue("resolution.ignored", Severity.NOTE, "resolution", {"value": value, "fixed": rule.fixed})
    elif value not in rule.options:
        values = {"value": value, "allowed": list(rule.options)}
        yield Issue("resolution.not_offered", Severity.ERROR, "resolution", values)
    elif value in rule.doubtful:
        yield Issue("resolution.doubtful", Severity.DOUBT, "resolution", {"value": value})


def _ratio(rule: RatioRule, draft: Draft) -> Iterator[Issue]:
    if not draft.ratio or draft.ratio in rule.options:
        return
    values = {"value": draft.ratio, "allowed": list(rule.options)}
    if rule.open:
        yield Issue("ratio.undocumented", Severity.DOUBT, "ratio", values)
    else:
        yield Issue("ratio.not_offered", Severity.ERROR, "ratio", values)
