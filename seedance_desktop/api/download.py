"""Fetches a result into a `.part` file: no key, no cookies, https all the way, going on where it broke off."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.errors import retry_after
from seedance_desktop.api.http import STANDARD, Connector, Deadlines, Departure, foreign_failures, translate
from seedance_desktop.api.part import PartFile
from seedance_desktop.api.retry import PATIENT, Patience, patiently
from seedance_desktop.domain.errors import NotFound, RateLimited, SeedanceError, ServiceFailed
from seedance_desktop.domain.task import LARGEST_TAKE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from seedance_desktop.domain.network import Network

REDIRECTS = 5

_FOREIGN_TYPES = ("text/", "application/json", "application/xml", "application/xhtml", "application/problem")
_FOREIGN_STARTS = (b"<", b"{", b"[", b"\xef\xbb\xbf<", b"#EXTM3U")
_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)")


@dataclass(frozen=True, slots=True)
class Downloaded:
    """What lies in the part file now.

    Attributes:
        size: bytes.
        content_type: as the server named it, in lower case without parameters; may be empty.
    """

    size: int
    content_type: str


class _ChangedMeanwhileError(Exception):
    """What the server sends does not continue what we have: start over."""


async def download(
    url: str,
    part: Path,
    network: Network,
    *,
    allow_loopback_http: bool,
    on_progress: Callable[[int, int | None], None] | None = None,
    deadlines: Deadlines = STANDARD,
    patience: Patience = PATIENT,
) -> Downloaded:
    """Fetch a result; on success the part file is whole by its length and on the disk (fsync).

    Checking that it is a video and giving it its name is the caller's.

    Args:
        url: the result's address.
        part: where to; what lies there is continued if the server can prove that it is the same thing, and if it is
            whole already, nobody is asked.
        network: proxy and certificates.
        allow_loopback_http: the profile is served by this machine; so may be its results.
        on_progress: called on the loop with bytes so far and bytes in all, where known.
        deadlines: per attempt.
        patience: how often a failure that may pass is tried again.

    Raises:
        NotFound: `download.expired` or `download.refused`: ask the service for a fresh address.
        RateLimited: after all attempts.
        ServiceFailed: `download.short`, `download.not_video`, `download.failed` and others; the part stays.
        NotSent: no connection; or the address is none we follow.
        LocalFailure: `disk.full`, `disk.read_only`, `disk.failed`; the part stays where it can.
    """
    fetch = _Fetch(part, Connector(network, deadlines), deadlines, allow_loopback_http, on_progress)
    return await patiently(lambda: fetch.once(url), patience)


@dataclass(frozen=True, slots=True)
class _Fetch:
    part: Path
    connector: Connector
    deadlines: Deadlines
    trusted: bool
    on_progress: Callable[[int, int | None], None] | None

    async def once(self, url: str) -> Downloaded:
        async with PartFile(self.part) as file:
            if file.whole:
                return Downloaded(file.size, "")
            try:
                return await self._guarded(url, file)
            except _ChangedMeanwhileError:
                await file.restart()
            try:
                return await self._guarded(url, file)
            except _ChangedMeanwhileError:
                raise ServiceFailed("download.failed") from None

    async def _guarded(self, url: str, file: PartFile) -> Downloaded:
        """One attempt with foreign failures made ours, raised outside of the handler that saw them."""
        host = judge_address(url, trusted=self.trusted).host
        departure = Departure()
        before = file.size
        try:
            async with asyncio.timeout(self.deadlines.download):
                return await self._fetch(url, file, departure)
        except foreign_failures() as problem:
            failure = translate(problem, host=host, departure=departure)
        if file.size != before:
            failure = ServiceFailed("download.short", {"size": file.size})
        await file.write_out()
        raise failure

    async def _fetch(self, url: str, file: PartFile, departure: Departure) -> Downloaded:
        async with AsyncExitStack() as stack:
            response = await self._open(url, file, departure, stack)
            total = await _prepare(response, file)
            if file.size and total == file.size:
                await file.finish()
                return Downloaded(file.size, _content_type(response))
            await self._receive(response, file, total)
            await file.finish()
            return Downloaded(file.size, _content_type(response))

    async def _open(self, url: str, file: PartFile, departure: Departure, stack: AsyncExitStack) -> httpx.Response:
        """The answer behind all redirects; each hop is judged and gets a client, and thereby a proxy, of its own."""
        for _ in range(REDIRECTS + 1):
            address = judge_address(url, trusted=self.trusted)
            client = await stack.enter_async_context(await self.connector.open(address))
            headers = {"Range": f"bytes={file.size}-", "If-Range": file.etag} if file.size else {}
            request = client.build_request("GET", url, headers=headers, extensions={"trace": departure})
            response = await client.send(request, stream=True)
            await stack.enter_async_context(aclosing(response))
            if response.status_code not in {301, 302, 303, 307, 308}:
                return response
            url = urljoin(url, response.headers.get("location", ""))
        raise ServiceFailed("download.redirects", {"host": address.host})

    async def _receive(self, response: httpx.Response, file: PartFile, total: int | None) -> None:
        async for chunk in response.aiter_raw():
            if file.size == 0 and chunk.lstrip().startswith(_FOREIGN_STARTS):
                raise ServiceFailed("download.not_video", {"host": response.request.url.host})
            if file.size + len(chunk) > LARGEST_TAKE:
                raise ServiceFailed("download.too_large", {"limit": LARGEST_TAKE})
            await file.add(chunk)
            if self.on_progress is not None:
                self.on_progress(file.size, total)
        if file.size == 0 or (total is not None and file.size != total):
            await file.write_out()
            raise ServiceFailed("download.short", {"size": file.size, "total": total or 0})


async def _prepare(response: httpx.Response, file: PartFile) -> int | None:
    """Judge the head of the answer and set the file to where the body goes on.

    Returns:
        The bytes of the whole file, where the server says.
    """
    status = response.status_code
    total = _total(response)
    if status == 416 and file.size:
        if total == file.size:
            return total
        raise _ChangedMeanwhileError
    if status not in {200, 206}:
        raise _failure(response)
    encoded = response.headers.get("content-encoding", "identity").lower() != "identity"
    if encoded or _content_type(response).startswith(_FOREIGN_TYPES):
        raise ServiceFailed("download.not_video", {"host": response.request.url.host, "status": status})
    etag = response.headers.get("etag", "")
    if status == 206:
        if not _continues(response, file, etag):
            raise _ChangedMeanwhileError
    else:
        await file.restart(etag)
    if total is not None:
        await file.reserve(total - file.size)
    return total


def _continues(response: httpx.Response, file: PartFile, etag: str) -> bool:
    found = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
    return bool(file.size) and found is not None and found[1] == str(file.size) and etag == file.etag


def _total(response: httpx.Response) -> int | None:
    if response.status_code == 200:
        length = response.headers.get("content-length", "")
        return int(length) if length.isdigit() and len(length) <= 18 else None
    found = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
    return int(found[3]) if found and found[3] != "*" else None


def _content_type(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()[:100]


def _failure(response: httpx.Response) -> SeedanceError:
    status = response.status_code
    values = {"host": response.request.url.host, "status": status}
    wait = retry_after(response.headers.get("retry-after"))
    if status in {401, 403, 404, 410}:
        return NotFound("download.expired", values)
    if status == 429:
        return RateLimited("service.rate_limited", values, "", wait)
    if 400 <= status < 500 and status != 408:
        return NotFound("download.refused", values)
    return ServiceFailed("download.failed", values, "", wait)
