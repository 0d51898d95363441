"""Whose key goes where."""

from __future__ import annotations

import pytest

from seedance_desktop.domain.profile import Profile
from seedance_desktop.engine.lines import Lines
from seedance_desktop.engine.options import EngineOptions
from seedance_desktop.engine.pace import Pace
from tests.fakes.clocks import ManualClock
from tests.fakes.service import FakeProfiles, FakeService, FakeServices

OLD = "https://service.example"


def a_pace() -> Pace:
    return Pace(EngineOptions(), ManualClock())


@pytest.mark.parametrize(
    ("now", "key"),
    [
        (OLD, "sk-made-up"),
        ("https://Service.example/", "sk-made-up"),
        ("https://moved.example", ""),
        ("http://service.example", ""),
        ("https://service.example:8443", ""),
    ],
)
async def test_the_old_address_of_a_profile_that_moved_gets_no_key(now: str, key: str) -> None:
    service, profiles = FakeService(), FakeProfiles({"main": Profile("main", "Main", now)})

    await Lines(profiles, FakeServices(service), a_pace()).to(OLD, "main")

    assert service.addresses == [(OLD, key)]


async def test_an_address_whose_profile_is_gone_gets_no_key() -> None:
    service = FakeService()

    await Lines(FakeProfiles({}), FakeServices(service), a_pace()).to(OLD, "main")

    assert service.addresses == [(OLD, "")]


async def test_after_a_sleep_every_client_lets_go_of_its_connections_once() -> None:
    service, pace = FakeService(), a_pace()
    lines = Lines(FakeProfiles(), FakeServices(service), pace)
    await lines.to(OLD, "main")
    await lines.to("https://other.example", "main")
    pace.awakenings += 1
    await lines.to(OLD, "main")
    await lines.to(OLD, "main")
    assert [call for call, _ in service.calls] == ["renew", "renew"]
