"""One profile's service: every call the program makes to it, and the only holder of the authorization header."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from seedance_desktop.api import assets, wire
from seedance_desktop.api.address import Address, judge_address
from seedance_desktop.api.answers import Uploaded
from seedance_desktop.api.errors import create_failure, read_failure
from seedance_desktop.api.http import STANDARD, SYSTEM, Connector, Deadlines, exchange
from seedance_desktop.api.kept import Kept
from seedance_desktop.api.upload import Parcel
from seedance_desktop.domain.errors import NotSent, OutcomeUnknown, ServiceFailed, Unauthorized

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from seedance_desktop.api.answers import Asset, Created, KeyQuota, LibraryAsset, Report
    from seedance_desktop.api.errors import Answer
    from seedance_desktop.api.wire import Envelope
    from seedance_desktop.domain.network import Network
    from seedance_desktop.domain.reference import Kind

API = "/api/open-api/v1"

NO_SUCH_CALL = frozenset({404, 405, 410, 501})
"""Statuses by which a service says that it does not have an optional call."""

_HEADER_SAFE = re.compile(r"[\x21-\x7e]+")


class ServiceClient:
    """Talks to one base address with one key. Building it touches nothing; it is built again after `aclose`.

    Redirects are never followed and cookies never kept, so the key cannot reach another origin.
    Every call raises only the classes of `domain.errors`.

    Args:
        base_url: https, or http to this machine; a path in front of the service's own is allowed.
        key: asked before every call, so that a changed key counts at once; may answer `None`.
        network: the user's proxy and certificate choices.
        deadlines: how long we wait.
    """

    def __init__(
        self,
        base_url: str,
        key: Callable[[], Awaitable[str | None]],
        network: Network = SYSTEM,
        *,
        deadlines: Deadlines = STANDARD,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._key = key
        self._deadlines = deadlines
        self._connector = Connector(network, deadlines)
        self._kept: Kept | None = None
        self._worn = False
        self._building = asyncio.Lock()

    async def create(self, body: Mapping[str, object], *, intent: str) -> Created:
        """Start a task: the one call that costs money. It is sent at most once, on a connection of its own.

        Args:
            body: as `Request.body` makes it.
            intent: our task id, sent as Idempotency-Key; the service may ignore it, so nothing relies on it.

        Raises:
            NotSent: nothing left this machine; nor did it with `key.missing` and `key.malformed`.
            Refused: the service said no before it did any work.
            OutcomeUnknown: it may run and may be billed; never repeat by yourself.
            asyncio.CancelledError: passed on as it is; bytes may have left, so treat it like `OutcomeUnknown`.
        """
        address, key = await self._ready()
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        headers = _json_headers(key) | {"Idempotency-Key": quote(intent, safe=""), "Connection": "close"}
        async with await self._connector.open(address, silence=self._deadlines.create) as client:
            request = client.build_request("POST", self._url("/seedance/videos"), content=content, headers=headers)
            try:
                answer = await exchange(client, request, seconds=self._deadlines.create, secrets=(key,))
            except ServiceFailed as lost:
                unknown = OutcomeUnknown("create.no_answer", lost.values)
            else:
                return _created(answer)
        raise unknown

    async def query(self, remote_id: str) -> Report:
        """Ask what became of a task.

        Raises:
            NotFound: `task.not_found`; also right after creation on some services.
            ServiceFailed: ask again later.
        """
        report = await self._report(remote_id)
        if report.remote_id != remote_id:
            # Something left over on the connection, and every answer behind it would be another task's.
            self.renew()
            report = await self._report(remote_id)
        return report

    async def _report(self, remote_id: str) -> Report:
        answer = await self._send("GET", f"/videos/{quote(remote_id, safe='')}")
        payload = _payload(answer, absent="task.not_found")
        report = wire.parse_report(payload, remote_id, answer.raw, trusted=self._trusted())
        if report is None:
            raise ServiceFailed("service.unreadable", answer.values(), answer.excerpt())
        return replace(report, answered_at=answer.date)

    async def upload(
        self, path: Path, on_progress: Callable[[int, int], None] | None = None, *, format_: str = ""
    ) -> Uploaded:
        """Give a local file a public address; memory does not grow with its size.

        Args:
            path: at most 100 MB.
            on_progress: called on the loop with bytes handed over and bytes in all.
            format_: by the file's content: the service looks at the ending of the name alone.

        Raises:
            LocalFailure: unreadable, empty, too big, or changed while it was sent.
        """
        parcel = await Parcel.of(path, format_, on_progress)
        async with aclosing(parcel.stream()) as content:
            answer = await self._send(
                "POST", "/files/upload", content=content, headers=parcel.headers(), seconds=self._deadlines.upload
            )
        payload = _payload(answer, absent="service.not_found")
        url = wire.usable_address(wire.clean(payload.get("url")), trusted=self._trusted())
        if url is None:
            raise ServiceFailed("upload.no_address", answer.values(), answer.excerpt())
        return Uploaded(url, parcel.size)

    async def balance(self) -> Decimal | None:
        """What the account may still spend; `None` where the service has no such call."""
        payload = await self._optional("/user/balance")
        return None if payload is None else wire.parse_balance(payload)

    async def key_quota(self) -> KeyQuota | None:
        """What the key may still spend; `None` where the service has no such call."""
        payload = await self._optional("/key/balance")
        return None if payload is None else wire.parse_quota(payload)

    async def submit_for_review(self, addresses: Mapping[Kind, Sequence[str]]) -> tuple[Asset, ...]:
        """Hand public addresses to the Full routes' review; refused ones come back as failed assets."""
        if not any(addresses.values()):
            return ()
        return assets.reviewed(await self._post("/seedance/assets/audit", assets.review_body(addresses)))

    async def review_status(self, asset_ids: Sequence[str]) -> tuple[Asset, ...]:
        """Where the review of these assets stands, in the service's order; unknown ids may be missing."""
        if not asset_ids:
            return ()
        return assets.reviewed(await self._post("/seedance/assets/status", {"asset_ids": list(asset_ids)}))

    async def add_sp_asset(self, name: str, kind: Kind, url: str) -> str:
        """Put a public address into the SP library and return its asset id."""
        payload = await self._post("/seedance/sp/assets/upload", {"name": name, "type": kind.value, "url": url})
        return assets.asset_id(payload)

    async def sp_asset(self, asset_id: str) -> LibraryAsset:
        return wire.parse_library_asset(await self._post("/seedance/sp/assets/detail", {"asset_id": asset_id}))

    async def sp_assets(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]:
        return assets.library(await self._post("/seedance/sp/assets/status", {"asset_ids": list(asset_ids)}))

    async def submit_real_person(self, name: str, url: str) -> LibraryAsset:
        """Ask to whitelist a portrait."""
        return wire.parse_library_asset(await self._post("/seedance/sp/realperson/submit", {"name": name, "url": url}))

    async def real_person(self, asset_id: str) -> LibraryAsset:
        return wire.parse_library_asset(await self._post("/seedance/sp/realperson/status", {"asset_id": asset_id}))

    async def real_people(self, asset_ids: Sequence[str]) -> tuple[LibraryAsset, ...]:
        return assets.library(await self._post("/seedance/sp/realperson/batch-status", {"asset_ids": list(asset_ids)}))

    def renew(self) -> None:
        """Use no connection again that stands now: the machine slept, and they are dead though nobody says so."""
        self._worn = True

    async def aclose(self) -> None:
        """Close kept connections; safe to call twice."""
        kept, self._kept = self._kept, None
        if kept is not None:
            await kept.close()

    async def _post(self, path: str, body: Mapping[str, object]) -> Mapping[str, Any]:
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        return _payload(await self._send("POST", path, content=content, headers=headers), absent="asset.not_found")

    async def _optional(self, path: str) -> Mapping[str, Any] | None:
        """A call that a service may not have: it then answers 404, a redirect, or its front page."""
        answer = await self._send("GET", path)
        missing = answer.status in NO_SUCH_CALL or 300 <= answer.status < 400
        if missing or (answer.good and answer.envelope() is None):
            return None
        return _payload(answer, absent="service.not_found")

    async def _send(
        self,
        method: str,
        path: str,
        *,
        content: bytes | AsyncIterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Answer:
        """One exchange of a call that costs nothing, over kept connections."""
        address, key = await self._ready()
        kept = await self._shared(address)
        sent = {"Authorization": f"Bearer {key}", "Accept": "application/json"} | dict(headers or {})
        async with kept.used() as client:
            request = client.build_request(method, self._url(path), content=content, headers=sent)
            return await exchange(client, request, seconds=seconds or self._deadlines.call, secrets=(key,))

    async def _shared(self, address: Address) -> Kept:
        async with self._building:
            worn, self._worn = self._worn, False
            if worn and self._kept is not None:
                old, self._kept = self._kept, None
                await old.retire()
            if self._kept is None:
                self._kept = Kept(await self._connector.open(address, reuse=True))
            return self._kept

    async def _ready(self) -> tuple[Address, str]:
        """The judged base address and a key that may stand in a header; nothing is sent before both are there."""
        address = self._address()
        key = (await self._key() or "").strip()
        if not key:
            raise Unauthorized("key.missing")
        if not _HEADER_SAFE.fullmatch(key):
            raise Unauthorized("key.malformed")
        return address, key

    def _address(self) -> Address:
        if "?" in self._base_url or "#" in self._base_url:
            raise NotSent("net.bad_address")
        return judge_address(self._base_url, trusted=True)

    def _url(self, path: str) -> str:
        return f"{self._base_url}{API}{path}"

    def _trusted(self) -> bool:
        return self._address().loopback


def _json_headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "Accept": "application/json"}


def _created(answer: Answer) -> Created:
    envelope = answer.envelope()
    created = None if envelope is None else wire.parse_created(envelope.payload, answer.raw)
    if created is None:
        raise create_failure(answer, envelope)
    if answer.good:
        return created
    # It says no and names a task: whichever is true, nothing is sent again and the id is kept.
    raise OutcomeUnknown("create.unreadable", answer.values(), answer.excerpt(), answer.raw)


def _payload(answer: Answer, *, absent: str) -> Mapping[str, Any]:
    envelope: Envelope | None = answer.envelope()
    if answer.good and envelope is not None and envelope.success:
        return envelope.payload
    raise read_failure(answer, envelope, absent=absent)
