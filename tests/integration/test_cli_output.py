"""Whatever becomes of the command line's output, it ends with a code and a sentence, and what is paid for is kept."""

from __future__ import annotations

import json
import shlex
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.sandbox.options import Options, Rendering
from seedance_desktop.sandbox.server import LiveSandbox, open_sandbox
from tests.fakes.command import PROGRAM, Command, body_of

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = {"full": "> /dev/full", "closed": ">&-", "read no further": "| head -n 1"}
each_breach = pytest.mark.parametrize("breach", BROKEN.values(), ids=BROKEN)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSandbox]:
    rendering = Rendering(scale=0.25, in_process=True)
    options = Options(tmp_path_factory.mktemp("s"), pace=0.01, start_balance=Decimal(9000), rendering=rendering)
    with open_sandbox(options) as opened:
        yield opened


@pytest.fixture
def command(sandbox: LiveSandbox, tmp_path: Path) -> Command:
    return Command(tmp_path / "data", sandbox.address.base_url, sandbox.address.key)


def shell(command: Command, rest: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """A line of a shell, whose code is that of the program in front."""
    line = f"set -o pipefail; {shlex.join([*PROGRAM, *command._options()])} {rest}"
    return subprocess.run(
        ["bash", "-c", line],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=command._environment(None),
        timeout=60,
    )


@each_breach
def test_a_task_whose_events_reach_nobody_is_kept_and_resumed(command: Command, breach: str) -> None:
    done = shell(command, f"generate - --json {breach}", body_of())
    assert done.returncode == 5
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith("Standard output cannot be written")
    (kept,) = json.loads(command("tasks", "--json").out)
    resumed = command("resume", "--json")
    (listed,) = json.loads(command("tasks", "--json").out)
    assert (resumed.code, listed["task"], listed["status"]) == (0, kept["task"], "completed")
    assert Path(listed["take"]).is_file()


@pytest.mark.parametrize("breach", ["> /dev/full", ">&-"])
def test_a_take_whose_path_cannot_be_told_is_there(command: Command, breach: str) -> None:
    done = shell(command, f"generate - {breach}", body_of())
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert done.stderr.count("Standard output cannot be written") == 1
    (listed,) = json.loads(command("tasks", "--json").out)
    assert Path(listed["take"]).is_file()


@pytest.mark.parametrize("breach", ["2> /dev/full", "2>&-"])
def test_without_anywhere_to_tell_troubles_the_work_is_done(command: Command, breach: str) -> None:
    done = shell(command, f"generate - {breach}", body_of())
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).is_file()


@pytest.mark.parametrize(
    "rest", ["check - > /dev/full", "tasks --json >&-", "sandbox --list >&-", "sandbox > /dev/full", "-h > /dev/full"]
)
def test_other_commands_fail_with_a_sentence(command: Command, rest: str) -> None:
    done = shell(command, rest, body_of())
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("Standard output cannot be written")


def test_with_no_stream_at_all_a_clip_is_made_step_by_step(command: Command, tmp_path: Path) -> None:
    body = tmp_path / "body.json"
    body.write_text(body_of())
    assert shell(command, f"generate {body} --json >&- 2>&- <&-").returncode == 5
    ledger = (command.data_dir / "ledger.jsonl").read_bytes()
    assert all(json.loads(line) for line in ledger.splitlines())
    assert command("resume").code == 0
