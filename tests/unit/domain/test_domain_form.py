"""What the form learns from an evaluation: which controls are on, why the others are off, what is parked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.evaluation import Evaluation, FieldState, Severity
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.reference import Place, Reference
from seedance_desktop.domain.rules import evaluate, fits
from seedance_desktop.domain.terms import Terms

CATALOG = load_catalog()
FORM = Terms(reviews=True)


def held(place: Place, number: int = 1) -> Reference:
    return Reference(id=f"{place}-{number}", place=place, source=f"/media/{number}.bin", local=True)


def form(model: str, *references: Reference, mode: Mode = Mode.REFERENCES) -> Draft:
    return Draft(model=model, prompt="a heron", duration=5, references=references, mode=mode)


def judge(draft: Draft) -> Evaluation:
    return evaluate(CATALOG.route_of(draft.model), draft, FORM)


EVERYTHING = tuple(held(place) for place in Place)


@pytest.mark.parametrize(
    ("mode", "parked", "reason"),
    [
        (Mode.REFERENCES, {Place.FIRST_FRAME, Place.LAST_FRAME}, "parked_by_references"),
        (Mode.FRAMES, {Place.IMAGES}, "parked_by_frames"),
    ],
)
def test_the_other_modes_pictures_are_parked_with_the_reason(mode: Mode, parked: set[Place], reason: str) -> None:
    answer = judge(form("seedance2.0-mini-sp", *EVERYTHING, mode=mode))

    states = {place: answer.fields[place] for place in Place}
    assert {place for place, state in states.items() if not state.usable} == parked
    assert {state.reason for state in states.values() if not state.usable} == {reason}
    assert {state.parked for place, state in states.items() if place in parked} == {1}
    assert answer.request is not None
    assert {reference.place for reference in answer.request.references} == set(Place) - parked


def test_switching_the_mode_there_and_back_asks_for_the_same() -> None:
    before = form("seedance2.0-mini-sp", *EVERYTHING)

    there = replace(before, mode=Mode.FRAMES)
    back = replace(there, mode=Mode.REFERENCES)

    assert judge(back).request == judge(before).request != judge(there).request


@pytest.mark.parametrize(
    ("model", "off"),
    [
        ("sd2_mx_720p", {Place.VIDEOS}),
        ("sd2_mx_video_720p", set()),
        ("seedance2.0-mini", {Place.VIDEOS}),
        ("seedance2.0-mini-video", set()),
        ("seedance2.0-md", {Place.AUDIOS}),
        ("seedance2.0-fast-i2v", {Place.VIDEOS, Place.AUDIOS}),
        ("seedance2.0-std", set()),
    ],
)
def test_what_a_model_cannot_use_is_parked_and_never_blocks(model: str, off: set[Place]) -> None:
    answer = judge(form(model, *EVERYTHING))

    assert {p for p in Place if answer.fields[p].reason == "not_supported"} == off
    assert all(answer.fields[place].parked == 1 for place in off)
    assert answer.ready


def test_a_parked_frame_is_no_issue_and_a_frame_in_use_excludes_audio_on_std() -> None:
    references = (held(Place.IMAGES), held(Place.FIRST_FRAME), held(Place.AUDIOS))

    assert judge(form("seedance2.0-std", *references)).issues == ()
    framed = judge(form("seedance2.0-std", *references, mode=Mode.FRAMES))
    assert framed.fields[Place.AUDIOS].reason == "frames_without_audio"
    assert [(issue.code, issue.references) for issue in framed.errors] == [
        ("reference_audios.with_frames", ("reference_audios-1",))
    ]
    empty = judge(form("seedance2.0-std", held(Place.AUDIOS), mode=Mode.FRAMES))
    assert empty.fields[Place.AUDIOS].usable


@pytest.mark.parametrize(
    ("model", "state"),
    [
        (
            "sd2_mx_2k",
            FieldState(usable=False, reason="in_model", values={"resolution": "2k"}, options=("2k",)),
        ),
        (
            "seedance2.0-std",
            FieldState(usable=False, reason="fixed_by_route", values={"resolution": "720p"}, options=("720p",)),
        ),
        ("seedance2.0-mini-sp", FieldState(options=("480p", "720p"), default="720p")),
    ],
)
def test_the_resolution_says_who_decides_it(model: str, state: FieldState) -> None:
    assert judge(form(model)).fields["resolution"] == state


def test_the_orientation_is_offered_only_while_no_ratio_is_chosen() -> None:
    free = form("seedance2.0-mini-sp")

    assert judge(free).fields["orientation"].usable
    decided = judge(replace(free, ratio="9:16", orientation="landscape"))
    assert decided.fields["orientation"].reason == "ratio_decides"
    assert decided.request is not None
    assert decided.request.orientation == ""


def test_limits_bounds_and_choices_come_with_the_fields() -> None:
    fields = judge(form("seedance2.0-md")).fields

    assert (fields["images"].limit, fields["reference_videos"].limit, fields["first_image"].limit) == (4, 3, 1)
    assert (fields["duration"].minimum, fields["duration"].maximum, fields["duration"].default) == (1, 15, "5")
    assert fields["prompt"].maximum == 5000
    assert (fields["ratio"].options, fields["ratio"].default, fields["ratio"].open) == (
        ("16:9", "9:16", "1:1"),
        "16:9",
        False,
    )
    assert judge(form("seedance2.0-mini-sp")).fields["ratio"].open
    assert judge(form("seedance2.0-mini-sp")).fields["images"].limit is None


def test_local_files_on_full_are_reviewed_by_the_program() -> None:
    draft = form("sd2_mx_720p", held(Place.IMAGES), held(Place.AUDIOS))
    answer = judge(draft)

    assert [(issue.code, issue.severity) for issue in answer.issues] == [("media.needs_review", Severity.NOTE)]
    assert answer.issues[0].references == tuple(reference.id for reference in draft.references)
    assert answer.issues[0].values == {"count": 2}
    assert answer.request is not None
    assert answer.request.reviewed


def test_too_many_names_those_that_do_not_fit() -> None:
    images = tuple(held(Place.IMAGES, number) for number in range(6))

    (issue,) = judge(form("seedance2.0-md", *images)).errors

    assert (issue.code, issue.values, issue.references) == (
        "images.too_many",
        {"limit": 4, "count": 6},
        ("images-4", "images-5"),
    )


def test_a_route_fits_only_what_it_takes_unparked() -> None:
    md, std = CATALOG.route_of("seedance2.0-md"), CATALOG.route_of("seedance2.0-std")
    assert md is not None
    assert std is not None
    with_audio = form("seedance2.0-md", held(Place.IMAGES), held(Place.AUDIOS), held(Place.FIRST_FRAME))

    assert judge(with_audio).ready
    assert [issue.code for issue in fits(md, with_audio, FORM).errors] == ["reference_audios.not_supported"]
    assert fits(std, replace(with_audio, model="seedance2.0-std"), FORM).ready


def test_the_price_needs_a_price_book_and_says_so_where_it_has_none() -> None:
    route = CATALOG.route_of("seedance2.0-sp")
    prices = PriceBook({"seedance2.0-sp-1080p": Decimal("0.07")})
    draft = replace(form("seedance2.0-sp"), resolution="1080p")

    known = evaluate(route, draft, Terms(prices=prices)).price
    unknown = evaluate(route, draft).price

    assert known is not None
    assert (known.billing_name, known.key, known.total) == (None, "seedance2.0-sp-1080p", Decimal("0.35"))
    assert unknown is not None
    assert (unknown.unit_price, unknown.total) == (None, None)
    without_duration = evaluate(route, replace(draft, duration=None), Terms(prices=prices)).price
    assert without_duration is not None
    assert (without_duration.quantity, without_duration.total) == (None, None)


@pytest.mark.parametrize(
    ("base_url", "loopback"),
    [("http://127.0.0.1:8000", True), ("http://[::1]:1", True), ("https://www.jimmyai.cn", False), ("http://[", False)],
)
def test_the_terms_of_a_profile(base_url: str, loopback: bool) -> None:  # noqa: FBT001 a parametrised answer
    prices = PriceBook({"x": Decimal(1)})

    assert Terms.of(Profile("id", "name", base_url, prices)) == Terms(prices, loopback=loopback, reviews=True)
