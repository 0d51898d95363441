"""The whole way with a bucket of one's own: files to Swift, the clip from the sandbox, the bucket empty afterwards."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.domain.reference import Facts, Place
from seedance_desktop.engine.events import HostTested
from tests.fakes.clocks import settled
from tests.fakes.s3 import S3, SECRET, s3_server
from tests.integration.engine_beside_sandbox import PROFILE_ID, Beside, a_picture, beside_sandbox, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3]:
    with s3_server(tmp_path_factory.mktemp("s3")) as served:
        yield served


async def test_pictures_from_a_bucket_reach_the_clip_and_leave_it_empty(s3: S3, tmp_path: Path) -> None:
    pictures = [a_picture(tmp_path / f"{colour}.png", colour) for colour in ("red", "lime")]
    facts = Facts(format="png", width=640, height=640)
    images = tuple(reference(path, Place.IMAGES, facts, number) for number, path in enumerate(pictures))
    with beside_sandbox(tmp_path) as beside:
        beside.host, beside.secret = s3.bucket(deletes=True), SECRET
        async with beside.engine() as engine:
            task_id = engine.submit(beside.request("seedance2.0-mini", images), PROFILE_ID)
            (task,) = await beside.ended(engine, task_id)
            await settled(lambda: not engine._supervisor.runs(f"clear {task_id}"))
            assert await asyncio.to_thread(s3.names) == []
        assert task.status.value == "completed"
        assert list(beside.live.room.state.uploads) == []


async def test_a_wrong_secret_is_refused_before_anything_is_created(s3: S3, tmp_path: Path) -> None:
    picture = a_picture(tmp_path / "red.png", "red")
    images = (reference(picture, Place.IMAGES, Facts(format="png", width=640, height=640)),)
    with beside_sandbox(tmp_path) as beside:
        beside.host, beside.secret = s3.bucket(), "wrong"
        async with beside.engine() as engine:
            (task,) = await beside.ended(engine, engine.submit(beside.request("seedance2.0-mini", images), PROFILE_ID))
        assert task.failure is not None
        assert task.failure.code == "host.refused"
        assert beside.live.room.creates == 0


async def test_a_place_is_tried_before_it_is_kept(s3: S3, tmp_path: Path) -> None:
    with beside_sandbox(tmp_path) as beside:
        beside.host = s3.bucket()
        profile = beside.profile(PROFILE_ID)
        assert profile is not None
        async with beside.engine() as engine:
            for secret in (SECRET, "wrong"):
                engine.test_host(profile, secret)
            await beside.until(engine, lambda _: len(answers(beside)) == 2)
    assert sorted(answer.failure.code if answer.failure else "" for answer in answers(beside)) == ["", "host.refused"]
    assert s3.names() == []


def answers(beside: Beside) -> list[HostTested]:
    return [event for event in beside.events if isinstance(event, HostTested)]
