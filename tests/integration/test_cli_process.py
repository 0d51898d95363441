"""The command line as a real process: its events, its end by signals, and what a killed one leaves."""

from __future__ import annotations

import json
import signal
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from tests.fakes.command import Command, body_of, rest_of, until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

PACE = 0.01
SLOW = 0.2
"""A task then takes some seconds: long enough to be met on its way."""

NEVER = 1_000.0
"""A task then takes hours: it is on its way for as long as a test wants it to be."""


@contextmanager
def begun(command: Command) -> Iterator[subprocess.Popen[str]]:
    """`generate --json` on its way; whatever the test finds, it has ended afterwards."""
    process = command.begin("generate", "-", "--json", stdin=body_of())
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    folder = tmp_path_factory.mktemp("sandbox")
    rendering = Rendering(scale=0.25, in_process=True)
    with open_sandbox(Options(folder, pace=PACE, start_balance=Decimal(9000), rendering=rendering)) as opened:
        yield opened


@pytest.fixture
def sandbox(live: LiveSandbox) -> Iterator[LiveSandbox]:
    yield live
    live.room.pace = PACE


@pytest.fixture
def command(sandbox: LiveSandbox, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", sandbox.address.base_url, sandbox.address.key)


def test_the_events_are_those_of_the_contract(command: Command, tmp_path: Path) -> None:
    done = command.generate("--out", str(tmp_path / "clips" / "heron"), model="seedance2.0-std")

    *moves, end = done.events
    assert all(move.keys() == {"event", "task", "status", "progress"} for move in moves)
    assert {(move["event"], move["task"]) for move in moves} == {("status", end["task"])}
    statuses = list(dict.fromkeys(move["status"] for move in moves))
    assert statuses == [
        status
        for status in ("preparing", "submitting", "queued", "processing", "downloading", "completed")
        if status in statuses
    ]
    assert {"preparing", "submitting", "queued", "downloading", "completed"} <= set(statuses)
    assert Path(end["take"]).parent == tmp_path / "clips" / "heron"
    (listed,) = json.loads(command("tasks", "--json").out)
    assert listed.keys() == {"task", "task_id", "status", "model", "created_at", "take", "error"}
    assert (listed["task"], listed["status"], listed["take"]) == (end["task"], "completed", end["take"])
    assert (listed["model"], listed["error"]) == ("seedance2.0-std", None)


def test_for_a_person_the_take_alone_is_on_stdout(command: Command) -> None:
    done = command("--lang", "zh", "generate", "-", stdin=body_of())

    assert done.code == 0
    assert Path(done.out.strip()).is_file()
    assert "排队中" in done.err
    assert "已完成" in command("--lang", "zh", "tasks").out


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 5)])
def test_an_interrupted_task_goes_on_by_resume(
    sandbox: LiveSandbox, command: Command, number: signal.Signals, code: int
) -> None:
    sandbox.room.pace = SLOW
    with begun(command) as process:
        task = until(process, "queued")["task"]
        process.send_signal(number)
        done = rest_of(process)

    assert done.code == code, done.err
    assert done.end["task"] == task
    assert done.end["status"] in {"queued", "processing"}
    before = sandbox.room.creates
    resumed = command("resume", "--json")
    assert (resumed.code, resumed.end["task"], resumed.end["status"]) == (0, task, "completed")
    assert sandbox.room.creates == before


def test_a_killed_program_forgets_nothing_and_doubles_nothing(sandbox: LiveSandbox, command: Command) -> None:
    sandbox.room.pace = SLOW
    before = sandbox.room.creates
    with begun(command) as process:
        task = until(process, "queued")["task"]
        process.kill()
        rest_of(process)

    resumed = command("resume", "--json")

    assert (resumed.code, resumed.end["task"], resumed.end["status"]) == (0, task, "completed")
    assert sandbox.room.creates - before == 1


def test_tasks_can_be_listed_while_another_command_works(sandbox: LiveSandbox, command: Command) -> None:
    sandbox.room.pace = NEVER
    with begun(command) as process:
        task = until(process, "queued")["task"]

        (listed,) = json.loads(command("tasks", "--json").out)
        second = command.generate()

        assert (listed["task"], listed["take"]) == (task, None)
        assert second.code == 2
        assert second.end["error"]["code"] == "store.in_use"
        assert "Another window or command is using the data folder" in second.err
        process.send_signal(signal.SIGTERM)
        assert rest_of(process).code == 5


def test_the_programs_own_sandbox_needs_neither_key_nor_address(tmp_path: Path) -> None:
    command = Command(tmp_path / "data")
    done = command("--sandbox", "generate", "-", "--json", stdin=body_of())

    assert (done.code, done.end["status"]) == (0, "completed"), done.err
    assert Path(done.end["take"]).is_relative_to(tmp_path)
