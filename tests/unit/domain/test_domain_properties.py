"""What holds for every body that anybody may send, and for every draft that the form may hold."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from seedance_desktop.domain.body import FIELDS, InvalidJson, draft_from_body, read_body
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.evaluation import Evaluation, Severity
from seedance_desktop.domain.reference import FRAMES, Facts, Place, Reference
from seedance_desktop.domain.rules import evaluate, fits
from seedance_desktop.domain.terms import Terms

CATALOG = load_catalog()
MODELS = st.sampled_from(CATALOG.models)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
ADDRESSES = st.sampled_from(
    ["https://media.example/1.png", "https://media.example/2.GIF", "asset://a1", "asset://", "http://127.0.0.1/x", ""]
)
LISTS = st.lists(ADDRESSES, max_size=11)
SENSIBLE = {
    "model": MODELS,
    "prompt": st.sampled_from(["a heron", "", " ", "鹭" * 5001]),
    "duration": st.integers(-1, 17),
    "resolution": st.sampled_from(["480p", "720p", "1080p", "", "2k"]),
    "ratio": st.sampled_from(["16:9", "9:16", "21:9", "Adaptive", ""]),
    "orientation": st.sampled_from(["landscape", "portrait", "", "square"]),
    "images": LISTS,
    "first_image": ADDRESSES,
    "last_image": ADDRESSES,
    "reference_videos": LISTS,
    "reference_audios": LISTS,
}
BODIES = st.fixed_dictionaries(
    {}, optional={**{name: values | JSON for name, values in SENSIBLE.items()}, "extra": JSON}
)
LIKELY = st.fixed_dictionaries(
    {"model": MODELS, "prompt": st.just("a heron"), "duration": st.integers(4, 12)},
    optional={name: values for name, values in SENSIBLE.items() if name not in ("model", "prompt", "duration")},
)
FACTS = st.builds(
    Facts,
    format=st.sampled_from([None, "gif", "png", "mp4"]),
    width=st.none() | st.integers(1, 4000),
    height=st.none() | st.integers(1, 4000),
    seconds=st.none() | st.floats(0, 40),
    fps=st.none() | st.floats(1, 240),
    size=st.none() | st.integers(0, 300_000_000),
)
DRAFTS = st.builds(
    Draft,
    model=MODELS,
    prompt=SENSIBLE["prompt"],
    duration=st.none() | st.integers(-1, 17),
    resolution=SENSIBLE["resolution"],
    ratio=SENSIBLE["ratio"],
    orientation=SENSIBLE["orientation"],
    mode=st.sampled_from([Mode.REFERENCES, Mode.FRAMES]),
    references=st.lists(
        st.builds(
            Reference, id=st.uuids().map(str), place=st.sampled_from(Place), source=ADDRESSES, facts=FACTS, local=...
        ),
        max_size=8,
    ).map(tuple),
)


def judge(body: dict[str, Any], terms: Terms | None = None) -> Evaluation:
    draft = draft_from_body(body)
    return evaluate(CATALOG.route_of(draft.model), draft, terms or Terms())


@given(st.binary() | st.text())
@example("[" * 100_000)
@example('{"duration": NaN}')
@example('{"duration": 1' + "0" * 5000 + "}")
@example(b"\xff\xfe{")
@example(b'\xef\xbb\xbf{"model": ""}')
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    try:
        draft = read_body(text)
    except InvalidJson:
        return
    assert draft.mode is Mode.AS_GIVEN


@given(BODIES)
def test_any_body_is_judged_and_its_answer_is_json(body: dict[str, Any]) -> None:
    answer = judge(body)

    assert answer.ready == (not answer.errors)
    assert answer.fields.keys() == set(FIELDS)
    for issue in answer.issues:
        assert json.loads(json.dumps(issue.values, allow_nan=False)) == issue.values


@given(LIKELY | BODIES)
def test_the_request_holds_only_what_is_sent(body: dict[str, Any]) -> None:
    request = judge(body).request
    if request is None:
        return
    sent = request.body()

    assert sent.keys() <= set(FIELDS)
    assert all(value not in (None, "", []) for value in sent.values())
    assert not ("orientation" in sent and "ratio" in sent)
    ignored = {issue.field for issue in judge(body).issues if issue.code.endswith(".ignored")}
    assert not ignored & sent.keys()
    assert all(sent[name] == body[name] for name in sent if not isinstance(sent[name], list))


@given(LIKELY)
def test_references_keep_the_users_order(body: dict[str, Any]) -> None:
    request = judge(body).request
    if request is None:
        return
    sent = request.body()

    for place in set(Place) - set(FRAMES):
        assert sent.get(place.value, []) == [address for address in body.get(place.value, []) if address]


@given(LIKELY)
def test_the_request_judged_again_is_the_same_request(body: dict[str, Any]) -> None:
    request = judge(body).request
    if request is None:
        return
    again = judge(request.body())

    assert again.request is not None
    assert again.request.body() == request.body()
    assert again.price == judge(body).price


@given(LIKELY, st.booleans(), st.booleans())
def test_what_the_sender_does_by_itself_only_ever_helps(body: dict[str, Any], loopback: bool, reviews: bool) -> None:  # noqa: FBT001 hypothesis names them
    if judge(body).ready:
        assert judge(body, Terms(loopback=loopback, reviews=reviews)).ready


@given(DRAFTS)
def test_a_form_sends_what_mode_and_model_use_and_parks_the_rest(draft: Draft) -> None:
    route = CATALOG.route_of(draft.model)
    assert route is not None
    answer = evaluate(route, draft, Terms(reviews=True))

    rules = route.rules(draft.model)
    usable = {place for place in Place if draft.in_mode(place) and place in rules.room}
    for place in Place:
        state = answer.fields[place]
        assert state.parked == (0 if place in usable else len(draft.at(place)))
        assert state.usable or state.reason
    codes = {issue.code for issue in answer.issues}
    assert not codes & {"images.with_frames", "reference_videos.not_supported", "reference_audios.not_supported"}
    if answer.request is not None:
        assert answer.request.references == tuple(r for r in draft.references if r.place in usable)


@given(DRAFTS)
def test_a_route_fits_only_when_nothing_in_use_must_be_parked(draft: Draft) -> None:
    route = CATALOG.route_of(draft.model)
    assert route is not None
    answer = fits(route, draft, Terms(reviews=True))

    in_use = tuple(r for r in draft.references if draft.in_mode(r.place))
    if answer.request is not None:
        assert answer.request.references == in_use
    unsupported = {r.place for r in in_use if r.place not in route.rules(draft.model).room}
    assert not (unsupported and answer.ready)


@given(DRAFTS)
def test_issues_stand_by_severity_then_by_the_forms_order(draft: Draft) -> None:
    issues = evaluate(CATALOG.route_of(draft.model), draft).issues

    ranks = [([*Severity].index(issue.severity), FIELDS.index(issue.field)) for issue in issues]
    assert ranks == sorted(ranks)
    known = {reference.id for reference in draft.references}
    assert all(set(issue.references) <= known for issue in issues)


@given(DRAFTS)
def test_a_request_used_again_asks_for_the_same(draft: Draft) -> None:
    route = CATALOG.route_of(draft.model)
    request = evaluate(route, draft).request
    if request is None:
        return

    assert evaluate(route, request.as_draft()).request == request
