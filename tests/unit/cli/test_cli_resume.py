"""`resume`: where the key of the environment goes."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.cli import resuming
from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.given import Given
from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.request import Request
from seedance_desktop.domain.task import Status, Task
from seedance_desktop.settings.keys import KeyStore
from seedance_desktop.settings.model import Settings
from seedance_desktop.settings.profiles import ProfileBook
from seedance_desktop.store.store import Store
from tests.unit.store.life import killed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

KEY = "sk-environment"
HERE, THERE = "https://here.example", "https://there.example"
REQUEST = Request(model="seedance2.0-md", route_id="md", prompt="p", duration=5)


def profile_of(address: str) -> str:
    return ProfileBook(Settings(), KeyStore({})).visit(address).id


@pytest.mark.parametrize(
    ("base_url", "unfinished", "keys"),
    [
        (None, [HERE], {HERE: KEY, THERE: None}),
        (None, [HERE, HERE], {HERE: KEY, THERE: None}),
        (None, [HERE, THERE], {HERE: None, THERE: None}),
        (HERE, [HERE], {HERE: KEY, THERE: None}),
        (HERE, [HERE, THERE], {HERE: KEY, THERE: None}),
        (HERE, [THERE], {HERE: KEY, THERE: None}),
    ],
)
async def test_the_environments_key_goes_where_it_is_meant_to(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    base_url: str | None,
    unfinished: Sequence[str],
    keys: dict[str, str | None],
) -> None:
    store = await Store.open(tmp_path)
    for number, address in enumerate(unfinished):
        await store.add(Task(f"t{number}", Status.QUEUED, REQUEST, profile_of(address), address, 0.0, remote_id="v"))
    await store.close()
    seen: dict[str, str | None] = {}

    @asynccontextmanager
    async def looked_at(given: Given, *_: object, sandbox: bool) -> AsyncIterator[None]:
        assert not sandbox
        seen.update({address: await given.profiles.key(profile_of(address)) for address in (HERE, THERE)})
        yield
        raise AssertionError

    monkeypatch.setattr(resuming, "open_engine", looked_at)
    monkeypatch.setattr(resuming, "Following", _stop)
    given = Given(tmp_path, base_url, sandbox=False, language="en", environ={"SEEDANCE_API_KEY": KEY})

    with pytest.raises(LocalFailure, match=r"seen\.enough"):
        await resuming.resume(given, as_json=True)

    assert seen == keys


async def test_what_an_early_end_kept_from_being_sent_is_told_and_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = await Store.open(tmp_path)
    await store.add(Task("t0", Status.PREPARING, REQUEST, profile_of(HERE), HERE, 0.0))
    killed(store)
    given = Given(tmp_path, None, sandbox=False, language="en", environ={})
    ends = [await resuming.resume(given, as_json=False) for _ in range(2)]
    assert ends == [Exit.FAILED, Exit.COMPLETED]
    early, late = capsys.readouterr().err.splitlines()
    assert "1 clip not yet sent" in early
    assert "Nothing is unfinished" in late


def _stop(*_: object) -> None:
    raise LocalFailure("seen.enough")
