"""Which answer of the audit belongs to which file, where the service does not repeat our addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.answers import Asset, AssetStatus
from seedance_desktop.api.assets import review_body
from seedance_desktop.domain.asset import AssetRecord
from seedance_desktop.domain.errors import ServiceFailed
from seedance_desktop.domain.reference import Kind
from seedance_desktop.domain.review import Review
from seedance_desktop.domain.task import Status
from seedance_desktop.engine.review_calls import hand_in
from tests.fakes.house import House, with_files
from tests.fakes.service import FakeService

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PENDING, FAILED = AssetStatus.PENDING, AssetStatus.FAILED


def record(name: str, kind: Kind = Kind.IMAGE) -> AssetRecord:
    address = f"https://files.example/{name}"
    return AssetRecord(
        name,
        "main",
        "",
        Review.FULL,
        name,
        kind,
        address,
        local=False,
        name=name,
        created_at=0,
        changed_at=0,
        address=address,
    )


def told(asset_id: str, kind: Kind | None = Kind.IMAGE, status: AssetStatus = PENDING, url: str = "") -> Asset:
    return Asset(asset_id, url, kind, status, "")


class Answering(FakeService):
    """Answers every audit with the same entries."""

    def __init__(self, *answer: Asset) -> None:
        super().__init__()
        self.answer = answer
        self.bodies: list[dict[str, object]] = []

    async def submit_for_review(self, addresses: Mapping[Kind, Sequence[str]]) -> tuple[Asset, ...]:
        self._note("review")
        self.bodies.append(review_body(addresses))
        return self.answer


async def test_answers_without_addresses_follow_the_order_of_the_body() -> None:
    records = [record("sound", Kind.AUDIO), record("clip", Kind.VIDEO), record("b"), record("a")]
    service = Answering(told("1"), told("2", None), told("3", Kind.VIDEO), told("4", Kind.AUDIO))
    verdicts = await hand_in(service, Review.FULL, records)
    sent = [url for urls in service.bodies[0].values() if isinstance(urls, list) for url in urls]
    assert [url.rsplit("/")[-1] for url in sent] == ["b", "a", "clip", "sound"]
    assert [verdict.asset_id for verdict in verdicts] == ["4", "3", "1", "2"]


@pytest.mark.parametrize(
    "answer",
    [
        (told("b"), told("", status=FAILED)),
        (told("clip", Kind.VIDEO), told("a")),
        (told("b", url="https://files.example/b"), told("a")),
        (told("a"),),
    ],
    ids=["one was refused", "another kind", "the address of another", "one is missing"],
)
async def test_nobody_guesses_which_file_an_answer_means(answer: tuple[Asset, ...]) -> None:
    with pytest.raises(ServiceFailed) as caught:
        await hand_in(Answering(*answer), Review.FULL, [record("a"), record("b")])
    assert caught.value.code == "review.unreadable"


async def test_an_answer_that_nobody_can_read_is_not_asked_for_again(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.service = Answering()
    (tmp_path / "heron.png").write_bytes(b"picture")
    async with house.engine() as engine:
        task_id = engine.submit(with_files(tmp_path / "heron.png", reviewed=True), "main")
        task = await house.until(task_id, Status.FAILED)
    assert task.failure is not None
    assert task.failure.code == "review.unreadable"
    assert len(house.service.at("review")) == 1
