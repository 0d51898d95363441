"""A final file is always whole: checked, synced, named, its folder synced, and only then written into the list."""

from __future__ import annotations

import asyncio
import errno
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedance_desktop.api.download import download
from seedance_desktop.api.part import BLOCK, PartFile, sidecar_of
from seedance_desktop.api.retry import Patience
from seedance_desktop.domain.errors import LocalFailure, NotFound
from seedance_desktop.domain.link import LINK_LIFE
from seedance_desktop.domain.network import NO_PROXY, Network
from seedance_desktop.domain.task import Status
from seedance_desktop.engine import rooms, takes
from seedance_desktop.engine.landing import drop, earlier, land, landed
from seedance_desktop.store.store import Store
from tests.fakes.house import PROMPT_ONLY, House
from tests.fakes.raw_server import RawServer, Visit, answering, reply
from tests.fakes.service import CLIP, DONE, FakeService, Script, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_desktop.domain.task import Task

LARGE = CLIP[:-12] + (8 + 3 * BLOCK).to_bytes(4, "big") + b"mdat" + os.urandom(3 * BLOCK)
"""A clip that takes several writes."""


@pytest.fixture
def part(tmp_path: Path) -> Path:
    made = tmp_path / "clip.part"
    made.write_bytes(CLIP)
    return made


def test_the_name_comes_after_the_check_and_the_folder_after_the_name(
    part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    link, fsync = os.link, os.fsync

    def linked(source: Path, target: Path) -> None:
        seen.append(f"name {target.name}")
        link(source, target)

    def synced(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        seen.append(f"{kind} synced, {sorted(path.name for path in part.parent.iterdir())}")
        fsync(descriptor)

    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(os, "fsync", synced)
    assert land(part) == part.with_name("clip.mp4")
    assert seen == ["name clip.mp4", "folder synced, ['clip.mp4']"]
    seen.clear()
    part.write_bytes(CLIP[:-3])
    with pytest.raises(LocalFailure):
        land(part)
    assert seen == [], "what is not whole gets no name"


def test_where_no_second_name_can_be_given_nothing_is_replaced_either(
    part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refused)
    part.with_name("clip.mp4").write_bytes(b"mine")
    assert land(part) == part.with_name("clip-2.mp4")
    assert part.with_name("clip.mp4").read_bytes() == b"mine"
    assert landed(part.with_name("clip-2.part")) == part.with_name("clip-2.mp4")


def test_the_other_name_that_a_kill_left_goes_when_the_take_is_found(part: Path) -> None:
    take = part.with_name("clip.mp4")
    os.link(part, take)
    assert landed(part) == take
    assert not part.exists()
    part.write_bytes(CLIP)
    assert landed(part) == take
    assert part.exists(), "what is no other name of it is nobody's to remove"


@pytest.mark.parametrize("etag", ["", '"one"'])
async def test_a_take_that_was_moved_is_not_emptied_under_its_other_name(part: Path, etag: str) -> None:
    moved = part.with_name("archive.mp4")
    os.link(part, moved)
    part.with_name("clip.part.etag").write_text(etag)
    async with PartFile(part) as file:
        assert (file.size, file.etag) == (0, "")
        await file.restart('"two"')
        await file.add(b"another")
        await file.finish()
    assert [await asyncio.to_thread(path.read_bytes) for path in (moved, part)] == [CLIP, b"another"]


def names(part: Path) -> list[str]:
    return sorted(path.name for path in part.parent.iterdir())


@pytest.mark.parametrize("etag", ["", '"one"'])
def test_what_came_whole_before_is_put_in_its_place(part: Path, etag: str) -> None:
    sidecar_of(part).write_text(f"{etag}\nwhole {len(CLIP)}")
    assert earlier(part) == part.with_name("clip.mp4")
    assert names(part) == ["clip.mp4"]


@pytest.mark.parametrize("told", ["", '"one"', f'"one"\nwhole {len(CLIP) - 1}', f"whole {len(CLIP)}"])
def test_what_is_not_known_to_be_whole_stays_where_it_is(part: Path, told: str) -> None:
    sidecar_of(part).write_text(told)
    assert earlier(part) is None
    assert part.read_bytes() == CLIP


def test_what_came_whole_and_is_no_clip_goes_with_its_mark(part: Path) -> None:
    for away in (earlier, drop):
        part.write_bytes(b"no clip")
        sidecar_of(part).write_text("\nwhole 7")
        if away is drop:
            drop(part)
        else:
            with pytest.raises(LocalFailure, match=r"take\.broken"):
                earlier(part)
        assert names(part) == []


def test_the_mark_that_a_kill_left_goes_when_the_take_is_found(part: Path) -> None:
    sidecar_of(part).write_text(f"\nwhole {len(CLIP)}")
    os.link(part, part.with_name("clip.mp4"))
    assert earlier(part) == part.with_name("clip.mp4")
    assert names(part) == ["clip.mp4"]


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EIO, errno.EACCES])
def test_what_cannot_be_read_now_is_no_broken_clip(part: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refused(_: Path, *__: object) -> None:
        raise OSError(number, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        with pytest.raises(LocalFailure) as caught:
            land(part)
    assert (caught.value.code, caught.value.values) == ("disk.failed", {"name": part.name, "errno": number})
    assert land(part).read_bytes() == CLIP


class Looking(Store):
    """A store that looks at the disk when it is told that a take is there."""

    takes: Path
    whole: list[bytes]

    def save(self, task: Task) -> asyncio.Future[None]:
        if task.take is not None:
            self.whole.append(Path(task.take).read_bytes())
            assert not list(self.takes.glob("*.part"))
        return super().save(task)


async def test_the_list_says_that_it_is_there_when_it_is(house: House) -> None:
    store = await Looking.open(house.folder / "data")
    assert isinstance(store, Looking)
    store.takes, store.whole = house.takes, []
    async with house.engine(store) as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert store.whole[0] == CLIP


async def test_a_folder_that_could_not_be_synced_leaves_one_take_and_no_second(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync
    failed: list[Path] = []

    def broken(descriptor: int) -> None:
        inside = Path(f"/proc/self/fd/{descriptor}").resolve()
        if inside == house.takes and not failed:
            failed.append(inside)
            raise OSError(errno.EIO, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", broken)
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert failed
    assert list(house.files().values()) == [CLIP]
    assert len(house.service.downloads) == 1


# --- a real download on a disk that fails ------------------------------------------------------------------------


def really(service: FakeService, server: RawServer) -> None:
    """Let downloads go through the real thing."""

    async def fetch(_: str, part: Path, on_progress: Callable[[int, int | None], None]) -> None:
        service.downloads.append(server.url)
        await download(
            f"{server.url}/clip.mp4",
            part,
            Network(proxy=NO_PROXY),
            allow_loopback_http=True,
            on_progress=on_progress,
            patience=Patience(attempts=1),
        )

    service.fetch = fetch  # type: ignore[method-assign, assignment]  # the one seam between both


async def serve(visit: Visit) -> None:
    """A server that can go on where a download broke off."""
    asked = (await visit.request()).headers.get("range", "")
    start = int(asked.removeprefix("bytes=").rstrip("-") or 0)
    head = {"etag": '"one"', "content_type": "video/mp4"}
    if start:
        head["content_range"] = f"bytes {start}-{len(LARGE) - 1}/{len(LARGE)}"
    await visit.send(reply(LARGE[start:], 206 if start else 200, **head))


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "disk.full"), (errno.EDQUOT, "disk.full")])
async def test_a_disk_that_fills_on_the_way_keeps_what_came_and_goes_on_behind_it(
    house: House, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    write, blocks, free = PartFile._write, [], [0]

    def full(self: PartFile, block: bytearray) -> None:
        blocks.append(len(block))
        if len(blocks) == 2:
            raise OSError(number, "no")
        write(self, block)

    monkeypatch.setattr(PartFile, "_write", full)
    monkeypatch.setattr(rooms, "room", lambda _folder, _mount: free[0])
    async with RawServer(serve) as server, house.engine() as engine:
        really(house.service, server)
        task_id = engine.submit(PROMPT_ONLY, "main")
        await house.clock.until(lambda: any(task.failure for task in engine.tasks))
        failure = engine.tasks[0].failure
        assert failure is not None
        assert failure.code == code
        assert failure.values["needed"] == len(LARGE) - blocks[0], "it knows how much is missing"
        (part,) = house.takes.glob("*.part")
        assert part.read_bytes() == LARGE[: blocks[0]]
        free[0] = len(LARGE)
        await house.until(task_id, Status.COMPLETED)
    assert list(house.files().values()) == [LARGE]
    assert [seen.headers.get("range") for seen in server.requests] == [None, f"bytes={blocks[0]}-"]
    assert server.requests[1].headers["if-range"] == '"one"'


async def test_after_a_failed_sync_it_begins_with_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = PartFile._sync
    failed: list[int] = []

    def broken(self: PartFile) -> None:
        if not failed:
            failed.append(1)
            raise OSError(errno.EIO, "no")
        sync(self)

    monkeypatch.setattr(PartFile, "_sync", broken)
    async with RawServer(serve) as server, house.engine() as engine:
        really(house.service, server)
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert list(house.files().values()) == [LARGE]
    assert [seen.headers.get("range") for seen in server.requests] == [None, None], "never synced a second time"


async def test_a_link_that_dies_while_room_is_waited_for_is_asked_for_anew(house: House) -> None:
    fresh = "https://results.example/fresh.mp4"
    house.service.query_script = Script([report("completed", 100, "https://results.example/old.mp4")])
    full = LocalFailure("disk.full", {"name": "x", "needed": 1, "free": 0})

    def served() -> bytes:
        if len(house.service.downloads) == 1:
            house.service.query_script = Script([report("completed", 100, fresh)])
            raise full
        if house.service.downloads[-1] != fresh:
            raise NotFound("download.expired")
        return CLIP

    house.service.download_script = Script([served])
    async with house.engine() as engine:
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert [name.rpartition("/")[2] for name in house.service.downloads] == ["old.mp4", "old.mp4", "fresh.mp4"]


# --- it came, and the link is dead before it has its name --------------------------------------------------------


async def test_a_clip_that_came_whole_before_a_kill_outlives_its_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, crashed = House(tmp_path / "one"), tmp_path / "crashed"

    def dying(part: Path) -> Path:
        shutil.copytree(house.folder, crashed)  # the disk as a kill between sync and name leaves it
        return land(part)

    async with RawServer(answering(CLIP)) as server, house.engine() as engine:
        monkeypatch.setattr(takes, "land", dying)
        really(house.service, server)
        await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    again = House(crashed)
    again.clock.jump(LINK_LIFE + 1)
    again.service.query_script = Script([DONE])
    again.service.download_script = Script([NotFound("download.expired")])
    async with again.engine() as engine:
        await again.clock.until(lambda: engine.tasks[0].status is Status.COMPLETED)
    assert engine.tasks[0].failure is None
    assert list(again.files().values()) == [CLIP]
    assert again.service.downloads == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EIO])
async def test_a_clip_that_came_whole_outlives_its_link_on_a_disk_that_gives_no_name(
    house: House, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    link, gone = os.link, [False]

    def refused(source: Path, target: Path) -> None:
        if not gone[0]:
            raise OSError(number, "no")
        link(source, target)

    def unnamed(self: Path, target: Path) -> None:
        raise OSError(number, f"{self} stays, {target} is not made")

    def room(_folder: Path, _mount: Path) -> int:
        house.clock.jump(LINK_LIFE)
        gone[0] = True
        return len(CLIP)

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(Path, "rename", unnamed)
    monkeypatch.setattr(rooms, "room", room)
    async with RawServer(lambda visit: serve_or_say_gone(visit, gone=gone[0])) as server, house.engine() as engine:
        really(house.service, server)
        task = await house.until(engine.submit(PROMPT_ONLY, "main"), Status.COMPLETED)
    assert task.failure is None
    assert list(house.files().values()) == [LARGE]
    assert len(server.requests) == 1


async def serve_or_say_gone(visit: Visit, *, gone: bool) -> None:
    await (answering(b"gone", 403)(visit) if gone else serve(visit))
