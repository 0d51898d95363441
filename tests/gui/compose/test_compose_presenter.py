"""The form's memory: nothing loaded is lost, and every change is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.mentions import mention
from seedance_desktop.domain.reference import Facts, Place, Reference
from seedance_desktop.ui.compose.mends import mend_of
from seedance_desktop.ui.compose.presenter import ComposePresenter

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")

CATALOG = load_catalog()
LOCAL_PICTURES = ["/pictures/a.png", "/pictures/b.png", "/pictures/c.png"]


@pytest.fixture
def presenter() -> ComposePresenter:
    return ComposePresenter(CATALOG)


def test_every_setter_is_told_once(presenter: ComposePresenter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presenter.changed):
        presenter.set_prompt("a heron")
    assert presenter.evaluation.ready
    assert presenter.evaluation.request is not None
    assert presenter.evaluation.request.prompt == "a heron"


def test_switching_mode_and_route_parks_and_brings_back(presenter: ComposePresenter) -> None:
    presenter.set_prompt("a heron")
    presenter.add(Place.IMAGES, LOCAL_PICTURES, local=True)
    presenter.add(Place.AUDIOS, ["/sounds/a.mp3"], local=True)
    before = presenter.draft.references
    presenter.set_mode(Mode.FRAMES)
    assert presenter.evaluation.fields["images"].parked == 3
    presenter.set_model("seedance2.0-fast-i2v")
    assert presenter.evaluation.fields["reference_audios"].parked == 1
    presenter.set_mode(Mode.REFERENCES)
    presenter.set_model("seedance2.0-mini-sp")
    assert presenter.draft.references == before
    assert presenter.evaluation.fields["images"].parked == 0


def test_a_length_and_a_resolution_give_way_and_come_back(presenter: ComposePresenter) -> None:
    presenter.set_model("seedance2.0-mini")
    presenter.set_duration(14)
    presenter.set_resolution("1080p")
    presenter.set_model("sd2_mx_720p")
    assert presenter.draft.duration == 12
    presenter.set_model("seedance2.0-mini-sp")
    assert (presenter.draft.duration, presenter.draft.resolution) == (14, "")
    presenter.set_model("seedance2.0-mini")
    assert (presenter.draft.duration, presenter.draft.resolution) == (14, "1080p")


def test_a_frame_slot_holds_one(presenter: ComposePresenter) -> None:
    presenter.set_mode(Mode.FRAMES)
    presenter.add(Place.FIRST_FRAME, LOCAL_PICTURES[:1], local=True)
    presenter.add(Place.FIRST_FRAME, LOCAL_PICTURES[1:2], local=True)
    assert [r.source for r in presenter.draft.at(Place.FIRST_FRAME)] == LOCAL_PICTURES[1:2]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://h.example/a/b.png?sign=1", "h.example · b.png"),
        ("asset://a-1", "asset://a-1"),
        ("https://[half", "https://[half"),
    ],
)
def test_every_address_has_a_name_to_be_shown_by(source: str, name: str) -> None:
    assert Reference("r1", Place.IMAGES, source).called == name


def test_a_request_handed_back_shares_no_id_with_what_is_added_to_it(presenter: ComposePresenter) -> None:
    presenter.set_prompt("a heron")
    presenter.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    request = presenter.evaluation.request
    assert request is not None
    later = ComposePresenter(CATALOG)
    measured: list[str] = []
    later.add(Place.IMAGES, LOCAL_PICTURES[1:2], local=True)
    later.reference_added.connect(lambda reference: measured.append(reference.source))
    later.replace_draft(request.as_draft())
    later.add(Place.IMAGES, LOCAL_PICTURES[1:], local=True)
    assert measured == LOCAL_PICTURES
    found = later.evaluation.request
    assert found is not None
    uploaded = {reference.id: f"https://files.example{reference.source}" for reference in found.references}
    assert found.body(uploaded)["images"] == [f"https://files.example{source}" for source in LOCAL_PICTURES]


def test_frames_swap(presenter: ComposePresenter) -> None:
    presenter.add(Place.FIRST_FRAME, LOCAL_PICTURES[:1], local=True)
    presenter.add(Place.LAST_FRAME, LOCAL_PICTURES[1:2], local=True)
    presenter.swap_frames()
    assert presenter.draft.at(Place.FIRST_FRAME)[0].source == LOCAL_PICTURES[1]
    assert presenter.draft.at(Place.LAST_FRAME)[0].source == LOCAL_PICTURES[0]


def test_a_new_reference_wants_measuring_and_learns_its_facts(presenter: ComposePresenter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presenter.reference_added) as told:
        presenter.add(Place.VIDEOS, ["/clips/a.mp4"], local=True)
    assert told.args is not None
    presenter.set_facts("/clips/a.mp4", Facts(seconds=3.0))
    assert presenter.draft.at(Place.VIDEOS)[0].facts.seconds == 3.0


def test_a_route_that_takes_no_audio_does_not_fit_but_parks(presenter: ComposePresenter) -> None:
    presenter.set_prompt("a heron")
    presenter.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    presenter.add(Place.AUDIOS, ["/sounds/a.mp3"], local=True)
    codes = [issue.code for issue in presenter.on_other_route("seedance2.0-md").errors]
    assert codes == ["reference_audios.not_supported"]
    presenter.set_model("seedance2.0-md")
    assert presenter.evaluation.ready


@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 6)), max_size=8))
def test_moving_keeps_every_reference_and_other_places_order(moves: list[tuple[int, int]]) -> None:
    presenter = ComposePresenter(CATALOG)
    presenter.add(Place.IMAGES, [f"/p/{n}.png" for n in range(5)], local=True)
    presenter.add(Place.VIDEOS, ["/v/0.mp4", "/v/1.mp4"], local=True)
    ids = [r.id for r in presenter.draft.at(Place.IMAGES)]
    expected = list(ids)
    for which, where in moves:
        expected.remove(ids[which])
        expected.insert(max(0, min(where, 4)), ids[which])
        presenter.move(ids[which], Place.IMAGES, where)
    assert [r.id for r in presenter.draft.at(Place.IMAGES)] == expected
    assert [r.source for r in presenter.draft.at(Place.VIDEOS)] == ["/v/0.mp4", "/v/1.mp4"]


MENDED = {
    "duration.out_of_range": Draft(model="sd2_mx_720p", prompt="x", duration=14),
    "resolution.not_offered": Draft(model="seedance2.0-mini-sp", prompt="x", duration=5, resolution="1080p"),
    "ratio.not_offered": Draft(model="seedance2.0-md", prompt="x", duration=5, ratio="21:9"),
    "orientation.not_offered": Draft(model="seedance2.0-md", prompt="x", duration=5, orientation="up"),
}


@pytest.mark.parametrize("code", MENDED)
def test_a_mend_removes_its_issue(code: str) -> None:
    presenter = ComposePresenter(CATALOG, MENDED[code])
    issue = next(i for i in presenter.evaluation.issues if i.code == code)
    mend = mend_of(issue, presenter.evaluation.fields[issue.field])
    assert mend is not None
    assert mend.change is not None
    presenter.mend(mend.change)
    assert presenter.evaluation.ready


def test_too_many_pictures_are_mended_by_taking_the_last_away(presenter: ComposePresenter) -> None:
    presenter.set_model("seedance2.0-md")
    presenter.set_prompt("x")
    presenter.add(Place.IMAGES, [f"/p/{n}.png" for n in range(6)], local=True)
    (issue,) = presenter.evaluation.errors
    mend = mend_of(issue, presenter.evaluation.fields["images"])
    assert mend is not None
    assert mend.change is not None
    presenter.mend(mend.change)
    assert [r.source for r in presenter.draft.at(Place.IMAGES)] == [f"/p/{n}.png" for n in range(4)]


FORM_DRAFTS = [
    *MENDED.values(),
    Draft(model="seedance2.0-md"),
    Draft(model="seedance2.0-md", prompt="x" * 5001, duration=5),
]


@pytest.mark.parametrize("draft", FORM_DRAFTS, ids=lambda draft: str(draft.duration))
def test_every_error_of_a_form_has_a_way_out(draft: Draft) -> None:
    presenter = ComposePresenter(CATALOG, draft)
    errors = presenter.evaluation.errors
    assert errors
    for issue in errors:
        assert mend_of(issue, presenter.evaluation.fields[issue.field]) is not None, issue.code


def test_a_wording_written_before_its_picture_is_loaded_is_tied_to_it(presenter: ComposePresenter) -> None:
    presenter.set_prompt("like @Image1 and @Image2")
    presenter.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    (first,) = presenter.draft.references
    assert presenter.draft.prompt == f"like {mention(first.id, '@Image1')} and @Image2"


def test_an_id_is_never_given_twice(presenter: ComposePresenter) -> None:
    old = Draft(
        model="seedance2.0-md",
        prompt=f"like {mention('r3', 'gone.png')}",
        references=tuple(Reference(f"r{n}", Place.IMAGES, f"https://h.example/{n}.png") for n in (1, 2)),
    )
    presenter.replace_draft(old)
    presenter.set_prompt(f"like {mention('r4', 'pasted.png')}")
    presenter.set_prompt("")
    presenter.remove(["r1", "r2"])
    presenter.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    presenter.undo()
    presenter.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    (reference,) = presenter.draft.references
    assert reference.id == "r6", "neither one that was held or mentioned, nor one that was taken back"
    restarted = ComposePresenter(CATALOG, old)
    restarted.replace_draft(replace(old, prompt="", references=()))
    restarted.add(Place.IMAGES, LOCAL_PICTURES[:1], local=True)
    assert restarted.draft.references[0].id == "r4"


def test_a_file_that_is_loaded_again_is_looked_at_again(presenter: ComposePresenter) -> None:
    wanted: list[str] = []
    presenter.set_prompt("a heron")
    presenter.reference_added.connect(lambda reference: wanted.append(reference.source))
    picture = LOCAL_PICTURES[0]
    presenter.add(Place.IMAGES, [picture, picture], local=True)
    presenter.set_facts(picture, Facts(width=800))
    assert not presenter.is_measuring
    presenter.add(Place.IMAGES, [picture], local=True)
    waits = [presenter.is_measuring]
    assert wanted == [picture] * 3
    presenter.set_facts(picture, Facts(width=900))
    assert [*waits, presenter.is_measuring] == [True, False]
    assert [reference.facts.width for reference in presenter.draft.references] == [900] * 3
