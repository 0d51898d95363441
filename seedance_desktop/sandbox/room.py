"""Everything a call needs, put together once."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from typing import TYPE_CHECKING

from starlette.responses import Response

from seedance_desktop.domain.catalog import load_catalog
from seedance_desktop.domain.price import PriceBook
from seedance_desktop.sandbox.accounts import Accounts
from seedance_desktop.sandbox.assets import Library
from seedance_desktop.sandbox.broken_lines import HOLD_SECONDS, End
from seedance_desktop.sandbox.judge import Judge
from seedance_desktop.sandbox.lines import Lines
from seedance_desktop.sandbox.links import Links
from seedance_desktop.sandbox.prices import price_book
from seedance_desktop.sandbox.scenarios import SCENARIOS
from seedance_desktop.sandbox.state import State
from seedance_desktop.sandbox.studio import Studio
from seedance_desktop.sandbox.troubles import Troubles

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from seedance_desktop.sandbox.broken_lines import Line
    from seedance_desktop.sandbox.options import Options
    from seedance_desktop.sandbox.scenarios import Scenario

_KEPT_AT_LEAST = 3600.0
_SECRET = "link_secret"  # noqa: S105 - the name of a note, not a secret


class Room:
    """The parts of one sandbox and the two things that change while it runs: scenario and pace.

    Args:
        options: chosen before the start.
        clock: Unix seconds.
    """

    def __init__(self, options: Options, clock: Callable[[], float] = time.time) -> None:
        self.options = options
        self.clock = clock
        self.pace = options.pace
        self.scenario = ""
        self.choose(options.scenario)
        self.results_origin = ""
        self.lines = Lines()
        self.troubles = Troubles()
        self.state = State(options.folder)
        self.state.sweep(time.time() - max(options.link_lifetime, _KEPT_AT_LEAST))
        self.links = Links(self._secret(), lambda: self.results_origin)
        self.studio = Studio(options.rendering, self.state)
        self.accounts = Accounts(options, self.state, clock)
        self.library = Library(self.state, clock, lambda: self.pace, self._name_behind, self._rehearsed)
        self.prices = options.prices or price_book()
        self.routes = load_catalog()
        self.judge = Judge(self.routes, self.state, self.links, self.library, self.prices, clock)

    def choose(self, scenario: str) -> None:
        """Let tasks created from now on fare by `scenario`.

        Raises:
            KeyError: there is no such scenario.
        """
        if scenario not in SCENARIOS:
            raise KeyError(scenario)
        self.scenario = scenario

    def is_away(self) -> bool:
        """Whether no connection to the service can be had."""
        return SCENARIOS[self.scenario].away

    def as_told(self, moment: float) -> float:
        """What the service's own clock says at a moment, both in Unix seconds."""
        return moment + SCENARIOS[self.scenario].clock_ahead

    def time(self) -> float:
        """Now, by the service's own clock."""
        return self.as_told(self.clock())

    def prices_now(self) -> PriceBook:
        """What is charged under the scenario that is on."""
        factor = SCENARIOS[self.scenario].dearer
        return PriceBook({name: price * factor for name, price in self.prices.prices.items()})

    def cut(self, request: Request) -> Response:
        """Close the call's connection; the answer returned has no line left to go out on."""
        self.lines.cut(request.scope)
        return Response(status_code=500)

    async def say(self, request: Request, line: Line) -> Response:
        """Answer with what no server would form; the answer returned has no line left to go out on."""
        self.lines.say(request.scope, line)
        if line.end in {End.HOLD, End.STALL}:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HOLD_SECONDS * self.pace):
                    if line.end is End.STALL:
                        await asyncio.Event().wait()  # to ask what came would have it read
                    while (await request.receive())["type"] != "http.disconnect":
                        """The client has said all it had to say."""
        return self.cut(request)

    @property
    def creates(self) -> int:
        """How many create calls came in whole, also those that were refused or never answered."""
        return sum(1 for _ in self.state.creates)

    def close(self) -> None:
        self.studio.close()
        self.state.close()

    def _secret(self) -> bytes:
        secret = self.state.note(_SECRET)
        if secret is None:
            secret = secrets.token_hex(32)
            self.state.set_note(_SECRET, secret)
        return secret.encode()

    def _rehearsed(self) -> Scenario:
        return SCENARIOS[self.scenario]

    def _name_behind(self, address: str) -> str:
        path = self.links.path_of(address)
        upload = self.state.uploads.get(path) if path is not None else None
        return "" if upload is None else upload.filename
