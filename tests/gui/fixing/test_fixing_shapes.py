"""The kept part of a clip or picture stays inside it and within its bounds, whatever is done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_desktop.domain.fit import Crop
from seedance_desktop.domain.reference import Facts
from seedance_desktop.ui.fixing.changes import changes, facts_line, time_of
from seedance_desktop.ui.fixing.crop_box import CropBox
from seedance_desktop.ui.fixing.span import SHORTEST, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = st.floats(-10, 400, allow_nan=False)
SPANS = st.lists(st.tuples(st.sampled_from(["start", "end", "move"]), SECONDS), max_size=8)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.floats(-9000, 9000), st.floats(-9000, 9000)),
        st.tuples(st.just("scale"), st.floats(0.01, 10), st.just(0.0)),
        st.tuples(st.just("drag"), st.floats(-100, 9000), st.floats(-100, 9000)),
    ),
    max_size=8,
)
NEAR = 1e-6


@given(st.floats(0.05, 300), st.none() | st.floats(0.1, 400), SECONDS, st.none() | SECONDS, SPANS)
def test_a_span_never_leaves_its_clip_nor_its_bound(
    total: float, longest: float | None, start: float, end: float | None, steps: Sequence[tuple[str, float]]
) -> None:
    span = Span.of(total, start, end, longest)
    for step, to in [("", 0.0), *steps]:
        if step:
            span = {"start": span.with_start, "end": span.with_end, "move": span.moved_to}[step](to)
        assert -NEAR <= span.start <= span.end <= total + NEAR
        assert span.length <= (longest if longest is not None and longest >= SHORTEST else total) + NEAR
        assert span.length >= min(SHORTEST, total, longest or total) - NEAR


def test_an_end_that_is_moved_far_draws_the_other_along() -> None:
    span = Span.of(20.0, 0.0, None, 5.0)
    assert (span.start, span.end) == (0.0, 5.0)
    assert span.with_end(12.0) == Span(20.0, 7.0, 12.0, 5.0)
    assert span.moved_to(99.0) == Span(20.0, 15.0, 20.0, 5.0)
    assert span.with_end(12.0).with_start(2.0) == Span(20.0, 2.0, 7.0, 5.0)


@given(
    st.integers(40, 9000),
    st.integers(40, 9000),
    st.sampled_from([None, (16, 9), (9, 16), (1, 1), (21, 9)]),
    STEPS,
)
def test_a_crop_stays_inside_in_its_shape(
    width: int, height: int, ratio: tuple[int, int] | None, steps: Sequence[tuple[str, float, float]]
) -> None:
    box = CropBox.largest(width, height, ratio)
    for step, x, y in [("", 0.0, 0.0), *steps]:
        crop = box.crop
        if step == "move":
            box = box.moved(x, y)
        elif step == "scale":
            box = box.scaled(x)
        elif step == "drag":
            box = box.dragged((crop.left, crop.top), (x, y))
        crop = box.crop
        assert crop.left >= 0
        assert crop.top >= 0
        assert crop.left + crop.width <= width
        assert crop.top + crop.height <= height
        assert min(crop.width, crop.height) >= 1
        if ratio is not None:
            assert abs(crop.width - crop.height * ratio[0] / ratio[1]) <= max(ratio) / min(ratio) + 1


def test_the_largest_crop_lies_in_the_middle() -> None:
    assert CropBox.largest(4000, 3000, (16, 9)).crop == Crop(0, 375, 4000, 2250)
    assert CropBox.largest(400, 300).crop == Crop(0, 0, 400, 300)


def test_a_dragged_corner_follows_and_the_other_stays() -> None:
    box = CropBox(400, 300, Crop(100, 100, 160, 90), (16, 9))
    assert box.dragged((100, 100), (420, 150)).crop == Crop(100, 100, 300, 169)
    assert box.dragged((260, 190), (180, 180)).crop == Crop(180, 145, 80, 45)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "0:00.00"), (14.95, "0:14.95"), (59.999, "1:00.00"), (3725.5, "62:05.50"), (None, "")]
)
def test_times_are_told_to_the_hundredth(seconds: float | None, text: str) -> None:
    assert time_of(seconds) == text


def test_only_what_differs_is_told() -> None:
    before = Facts("heic", 4032, 3024, size=12_400_000)
    assert changes(before, Facts("jpeg", 2048, 1536, size=1_800_000)) == [
        "HEIC → JPEG",
        "4032 × 3024 → 2048 × 1536",
        "12.4 MB → 1.8 MB",
    ]
    assert changes(before, before) == []
    assert facts_line(Facts("mp4", 1280, 720, 21.0, 24.0, 999)) == "MP4 · 0:21.00 · 1280 × 720 · 24 fps · 999 B"
