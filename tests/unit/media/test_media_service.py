"""The service and its process: what happens when the worker hangs, dies, lies or is left alone."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from seedance_desktop.domain.errors import LocalFailure
from seedance_desktop.domain.reference import Kind
from seedance_desktop.media.service import MediaService

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]

HANGS_ONCE = """
    import pathlib, runpy, sys, threading
    mark = pathlib.Path(sys.argv[1])
    if not mark.exists():
        mark.touch()
        threading.Event().wait()
    runpy.run_module("seedance_desktop.media.worker", run_name="__main__")
"""
DIES_ONCE = HANGS_ONCE.replace("threading.Event().wait()", "sys.exit(3)")
LIES_ONCE = HANGS_ONCE.replace("threading.Event().wait()", "print('Hello, this is a library', flush=True)")
ANSWERS_A_LIST_ONCE = HANGS_ONCE.replace(
    "threading.Event().wait()", "sys.stdout.buffer.write(b'\\0\\0\\0\\2[]'); sys.stdout.flush()"
)
STUCK_IN_A_JOB = """
    import os, socket, sys, threading
    from seedance_desktop.media import worker
    def stuck(path, question, report):
        with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as test:
            test.sendall(str(os.getpid()).encode())
        threading.Event().wait()
    worker._JOBS["measure"] = worker._JOBS["fit"] = stuck
    worker.main()
"""


def script(text: str, *arguments: object) -> tuple[str, ...]:
    return (sys.executable, "-c", textwrap.dedent(text), *map(str, arguments))


@pytest.fixture
async def service() -> AsyncIterator[MediaService]:
    made = MediaService()
    yield made
    await made.close()


@pytest.fixture
def doorbell() -> Iterator[socket.socket]:
    """Rings when a worker is stuck in its job."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        yield server


def ring(doorbell: socket.socket) -> int:
    """Waits for the stuck worker and gives its process id."""
    visitor, _ = doorbell.accept()
    with visitor:
        return int(visitor.recv(20))


def has_ended(pid: int) -> bool:
    """Waits up to 10 s for the end of any process, a child of ours or not."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 10)[0])
    finally:
        os.close(handle)


def copied(clip: Path, path: Path, *, broken: bool = False) -> Path:
    content = clip.read_bytes()
    path.write_bytes(content[:40] + b"\xff" * 2000 if broken else content)
    return path


async def failure_of(service: MediaService, path: Path) -> LocalFailure:
    with pytest.raises(LocalFailure) as caught:
        await service.measure(path)
    return caught.value


async def test_every_job_answers(
    service: MediaService, clip: Path, sound: Callable[[str], Path], tmp_path: Path
) -> None:
    found = await service.measure(clip)
    assert (found.kind, found.facts.width, found.facts.seconds) == (Kind.VIDEO, 64, 0.5)
    await service.thumbnail(clip, tmp_path / "t.png", longest_side=32)
    await service.filmstrip(clip, tmp_path / "s.png")
    with Image.open(tmp_path / "t.png") as image, Image.open(tmp_path / "s.png") as sheet:
        assert (image.size, sheet.size) == ((32, 32), (9 * 40, 40))
    peaks = await service.waveform(sound("wav"))
    assert len(peaks) == 64
    assert peaks[0] < peaks[-1]


async def test_failures_keep_their_codes_and_names(service: MediaService, tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "page.mp4").write_text("<html></html>")
    expected = {"gone.mp4": "file.missing", "empty.mp4": "media.empty", "page.mp4": "media.unknown_kind"}
    for name, code in expected.items():
        failure = await failure_of(service, tmp_path / name)
        assert (failure.code, failure.values) == (code, {"name": name})
    assert (await failure_of(service, tmp_path)).code == "file.is_folder"


async def test_odd_names_reach_the_worker(service: MediaService, clip: Path, tmp_path: Path) -> None:
    for name in ("http:%s.mp4", "影片 \u202e.mp4", "-i.mp4", os.fsdecode(b"\xff\xfe.mp4")):
        assert (await service.measure(copied(clip, tmp_path / name))).facts.width == 64


async def test_relative_paths_mean_our_folder(
    service: MediaService, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clip.parent)
    assert (await service.measure(Path("clip.mp4"))).kind is Kind.VIDEO


async def test_one_worker_answers_calls_in_the_order_they_came(clip: Path, photo: Path) -> None:
    service = MediaService(workers=1)
    order: list[int] = []

    async def ask(number: int) -> None:
        await service.measure(clip if number % 2 else photo)
        order.append(number)

    await asyncio.gather(*(ask(number) for number in range(20)))
    await service.close()
    assert order == list(range(20))


async def test_a_call_that_hangs_does_not_hold_up_the_others(
    clip: Path, sound: Callable[[str], Path], doorbell: socket.socket
) -> None:
    service = MediaService(command=script(STUCK_IN_A_JOB, doorbell.getsockname()[1]))
    hanging = asyncio.ensure_future(service.measure(clip))
    await asyncio.to_thread(ring, doorbell)
    assert len(await service.waveform(sound("wav"))) == 64
    await service.close()
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        await hanging


async def test_one_call_after_the_other_needs_one_worker(service: MediaService, clip: Path, photo: Path) -> None:
    for path in (clip, photo, clip):
        await service.measure(path)
    assert [worker.pid is not None for worker in service._workers] == [False, True]


async def test_nothing_runs_before_the_first_call(clip: Path) -> None:
    service = MediaService()
    before = service._workers[-1].pid
    await service.measure(clip)
    pid = service._workers[-1].pid
    assert before is None
    assert pid is not None
    await service.close()
    assert has_ended(pid)


@pytest.mark.parametrize("text", [HANGS_ONCE, DIES_ONCE, LIES_ONCE, ANSWERS_A_LIST_ONCE])
async def test_a_bad_worker_fails_one_call_and_is_replaced(text: str, clip: Path, tmp_path: Path) -> None:
    service = MediaService(command=script(text, tmp_path / "mark"), timeout=3, workers=1)
    failure = await failure_of(service, clip)
    assert (failure.code, failure.values) == ("media.unreadable", {"name": "clip.mp4"})
    assert (await service.measure(clip)).kind is Kind.VIDEO
    await service.close()


async def test_a_worker_killed_in_its_job_fails_that_call_alone(
    clip: Path, sound: Callable[[str], Path], doorbell: socket.socket
) -> None:
    port = doorbell.getsockname()[1]
    service = MediaService(command=script(STUCK_IN_A_JOB, port))
    call = asyncio.ensure_future(service.measure(clip))
    os.kill(await asyncio.to_thread(ring, doorbell), signal.SIGKILL)
    with pytest.raises(LocalFailure, match=r"media\.unreadable"):
        await call
    assert len(await service.waveform(sound("wav"))) == 64
    await service.close()


async def test_closing_ends_a_call_under_way_and_those_that_wait(clip: Path, doorbell: socket.socket) -> None:
    service = MediaService(command=script(STUCK_IN_A_JOB, doorbell.getsockname()[1]))
    calls = [asyncio.ensure_future(service.measure(clip)) for _ in range(3)]
    pid = await asyncio.to_thread(ring, doorbell)
    await service.close()
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert [type(result) for result in results] == [LocalFailure] * 3
    assert has_ended(pid)
    assert (await failure_of(service, clip)).code == "media.no_helper"
    await service.close()


async def test_a_cancelled_call_that_waits_is_never_made(clip: Path, doorbell: socket.socket, tmp_path: Path) -> None:
    service = MediaService(command=script(STUCK_IN_A_JOB, doorbell.getsockname()[1]), workers=1)
    first = asyncio.ensure_future(service.measure(clip))
    second = asyncio.ensure_future(service.thumbnail(clip, tmp_path / "t.png"))
    pid = await asyncio.to_thread(ring, doorbell)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    os.kill(pid, signal.SIGKILL)
    await asyncio.gather(first, return_exceptions=True)
    await service.filmstrip(clip, tmp_path / "s.png")  # the queue has passed the cancelled call
    assert not (tmp_path / "t.png").exists()
    await service.close()


async def test_a_command_that_is_not_there_says_so(clip: Path, tmp_path: Path) -> None:
    service = MediaService(command=[str(tmp_path / "nothing")])
    assert (await failure_of(service, clip)).code == "media.no_helper"
    await service.close()


if sys.platform == "linux":  # only Linux bounds the address space

    async def test_a_picture_larger_than_the_memory_limit_is_refused(clip: Path, tmp_path: Path) -> None:
        Image.new("RGB", (8000, 8000)).save(tmp_path / "large.png", compress_level=1)
        service = MediaService(memory_limit=320 << 20)
        assert (await service.measure(tmp_path / "large.png")).facts.width == 8000
        with pytest.raises(LocalFailure, match=r"media\.unreadable"):
            await service.thumbnail(tmp_path / "large.png", tmp_path / "t.png")
        assert (await service.measure(clip)).kind is Kind.VIDEO
        await service.close()


if sys.platform == "linux":  # waits for a stranger's end through a pidfd

    def test_no_worker_outlives_a_killed_window(clip: Path, doorbell: socket.socket) -> None:
        window = """
            import asyncio, pathlib, sys
            from seedance_desktop.media.service import MediaService
            command = [sys.executable, "-c", sys.argv[1], sys.argv[2]]
            asyncio.run(MediaService(command=command).measure(pathlib.Path(sys.argv[3])))
        """
        worker, port = textwrap.dedent(STUCK_IN_A_JOB), doorbell.getsockname()[1]
        with subprocess.Popen(script(window, worker, port, clip), cwd=ROOT) as parent:
            pid = ring(doorbell)
            parent.kill()
        assert has_ended(pid)


async def test_our_variables_and_the_decoders_talk_stay_inside(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEEDANCE_API_KEY", "canary")
    service = MediaService()
    await failure_of(service, copied(clip, tmp_path / "broken.mp4", broken=True))
    if sys.platform == "linux":
        environment = await asyncio.to_thread(Path(f"/proc/{service._workers[-1].pid}/environ").read_bytes)
        assert b"PATH=" in environment
        assert b"canary" not in environment
    await service.close()
    assert capfd.readouterr() == ("", "")


def test_the_window_imports_no_decoder() -> None:
    code = """
        import sys
        import seedance_desktop.media.service, seedance_desktop.media.boxes, seedance_desktop.media.hashing
        print(*sorted({name.split(".")[0] for name in sys.modules} & {"av", "PIL", "PySide6", "qasync"}))
    """
    done = subprocess.run(script(code), cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
