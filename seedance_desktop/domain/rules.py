"""`evaluate(route, draft)`: the one place that judges a draft before it costs anything."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from seedance_desktop.domain.body import FIELDS
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.evaluation import Evaluation, FieldState, Issue, Severity
from seedance_desktop.domain.field_states import field_states
from seedance_desktop.domain.file_rules import frame_shape_issues
from seedance_desktop.domain.media_rules import exclusion_issues, media_issues
from seedance_desktop.domain.mention_rules import mention_issues
from seedance_desktop.domain.mentions import OPEN, labels_of, written_out
from seedance_desktop.domain.price import Price, PriceBook
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.terms import RAW, Terms
from seedance_desktop.domain.value_rules import schema_issues, value_issues

if TYPE_CHECKING:
    from seedance_desktop.domain.route import Model, Route

_SEVERITY_ORDER = {Severity.ERROR: 0, Severity.DOUBT: 100, Severity.NOTE: 200}
"""Further apart than there are fields."""
_FIELD_ORDER = {name: index for index, name in enumerate(FIELDS)}


def evaluate(route: Route | None, draft: Draft, terms: Terms = RAW) -> Evaluation:
    """Judge a draft. Pure; well under a millisecond.

    A form's draft (`Mode.REFERENCES`, `Mode.FRAMES`) parks what the mode or the model cannot use; a raw body
    (`Mode.AS_GIVEN`) is judged with everything in it.

    Args:
        route: the route of the draft's model; `None` when no route has it.
        draft: what was asked.
        terms: prices and what the sender does by itself.
    """
    model = route.model(draft.model) if route is not None else None
    if route is None or model is None:
        used = {place: draft.used(place) for place in Place}
        unknown = [] if "model" in draft.wrong_types else [_unknown_model(draft)]
        issues = _sorted([*unknown, *schema_issues(draft), *exclusion_issues(used)])
        return Evaluation({name: FieldState() for name in FIELDS}, issues, None, None)
    held = draft.by_place()
    used = _used(model, draft, held)
    labels = _labels(model, draft, used)
    prompt = written_out(draft.prompt, labels) if OPEN in draft.prompt else draft.prompt
    issues = _sorted(
        [
            *schema_issues(draft),
            *value_issues(model.rules, draft, prompt),
            *exclusion_issues(used),
            *media_issues(model.rules, used, terms),
            *frame_shape_issues(draft.ratio, used),
            *mention_issues(model.rules.mentions, draft, prompt, labels),
        ]
    )
    blocked = any(issue.severity is Severity.ERROR for issue in issues)
    return Evaluation(
        fields=field_states(model, draft, held),
        issues=issues,
        price=_price(model, draft, used, terms.prices),
        request=None if blocked else _request(route, model, draft, used, prompt),
    )


def fits(route: Route, draft: Draft, terms: Terms) -> Evaluation:
    """Judge whether the route takes everything the draft has in use: nothing is parked to make it fit."""
    in_use = draft.with_references(r for r in draft.references if draft.in_mode(r.place))
    return evaluate(route, _as_given(in_use), terms)


def used_by(route: Route, draft: Draft) -> tuple[Reference, ...]:
    """The references that would be sent: what mode and model have in use, by place and in the user's order."""
    model = route.model(draft.model)
    return () if model is None else tuple(chain.from_iterable(_used(model, draft, draft.by_place()).values()))


def _as_given(draft: Draft) -> Draft:
    return Draft(
        model=draft.model,
        prompt=draft.prompt,
        duration=draft.duration,
        resolution=draft.resolution,
        ratio=draft.ratio,
        orientation=draft.orientation,
        references=draft.references,
        mode=Mode.AS_GIVEN,
    )


def _unknown_model(draft: Draft) -> Issue:
    return Issue("model.unknown", Severity.ERROR, "model", {"value": draft.model})


def _used(model: Model, draft: Draft, held: dict[Place, tuple[Reference, ...]]) -> dict[Place, tuple[Reference, ...]]:
    if draft.mode is Mode.AS_GIVEN:
        return held
    return {p: held[p] if draft.in_mode(p) and p in model.rules.room else () for p in Place}


def _sorted(issues: list[Issue]) -> tuple[Issue, ...]:
    last = len(_FIELD_ORDER)
    return tuple(
        sorted(issues, key=lambda issue: _SEVERITY_ORDER[issue.severity] + _FIELD_ORDER.get(issue.field, last))
    )


def _price(model: Model, draft: Draft, used: dict[Place, tuple[Reference, ...]], prices: PriceBook) -> Price:
    billing, rule = model.rules.billing, model.rules.resolution
    resolution = rule.fixed or model.renders or draft.resolution or rule.default
    names = {"model": model.id, "resolution": resolution}
    name = billing.name.format_map(names) if billing.name else None
    key = name or billing.key.format_map(names)
    quantity: int | None = 1
    if billing.unit == "second":
        extra = _first_video_seconds(used) if billing.adds_first_video else 0
        quantity = None if draft.duration is None else draft.duration + extra
    return Price(name, key, billing.unit, quantity, prices.unit_price(key))


def _first_video_seconds(used: dict[Place, tuple[Reference, ...]]) -> int:
    """Nearest whole second of the first reference video; a half counts up; unknown counts nothing.

    Source: the Mini page bills the duration alone when it cannot read the length. Which way a half goes is
    stated nowhere; the dearer reading never surprises.
    """
    first = next(iter(used[Place.VIDEOS]), None)
    return 0 if first is None or first.facts.seconds is None else int(first.facts.seconds + 0.5)


def _labels(model: Model, draft: Draft, used: dict[Place, tuple[Reference, ...]]) -> dict[str, str]:
    """The wordings that a prompt may need; a raw body's goes as it came."""
    if draft.mode is Mode.AS_GIVEN or not ("@" in draft.prompt or OPEN in draft.prompt):
        return {}
    return labels_of(model.rules.mentions, chain.from_iterable(used.values()))


def _request(
    route: Route, model: Model, draft: Draft, used: dict[Place, tuple[Reference, ...]], prompt: str
) -> Request | None:
    if draft.duration is None:
        return None
    sent = {reference.id for references in used.values() for reference in references}
    return Request(
        model=model.id,
        route_id=route.id,
        prompt=prompt,
        written=draft.prompt if prompt != draft.prompt else "",
        duration=draft.duration,
        resolution=draft.resolution if model.rules.resolution.options else "",
        ratio=draft.ratio,
        orientation="" if draft.ratio else draft.orientation,
        references=tuple(r for r in draft.references if r.id in sent),
        reviewed=model.rules.media.assets == "required",
        reviews=model.rules.media.reviews,
    )
