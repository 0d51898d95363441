"""What is measured in a local file and what the prompt mentions, judged before anything leaves this machine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.domain.arranging import renamed
from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.mentions import CLOSE, OPEN, linked, mention, mentions_in, without_mentions, written_out
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.domain.rules import evaluate
from seedance_desktop.domain.terms import Terms
from seedance_desktop.domain.uploads import LIMIT
from seedance_desktop.wording.sentences import Wording

if TYPE_CHECKING:
    from seedance_desktop.domain.evaluation import Evaluation, Issue

CATALOG = load_catalog()
BASE = Draft(model="seedance2.0-mini-sp", prompt="a heron", duration=5, ratio="16:9")


def local(reference_id: str, place: Place = Place.IMAGES, trouble: str = "", **facts: Any) -> Reference:
    path = f"/media/{reference_id}.png"
    return Reference(reference_id, place, path, local=True, facts=Facts(**facts), trouble=trouble)


def judged(*references: Reference, prompt: str = "a heron", terms: Terms | None = None, **changes: Any) -> Evaluation:
    draft = replace(BASE, prompt=prompt, references=references, **changes)
    return evaluate(CATALOG.route_of(draft.model), draft, terms or Terms(reviews=True))


def codes(answer: Evaluation) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(issue.code, str(issue.severity), issue.references) for issue in answer.issues]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"format": "png", "size": LIMIT}, None),
        ({"format": "png", "size": LIMIT + 1}, ("reference.too_large", "error")),
        ({"format": "jpeg"}, None),
        ({"format": "heic"}, ("reference.format", "error")),
        ({"format": "avif"}, ("reference.format", "error")),
        ({"format": "tiff"}, ("reference.format", "error")),
        ({"format": "png", "located": True}, ("reference.located", "note")),
    ],
)
def test_a_local_file_is_judged_by_what_it_is(facts: dict[str, Any], expected: tuple[str, str] | None) -> None:
    answer = judged(local("a", **facts))

    assert codes(answer) == ([] if expected is None else [(*expected, ("a",))])
    assert answer.ready is (expected is None or expected[1] != "error")


def test_an_own_host_takes_what_the_upload_call_does_not() -> None:
    own = Terms(reviews=True, upload_limit=None, service_upload=False)

    assert codes(judged(local("a", format="heic", size=10 * LIMIT), terms=own)) == [
        ("reference.format", "doubt", ("a",))
    ]


def test_what_cannot_be_read_is_an_issue_on_that_very_reference_and_stops_the_request() -> None:
    answer = judged(local("a", format="png"), local("b", trouble="media.truncated"))

    assert codes(answer) == [("reference.unreadable", "error", ("b",))]
    assert answer.request is None


def test_what_is_not_in_use_is_not_judged() -> None:
    frame = local("a", Place.FIRST_FRAME, format="heic", trouble="")

    assert codes(judged(frame)) == []
    assert codes(judged(frame, mode=Mode.FRAMES)) == [("reference.format", "error", ("a",))]


@pytest.mark.parametrize(
    ("size", "ratio", "told"),
    [
        ((1600, 900), "16:9", False),
        ((1600, 930), "16:9", True),
        ((1000, 1000), "16:9", True),
        ((1000, 1000), "", False),
        ((1000, 1000), "Adaptive", False),
        ((1080, 1080), "1:1", False),
    ],
)
def test_a_frame_of_another_shape_is_told(size: tuple[int, int], ratio: str, *, told: bool) -> None:
    first = local("a", Place.FIRST_FRAME, format="png", width=size[0], height=size[1])

    found = [found for found in codes(judged(first, mode=Mode.FRAMES, ratio=ratio)) if found[0] != "ratio.undocumented"]
    assert found == ([("frames.ratio", "note", ("a",))] if told else [])


def test_a_mention_becomes_the_wording_of_the_route_and_counts_what_is_sent() -> None:
    one, two, sound = local("one"), local("two"), local("tune", Place.AUDIOS)
    prompt = f"{mention('two', 'two.png')} flies over {mention('one', 'one.png')} to {mention('tune', 't')}"

    request = judged(one, two, sound, prompt=prompt).request
    assert request is not None
    assert request.prompt == "@Image2 flies over @Image1 to @Audio1"
    assert request.body()["prompt"] == request.prompt
    assert request.written == prompt
    assert request.as_draft().prompt == prompt
    turned = judged(two, one, sound, prompt=prompt).request
    assert turned is not None
    assert turned.prompt == "@Image1 flies over @Image2 to @Audio1"


def test_frames_count_as_the_images_they_are_sent_as() -> None:
    last, first = local("z", Place.LAST_FRAME), local("a", Place.FIRST_FRAME)

    answer = judged(last, first, prompt=f"from {mention('a', 'a')} to {mention('z', 'z')}", mode=Mode.FRAMES)
    assert answer.request is not None
    assert answer.request.prompt == "from @Image1 to @Image2"


@pytest.mark.parametrize("what", ["gone", "parked"])
def test_a_mention_of_what_is_not_sent_is_pointed_out_and_never_sent(what: str) -> None:
    held = (local("a", Place.FIRST_FRAME),) if what == "parked" else ()

    answer = judged(*held, prompt=f"like {mention('a', 'cat.png')} at dawn")
    (issue,) = answer.issues
    assert (issue.code, str(issue.severity)) == ("mention.dangling", "error")
    assert issue.values["what"] == what
    assert issue.values["names"] == (["a.png"] if what == "parked" else ["cat.png"])
    assert answer.request is None


def test_references_without_a_mention_are_told_once_something_is_mentioned() -> None:
    one, two = local("one"), local("two")

    assert codes(judged(one, two)) == []
    assert codes(judged(one, two, prompt=f"like {mention('one', 'x')}")) == [("mention.unused", "note", ("two",))]
    assert codes(judged(one, two, prompt=f"like {mention('one', 'x')} and @Image2")) == []
    (issue,) = judged(one, *(local(f"more{n}") for n in range(4)), prompt=f"like {mention('one', 'x')}").issues
    assert (issue.values["count"], issue.values["what"]) == (4, "many")


@pytest.mark.parametrize(
    ("prompt", "beyond"), [("@Image1", []), ("@Image2", ["@Image2"]), ("@Video1 @Image12", ["@Video1", "@Image12"])]
)
def test_a_wording_that_counts_too_far_is_a_doubt(prompt: str, beyond: list[str]) -> None:
    found = [issue for issue in judged(local("one"), prompt=prompt).issues if issue.code == "mention.beyond"]

    assert [issue.values["value"] for issue in found] == beyond


def test_a_raw_body_says_what_it_says() -> None:
    answer = judged(prompt="@Image7 and a@b", mode=Mode.AS_GIVEN)

    assert codes(answer) == []
    assert answer.request is not None
    assert answer.request.prompt == "@Image7 and a@b"


def test_the_longest_prompt_counts_what_is_sent() -> None:
    reference = local("r" * 100)
    prompt = mention(reference.id, "x" * 500) + "鹭" * (5000 - len("@Image1"))

    assert judged(reference, prompt=prompt, model="seedance2.0-md", ratio="16:9").ready
    too_long = judged(reference, prompt=prompt + "!", model="seedance2.0-md", ratio="16:9")
    assert [issue.values["count"] for issue in too_long.errors] == [5001]


def test_a_wording_from_elsewhere_is_tied_to_its_reference() -> None:
    labels = {"a": "@Image1", "b": "@Image12"}

    tied = linked("@Image1, @Image12 and @Image123", labels)
    assert [one.reference_id for one in mentions_in(tied)] == ["a", "b"]
    assert written_out(tied, labels) == "@Image1, @Image12 and @Image123"


def test_what_is_a_mention_already_is_not_tied_again() -> None:
    labels = {"a": "@Image1"}
    prompt = f"like {mention('a', '@Image1')} of {mention('gone', '@Image1')}"
    assert linked(prompt, labels) == prompt
    assert linked(f"{prompt} @Image1", labels) == f"{prompt} {mention('a', '@Image1')}"


def test_a_digit_behind_a_mention_does_not_make_it_count_another() -> None:
    labels = {"a": "@Image1"}
    assert written_out(f"{mention('a', 'x')}2 and {mention('a', 'x')}s", labels) == "@Image1 2 and @Image1s"


def test_a_mention_that_goes_takes_its_space_along() -> None:
    prompt = f"like {mention('a', 'x')}, and {mention('b', 'y')} too"

    assert written_out(without_mentions(prompt, {"a"}), {"b": "@Image1"}) == "like, and @Image1 too"


def test_no_name_from_outside_can_break_a_mention() -> None:
    reference = renamed(replace(BASE, references=(local("a"),)), "a", f"x{OPEN}y{CLOSE}\n z").references[0]

    (found,) = mentions_in(mention(reference.id, reference.called))
    assert found.said == "xy z"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_sentences_of_these_issues_lack_nothing(language: Any) -> None:
    wording = Wording(language)
    broken = (
        judged(local("a", format="heic", size=2 * LIMIT, located=True), local("b", trouble="file.missing")),
        judged(local("a", format="heic"), terms=Terms(service_upload=False)),
        judged(local("c", Place.FIRST_FRAME, width=9, height=9), mode=Mode.FRAMES),
        judged(local("d"), local("e"), prompt=f"{mention('d', 'd')} {mention('gone', 'g')} @Image9"),
        judged(local("f", Place.LAST_FRAME), prompt=f"{mention('f', 'f')}"),
    )
    issues: list[Issue] = [issue for answer in broken for issue in answer.issues]

    assert {issue.code.partition(".")[0] for issue in issues} == {"reference", "frames", "mention"}
    for issue in issues:
        sentence = wording.issue(issue)
        assert "–" not in sentence.what + sentence.do, issue.code
        assert issue.code in wording.entries
    assert {issue.code for issue in issues} >= {
        "reference.unreadable", "reference.format", "reference.too_large", "reference.located",
        "frames.ratio", "mention.dangling", "mention.unused", "mention.beyond",
    }  # fmt: skip
