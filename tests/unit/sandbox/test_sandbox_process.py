"""The sandbox as a process: start, commands, every way to end."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import qasync

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.sandbox.app import PREFIX
from seedance_desktop.sandbox.process import SandboxProcess
from seedance_desktop.sandbox.server import main, serve
from seedance_desktop.sandbox.state import State
from tests.unit.sandbox.desk import CREATE, body

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from seedance_desktop.sandbox.address import SandboxAddress

ROOT = Path(__file__).parents[3]
END_SECONDS = 20
MEMORY = "sandbox.sqlite3"


def post(address: SandboxAddress) -> httpx.Response:
    headers = {"Authorization": f"Bearer {address.key}"}
    return httpx.post(f"{address.base_url}{PREFIX}{CREATE}", json=body(), headers=headers, trust_env=False)


async def answered(address: SandboxAddress, message: str) -> None:
    """Wait until a create call is answered so; commands travel beside the calls."""
    async with asyncio.timeout(END_SECONDS):
        while (await asyncio.to_thread(post, address)).json()["msg"] != message:
            pass


async def a_life(folder: Path) -> None:
    process = SandboxProcess(folder, pace=0.01)
    address = await process.start()
    began = process.is_running
    await answered(address, "ok")
    process.choose("refused-parameters")
    await answered(address, "不支持的模型参数")
    await process.stop()
    assert (began, process.is_running) == (True, False)
    with pytest.raises(httpx.ConnectError):
        await asyncio.to_thread(post, address)
    with pytest.raises(LocalFailure, match=r"sandbox\.failed"):
        process.choose("calm")
    await process.stop()


async def test_it_starts_obeys_and_stops(tmp_path: Path) -> None:
    await a_life(tmp_path)


async def test_a_damaged_memory_is_put_aside_and_begun_anew(tmp_path: Path) -> None:
    (tmp_path / MEMORY).write_bytes(b"garbage" * 2_000)
    await a_life(tmp_path)
    assert (tmp_path / f"{MEMORY}.damaged-1").read_bytes() == b"garbage" * 2_000
    content = bytearray((tmp_path / MEMORY).read_bytes())
    content[4096:] = b"\xff" * len(content[4096:])
    (tmp_path / MEMORY).write_bytes(content)
    State(tmp_path).close()
    assert (tmp_path / f"{MEMORY}.damaged-2").read_bytes() == content


def test_it_lives_under_the_loop_of_a_window(tmp_path: Path, qapp: QApplication) -> None:
    loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

    def new_loop() -> asyncio.AbstractEventLoop:
        loop: asyncio.AbstractEventLoop = qasync.QEventLoop(qapp, already_running=False)
        loops.append(weakref.ref(loop))
        return loop

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(a_life(tmp_path))
    del runner
    # Its timers must die in this thread: a collection in another one, later, ends the interpreter.
    gc.collect()
    assert loops[0]() is None


async def test_a_second_start_on_the_same_folder_has_the_same_addresses(tmp_path: Path) -> None:
    addresses = []
    for _ in range(2):
        process = SandboxProcess(tmp_path)
        addresses.append(await process.start())
        await process.stop()
    assert addresses[0] == addresses[1]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([sys.executable, "-c", "raise SystemExit('out of luck')"], "out of luck"),
        ([sys.executable, "-c", "print('hello')"], ""),
        ([sys.executable, "-c", "print('{}')"], ""),
        (["/no/such/program"], ""),
    ],
)
async def test_a_server_that_does_not_start_is_a_local_failure(tmp_path: Path, command: list[str], said: str) -> None:
    process = SandboxProcess(tmp_path, command)
    with pytest.raises(LocalFailure, match=r"sandbox\.failed") as failure:
        await process.start()
    assert said in failure.value.excerpt
    await process.stop()
    assert not process.is_running


async def test_a_folder_that_cannot_be_made_is_a_local_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LocalFailure, match=r"sandbox\.failed"):
        await SandboxProcess(tmp_path / "file" / "sandbox").start()


async def test_a_start_that_is_given_up_leaves_nothing_running(tmp_path: Path) -> None:
    process = SandboxProcess(tmp_path, [sys.executable, "-c", "import sys; sys.stdin.read()"])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await process.start()
    assert not process.is_running


async def test_one_that_is_still_loading_is_ended_and_not_asked(tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    obedient = f"import sys; sys.stdin.read(); open({str(asked)!r}, 'w')"
    process = SandboxProcess(tmp_path, [sys.executable, "-c", obedient])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await process.start()
    assert not process.is_running
    assert not asked.exists()


async def test_the_key_of_the_real_service_stays_out_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEEDANCE_API_KEY", "sk_real")
    told = "import os, sys; sys.exit(str('SEEDANCE_API_KEY' in os.environ))"
    with pytest.raises(LocalFailure) as failure:
        await SandboxProcess(tmp_path, [sys.executable, "-c", told]).start()
    assert failure.value.excerpt.strip() == "False"


@contextmanager
def server(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    command = [sys.executable, "-m", "seedance_desktop.sandbox.server", "--data-dir", str(folder), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def test_it_says_its_addresses_in_one_line(tmp_path: Path) -> None:
    with server(tmp_path) as (_, told):
        assert told.keys() == {"base_url", "results_url", "key"}
        assert told["key"] == "sk_sandbox"
        assert told["base_url"] != told["results_url"]
        assert httpx.get(f"{told['base_url']}/sandbox/ledger", trust_env=False).json()["creates"] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("arguments", [(), ("--attached",)])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals, arguments: tuple[str, ...]) -> None:
    with server(tmp_path, *arguments) as (process, _):
        process.send_signal(number)
        out, errors = process.communicate(timeout=END_SECONDS)
        assert (process.returncode, out, errors) == (0, "", "")


def test_it_ends_with_its_input_where_it_is_attached(tmp_path: Path) -> None:
    with server(tmp_path, "--attached") as (process, _):
        # Both pipes end only when every process that holds them has ended, the renderer too.
        out, errors = process.communicate("pace 0.5\nscenario none\nnonsense\n", timeout=END_SECONDS)
        assert (process.returncode, out, errors) == (0, "", "")


def test_the_renderer_ends_with_a_server_that_is_killed(tmp_path: Path) -> None:
    with server(tmp_path, "--attached") as (process, told):
        headers = {"Authorization": "Bearer sk_sandbox"}
        wish = body(model="sd2_mx_4k", duration=12)
        httpx.post(f"{told['base_url']}{PREFIX}{CREATE}", json=wish, headers=headers, trust_env=False)
        os.kill(process.pid, signal.SIGKILL)
        out, _ = process.communicate(timeout=END_SECONDS)
        assert out == ""


def test_a_stop_does_not_wait_for_a_clip(tmp_path: Path) -> None:
    with server(tmp_path, "--attached") as (process, told):
        headers = {"Authorization": "Bearer sk_sandbox"}
        wish = body(model="sd2_mx_4k", duration=12)
        httpx.post(f"{told['base_url']}{PREFIX}{CREATE}", json=wish, headers=headers, trust_env=False)
        process.communicate(timeout=4)  # such a clip takes longer than ten seconds
        assert process.returncode == 0


def test_what_cannot_be_served_is_an_exit_code_and_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--data-dir", str(tmp_path / "file")]) == 1
    assert "could not start" in capsys.readouterr().err
    assert serve(tmp_path / "new", scenario="storm") == 2
    assert "storm-429" in capsys.readouterr().err
    (tmp_path / "bad" / MEMORY).mkdir(parents=True)
    assert main(["--data-dir", str(tmp_path / "bad")]) == 1
