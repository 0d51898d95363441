"""`sandbox`: the stand-in of the service, by itself."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from seedance_desktop.cli.exits import Exit
from seedance_desktop.cli.outlet import answers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedance_desktop.cli.given import Given
    from seedance_desktop.cli.voice import Voice
    from seedance_desktop.sandbox.scenarios import Group, Scenario


def run_sandbox(given: Given, *, port: int, pace: float, scenario: str, envelope: str, show: bool) -> int:
    """Serve until a signal; its state lies in the data folder.

    Raises:
        LocalFailure: `sandbox.failed`.
    """
    from seedance_desktop.sandbox.envelopes import Envelope  # noqa: PLC0415  loads the server's world
    from seedance_desktop.sandbox.scenarios import DEFAULT_SCENARIO, REPERTOIRE, SCENARIOS  # noqa: PLC0415  as above
    from seedance_desktop.sandbox.server import serve  # noqa: PLC0415  as above

    if show:
        sys.stdout.write("".join(f"{line}\n" for line in _listed(given.voice, REPERTOIRE)))
        return Exit.COMPLETED
    choices = {"scenario": (scenario, ["", *SCENARIOS]), "envelope": (envelope, ["default", *Envelope])}
    for option, (value, allowed) in choices.items():
        if value not in allowed:
            given.voice.tell("cli.no_choice", {"option": f"--{option}", "value": value, "allowed": allowed[1:]})
            return Exit.USAGE
    if (outlet := answers()) is not None:
        outlet.on_lost = lambda: signal.raise_signal(signal.SIGTERM)  # nobody would ever learn its address
    return serve(given.folders.sandbox, port=port, pace=pace, scenario=scenario or DEFAULT_SCENARIO, envelope=envelope)


def _listed(voice: Voice, repertoire: Mapping[Group, Mapping[str, Scenario]]) -> Iterator[str]:
    """A name and a sentence a line, below headings that scripts can tell by their `#`."""
    width = max(len(name) for scenarios in repertoire.values() for name in scenarios)
    for group, scenarios in repertoire.items():
        yield f"# {voice.rehearsal_group(group)}"
        yield from (f"{name:<{width}}  {voice.rehearsal(name)}" for name in scenarios)
