"""`generate` with local files of every kind on every route that takes them: the take itself tells what arrived."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import av
import pytest

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.draft import Draft, Mode
from seedance_desktop.domain.field_states import field_states
from seedance_desktop.domain.reference import FRAMES, Kind, Place, Reference
from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import open_sandbox
from tests.fakes.command import Command
from tests.fakes.media import clip_file, picture_file, sound_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedance_desktop.domain.route import Model
    from seedance_desktop.sandbox.server import LiveSandbox

OPTIONS = {
    Place.IMAGES: "--image",
    Place.FIRST_FRAME: "--first-frame",
    Place.LAST_FRAME: "--last-frame",
    Place.VIDEOS: "--video",
    Place.AUDIOS: "--audio",
}
MOST = 3


class Load(NamedTuple):
    """As many references of each kind as a model takes at once, up to three of each."""

    model: str
    mode: Mode
    counts: dict[Place, int]


def load_of(model: Model, mode: Mode) -> Load:
    frames = tuple(Reference(place.value, place, "/a.png", local=True) for place in FRAMES)
    draft = Draft(model=model.id, prompt="p", mode=mode, references=frames if mode is Mode.FRAMES else ())
    states = field_states(model, draft, draft.by_place())
    usable = {place: states[place] for place in Place if states[place].usable}
    return Load(model.id, mode, {place: min(MOST, state.limit or MOST) for place, state in usable.items()})


LOADS = [load_of(route.models[-1], mode) for route in load_catalog().routes for mode in (Mode.REFERENCES, Mode.FRAMES)]


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    rendering = Rendering(scale=0.25, in_process=True)
    options = Options(tmp_path_factory.mktemp("sandbox"), pace=0.01, start_balance=Decimal(9000), rendering=rendering)
    with open_sandbox(options) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Kind, list[Path]]:
    """Three different files of each kind, under names that sort in another order than they are given."""
    folder = tmp_path_factory.mktemp("媒体 files")
    pictures = {"c.png": "red", "a.jpg": "lime", "b.webp": "blue"}
    return {
        Kind.IMAGE: [picture_file(folder / name, colour) for name, colour in pictures.items()],
        Kind.VIDEO: [clip_file(folder / f"{name}.mp4", frames) for frames, name in enumerate("fde", start=8)],
        Kind.AUDIO: [sound_file(folder / f"{name}.wav", samples) for samples, name in enumerate("ihg", start=4000)],
    }


def arrived(take: str) -> list[tuple[str, int, str]]:
    """Place, number and fingerprint of every reference, as the sandbox wrote them into the clip."""
    with av.open(take) as clip:
        told: dict[str, Any] = json.loads(clip.metadata["comment"])
    return [(entry["place"], entry["number"], entry["sha256"]) for entry in told["references"]]


@pytest.mark.parametrize("load", LOADS, ids=lambda load: f"{load.model}-{load.mode}")
def test_the_right_files_arrive_in_the_right_order(
    live: LiveSandbox, files: dict[Kind, list[Path]], tmp_path: Path, load: Load
) -> None:
    command = Command(tmp_path / "data", live.address.base_url, live.address.key, here=True)
    given = {place: files[place.kind][:count] for place, count in load.counts.items()}
    if Place.LAST_FRAME in given:
        given[Place.LAST_FRAME] = files[Kind.IMAGE][1:2]

    done = command.generate(
        *(part for place, paths in given.items() for path in paths for part in (OPTIONS[place], str(path))),
        model=load.model,
    )

    assert (done.code, done.end["status"]) == (0, "completed"), done.err
    assert arrived(done.end["take"]) == [
        (place.value, number, hashlib.sha256(path.read_bytes()).hexdigest())
        for place, paths in given.items()
        for number, path in enumerate(paths, start=1)
    ]


def test_every_kind_of_file_was_tried_on_every_route_that_takes_it() -> None:
    loaded = {place for load in LOADS for place in load.counts}

    assert loaded == set(Place)
    assert len(LOADS) == 2 * len(load_catalog().routes)
    assert sum(Place.VIDEOS in load.counts for load in LOADS) >= 10
