"""One request to a place of the person's own, and a look at an address as a stranger sees it."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from typing import TYPE_CHECKING

from seedance_desktop.api.address import judge_address
from seedance_desktop.api.errors import retry_after
from seedance_desktop.api.http import STANDARD, Connector, exchange
from seedance_desktop.api.upload import pieces, size_to_send
from seedance_desktop.domain.errors import NotSent, Refused, ServiceFailed, Unauthorized

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from seedance_desktop.api.errors import Answer
    from seedance_desktop.api.http import Deadlines
    from seedance_desktop.domain.network import Network

    Progress = Callable[[int, int], None]

_WHOLE = re.compile(r"bytes 0-0/(\d{1,18})")
_S3_CODE = re.compile(rb"<Code>\s*([A-Za-z0-9.]{1,60})\s*</Code>")


_PASSING = frozenset({"InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown"})
"""Words of a bucket that may say yes at another time, whatever the status beside them."""


class Courier:
    """Sends with the person's network choices. Nothing that it sends carries the service's key.

    Args:
        network: proxy and certificates.
        deadlines: how long it waits.
    """

    def __init__(self, network: Network, deadlines: Deadlines = STANDARD) -> None:
        self._connector = Connector(network, deadlines)
        self._deadlines = deadlines

    async def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        patient: bool = False,
    ) -> Answer:
        """Make one small request to an address that the person has set up.

        Args:
            method: of the request.
            url: of the request.
            content: its body.
            headers: its own.
            patient: the answer comes only after an upload that is made on the other side.

        Raises:
            NotSent, ServiceFailed: no answer came.
        """
        address = judge_address(url, trusted=True)
        seconds = self._deadlines.upload if patient else self._deadlines.call
        async with await self._connector.open(address, silence=seconds if patient else None) as client:
            request = client.build_request(method, url, content=content, headers=headers)
            return await exchange(client, request, seconds=seconds)

    async def put(self, url: str, path: Path, media_type: str, on_progress: Progress | None) -> Answer:
        """Send a file as the body of a PUT; memory does not grow with its size.

        Raises:
            LocalFailure: unreadable, empty, or changed while it was sent.
            NotSent, ServiceFailed: no answer came.
        """
        size = await asyncio.to_thread(size_to_send, path)
        address = judge_address(url, trusted=True)
        headers = {"Content-Length": str(size), "Content-Type": media_type}
        async with (
            aclosing(pieces(path, size, on_progress)) as content,
            await self._connector.open(address) as client,
        ):
            request = client.build_request("PUT", url, content=content, headers=headers)
            return await exchange(client, request, seconds=self._deadlines.upload)

    async def look(self, url: str, *, local_service: bool, size: int | None = None) -> None:
        """Ask for the first byte behind an address, without any key, as the service will.

        Args:
            url: an address that is going to be sent.
            local_service: the service is on this machine, so that it reaches this machine.
            size: bytes that were put there; `None` where the host may make them fewer.

        Raises:
            Refused: `host.private` (the service cannot reach it; `why`), `host.not_readable` (nobody may read it),
                `host.not_whole` (something else lies there).
            NotSent, ServiceFailed: no answer came.
        """
        try:
            address = judge_address(url, trusted=local_service)
        except NotSent as failure:
            raise Refused("host.private", failure.values) from None
        async with await self._connector.open(address) as client:
            request = client.build_request("GET", url, headers={"Range": "bytes=0-0"})
            answer = await exchange(client, request, seconds=self._deadlines.call)
        if answer.status in {500, 502, 503, 504, 429}:
            raise ServiceFailed("host.failed", answer.values(), answer.excerpt())
        if not answer.good:
            raise Refused("host.not_readable", answer.values(), answer.excerpt())
        lies = _bytes_there(answer)
        if size is not None and lies is not None and lies != size:
            raise Refused("host.not_whole", answer.values() | {"size": size, "value": lies})


def took_it(answer: Answer) -> bool:
    """Whether a bucket has taken a file: some answer 200 and say in the body that they have not."""
    return answer.good and _S3_CODE.search(answer.body) is None


def _bytes_there(answer: Answer) -> int | None:
    """The bytes of all that lies behind an address, as far as the answer for its first one tells."""
    found = _WHOLE.fullmatch(answer.headers.get("content-range", ""))
    told = found[1] if found else answer.headers.get("content-length", "") if answer.status == 200 else ""
    return int(told) if re.fullmatch(r"\d{1,18}", told) else None


def failure_of(answer: Answer) -> Refused | ServiceFailed:
    """What an answer other than yes of a bucket means."""
    found = _S3_CODE.search(answer.body)
    reason = found[1].decode("ascii") if found else ""
    values = answer.values() | {"reason": reason}
    if reason == "RequestTimeTooSkewed":
        return Refused("host.clock", values, answer.excerpt())
    if answer.status in {401, 403}:
        return Unauthorized("host.refused", values, answer.excerpt())
    if answer.status == 404:
        return Refused("host.no_bucket", values, answer.excerpt())
    if answer.status >= 500 or answer.status == 429 or values["reason"] in _PASSING:
        wait = retry_after(answer.headers.get("retry-after"))
        return ServiceFailed("host.failed", values, answer.excerpt(), wait)
    return Refused("host.refused", values, answer.excerpt())
