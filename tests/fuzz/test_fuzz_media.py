"""A short run of the fuzzing of media headers, and the proof that its judge finds what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.reference import Facts, Kind
from seedance_desktop.media.measured import Measured
from tests.fuzz.media import disturbed, fuzz_media, judged

if TYPE_CHECKING:
    from pathlib import Path


async def test_no_disturbed_header_harms_anything_but_a_worker(tmp_path: Path) -> None:
    tally = await fuzz_media(115, tmp_path)
    assert tally.violations == []
    assert sum(tally.outcomes.values()) == 115
    assert len(tally.outcomes) > 4


def test_a_number_always_means_the_same_file() -> None:
    originals = [("png", b"\x89PNG" * 99), ("mp4", b"ftyp" * 99)]
    files = [disturbed(originals, 1, number) for number in range(60)]
    assert files == [disturbed(originals, 1, number) for number in range(60)]
    assert len({content for _, content in files}) > 50


@pytest.mark.parametrize(
    "said",
    [
        "media.no_helper",
        "media.nobody_wrote_it",
        Measured(Kind.VIDEO, Facts(seconds=float("inf"))),
        Measured(Kind.IMAGE, Facts(width=-1)),
    ],
)
def test_the_judge_finds_fault(said: Measured | str) -> None:
    assert list(judged(said))


def test_the_judge_is_content_with_what_is_true() -> None:
    assert not list(judged("media.unreadable"))
    assert not list(judged(Measured(Kind.IMAGE, Facts(width=4, height=3))))
