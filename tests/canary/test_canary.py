"""Secrets that are unlike anything else, run through the whole program and looked for in all that it leaves."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import tomli_w

from seedance_desktop.cli.exits import Exit
from seedance_desktop.settings.model import NetworkChoices, SavedProfile, Settings
from tests.canary.search import Leak, leaks_below, leaks_in, leaks_of_descendants
from tests.canary.service import Gossip
from tests.fakes.command import body_of
from tests.fakes.media import clip_file, picture_file
from tests.fakes.raw_server import RawServer

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
TOKENS = {
    "key": "canary/key+3f9a1c7e5b",
    "signature": "canary/signature+8d2e6b40",
    "proxy password": "canary-proxy-77c1d0e9",
    "bucket secret": "canary/bucket+1b5e9f3a",
}
"""With characters that are written differently in addresses and JSON, and unlike the keys of any service."""
LINKS = {"data/tasks.db", "data/tasks.db-wal", "data/tasks.db-shm"}
"""A link is remembered where its task is: how else could the take be fetched again."""
SETTINGS = {"data/settings.toml"}
PATIENCE = 120.0


class Ended:
    """A process that is over, and everything it said."""

    def __init__(self, code: int, out: bytes, err: bytes, seen: list[Leak]) -> None:
        self.code = code
        self.out = out
        self.err = err
        self.seen = seen

    def leaks(self) -> list[Leak]:
        found = [*self.seen, *leaks_in(self.out, "stdout", TOKENS), *leaks_in(self.err, "stderr", TOKENS)]
        return sorted(set(found))


async def run(folder: Path, command: Sequence[str], stdin: str = "", **variables: str) -> Ended:
    """Run something of ours to its end, and look at all that it starts meanwhile."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "SEEDANCE_POLL_SCALE": "0.01", **variables}
    environ |= {"HTTPS_PROXY": f"http://ada:{TOKENS['proxy password']}@127.0.0.1:9", "QT_QPA_PLATFORM": "offscreen"}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environ, preexec_fn=allow_cores
    )
    talk = asyncio.ensure_future(process.communicate(stdin.encode()))
    seen: list[Leak] = []
    async with asyncio.timeout(PATIENCE):
        while not talk.done():
            seen += await asyncio.to_thread(lambda: list(leaks_of_descendants(process.pid, TOKENS)))
            await asyncio.wait([talk], timeout=0.05)
    out, err = await talk
    return Ended(process.returncode or 0, out, err, seen)


def left(folder: Path) -> list[Leak]:
    """What must not lie in the folder."""
    allowed = {"signature": LINKS, "proxy password": SETTINGS}
    return [leak for leak in leaks_below(folder, TOKENS) if leak.where not in allowed.get(leak.what, set())]


def allow_cores() -> None:
    """As a machine is set up on which somebody looks for faults."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def cores(folder: Path) -> list[str]:
    """Images of the memory that a kernel has left."""
    return [path.name for path in folder.rglob("core*") if path.is_file()]


@pytest.fixture
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return clip_file(tmp_path_factory.mktemp("clip") / "clip.mp4").read_bytes()


async def test_the_command_line_leaves_no_secret_anywhere(tmp_path: Path, clip: bytes) -> None:
    picture_file(tmp_path / "a.png")
    async with RawServer(Gossip(clip, TOKENS["signature"])) as server:
        options = ("-m", "seedance_desktop", "--data-dir", str(tmp_path / "data"), "--base-url", server.url)
        generate = (*options, "generate", "-", "--json", "--image", str(tmp_path / "a.png"))
        ended = [await run(tmp_path, generate, body_of(), SEEDANCE_API_KEY=TOKENS["key"]) for _ in range(3)]
        link = f"https://bucket.example/a.png?sig={quote(TOKENS['signature'], safe='')}"
        linked = json.dumps({**json.loads(body_of()), "images": [link]})
        ended.append(await run(tmp_path, (*options, "generate", "-", "--json"), linked, SEEDANCE_API_KEY=TOKENS["key"]))
        listed = await run(tmp_path, (*options, "tasks", "--json"), SEEDANCE_API_KEY=TOKENS["key"])
    assert [one.code for one in ended] == [0, 3, 4, Exit.FAILED], ended[0].err.decode()
    assert listed.code == 0
    assert any(TOKENS["key"] in seen.headers.get("authorization", "") for seen in server.requests)
    assert list((tmp_path / "data" / "takes").iterdir())
    assert [leak for one in (*ended, listed) for leak in one.leaks()] == []
    assert left(tmp_path) == []


@pytest.mark.parametrize("end", ["crash", "abort"])
async def test_a_crash_of_the_command_line_leaves_no_secret_anywhere(end: str, tmp_path: Path, clip: bytes) -> None:
    async with RawServer(Gossip(clip, TOKENS["signature"])) as server:
        options = ("--data-dir", str(tmp_path / "data"), "--base-url", server.url, "generate", "-", "--json")
        command = ("-m", "tests.canary.command_run", end, *options)
        ended = await run(tmp_path, command, body_of(), SEEDANCE_API_KEY=TOKENS["key"])
    # What went wrong after the call is no reason to believe that it was not made.
    assert ended.code == (-signal.SIGABRT if end == "abort" else Exit.UNCERTAIN)
    assert ended.leaks() == []
    assert left(tmp_path) == []
    assert cores(tmp_path) == []


async def test_the_window_leaves_no_secret_anywhere(tmp_path: Path, clip: bytes) -> None:
    async with RawServer(Gossip(clip, TOKENS["signature"])) as server:
        proxy = f"http://ada:{TOKENS['proxy password']}@127.0.0.1:9"
        profile = SavedProfile(id="default", name="Gossip", base_url=server.url)
        settings = Settings(profiles=(profile,), current_profile="default", network=NetworkChoices(proxy=proxy))
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "settings.toml").write_text(
            tomli_w.dumps(settings.model_dump(mode="json", exclude_none=True))
        )
        command = ("-m", "tests.canary.window_run", str(tmp_path), "abort")
        ended = await run(tmp_path, command, json.dumps(TOKENS) + "\n")
    assert ended.code == -signal.SIGABRT, ended.err.decode()
    assert json.loads(ended.out) == []
    assert any(TOKENS["key"] in seen.headers.get("authorization", "") for seen in server.requests)
    log = (tmp_path / "data" / "logs" / "seedance.log").read_text("utf-8")
    assert log.count("ValueError") >= 3
    assert list((tmp_path / "data" / "takes").iterdir())
    assert {path.name for path in (tmp_path / "given away").iterdir()} == {"0.json", "1.json", "2.json", "accounts.csv"}
    assert ended.leaks() == []
    assert left(tmp_path) == []
    assert cores(tmp_path) == []


# --- the search itself -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "log line with {} inside",
        '{{"a": "{}"}}',
        "https://a.example/?k={}",
    ],
)
def test_a_planted_secret_is_found_in_every_spelling(written: str, tmp_path: Path) -> None:
    key = TOKENS["key"]
    planted = {
        "plain.log": written.format(key).encode(),
        "escaped.json": written.format("".join(f"\\u{ord(c):04x}" for c in key)).encode(),
        "slashes.json": written.format(key.replace("/", "\\/")).encode(),
        "quoted.txt": written.format(quote(key, safe="")).encode(),
        "wide.ini": written.format(key).encode("utf-16-le"),
        "packed.db": base64.b64encode(written.format(key).encode()),
        "hex.txt": written.format(key.encode().hex()).encode(),
    }
    (tmp_path / "deep").mkdir()
    for name, content in planted.items():
        (tmp_path / "deep" / name).write_bytes(content)
    found = {leak.where for leak in left(tmp_path)}
    assert found == {f"deep/{name}" for name in planted}


def test_a_secret_in_a_name_is_found(tmp_path: Path) -> None:
    (tmp_path / TOKENS["proxy password"]).touch()
    assert {leak.what for leak in left(tmp_path)} == {"proxy password"}


async def test_a_secret_in_an_argument_or_a_variable_of_a_child_is_found() -> None:
    waiting = (sys.executable, "-c", "import sys; print(1, flush=True); sys.stdin.read()", TOKENS["key"])
    environ = {**os.environ, "SOME_PROXY": TOKENS["proxy password"]}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*waiting, stdin=pipe, stdout=pipe, env=environ)
    assert process.stdout is not None
    await process.stdout.readline()
    found = await asyncio.to_thread(lambda: list(leaks_of_descendants(os.getpid(), TOKENS)))
    await process.communicate(b"")
    if sys.platform == "linux":
        assert {(leak.where, leak.what) for leak in found} == {
            ("cmdline of a child", "key"),
            ("environ of a child", "proxy password"),
        }


async def test_the_moment_between_a_child_and_its_program_is_no_leak() -> None:
    forked = "import os, sys; os.fork() and print(1, flush=True); sys.stdin.read()"
    environ = {**os.environ, "SOME_PROXY": TOKENS["proxy password"]}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", forked, stdin=pipe, stdout=pipe, env=environ)
    assert process.stdout is not None
    await process.stdout.readline()
    found = await asyncio.to_thread(lambda: list(leaks_of_descendants(process.pid, TOKENS)))
    await process.communicate(b"")
    assert found == []


async def test_a_core_would_be_found(tmp_path: Path) -> None:
    ended = await run(tmp_path, ("-c", "import os, resource; print(resource.getrlimit(4)[1]); os.abort()"))
    pattern = await asyncio.to_thread(Path("/proc/sys/kernel/core_pattern").read_text)
    if ended.out != b"0\n" and pattern.startswith("core"):
        assert cores(tmp_path)


async def test_nothing_that_runs_may_leave_a_core(tmp_path: Path) -> None:
    code = "import sys; sys.argv[1:] = ['--help']; import atexit, resource; from seedance_desktop.__main__ import main;"
    code += " atexit.register(lambda: print(resource.getrlimit(resource.RLIMIT_CORE)[0])); main()"
    ended = await run(tmp_path, ("-c", code))
    assert ended.out.splitlines()[-1] == b"0"


async def test_a_secret_in_an_output_is_found(tmp_path: Path) -> None:
    ended = await run(tmp_path, ("-c", "import sys; print(sys.argv[1])", TOKENS["signature"]))
    assert [leak.where for leak in ended.leaks()] == ["stdout"]
