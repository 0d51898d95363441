"""The engine and the sandbox over sockets: every model, every kind of reference, every trouble, a restart."""

from __future__ import annotations

import socket
import wave
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import pytest
from PIL import Image

from seedance_desktop.domain.asset import AssetState
from seedance_desktop.domain.reference import FRAMES, Facts, Place, Reference
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.events import Waiting
from tests.integration.engine_beside_sandbox import (
    CATALOG,
    PROFILE_ID,
    QUICK,
    Beside,
    a_picture,
    arrived,
    beside_sandbox,
    comment_of,
    files_in,
    hashes,
    reference,
    sandbox,
)

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_desktop.domain.route import Rules

MINI = "seedance2.0-mini"
FULL = "sd2_mx_720p"
UNWANTED = Reference("no", Place.IMAGES, "https://pictures.example/reject.png")
"""The sandbox's review says no to such a name."""

STRANGER = Reference("far", Place.IMAGES, "https://pictures.example/far.png")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[Place, tuple[Reference, ...]]:
    """Real files for every place, within every route's limits."""
    folder = tmp_path_factory.mktemp("shelf")
    colours = ("red", "green", "blue", "white")
    pictures = [a_picture(folder / f"{colour}.png", colour) for colour in colours]
    square = Facts(format="png", width=640, height=640)
    video, sound = a_video(folder / "clip.mp4"), a_sound(folder / "tone.wav")
    seen = Facts(format="mp4", width=1280, height=720, seconds=4.0, fps=24.0, size=video.stat().st_size)
    return {
        Place.IMAGES: (
            reference(pictures[2], Place.IMAGES, square, 1),
            reference(pictures[0], Place.IMAGES, square, 2),
        ),
        Place.FIRST_FRAME: (reference(pictures[1], Place.FIRST_FRAME, square),),
        Place.LAST_FRAME: (reference(pictures[3], Place.LAST_FRAME, square),),
        Place.VIDEOS: (reference(video, Place.VIDEOS, seen),),
        Place.AUDIOS: (reference(sound, Place.AUDIOS, Facts(format="wav", seconds=2.0)),),
    }


def a_video(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=24, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        picture = Image.new("RGB", (1280, 720), "teal")
        frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]  # PyAV has no type for it
        for number in range(96):
            frame.pts, frame.time_base = number, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def a_sound(path: Path) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 2 * 8000))
    return path


def all_that_fit(rules: Rules, shelf: dict[Place, tuple[Reference, ...]], *, frames: bool) -> tuple[Reference, ...]:
    """Every kind of reference the model takes together with pictures, or with frames."""
    fitting: list[Reference] = []
    for place, references in shelf.items():
        if (place in FRAMES) is not frames and place in {*FRAMES, Place.IMAGES}:
            continue
        if frames and place is Place.AUDIOS and not rules.reference_audios.with_frames:
            continue
        if frames and place is Place.VIDEOS:
            continue
        fitting += references if place in rules.room else ()
    return tuple(fitting)


async def test_every_model_makes_a_clip_of_a_prompt_alone(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path) as beside:
        async with beside.engine() as engine:
            sent = {engine.submit(beside.request(model), PROFILE_ID): model for model in CATALOG.models}
            tasks = await beside.ended(engine, *sent)
    assert len(sent) == 23
    assert [(task.model, task.status, task.failure) for task in tasks] == [
        (model, Status.COMPLETED, None) for model in sent.values()
    ]
    assert beside.creates == 23
    for task in tasks:
        assert task.take is not None
        assert comment_of(task.take)["request"]["model"] == task.model
        assert task.thumbnail is not None
        assert task.seconds == pytest.approx(task.request.duration, abs=0.1)


@pytest.mark.parametrize("frames", [False, True], ids=["pictures", "frames"])
async def test_every_route_gets_the_local_files_it_takes_in_their_order(
    tmp_path: Path,
    shelf: dict[Place, tuple[Reference, ...]],
    frames: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    with beside_sandbox(tmp_path) as beside:
        async with beside.engine() as engine:
            sent: dict[str, tuple[Reference, ...]] = {}
            for route in CATALOG.routes:
                model = route.models[0]
                references = all_that_fit(model.rules, shelf, frames=frames)
                sent[engine.submit(beside.request(model.id, references), PROFILE_ID)] = references
            tasks = await beside.ended(engine, *sent)
    assert all(sent.values())
    for task, references in zip(tasks, sent.values(), strict=True):
        assert (task.status, task.failure) == (Status.COMPLETED, None), task.model
        assert task.take is not None
        in_order = sorted(hashes(references), key=lambda one: list(Place).index(Place(one[0])))
        assert arrived(task.take) == in_order, task.model
        asked = [entry["source"] for entry in comment_of(task.take)["references"]]
        assert all(source.startswith("asset://") for source in asked) is task.request.reviewed
    files = {entry.source for references in sent.values() for entry in references}
    assert beside.uploads == len(files), "each file goes up once, for all tasks together"


async def test_full_sends_an_address_it_was_given_through_the_review_too(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path) as beside:
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(FULL, (STRANGER,)), PROFILE_ID))
    assert task.status is Status.COMPLETED
    assert task.take is not None
    (entry,) = comment_of(task.take)["references"]
    assert entry["source"].startswith("asset://")


async def test_a_rejected_reference_is_refused_and_costs_nothing(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path) as beside:
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(FULL, (STRANGER, UNWANTED)), PROFILE_ID))
    assert task.status is Status.REFUSED
    assert task.failure is not None
    assert task.failure.code == "review.rejected"
    assert beside.creates == 0


@pytest.mark.parametrize(
    ("scenario", "status", "code"),
    [
        ("calm", Status.COMPLETED, None),
        ("slow-queue", Status.COMPLETED, None),
        ("moderation", Status.FAILED, "task.moderated"),
        ("refused-parameters", Status.REFUSED, "service.refused"),
        ("lost-answer", Status.UNCERTAIN, "create.no_answer"),
        ("lost-before", Status.UNCERTAIN, "create.no_answer"),
        ("storm-429", Status.COMPLETED, None),
        ("storm-503", Status.COMPLETED, None),
        ("html", Status.COMPLETED, None),
        ("unknown-word", Status.COMPLETED, None),
        ("broken-download", Status.COMPLETED, None),
        ("expired-link", Status.COMPLETED, None),
        ("low-balance", Status.REFUSED, "balance.low"),
    ],
)
async def test_every_scenario_ends_where_it_should(
    tmp_path: Path, shelf: dict[Place, tuple[Reference, ...]], scenario: str, status: Status, code: str | None
) -> None:
    with beside_sandbox(tmp_path, scenario) as beside:
        if scenario == "unknown-word":
            beside.live.room.pace = 0.15  # long enough for a query to fall into the odd word's time
        async with beside.engine() as engine:
            task_id = engine.submit(beside.request(MINI, shelf[Place.IMAGES]), PROFILE_ID)
            (task,) = await beside.ended(engine, task_id)
    assert (task.status, task.failure and task.failure.code) == (status, code)
    assert beside.creates == (2 if scenario == "storm-429" else 1)
    taken = [] if task.take is None else [task.take]
    assert [str(path) for path in files_in(beside.takes)] == taken
    words = {told.service_status for told in beside.told(task_id)}
    assert ("awaiting_upscale" in words) is (scenario == "unknown-word")
    waits = [event for event in beside.events if isinstance(event, Waiting) and event.reason is not None]
    assert bool(waits) is (scenario in {"storm-429", "storm-503", "html", "broken-download", "expired-link"})


@pytest.mark.parametrize(("scenario", "code"), [("dead-download", "take.broken"), ("bare-key", "take.no_link")])
async def test_a_result_that_cannot_be_had_now_waits(tmp_path: Path, scenario: str, code: str) -> None:
    with beside_sandbox(tmp_path, scenario) as beside:
        async with beside.engine() as engine:
            engine.submit(beside.request(MINI), PROFILE_ID)
            await beside.until(engine, lambda tasks: tasks[0].failure is not None)
            (task,) = engine.tasks
            assert task.status is Status.DOWNLOADING
            assert task.failure is not None
            assert task.failure.code in {code, "download.short", "service.no_answer"}
        async with beside.engine() as engine:
            assert [task.status for task in engine.tasks] == [Status.DOWNLOADING]
    assert beside.creates == 1


async def test_a_restart_in_the_middle_goes_on_also_on_another_port(tmp_path: Path) -> None:
    with sandbox(tmp_path / "sandbox", "slow-queue") as live:
        beside = Beside(tmp_path, live)
        async with beside.engine() as engine:
            task_id = engine.submit(beside.request(MINI), PROFILE_ID)
            await beside.until(engine, lambda tasks: tasks[0].status is Status.QUEUED)
    first_port = live.address.base_url
    with sandbox(tmp_path / "sandbox", port=free_port()) as again:
        beside.live = again
        assert again.address.base_url != first_port
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, task_id)
        assert again.room.creates == 1
    assert task.status is Status.COMPLETED
    assert task.base_url == first_port


async def test_a_wrong_key_is_refused_before_anything_is_charged(tmp_path: Path) -> None:
    with beside_sandbox(tmp_path) as beside:
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), "nobody's"))
    assert task.status is Status.REFUSED
    assert task.failure is not None
    assert task.failure.code == "key.missing"
    assert beside.creates == 0


async def test_a_service_that_is_not_there_costs_nothing(tmp_path: Path) -> None:
    with sandbox(tmp_path / "sandbox") as live:
        beside = Beside(tmp_path, live)
    async with beside.engine() as engine:
        (task,) = await beside.ended(engine, engine.submit(beside.request(MINI), PROFILE_ID))
    assert task.status is Status.FAILED
    assert task.failure is not None
    assert task.failure.code == "net.refused"
    assert (
        QUICK.prepare_tries
        == len([event for event in beside.events if isinstance(event, Waiting) and event.reason]) + 1
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_a_review_refused_with_a_reason_stops_the_clip_before_it_is_ordered(
    tmp_path: Path, shelf: dict[Place, tuple[Reference, ...]]
) -> None:
    with beside_sandbox(tmp_path, "refused-review") as beside:
        async with beside.engine() as engine:
            task_id = engine.submit(beside.request(FULL, shelf[Place.IMAGES]), PROFILE_ID)
            (task,) = await beside.ended(engine, task_id)
            states = {record.state for record in engine.assets.records}
    assert task.status is Status.REFUSED
    assert task.failure is not None
    assert task.failure.values["name"] == shelf[Place.IMAGES][0].called
    assert "consent" in str(task.failure.values["reason"])
    assert beside.creates == 0, "nothing was ordered, so nothing can be charged"
    assert states == {AssetState.FAILED}
    waits = [told.failure.values for told in beside.told(task_id) if told.failure and not told.status.is_end]
    assert waits == [{"count": 2}]


async def test_a_portrait_that_was_approved_stands_for_its_file(
    tmp_path: Path, shelf: dict[Place, tuple[Reference, ...]]
) -> None:
    portrait = shelf[Place.IMAGES][0]
    with beside_sandbox(tmp_path, "long-review") as beside:
        async with beside.engine() as engine:
            engine.assets.submit(PROFILE_ID, Review.PERSON, [portrait.source])
            await beside.until(engine, lambda _tasks: any(r.state is AssetState.PENDING for r in engine.assets.records))
            request = beside.request("seedance2.0-sp", shelf[Place.IMAGES])
            (task,) = await beside.ended(engine, engine.submit(request, PROFILE_ID))
            (record,) = engine.assets.records
    assert task.take is not None
    assert beside.uploads == 2, "the portrait went up once, for its review"
    assert record.reference in [entry["source"] for entry in comment_of(task.take)["references"]]
    assert arrived(task.take) == hashes(shelf[Place.IMAGES])
