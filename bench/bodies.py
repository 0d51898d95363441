"""Drafts and raw bodies to measure with: every model, from bare to full of references and mistakes."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.reference import Facts, Kind, Place, Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedance_desktop.domain.catalog import Catalog

PROMPT = "A heron crosses the river at dusk, like @Image1, camera low over the water. " * 8
SHAPES: tuple[dict[str, Any], ...] = (
    {},
    {"ratio": "16:9", "resolution": "720p"},
    {"images": [f"https://media.example/{n}.png" for n in range(9)]},
    {"first_image": "https://media.example/a.png", "last_image": "https://media.example/b.png"},
    {"reference_videos": ["https://media.example/a.mp4"], "reference_audios": ["asset://a-1"]},
    {"images": ["http://media.example/a.png"], "first_image": 7, "duration": "5", "seed": 1},
)


def bodies(catalog: Catalog, count: int) -> Iterator[dict[str, Any]]:
    """So many raw bodies, all models and shapes in turn."""
    every = [{"model": model, "prompt": PROMPT, "duration": 5, **shape} for shape in SHAPES for model in catalog.models]
    return islice(cycle(every), count)


def drafts(catalog: Catalog) -> Iterator[Draft]:
    """For each model the form's draft at its fullest."""
    facts = Facts(width=1280, height=720, seconds=4.0, fps=24.0, size=4_000_000)
    formats = {Kind.IMAGE: "png", Kind.VIDEO: "mp4", Kind.AUDIO: "wav"}
    known = {kind: replace(facts, format=name) for kind, name in formats.items()}
    loaded = tuple(
        Reference(f"{place.value}-{number}", place, f"references/{number}", local=True, facts=known[place.kind])
        for place in Place
        for number in range(9)
    )
    for model in catalog.models:
        for mode in Mode:
            yield Draft(model, PROMPT, duration=5, resolution="720p", ratio="16:9", references=loaded, mode=mode)
