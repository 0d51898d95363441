"""Fitted copies that are proposed: what each implies satisfies the rule that its original broke."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seedance_desktop.domain.arranging import fitted
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.evaluation import Issue, Severity
from seedance_desktop.domain.fit import Crop, Recipe
from seedance_desktop.domain.fitting import Proposal, proposal_for, ratio_of
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.rules import evaluate

CATALOG = load_catalog()
MD = "seedance2.0-md"
STD = "seedance2.0-std"
MENDED = (
    "reference_videos.too_long",
    "reference_videos.too_large",
    "reference_videos.pixels",
    "reference_videos.doubtful",
    "images.format",
    "reference.format",
    "reference.too_large",
    "reference.located",
    "frames.ratio",
)
SIDES = st.integers(64, 8000)
VIDEOS = st.builds(
    Facts,
    format=st.sampled_from(["mp4", "mov", "webm", "ts"]),
    width=SIDES,
    height=SIDES,
    seconds=st.floats(0.5, 300),
    fps=st.floats(1, 240),
    size=st.integers(1_000, 10**9),
    located=st.booleans(),
)
PICTURES = st.builds(
    Facts,
    format=st.sampled_from(["png", "jpeg", "gif", "heic", "avif", "tiff", "webp"]),
    width=SIDES,
    height=SIDES,
    size=st.integers(1_000, 10**9),
    located=st.booleans(),
)


def local(name: str, place: Place, facts: Facts, **more: str) -> Reference:
    return Reference(id=name, place=place, source=f"/m/{name}.{facts.format}", local=True, facts=facts, **more)


def draft(model: str, *references: Reference, **more: object) -> Draft:
    values: dict[str, object] = {"prompt": "a heron", "duration": 5, "references": references, **more}
    return Draft(model=model, **values)  # type: ignore[arg-type]  # names are the tests' own


def issues(made: Draft) -> tuple[Issue, ...]:
    return evaluate(CATALOG.route_of(made.model), made).issues


def proposals(made: Draft) -> list[tuple[Issue, Proposal]]:
    found = ((issue, proposal_for(issue, made)) for issue in issues(made))
    return [(issue, proposal) for issue, proposal in found if proposal is not None]


def only(made: Draft, code: str) -> Proposal:
    (found,) = [proposal for issue, proposal in proposals(made) if issue.code == code]
    return found


def mended(made: Draft, proposal: Proposal) -> Draft:
    """The draft with the copy that a proposal describes standing for its original."""
    (reference,) = [r for r in made.references if r.id == proposal.reference_id]
    facts = proposal.recipe.applied_to(reference.facts)
    copied = fitted(made, reference.id, f"/copies/{reference.id}.{facts.format}")
    return copied.with_references(replace(r, facts=facts) if r.id == reference.id else r for r in copied.references)


@given(st.lists(VIDEOS, min_size=1, max_size=3))
def test_videos_can_be_mended_until_no_measured_limit_is_broken(films: list[Facts]) -> None:
    made = draft(MD, *(local(f"v{n}", Place.VIDEOS, facts) for n, facts in enumerate(films)))
    for _ in range(8 * len(films)):
        found = proposals(made)
        if not found:
            break
        issue, proposal = found[0]
        after = mended(made, proposal)
        assert proposal.reference_id in issue.references
        assert (issue not in issues(after)) or len(issue.references) > 1
        made = after
    left = [i.code for i in issues(made) if i.code in MENDED and i.values.get("why") not in {"short", "support"}]
    assert not left


@given(PICTURES, st.sampled_from(["16:9", "9:16", "1:1", "21:9", "3:4"]), st.sampled_from([MD, STD]))
def test_pictures_can_be_mended_until_no_measured_limit_is_broken(facts: Facts, ratio: str, model: str) -> None:
    made = draft(model, local("p", Place.FIRST_FRAME, facts), ratio=ratio, mode=Mode.FRAMES)
    for _ in range(6):
        found = proposals(made)
        if not found:
            break
        issue, proposal = found[0]
        made = mended(made, proposal)
        assert issue.code not in {i.code for i in issues(made)}
    assert not [i.code for i in issues(made) if i.code in MENDED]


@given(VIDEOS)
def test_a_scaled_copy_keeps_the_shape_as_far_as_the_bounds_allow(facts: Facts) -> None:
    made = draft(MD, local("v", Place.VIDEOS, facts))
    found = [p for issue, p in proposals(made) if issue.code == "reference_videos.pixels"]
    assume(found)
    recipe = found[0].recipe
    assert facts.width
    assert facts.height
    assert recipe.width
    assert recipe.height
    kept = (recipe.crop.width / recipe.crop.height) if recipe.crop else facts.width / facts.height
    assert recipe.width / recipe.height == pytest.approx(kept, rel=0.01)
    if recipe.crop is None:
        assert max(facts.width, facts.height) / min(facts.width, facts.height) <= 3
    else:
        assert recipe.crop.left >= 0
        assert recipe.crop.left + recipe.crop.width <= facts.width
        assert recipe.crop.top + recipe.crop.height <= facts.height


def test_what_is_too_long_is_trimmed_to_what_the_others_leave() -> None:
    made = draft(
        MD,
        local("a", Place.VIDEOS, Facts(seconds=12.0)),
        local("b", Place.VIDEOS, Facts(seconds=7.5)),
    )
    assert only(made, "reference_videos.too_long") == Proposal("a", Recipe(end=7.45), "range", longest=7.45)


def test_where_the_others_leave_nothing_all_give_way_equally() -> None:
    made = draft(MD, *(local(name, Place.VIDEOS, Facts(seconds=10.0 + n)) for n, name in enumerate("abc")))
    proposal = only(made, "reference_videos.too_long")
    assert (proposal.reference_id, proposal.longest) == ("c", 4.98)


def test_addresses_count_but_cannot_be_trimmed() -> None:
    far = Reference("a", Place.VIDEOS, "https://h.example/a.mp4", facts=Facts(seconds=40.0))
    assert not proposals(draft(MD, far))
    made = draft(MD, far, local("b", Place.VIDEOS, Facts(seconds=3.0)))
    assert [i.code for i, _ in proposals(made)] == [], "trimming the short one would not help"


def test_a_route_that_takes_no_gif_gets_a_png_of_it() -> None:
    made = draft(MD, local("a", Place.IMAGES, Facts(format="gif")))
    assert only(made, "images.format") == Proposal("a", Recipe(format="png"))


@pytest.mark.parametrize("format_", ["heic", "avif", "tiff"])
def test_photographs_become_jpeg(format_: str) -> None:
    made = draft(STD, local("a", Place.IMAGES, Facts(format=format_)))
    assert only(made, "reference.format") == Proposal("a", Recipe(format="jpeg"))


def test_sound_and_film_in_odd_containers_become_usual_ones() -> None:
    made = draft(
        STD,
        local("a", Place.IMAGES, Facts(format="png")),
        local("b", Place.VIDEOS, Facts(format="ts")),
        local("c", Place.AUDIOS, Facts(format="aiff")),
    )
    found = {p.reference_id: p.recipe.format for i, p in proposals(made) if i.code == "reference.format"}
    assert found == {"b": "mp4", "c": "m4a"}


def test_a_frame_of_another_shape_is_cropped_in_its_middle_and_the_place_is_a_choice() -> None:
    frame = local("a", Place.FIRST_FRAME, Facts(format="png", width=4000, height=3000))
    made = draft(STD, frame, ratio="16:9", mode=Mode.FRAMES)
    expected = Proposal("a", Recipe(crop=Crop(0, 375, 4000, 2250)), "crop", ratio=(16, 9))
    assert only(made, "frames.ratio") == expected


def test_a_place_is_forgotten_by_any_copy() -> None:
    made = draft(STD, local("a", Place.IMAGES, Facts(format="jpeg", located=True)))
    assert only(made, "reference.located") == Proposal("a", Recipe())


def test_fps_with_one_bound_only_keep_to_it() -> None:
    slow = local("a", Place.VIDEOS, Facts(fps=12.0))
    issue = Issue(
        "reference_videos.doubtful",
        Severity.DOUBT,
        "reference_videos",
        {"why": "fps", "minimum": 24, "maximum": None},
        ("a",),
    )
    found = proposal_for(issue, draft(MD, slow))
    assert found is not None
    assert found.recipe.fps == 24
    fast = issue._replace(values={"why": "fps", "minimum": None, "maximum": 60})
    found = proposal_for(fast, draft(MD, replace(slow, facts=Facts(fps=120.0))))
    assert found is not None
    assert found.recipe.fps == 60


def test_what_cannot_be_measured_or_read_or_drawn_has_no_copy() -> None:
    broken = local("a", Place.IMAGES, Facts(format="heic"), trouble="media.unreadable")
    drawing = local("b", Place.FIRST_FRAME, Facts(format="svg", width=10, height=99))
    for reference in (broken, drawing):
        assert not proposals(draft(STD, reference, ratio="16:9", mode=Mode.AS_GIVEN))
    vague = Issue("reference_videos.doubtful", Severity.DOUBT, "reference_videos", {"why": "short"}, ("a",))
    assert proposal_for(vague, draft(MD, local("a", Place.VIDEOS, Facts(seconds=1.0)))) is None
    assert proposal_for(Issue("prompt.missing", Severity.ERROR, "prompt"), draft(MD)) is None


@pytest.mark.parametrize(("text", "numbers"), [("16:9", (16, 9)), ("Adaptive", None), ("0:9", None), ("", None)])
def test_ratios_are_read(text: str, numbers: tuple[int, int] | None) -> None:
    assert ratio_of(text) == numbers


def test_a_copy_is_described_before_it_is_made() -> None:
    facts = Facts("mov", 1920, 1080, 20.0, 120.0, 10**8, "hevc", 90, located=True)
    recipe = Recipe("mp4", 2.0, 12.5, Crop(10, 10, 800, 600), 400, 300, 60.0, 10**6)
    assert recipe.applied_to(facts) == Facts("mp4", 400, 300, 10.5, 60.0, 10**6, "hevc", 0)
    assert Recipe().applied_to(facts) == replace(facts, rotation=0, located=False, size=None)
