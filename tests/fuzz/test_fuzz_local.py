"""A short run of the fuzzing of the program's own files, and the proof that its judge finds what it looks for."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.task import Failure
from tests.fuzz.local import KINDS, disturbed, faults_of, fuzz_local, show
from tests.unit.store.life import paid

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 90


async def test_no_disturbed_file_stops_a_start_or_costs_a_paid_task(tmp_path: Path) -> None:
    tally = await fuzz_local(COUNT, tmp_path)
    assert tally.violations == []
    assert sum(tally.outcomes.values()) == COUNT
    assert len(tally.outcomes) > len(KINDS)


def test_the_judge_shows_what_it_found() -> None:
    show([paid(0)])
    with pytest.raises(OverflowError):
        show([replace(paid(0), created_at=1e300)])
    with pytest.raises((OverflowError, ValueError)):
        show([replace(paid(0), sent_at=1e300)])


def test_a_number_always_means_the_same_file() -> None:
    made = [[disturbed(b"heron\n" * 900, random.Random(number)) for number in range(60)] for _ in range(2)]  # noqa: S311  repeatable, no secret
    assert made[0] == made[1]
    assert len(set(made[0])) > 50


def test_the_judge_finds_a_code_without_a_sentence() -> None:
    assert faults_of(Failure("store.rescued", {"name": "x"})) == []
    assert faults_of(Failure("store.nobody_wrote_it"))
