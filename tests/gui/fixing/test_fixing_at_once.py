"""What is no matter of taste is mended by one press, can be stopped, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from seedance_desktop.domain.fit import Recipe
from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.ui.widgets.buttons import LinkButton
from seedance_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from tests.gui.fixing.bench import Bench

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

HEIC = Facts(format="heic", width=4032, height=3024, size=12_400_000)
JPEG = Facts(format="jpeg", width=4032, height=3024, size=1_800_000)


def test_one_press_makes_a_copy_that_is_used_and_told_of(bench: Bench) -> None:
    original = bench.load(Place.IMAGES, HEIC)
    button = bench.button("reference.format")
    assert (button.text(), button.accessibleDescription()) == (
        "Fix",
        "a.heic is HEIC, which the service's upload does not take.",
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert bench.engine.asked == {bench.engine.last: ("/m/a.heic", Recipe(format="jpeg"))}
    bench.engine.go_on(0.42)
    assert bench.button("reference.format") is button, "the line stays, and keeps the focus"
    assert button.text() == "Cancel"
    assert any(label.text() == "42%" for label in bench.composer.send_bar.readiness.findChildren(Label))
    copy = bench.engine.end(JPEG)
    assert (bench.reference.source, bench.reference.original) == (copy, original.source)
    assert bench.reference.facts == JPEG
    assert "reference.format" not in bench.codes()
    assert not bench.presenter.is_measuring
    assert bench.banner().text() == (
        "A copy of a.heic is used now: HEIC → JPEG, 12.4 MB → 1.8 MB. The original stays as it is."
    )


def test_the_banner_takes_it_back(bench: Bench) -> None:
    original = bench.load(Place.IMAGES, HEIC)
    bench.button("reference.format").click()
    bench.engine.end(JPEG)
    bench.banner().findChildren(LinkButton)[0].click()
    assert bench.reference == original
    assert bench.banners.codes() == ()
    bench.presenter.undo()
    assert bench.reference.original == original.source, "also that can be taken back"
    bench.room.use_original(original.id)
    assert bench.reference == original


def test_taking_back_the_second_copy_leaves_the_first(bench: Bench) -> None:
    bench.load(Place.VIDEOS, Facts(format="mp4", width=400, height=300, seconds=5.0, fps=120.0, size=1000))
    bench.button("reference_videos.pixels").click()
    first = bench.engine.end(Facts(format="mp4", width=960, height=720, seconds=5.0, fps=120.0, size=2000))
    bench.button("reference_videos.doubtful").click()
    assert bench.engine.asked[bench.engine.last] == (first, Recipe(format="mp4", fps=60.0))
    bench.engine.end(Facts(format="mp4", width=960, height=720, seconds=5.0, fps=60.0, size=2000))
    assert bench.banner().text().startswith("A copy of a.mp4 is used now: 120 fps → 60 fps.")
    bench.banner().findChildren(LinkButton)[0].click()
    assert (bench.reference.source, bench.reference.original) == (first, "/m/a.mp4")


def test_pressed_again_it_stops_and_nothing_is_heard_of_it(bench: Bench) -> None:
    original = bench.load(Place.IMAGES, HEIC)
    bench.button("reference.format").click()
    bench.button("reference.format").click()
    token = bench.engine.last
    assert bench.engine.cancelled == [token]
    assert bench.button("reference.format").text() == "Fix"
    bench.engine.end(JPEG, token)
    assert bench.reference == original
    assert bench.banners.codes() == ()


def test_a_failure_says_why_and_keeps_the_original(bench: Bench) -> None:
    original = bench.load(Place.IMAGES, Facts(format="png", width=9000, height=9000, size=120_000_000))
    bench.button("reference.too_large").click()
    assert bench.engine.recipe == Recipe(format="jpeg", most_bytes=98_000_000)
    bench.engine.fail("media.not_small_enough")
    assert bench.reference == original
    assert "small enough" in bench.banner().text()
    assert bench.button("reference.too_large").text() == "Fix"


def test_what_is_removed_or_replaced_meanwhile_needs_no_copy(bench: Bench) -> None:
    reference = bench.load(Place.IMAGES, HEIC)
    bench.button("reference.format").click()
    first = bench.engine.last
    bench.presenter.replace_source(reference.id, "/m/b.png", local=True)
    assert bench.engine.cancelled == [first]
    bench.engine.end(JPEG, first)
    assert bench.reference.source == "/m/b.png"
    bench.presenter.undo()
    bench.button("reference.format").click()
    bench.presenter.remove([reference.id])
    assert bench.engine.cancelled == [first, bench.engine.last]


def test_another_route_meanwhile_changes_nothing(bench: Bench) -> None:
    bench.load(Place.IMAGES, HEIC)
    bench.button("reference.format").click()
    bench.presenter.set_model("seedance2.0-std")
    copy = bench.engine.end(JPEG)
    assert bench.reference.source == copy


def test_a_forgotten_place_is_told_in_words(bench: Bench) -> None:
    bench.load(Place.IMAGES, Facts(format="jpeg", width=400, height=300, size=9000, located=True))
    bench.button("reference.located").click()
    assert bench.engine.recipe == Recipe()
    bench.engine.end(Facts(format="jpeg", width=400, height=300, size=8000))
    assert "does not say where it was taken" in bench.banner().text()


LOCATED = Facts(format="jpeg", width=400, height=300, size=9000, located=True)


def waits(bench: Bench) -> bool:
    """The original could be sent, but the form waits for something."""
    assert bench.presenter.evaluation.request is not None
    return bench.presenter.is_measuring


def test_the_original_is_not_sent_while_its_copy_is_being_made(bench: Bench) -> None:
    bench.load(Place.IMAGES, LOCATED)
    assert not waits(bench)
    bench.button("reference.located").click()
    assert waits(bench)
    bench.engine.go_on(0.5)
    assert waits(bench)
    assert bench.button("reference.located").text() == "Cancel", "what is waited for can be seen and stopped"
    assert bench.composer.send_bar.readiness.accessibleName().startswith("Making a copy to send")
    copy = bench.engine.end(Facts(format="jpeg", width=400, height=300, size=8000))
    assert not waits(bench)
    request = bench.presenter.evaluation.request
    assert request is not None
    assert [reference.source for reference in request.references] == [copy]


def test_a_copy_that_fails_or_is_called_off_is_not_waited_for(bench: Bench) -> None:
    reference = bench.load(Place.IMAGES, LOCATED)
    bench.button("reference.located").click()
    bench.engine.fail("media.not_small_enough")
    assert not waits(bench)
    bench.button("reference.located").click()
    bench.button("reference.located").click()
    assert not waits(bench)
    bench.engine.end(LOCATED)
    assert not waits(bench)
    for code in ("reference.located", ""):
        bench.room.fixer.begin(reference, Recipe(), code=code)
    bench.presenter.remove([reference.id])
    assert not waits(bench), "each of several copies is taken off once"
    bench.presenter.expect(1)
    assert waits(bench), "and no more than once"


def test_what_no_copy_can_mend_keeps_its_own_button(bench: Bench) -> None:
    bench.load(Place.IMAGES, Facts(format="png"))
    bench.presenter.set_facts("/m/a.png", Facts(), "media.unreadable")
    bench.button("reference.unreadable").click()
    assert bench.engine.asked == {}
    assert bench.presenter.draft.references == ()
