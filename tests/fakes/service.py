"""A service without sockets: scripts say what each call answers, and every call is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from seedance_desktop.api.answers import Asset, AssetStatus, Created, LibraryAsset, Report, Uploaded
from seedance_desktop.api.bucket import Placed
from seedance_desktop.domain.errors import NotFound, Refused
from seedance_desktop.domain.network import Network
from seedance_desktop.domain.profile import Profile
from seedance_desktop.domain.task import Status

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedance_desktop.domain.host import Host
    from seedance_desktop.domain.price_list import Quote
    from seedance_desktop.domain.reference import Kind as MediaKind
    from seedance_desktop.engine.service import KeySource, Service

RESULT = "https://results.example/clip.mp4"

BOX = b"\x00\x00\x00\x08"
CLIP = (
    b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
    b"\x00\x00\x00\x18moov" + BOX + b"mvhd" + BOX + b"trak"
    b"\x00\x00\x00\x0cmdatclip"
)
"""The smallest file that `check_clip` takes for whole."""

STATUSES = {
    "queued": Status.QUEUED,
    "processing": Status.PROCESSING,
    "completed": Status.COMPLETED,
    "failed": Status.FAILED,
}


def report(word: str, progress: int = 0, url: str | None = None, error: str = "", cost: str | None = None) -> Report:
    return Report(
        remote_id="vid_1",
        word=word,
        status=STATUSES.get(word),
        progress=progress,
        video_url=url,
        error_message=error,
        cost=None if cost is None else Decimal(cost),
        raw=word,
    )


DONE = report("completed", 100, RESULT)


@dataclass
class Script:
    """Answers in order; the last one is repeated for ever. An exception is raised instead of answered."""

    answers: Iterable[object]
    _left: Iterator[object] = field(init=False)
    _last: object = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._left = iter(self.answers)

    def next(self) -> Any:
        self._last = next(self._left, self._last)
        if isinstance(self._last, BaseException):
            raise self._last
        return self._last() if callable(self._last) else self._last


class FakeService:
    """One service for all addresses and keys.

    Attributes:
        creates: the bodies of the create calls, in order.
        calls: name of each call and the virtual time at which it came.
        before_create: awaited inside the create call, where it hangs or looks around.
    """

    def __init__(self, now: Callable[[], float] = lambda: 0.0) -> None:
        self._now = now
        self._ids = count(1)
        self.creates: list[Mapping[str, object]] = []
        self.intents: list[str] = []
        self.queried: list[str] = []
        self.uploaded: list[Path] = []
        self.contents: list[bytes] = []
        self.formats: list[str] = []
        self.place = FakeHost()
        self.reviewed: list[dict[str, list[str]]] = []
        self.handed_in: list[tuple[str, str, str]] = []
        self.calls: list[tuple[str, float]] = []
        self.downloads: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.create_script = Script([self._created])
        self.query_script = Script([report("queued"), report("processing", 50), DONE])
        self.upload_script = Script([lambda: f"https://files.example/{next(self._ids)}.png"])
        self.balance_script = Script([Decimal(10)])
        self.price_script = Script([None])
        self.listed: list[str] = []
        self.review_script = Script([AssetStatus.ACTIVE])
        self.review_trouble = Script([None])
        self.lost: set[str] = set()
        self.download_script = Script([CLIP])
        self.before_create: Callable[[], Any] | None = None
        self.uploading = self.most_uploading = 0
        self.upload_gate: asyncio.Event | None = None
        self.downloading = self.most_downloading = 0
        self.download_gate: asyncio.Event | None = None

    def at(self, call: str) -> list[float]:
        """When a call came, by its name."""
        return [when for name, when in self.calls if name == call]

    async def create(self, body: Mapping[str, object], *, intent: str) -> Created:
        self._note("create")
        self.creates.append(body)
        self.intents.append(intent)
        if self.before_create is not None:
            await self.before_create()
        answer: Created = self.create_script.next()
        return answer

    async def query(self, remote_id: str) -> Report:
        self._note("query")
        self.queried.append(remote_id)
        answer: Report = self.query_script.next()
        return answer

    async def upload(
        self, path: Path, on_progress: Callable[[int, int], None] | None = None, *, format_: str = ""
    ) -> Uploaded:
        self._note("upload")
        self.formats.append(format_)
        self.uploading += 1
        self.most_uploading = max(self.most_uploading, self.uploading)
        try:
            if self.upload_gate is not None:
                await self.upload_gate.wait()
            url = self.upload_script.next()
        finally:
            self.uploading -= 1
        self.uploaded.append(path)
        self.contents.append(_content(path))
        if on_progress is not None:
            on_progress(1, 1)
        return Uploaded(url, 1)

    async def balance(self) -> Decimal | None:
        self._note("balance")
        answer: Decimal | None = self.balance_script.next()
        return answer

    async def submit_for_review(self, addresses: Mapping[MediaKind, Sequence[str]]) -> tuple[Asset, ...]:
        self._note("review")
        self.review_trouble.next()
        self.reviewed.append({kind.value: list(urls) for kind, urls in addresses.items()})
        return tuple(
            Asset(f"asset_{next(self._ids)}", url, kind, AssetStatus.PENDING, "Pending")
            for kind, urls in addresses.items()
            for url in urls
        )

    async def review_status(self, asset_ids: Sequence[str]) -> tuple[Asset, ...]:
        self._note("review_status")
        status = self.review_script.next()
        known = [asset_id for asset_id in asset_ids if asset_id not in self.lost]
        return tuple(Asset(asset_id, "", None, status, str(status)) for asset_id in known)

    async def add_sp_asset(self, name: str, kind: MediaKind, url: str) -> str:
        self._note("library")
        self.handed_in.append((f"library {kind}", name, url))
        return f"asset_{next(self._ids)}"

    async def sp_assets(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]:
        self._note("library_status")
        return tuple(self._entry(asset_id, self.review_script.next()) for asset_id in asset_ids)

    async def submit_real_person(self, name: str, url: str) -> LibraryAsset:
        self._note("person")
        self.handed_in.append(("person", name, url))
        return self._entry(f"rp_{next(self._ids)}", AssetStatus.PENDING)

    async def real_people(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]:
        self._note("person_status")
        return tuple(self._entry(asset_id, self.review_script.next()) for asset_id in asset_ids)

    def renew(self) -> None:
        self._note("renew")

    async def aclose(self) -> None:
        self._note("aclose")

    async def fetch(self, url: str, part: Path, on_progress: Callable[[int, int | None], None]) -> None:
        self._note("download")
        self.downloads.append(url)
        self.downloading += 1
        self.most_downloading = max(self.most_downloading, self.downloading)
        try:
            if self.download_gate is not None:
                await self.download_gate.wait()
            content: bytes = self.download_script.next()
        finally:
            self.downloading -= 1
        _lay(part, content)
        on_progress(len(content), len(content))

    @staticmethod
    def _entry(asset_id: str, status: AssetStatus) -> LibraryAsset:
        ref = f"asset://person-{asset_id}" if status is AssetStatus.ACTIVE and asset_id.startswith("rp_") else ""
        return LibraryAsset(asset_id, "", status, str(status), "", "", ref, "")

    def _created(self) -> Created:
        return Created(f"vid_{next(self._ids)}", "queued", None, '{"raw": "answer"}')

    def _note(self, call: str) -> None:
        self.calls.append((call, self._now()))


class FakeHost:
    """A bucket in memory.

    Attributes:
        held: name → content.
        asked: choices and secrets it was made with.
        looked: addresses that were looked at.
        hidden: addresses that nobody may read.
        stuck: raised instead of every removal.
        look_gate: awaited by every look that has found something.
    """

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.asked: list[tuple[Host, str | None]] = []
        self.looked: list[str] = []
        self.hidden: set[str] = set()
        self.stuck: Exception | None = None
        self.look_gate: asyncio.Event | None = None
        self.puts = 0

    async def put(self, path: Path, ending: str, on_progress: Callable[[int, int], None] | None) -> Placed:
        self.puts += 1
        name = f"{self.puts}.{ending}"
        self.held[name] = _content(path)
        if on_progress is not None:
            on_progress(1, 1)
        return Placed(f"https://bucket.example/{name}", name)

    async def remove(self, name: str) -> None:
        if self.stuck is not None:
            raise self.stuck
        self.held.pop(name, None)

    async def look(self, url: str, *, local_service: bool, size: int | None = None) -> None:
        assert not local_service
        held = self.held.get(url.rpartition("/")[2])
        assert size in {None, None if held is None else len(held)} or held is None
        self.looked.append(url)
        if url in self.hidden or url.rpartition("/")[2] not in self.held:
            raise Refused("host.not_readable", {"host": "bucket.example", "status": 403})
        if self.look_gate is not None:
            await self.look_gate.wait()


@dataclass
class FakeServices:
    """Hands out the one service it has."""

    fake: FakeService

    async def service(self, base_url: str, key: KeySource, network: Network) -> Service:
        assert network == Network()
        self.fake.addresses.append((base_url, await key() or ""))
        return self.fake

    async def host(self, host: Host, secret: KeySource, network: Network) -> FakeHost:
        assert network == Network()
        self.fake.place.asked.append((host, await secret()))
        return self.fake.place

    async def price_list(self, base_url: str, network: Network) -> tuple[Quote, ...] | None:
        assert network == Network()
        self.fake.listed.append(base_url)
        answer: tuple[Quote, ...] | None = self.fake.price_script.next()
        return answer

    async def download(
        self,
        url: str,
        part: Path,
        network: Network,
        *,
        allow_loopback_http: bool,
        on_progress: Callable[[int, int | None], None],
    ) -> None:
        assert network == Network()
        assert not allow_loopback_http
        await self.fake.fetch(url, part, on_progress)


@dataclass
class FakeProfiles:
    """Profiles and keys as a test sets them."""

    known: dict[str, Profile] = field(
        default_factory=lambda: {"main": Profile("main", "Main", "https://service.example")}
    )
    keys: dict[str, str | None] = field(default_factory=lambda: {"main": "sk-made-up"})

    def profile(self, profile_id: str) -> Profile | None:
        return self.known.get(profile_id)

    async def key(self, profile_id: str) -> str | None:
        return self.keys.get(profile_id)

    def network(self) -> Network:
        return Network()


def _content(path: Path) -> bytes:
    return path.read_bytes()


def _lay(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def not_there(_: object = None) -> NotFound:
    return NotFound("task.not_found", {"host": "service.example", "status": 404})
