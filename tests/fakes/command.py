"""The command line as a real process, as a script would call it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from seedance_desktop.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "seedance_desktop")


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def end(self) -> dict[str, Any]:
        (end,) = [event for event in self.events if event["event"] == "end"]
        assert end == self.events[-1]
        assert end.keys() == {"event", "task", "task_id", "status", "take", "error"}
        return end


@dataclass(frozen=True)
class Command:
    """Calls the program with a data folder, a service and a key of its own.

    Attributes:
        base_url: empty for no `--base-url`.
        key: empty for none in the environment.
        here: run in this process, which takes a third of the time; a real one proves the same once.
    """

    data_dir: Path
    base_url: str = ""
    key: str = ""
    here: bool = False

    def __call__(self, *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Done:
        if self.here:
            return _in_this_process([*self._options(), *arguments], stdin, self._environment(env))
        done = subprocess.run(
            [*PROGRAM, *self._options(), *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env=self._environment(env),
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def generate(self, *arguments: str, env: Mapping[str, str] | None = None, **body: object) -> Done:
        """`generate --json` with a plain prompt, changed by what is given."""
        return self("generate", "-", "--json", *arguments, stdin=body_of(**body), env=env)

    def begin(self, *arguments: str, stdin: str) -> subprocess.Popen[str]:
        """A process that is still running; whoever begins it ends it."""
        process = subprocess.Popen(
            [*PROGRAM, *self._options(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self._environment(None),
        )
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        return process

    def _options(self) -> list[str]:
        service = ["--base-url", self.base_url] if self.base_url else []
        return ["--data-dir", str(self.data_dir), *service]

    def _environment(self, env: Mapping[str, str] | None) -> dict[str, str]:
        key = {"SEEDANCE_API_KEY": self.key} if self.key else {}
        return {**os.environ, "SEEDANCE_POLL_SCALE": "0.01", **key, **(env or {})}


def _in_this_process(arguments: list[str], stdin: str, environment: Mapping[str, str]) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as left:
            main(arguments)
    return Done(int(left.value.code or 0), out.getvalue(), err.getvalue())


def body_of(**changes: object) -> str:
    """A request body: a plain prompt of four seconds unless told otherwise."""
    return json.dumps({"model": "seedance2.0-mini-sp", "prompt": "a heron over a river", "duration": 4, **changes})


def until(process: subprocess.Popen[str], status: str) -> dict[str, Any]:
    """Read a running command's events up to a status."""
    assert process.stdout is not None
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        if event["status"] == status:
            return event
    raise AssertionError(f"it never came to {status}")


def rest_of(process: subprocess.Popen[str]) -> Done:
    """Wait for a running command to end and take what it still said."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        out, err = process.stdout.read(), process.stderr.read()
    return Done(process.returncode, out, err)
