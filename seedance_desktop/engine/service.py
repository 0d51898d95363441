"""What the engine needs from outside, as protocols; the real ones are loaded when they are first needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from seedance_desktop.api.retry import Patience
from seedance_desktop.domain.host import Bucket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from seedance_desktop.api.answers import Asset, Created, LibraryAsset, Report, Uploaded
    from seedance_desktop.api.bucket import Placed
    from seedance_desktop.api.client import ServiceClient
    from seedance_desktop.domain.fit import Recipe
    from seedance_desktop.domain.host import Host
    from seedance_desktop.domain.network import Network
    from seedance_desktop.domain.price_list import Quote
    from seedance_desktop.domain.profile import Profile
    from seedance_desktop.domain.reference import Kind
    from seedance_desktop.media.measured import Measured

    KeySource = Callable[[], Awaitable[str | None]]


class Service(Protocol):
    """One profile's service; `seedance_desktop.api.client.ServiceClient` says what each call does and raises."""

    async def create(self, body: Mapping[str, object], *, intent: str) -> Created: ...

    async def query(self, remote_id: str) -> Report: ...

    async def upload(
        self, path: Path, on_progress: Callable[[int, int], None] | None = None, *, format_: str = ""
    ) -> Uploaded: ...

    async def balance(self) -> Decimal | None: ...

    async def submit_for_review(self, addresses: Mapping[Kind, Sequence[str]]) -> tuple[Asset, ...]: ...

    async def review_status(self, asset_ids: Sequence[str]) -> tuple[Asset, ...]: ...

    async def add_sp_asset(self, name: str, kind: Kind, url: str) -> str: ...

    async def sp_assets(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]: ...

    async def submit_real_person(self, name: str, url: str) -> LibraryAsset: ...

    async def real_people(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]: ...

    def renew(self) -> None: ...

    async def aclose(self) -> None: ...


class FileHost(Protocol):
    """A place of the person's own for files; `seedance_desktop.api.bucket.BucketHost` says what each call raises."""

    async def put(self, path: Path, ending: str, on_progress: Callable[[int, int], None] | None) -> Placed: ...

    async def remove(self, name: str) -> None: ...

    async def look(self, url: str, *, local_service: bool, size: int | None = None) -> None: ...


class Services(Protocol):
    """Makes services and fetches results."""

    async def service(self, base_url: str, key: KeySource, network: Network) -> Service:
        """A client; building it touches nothing."""

    async def host(self, host: Host, secret: KeySource, network: Network) -> FileHost:
        """A place for files; making it touches nothing."""

    async def price_list(self, base_url: str, network: Network) -> tuple[Quote, ...] | None:
        """What the service says it charges; `None` where it has no such list."""

    async def download(
        self,
        url: str,
        part: Path,
        network: Network,
        *,
        allow_loopback_http: bool,
        on_progress: Callable[[int, int | None], None],
    ) -> None:
        """One attempt to fetch a result; on success the part file is whole by its length and on the disk."""


class Media(Protocol):
    """Looks into local files; `seedance_desktop.media.service.MediaService` says what each call raises."""

    async def measure(self, path: Path) -> Measured: ...

    async def thumbnail(self, path: Path, target: Path, longest_side: int = 320) -> None: ...

    async def waveform(self, path: Path, buckets: int = 64) -> tuple[float, ...]: ...

    async def filmstrip(self, path: Path, target: Path, frames: int = 9, height: int = 40) -> None: ...

    async def frame(self, path: Path, target: Path, seconds: float) -> None: ...

    async def bare(self, path: Path, target: Path) -> bool: ...

    async def fit(
        self, path: Path, target: Path, recipe: Recipe, on_progress: Callable[[float], None] | None = None
    ) -> None: ...


class Profiles(Protocol):
    """The user's profiles as they are now."""

    def profile(self, profile_id: str) -> Profile | None: ...

    async def key(self, profile_id: str) -> str | None: ...

    def network(self) -> Network: ...


class HttpServices:
    """The real service. Its room is imported in a thread: that takes longer than the loop may be held up."""

    async def service(self, base_url: str, key: KeySource, network: Network) -> Service:
        client, _ = await asyncio.to_thread(_loaded)
        return client(base_url, key, network)

    async def host(self, host: Host, secret: KeySource, network: Network) -> FileHost:
        return await asyncio.to_thread(_host, host, secret, network)

    async def price_list(self, base_url: str, network: Network) -> tuple[Quote, ...] | None:
        fetch = await asyncio.to_thread(_price_list_call)
        return await fetch(base_url, network)

    async def download(
        self,
        url: str,
        part: Path,
        network: Network,
        *,
        allow_loopback_http: bool,
        on_progress: Callable[[int, int | None], None],
    ) -> None:
        _, download = await asyncio.to_thread(_loaded)
        # The engine tries again by itself: between two attempts it may need a fresh address.
        await download(
            url,
            part,
            network,
            allow_loopback_http=allow_loopback_http,
            on_progress=on_progress,
            patience=Patience(attempts=1),
        )


def _loaded() -> tuple[type[ServiceClient], Callable[..., Awaitable[object]]]:
    from seedance_desktop.api.client import ServiceClient  # noqa: PLC0415 - not needed before the first paint
    from seedance_desktop.api.download import download  # noqa: PLC0415 - as above

    return ServiceClient, download


def _host(host: Host, secret: KeySource, network: Network) -> FileHost:
    from seedance_desktop.api.bucket import BucketHost  # noqa: PLC0415 - as above
    from seedance_desktop.api.picgo import PicGoHost  # noqa: PLC0415 - as above

    return BucketHost(host, secret, network) if isinstance(host, Bucket) else PicGoHost(host, network)


def _price_list_call() -> Callable[[str, Network], Awaitable[tuple[Quote, ...] | None]]:
    from seedance_desktop.api.price_list import fetch_price_list  # noqa: PLC0415 - as above

    return fetch_price_list
