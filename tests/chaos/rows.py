"""Every row of what a failed create call means, lived by the whole program and not by its client alone."""

from __future__ import annotations

import socket
from functools import partial
from typing import TYPE_CHECKING

from seedance_desktop.domain.task import Status
from tests.chaos.lives import Outcome, Trial, tried
from tests.chaos.trials import side_by_side
from tests.fakes.raw_server import RawServer, answering
from tests.unit.api.test_api_create import REFUSED, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from tests.chaos.forging import Forge
    from tests.chaos.trials import Ground
    from tests.fakes.raw_server import Script

SLOW = {"hangs", "dribbles past the deadline"}
"""Rows that last as long as the deadline; SIGTERM ends the wait, and the outcome is the same."""
SOON = 2.0
"""Seconds after which SIGTERM comes to a call that hangs."""
TRIES = 5
"""Create calls at most where each was surely not carried out."""
NOWHERE = {
    "refused": "http://127.0.0.1:{port}",
    "no such name": "https://no-such-host.invalid",
    "refused, TLS": "https://127.0.0.1:{port}",
}
"""Addresses at which no call can begin."""
EARLY = "accepted then reset"
"""May come before the connection stands: then nothing was sent, and the call is made again."""
TABLE = (
    "accepted then closed",
    "accepted then reset",
    "reset inside the request",
    "reset after the request",
    "closed without an answer",
    "half a status line",
    "interim answer, then closed",
    "half a body",
    "not HTTP",
    "hangs",
    "broken gzip",
    "2xx HTML",
    "2xx without an id",
    "409",
    "502",
)
"""The rows of the table itself; the others are their variants."""


async def odd_answers(place: Ground, names: Iterable[str] = UNKNOWN, refused: int | None = None) -> list[Outcome]:
    """The rows, each with a server of its own.

    Args:
        place: where.
        names: of `UNKNOWN`.
        refused: how many of `REFUSED`; `None` for all.
    """
    works = [_row(place, name, UNKNOWN[name], Status.UNCERTAIN) for name in names]
    for name, script, _, _ in REFUSED[:refused]:
        most = TRIES if name == "429" else 1
        kind = answering(b"", 429, retry_after="0") if name == "429" else script
        works.append(_row(place, name, kind, Status.REFUSED, most))
    return await side_by_side(place, [*works, *(partial(_unsent, place, name) for name in NOWHERE)])


async def odd_answer(
    place: Ground, name: str, script: Script, end: Status, most: int = 1, mutant: str = "", *, forge: Forge
) -> Outcome:
    """One row: the create call is met by `script`; everything else works."""
    async with RawServer(place.service.misbehaving(script)) as server:
        after = SOON if name in SLOW else None
        trial = Trial("odd answers", name, picture=False, term_after=after, url=server.url, mutant=mutant)
        outcome = await tried(place.house, forge, trial)
    creates = sum(seen.method == "POST" for seen in server.requests)
    # The first connection asks for the balance and is kept.
    return _judged(outcome, end, max(creates, server.connections - 1), most)


def _row(place: Ground, name: str, script: Script, end: Status, most: int = 1) -> Callable[[Forge], Awaitable[Outcome]]:
    return lambda forge: odd_answer(place, name, script, end, most, forge=forge)


async def _unsent(place: Ground, name: str, forge: Forge) -> Outcome:
    """Nothing leaves: the call may be repeated, and is given up."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and nobody listens
        trial = Trial("not sent", name, picture=False, url=NOWHERE[name].format(port=bound.getsockname()[1]))
        outcome = await tried(place.house, forge, trial)
    return _judged(outcome, Status.FAILED, 0, 0)


def _judged(outcome: Outcome, end: Status, creates: int, most: int) -> Outcome:
    """Add what the row forbids: more calls than it allows, and another end than it names."""
    ends = {task.status for task in outcome.tasks}
    if outcome.trial.name == EARLY:
        most = TRIES
        end = Status.FAILED if ends == {Status.FAILED} else end
    if creates > most:
        outcome.losses.append(f"sent {creates} times")
    if ends != {end}:
        outcome.losses.append(f"ended as {[(task.status.value, task.failure) for task in outcome.tasks]}")
    return outcome
